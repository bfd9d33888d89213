// The logistic regression.

package bench

import (
	"chainrule/generated/bench/dualnum"
	"chainrule/generated/bench/hand"
	"chainrule/generated/bench/onblas"
	"chainrule/generated/bench/ongomlx"
	"chainrule/generated/bench/ongorgonia"
	"chainrule/generated/bench/primal"
	"chainrule/generated/bench/problem"
)

// logistic returns the logistic regression with 1000 rows of 50 numbers.
func logistic() Problem {
	const n, d = 1000, 50
	p := problem.NewLogistic(n, d)
	w, b := p.W(p.Theta), p.Theta[d]
	loss := func(theta []float64) float64 { return primal.Logistic(p.X, p.Y, p.W(theta), theta[d]) }
	with := func(f func(X, y, w []float64, b float64, dw []float64) (loss, db float64)) Func {
		return func(grad []float64) (loss float64) {
			loss, grad[d] = f(p.X, p.Y, w, b, grad[:d])
			return loss
		}
	}
	ws := onblas.NewLogisticWorkspace(n)
	blas := func(X, y, w []float64, b float64, dw []float64) (loss, db float64) {
		return onblas.LogisticGrad(ws, X, y, w, b, dw)
	}
	return Problem{
		Name: "Logistic", Title: "logistic regression, 1000 × 50", Size: d + 1, Calls: 1,
		Primal:  func() float64 { return loss(p.Theta) },
		Central: central(loss, p.Theta),
		Candidates: []Candidate{
			generated(genLogistic != nil, with(genLogistic)),
			built(Hand, with(hand.LogisticGrad)),
			built(HandBLAS, with(blas)),
			differences(loss, p.Theta, true),
			duals(dualnum.Logistic(p), p.Theta, true),
			lazy(Gorgonia, func() func([]float64) float64 { return ongorgonia.Logistic(p) }),
			lazy(GoMLX, func() func([]float64) float64 { return ongomlx.Logistic(p) }),
		},
	}
}
