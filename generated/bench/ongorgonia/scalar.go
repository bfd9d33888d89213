// The scalar compositions as graphs.

package ongorgonia

import (
	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// Node is a node of a Gorgonia graph.
type Node = gorgonia.Node

// Chain is sin(ln(x²+1)).
func Chain(x *Node) *Node { return sin(log(add(times(x, x), number(1)))) }

// Cube is (x²+1)³.
func Cube(x *Node) *Node {
	t := add(times(x, x), number(1))
	return times(times(t, t), t)
}

// Gauss is exp(-x²).
func Gauss(x *Node) *Node { return exp(neg(times(x, x))) }

// Triple is sin(exp(x²)).
func Triple(x *Node) *Node { return sin(exp(times(x, x))) }

// Poly is x²y³ + sin(xy).
func Poly(x, y *Node) *Node {
	xy := times(x, y)
	return add(times(times(xy, xy), y), sin(xy))
}

// Map returns a function that sets grad to the derivatives of f at every x and
// returns the sum of the values: one run of the tape for each point.
func Map(f func(x *Node) *Node, x []float64) func(grad []float64) float64 {
	g := gorgonia.NewGraph()
	in := scalar(g, "x", x[0])
	m := compile(f(in), in)
	return func(grad []float64) (sum float64) {
		for i, xi := range x {
			let(in, xi)
			sum += m.run(grad[i:][:1])
		}
		return sum
	}
}

// Map2 is Map for functions of two variables; grad holds the derivatives by x
// and then those by y.
func Map2(f func(x, y *Node) *Node, x, y []float64) func(grad []float64) float64 {
	g := gorgonia.NewGraph()
	inX, inY := scalar(g, "x", x[0]), scalar(g, "y", y[0])
	m := compile(f(inX, inY), inX, inY)
	return func(grad []float64) (sum float64) {
		for i := range x {
			let(inX, x[i])
			let(inY, y[i])
			var d [2]float64
			sum += m.run(d[:])
			grad[i], grad[len(x)+i] = d[0], d[1]
		}
		return sum
	}
}

// scalar returns a leaf that holds one number.
func scalar(g *gorgonia.ExprGraph, name string, value float64) *Node {
	return gorgonia.NewScalar(g, tensor.Float64, gorgonia.WithName(name), gorgonia.WithValue(value))
}

// let gives a leaf another number.
func let(n *Node, value float64) {
	if err := gorgonia.Let(n, value); err != nil {
		panic(err)
	}
}
