// The perceptron as a graph.

package ongomlx

import (
	"chainrule/generated/bench/problem"

	"github.com/gomlx/gomlx/pkg/core/graph"
)

// Perceptron returns a function that differentiates the loss of p. The label of
// a sample selects its output by a product with a one-hot row.
func Perceptron(p *problem.Perceptron) func(grad []float64) float64 {
	loss := func(in []*Node) *Node {
		W1, b1, W2, b2, X, label := in[0], in[1], in[2], in[3], in[4], in[5]
		hidden := graph.Tanh(layer(X, W1, b1))
		output := layer(hidden, W2, b2)
		picked := graph.ReduceSum(graph.Mul(label, output), -1)
		return graph.ReduceAllMean(graph.Sub(logSumExp(output), picked))
	}
	W1, b1, W2, b2 := p.Split(p.Theta)
	return compile(loss, 4, tensor(W1, p.H, p.D), tensor(b1, p.H), tensor(W2, p.C, p.H), tensor(b2, p.C),
		tensor(p.X, p.N, p.D), tensor(p.OneHot(), p.N, p.C)).run
}

// layer is x·Wᵀ + b for every row of x.
func layer(x, W, b *Node) *Node {
	return graph.Add(graph.Einsum("nj,kj->nk", x, W), graph.InsertAxes(b, 0))
}
