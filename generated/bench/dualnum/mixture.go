// The Gaussian mixture in dual numbers.

package dualnum

import (
	"math"

	"chainrule/generated/bench/problem"

	"gonum.org/v1/gonum/num/dual"
)

// Mixture returns the log-likelihood of p as a function of its parameters.
func Mixture(p *problem.Mixture) Function {
	diag := make([]dual.Number, p.K*p.D)
	base := make([]dual.Number, p.K)
	term := make([]dual.Number, p.K)
	v := make([]dual.Number, p.D)
	constant := 0.5 * float64(p.N*p.D) * math.Log(2*math.Pi)
	return func(theta []dual.Number) dual.Number {
		alpha, mu, q, L := problem.Cut(theta, p.K, p.K*p.D, p.K*p.D)
		for k, a := range alpha {
			for j, qj := range q[k*p.D:][:p.D] {
				diag[k*p.D+j] = dual.Exp(qj)
				a = dual.Add(a, qj)
			}
			base[k] = a
		}
		var ll dual.Number
		for i := range p.N {
			x := p.X[i*p.D:][:p.D]
			for k, a := range base {
				s := mahalanobis(v, x, mu[k*p.D:], diag[k*p.D:], L[k*p.Triangle():])
				term[k] = axpy(a, -0.5, s)
			}
			ll = dual.Add(ll, logSumExp(term))
		}
		return dual.Sub(axpy(ll, -float64(p.N), logSumExp(alpha)), real(constant))
	}
}

// mahalanobis is |Q(x-mu)|²; v is left holding x-mu.
func mahalanobis(v []dual.Number, x []float64, mu, diag, l []dual.Number) dual.Number {
	var s dual.Number
	for r, xr := range x {
		v[r] = dual.Sub(real(xr), mu[r])
		y := dual.Mul(diag[r], v[r])
		for c, lc := range l[:r] {
			y = dual.Add(y, dual.Mul(lc, v[c]))
		}
		l = l[r:]
		s = dual.Add(s, dual.Mul(y, y))
	}
	return s
}
