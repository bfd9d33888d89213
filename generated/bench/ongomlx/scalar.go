// The scalar compositions as graphs.

package ongomlx

import (
	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/tensors"
)

// Chain is sin(ln(x²+1)).
func Chain(x *Node) *Node { return graph.Sin(graph.Log(graph.AddScalar(graph.Square(x), 1))) }

// Cube is (x²+1)³.
func Cube(x *Node) *Node {
	t := graph.AddScalar(graph.Square(x), 1)
	return graph.Mul(graph.Square(t), t)
}

// Gauss is exp(-x²).
func Gauss(x *Node) *Node { return graph.Exp(graph.Neg(graph.Square(x))) }

// Triple is sin(exp(x²)).
func Triple(x *Node) *Node { return graph.Sin(graph.Exp(graph.Square(x))) }

// Poly is x²y³ + sin(xy).
func Poly(x, y *Node) *Node {
	xy := graph.Mul(x, y)
	return graph.Add(graph.Mul(graph.Square(xy), y), graph.Sin(xy))
}

// Map returns a function that sets grad to the derivatives of f at every x and
// returns the sum of the values: one execution of the graph for each point.
func Map(f func(x *Node) *Node, x []float64) func(grad []float64) float64 {
	in := tensors.FromScalar(x[0])
	p := compile(func(in []*Node) *Node { return f(in[0]) }, 1, in)
	return func(grad []float64) (sum float64) {
		for i, xi := range x {
			let(in, xi)
			sum += p.run(grad[i:][:1])
		}
		return sum
	}
}

// Map2 is Map for functions of two variables; grad holds the derivatives by x
// and then those by y.
func Map2(f func(x, y *Node) *Node, x, y []float64) func(grad []float64) float64 {
	inX, inY := tensors.FromScalar(x[0]), tensors.FromScalar(y[0])
	p := compile(func(in []*Node) *Node { return f(in[0], in[1]) }, 2, inX, inY)
	return func(grad []float64) (sum float64) {
		for i := range x {
			let(inX, x[i])
			let(inY, y[i])
			var d [2]float64
			sum += p.run(d[:])
			grad[i], grad[len(x)+i] = d[0], d[1]
		}
		return sum
	}
}

// let gives a scalar another value.
func let(t *tensors.Tensor, x float64) {
	tensors.MustMutableFlatData(t, func(flat []float64) { flat[0] = x })
}
