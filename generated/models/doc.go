// Package models is what people fit to data and minimise: regressions, a
// perceptron, a mixture, option prices, clusters of atoms, differential
// equations, a filter and a recurrent network.
package models

//go:generate go run chainrule/cmd/chainrule gen -kind grad,jvp -test
