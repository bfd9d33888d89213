// The perceptron in dual numbers.

package dualnum

import (
	"chainrule/generated/bench/problem"

	"gonum.org/v1/gonum/num/dual"
)

// Perceptron returns the loss of p as a function of its weights.
func Perceptron(p *problem.Perceptron) Function {
	hidden := make([]dual.Number, p.H)
	output := make([]dual.Number, p.C)
	return func(theta []dual.Number) dual.Number {
		W1, b1, W2, b2 := problem.Cut(theta, p.H*p.D, p.H, p.C*p.H)
		var loss dual.Number
		for i, label := range p.Label {
			for k := range hidden {
				var s dual.Number
				for j, x := range p.X[i*p.D:][:p.D] {
					s = axpy(s, x, W1[k*p.D+j])
				}
				hidden[k] = dual.Tanh(dual.Add(s, b1[k]))
			}
			for k := range output {
				var s dual.Number
				for j, t := range hidden {
					s = dual.Add(s, dual.Mul(W2[k*p.H+j], t))
				}
				output[k] = dual.Add(s, b2[k])
			}
			loss = dual.Add(loss, dual.Sub(logSumExp(output), output[label]))
		}
		return dual.Scale(1/float64(p.N), loss)
	}
}
