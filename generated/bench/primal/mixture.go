// The log-likelihood of a Gaussian mixture with full covariances.

package primal

import "math"

// MixtureWorkspace is the room for what does not depend on the point, and for
// one point's terms.
type MixtureWorkspace struct {
	diag []float64 // exp(q) [K,d]
	base []float64 // alpha + sum of q [K]
	term []float64 // [K]
	v    []float64 // x - mu [d]
}

// NewMixtureWorkspace returns room for k components in d dimensions.
func NewMixtureWorkspace(k, d int) *MixtureWorkspace {
	return &MixtureWorkspace{
		diag: make([]float64, k*d),
		base: make([]float64, k),
		term: make([]float64, k),
		v:    make([]float64, d),
	}
}

// Mixture is the log-likelihood of the points x, in the parametrisation of
// GradBench and ADBench (without its prior).
func Mixture(ws *MixtureWorkspace, alpha, mu, q, L, x []float64) float64 {
	K := len(alpha)
	d := len(mu) / K
	n := len(x) / d
	tri := d * (d - 1) / 2
	for k, a := range alpha {
		for j, qj := range q[k*d:][:d] {
			ws.diag[k*d+j] = math.Exp(qj)
			a += qj
		}
		ws.base[k] = a
	}
	ll := 0.0
	for i := range n {
		for k, a := range ws.base {
			s := mahalanobis(ws.v, x[i*d:][:d], mu[k*d:][:d], ws.diag[k*d:][:d], L[k*tri:][:tri])
			ws.term[k] = a - 0.5*s
		}
		ll += LogSumExp(ws.term)
	}
	return ll - float64(n)*LogSumExp(alpha) - 0.5*float64(n*d)*math.Log(2*math.Pi)
}

// mahalanobis is |Q(x-mu)|²; v is left holding x-mu.
func mahalanobis(v, x, mu, diag, l []float64) float64 {
	for j, xj := range x {
		v[j] = xj - mu[j]
	}
	s := 0.0
	for r, vr := range v {
		y := diag[r] * vr
		for c, lc := range l[:r] {
			y += lc * v[c]
		}
		l = l[r:]
		s += y * y
	}
	return s
}
