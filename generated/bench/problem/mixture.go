// The data and parameters of the Gaussian mixture.

package problem

import "math/rand"

// Mixture is a sample of n points in d dimensions and a mixture of K
// Gaussians. The inverse covariance of a component is QᵀQ, where Q is lower
// triangular with diagonal exp(q) and the strict lower triangle in L.
type Mixture struct {
	N, D, K int
	X       []float64
	Theta   []float64 // alpha [K], mu [K,d], q [K,d], L [K,d(d-1)/2]
}

// NewMixture returns a random sample and a random mixture.
func NewMixture(n, d, k int) *Mixture {
	r := rand.New(rand.NewSource(5))
	p := &Mixture{N: n, D: d, K: k, X: normals(r, n*d, 1)}
	p.Theta = append(p.Theta, normals(r, k, 0.5)...)
	p.Theta = append(p.Theta, normals(r, k*d, 0.5)...)
	p.Theta = append(p.Theta, normals(r, k*d, 0.2)...)
	p.Theta = append(p.Theta, normals(r, k*p.Triangle(), 0.2)...)
	return p
}

// Triangle is the number of entries below the diagonal.
func (p *Mixture) Triangle() int { return p.D * (p.D - 1) / 2 }

// Split returns the four parts of theta, which is laid out as Theta is.
func (p *Mixture) Split(theta []float64) (alpha, mu, q, L []float64) {
	return Cut(theta, p.K, p.K*p.D, p.K*p.D)
}
