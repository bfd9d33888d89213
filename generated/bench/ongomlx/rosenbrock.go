// Rosenbrock's function as a graph.

package ongomlx

import (
	"chainrule/generated/bench/problem"

	"github.com/gomlx/gomlx/pkg/core/dtypes"
	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/shapes"
)

// Rosenbrock returns a function that differentiates Rosenbrock's function. The
// neighbours are gathered: the adjoint of a slice is a pad, which the backend
// lacks.
func Rosenbrock(p *problem.Rosenbrock) func(grad []float64) float64 {
	n := len(p.Theta)
	loss := func(in []*Node) *Node {
		x := in[0]
		index := graph.Iota(x.Graph(), shapes.Make(dtypes.Int32, n-1, 1), 0)
		head := graph.Gather(x, index, true)
		tail := graph.Gather(x, graph.OnePlus(index), true)
		t := graph.Sub(tail, graph.Square(head))
		u := graph.OneMinus(head)
		return graph.ReduceAllSum(graph.Add(graph.MulScalar(graph.Square(t), 100), graph.Square(u)))
	}
	return compile(loss, 1, tensor(p.Theta, n)).run
}
