// Rosenbrock's function as a graph.

package ongorgonia

import (
	"chainrule/generated/bench/problem"

	"gorgonia.org/gorgonia"
)

// Rosenbrock returns a function that differentiates Rosenbrock's function.
func Rosenbrock(p *problem.Rosenbrock) func(grad []float64) float64 {
	n := len(p.Theta)
	g := gorgonia.NewGraph()
	x := input(g, "x", p.Theta, n)
	head := must(gorgonia.Slice(x, gorgonia.S(0, n-1)))
	tail := must(gorgonia.Slice(x, gorgonia.S(1, n)))
	t := sub(tail, square(head))
	u := sub(number(1), head)
	f := sum(add(times(number(100), square(t)), square(u)))
	return compile(f, x).run
}
