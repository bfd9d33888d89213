// Package seed is every formula, example and exercise of the text on the chain
// rule that this project grew from, in the notation of the text.
package seed

//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test examples.grad chain.grad exercises.grad layerloss.grad network.grad trace.grad layer.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test -func Cube,CubeExpanded,CubeComposed,inner,outer problem.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test -func Product,Paths,Fan,Scalar,Poly,top,left,right paths.grad
