// The logistic regression in dual numbers.

package dualnum

import (
	"chainrule/generated/bench/problem"

	"gonum.org/v1/gonum/num/dual"
)

// Logistic returns the loss of p as a function of its weights.
func Logistic(p *problem.Logistic) Function {
	return func(theta []dual.Number) dual.Number {
		var loss dual.Number
		for i, y := range p.Y {
			var z dual.Number
			for j, x := range p.X[i*p.D:][:p.D] {
				z = axpy(z, x, theta[j])
			}
			z = dual.Add(z, theta[p.D])
			loss = dual.Add(loss, axpy(softplus(z), -y, z))
		}
		return dual.Scale(1/float64(p.N), loss)
	}
}
