// The logistic regression as a graph.

package ongorgonia

import (
	"chainrule/generated/bench/problem"

	"gorgonia.org/gorgonia"
)

// Logistic returns a function that differentiates the loss of p.
func Logistic(p *problem.Logistic) func(grad []float64) float64 {
	g := gorgonia.NewGraph()
	X := input(g, "X", p.X, p.N, p.D)
	y := input(g, "y", p.Y, p.N)
	w := input(g, "w", p.W(p.Theta), p.D)
	b := scalar(g, "b", p.Theta[p.D])
	z := add(mul(X, w), b)
	softplus := add(rectify(z), log1p(exp(neg(abs(z)))))
	loss := must(gorgonia.Mean(sub(softplus, times(y, z))))
	return compile(loss, w, b).run
}
