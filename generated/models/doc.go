// Package models is what people fit to data and minimise: regressions, a
// perceptron, a mixture, option prices, clusters of atoms, differential
// equations, a filter and a recurrent network.
package models

//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp rosenbrock.grad kalman.grad gru.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -func Logistic logistic.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -func Softmax softmax.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp perceptron.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -func Mixture,MixturePosterior mixture.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -func Call,Put blackscholes.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -func LennardJones lennardjones.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp lotkavolterra.grad
//go:generate go run chainrule/cmd/chainrule gen -kind vjp,jvp -func RungeKutta rungekutta.grad
