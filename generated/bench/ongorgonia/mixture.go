// The Gaussian mixture as a graph.

package ongorgonia

import (
	"math"

	"chainrule/generated/bench/problem"

	"gorgonia.org/gorgonia"
)

// Mixture returns a function that differentiates the log-likelihood of p.
//
// The matrices Q of all components are stacked to one of K·d rows: products
// with constant matrices of zeros and ones put the triangles and diagonals in
// their places, repeat the means, and add up the squares of a component.
func Mixture(p *problem.Mixture) func(grad []float64) float64 {
	a, m, qd, l := p.Split(p.Theta)
	K, d, tri := p.K, p.D, p.Triangle()
	g := gorgonia.NewGraph()
	X := input(g, "X", p.X, p.N, d)
	alpha := input(g, "alpha", a, K)
	mu := input(g, "mu", m, K, d)
	q := input(g, "q", qd, K, d)
	L := input(g, "L", l, K, tri)
	lower, diagonal := p.Places()
	repeat := repeated(K, d)
	Q := add(mul(L, input(g, "lower", lower, tri, d*d)), mul(exp(q), input(g, "diagonal", diagonal, d, d*d)))
	Q = must(gorgonia.Reshape(Q, []int{K * d, d}))
	means := mul(input(g, "repeat", repeat, K*d, K), mu)
	y := must(gorgonia.BroadcastSub(mul(X, transpose(Q)), sum(times(Q, means), 1), nil, []byte{0}))
	square := mul(square(y), input(g, "gather", repeat, K*d, K))
	term := addRow(times(number(-0.5), square), add(alpha, sum(q, 1)))
	points := sum(log(sum(exp(term), 1)))
	total := times(number(float64(p.N)), log(sum(exp(alpha))))
	constant := 0.5 * float64(p.N*d) * math.Log(2*math.Pi)
	ll := sub(sub(points, total), number(constant))
	return compile(ll, alpha, mu, q, L).run
}

// repeated returns the matrix of K·d rows that repeats each of K rows d times.
func repeated(K, d int) []float64 {
	m := make([]float64, K*d*K)
	for r := range K * d {
		m[r*K+r/d] = 1
	}
	return m
}
