// Package seed is every formula, example and exercise of the text on the chain
// rule that this project grew from, in the notation of the text.
package seed

//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test problem.grad examples.grad paths.grad chain.grad exercises.grad layerloss.grad network.grad
//go:generate go run chainrule/cmd/chainrule gen -kind vjp,jvp -test trace.grad layer.grad
