// Package models is what people fit to data and minimise: regressions, a
// perceptron, a mixture, option prices, clusters of atoms, differential
// equations, a filter and a recurrent network.
package models

//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test rosenbrock.grad perceptron.grad lotkavolterra.grad kalman.grad gru.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test -func Logistic logistic.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test -func Softmax softmax.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test -func Mixture,MixturePosterior mixture.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test -func Call,Put blackscholes.grad
//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test -func LennardJones lennardjones.grad
//go:generate go run chainrule/cmd/chainrule gen -kind vjp,jvp -test -func RungeKutta rungekutta.grad
