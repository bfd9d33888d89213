// Package neural is small networks: dense layers, convolutions, a recurrent
// cell, attention, normalisation, and the losses they are trained with.
package neural

//go:generate go run chainrule/cmd/chainrule gen
