// The perceptron as a graph.

package ongorgonia

import (
	"chainrule/generated/bench/problem"

	"gorgonia.org/gorgonia"
)

// Perceptron returns a function that differentiates the loss of p. The label of
// a sample selects its output by a product with a one-hot row.
func Perceptron(p *problem.Perceptron) func(grad []float64) float64 {
	w1, c1, w2, c2 := p.Split(p.Theta)
	g := gorgonia.NewGraph()
	X := input(g, "X", p.X, p.N, p.D)
	label := input(g, "label", p.OneHot(), p.N, p.C)
	W1, b1 := input(g, "W1", w1, p.H, p.D), input(g, "b1", c1, p.H)
	W2, b2 := input(g, "W2", w2, p.C, p.H), input(g, "b2", c2, p.C)
	hidden := tanh(addRow(mul(X, transpose(W1)), b1))
	output := addRow(mul(hidden, transpose(W2)), b2)
	picked := sum(times(label, output), 1)
	loss := must(gorgonia.Mean(sub(log(sum(exp(output), 1)), picked)))
	return compile(loss, W1, b1, W2, b2).run
}

// transpose transposes a matrix.
func transpose(a *gorgonia.Node) *gorgonia.Node { return must(gorgonia.Transpose(a, 1, 0)) }
