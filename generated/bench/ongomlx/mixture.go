// The Gaussian mixture as a graph.

package ongomlx

import (
	"math"

	"chainrule/generated/bench/problem"

	"github.com/gomlx/gomlx/pkg/core/graph"
)

// Mixture returns a function that differentiates the log-likelihood of p. A
// product with a constant matrix puts the packed triangles in their places.
func Mixture(p *problem.Mixture) func(grad []float64) float64 {
	n, K, d, tri := p.N, p.K, p.D, p.Triangle()
	loss := func(in []*Node) *Node {
		alpha, mu, q, L, x, lower, diagonal := in[0], in[1], in[2], in[3], in[4], in[5], in[6]
		Q := graph.Add(graph.Einsum("kt,trc->krc", L, lower), graph.Einsum("kj,jrc->krc", graph.Exp(q), diagonal))
		v := graph.Sub(graph.InsertAxes(x, 0), graph.InsertAxes(mu, 1))
		y := graph.Einsum("krc,knc->knr", Q, v)
		square := graph.ReduceSum(graph.Square(y), -1)
		base := graph.Add(alpha, graph.ReduceSum(q, -1))
		term := graph.Sub(graph.InsertAxes(base, 1), graph.MulScalar(square, 0.5))
		points := graph.ReduceAllSum(logSumExp(graph.Transpose(term, 0, 1)))
		return graph.AddScalar(graph.Sub(points, graph.MulScalar(logSumExp(alpha), float64(n))),
			-0.5*float64(n*d)*math.Log(2*math.Pi))
	}
	alpha, mu, q, L := p.Split(p.Theta)
	lower, diagonal := p.Places()
	return compile(loss, 4, tensor(alpha, K), tensor(mu, K, d), tensor(q, K, d), tensor(L, K, tri),
		tensor(p.X, n, d), tensor(lower, tri, d, d), tensor(diagonal, d, d, d)).run
}
