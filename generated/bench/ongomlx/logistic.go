// The logistic regression as a graph.

package ongomlx

import (
	"chainrule/generated/bench/problem"

	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/tensors"
)

// Logistic returns a function that differentiates the loss of p.
func Logistic(p *problem.Logistic) func(grad []float64) float64 {
	loss := func(in []*Node) *Node {
		w, b, X, y := in[0], in[1], in[2], in[3]
		z := graph.Add(graph.Dot(X, w), b)
		softplus := graph.Add(graph.MaxScalar(z, 0), graph.Log1P(graph.Exp(graph.Neg(graph.Abs(z)))))
		return graph.ReduceAllMean(graph.Sub(softplus, graph.Mul(y, z)))
	}
	return compile(loss, 2, tensor(p.W(p.Theta), p.D), tensors.FromScalar(p.Theta[p.D]),
		tensor(p.X, p.N, p.D), tensor(p.Y, p.N)).run
}
