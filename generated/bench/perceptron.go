// The perceptron with one hidden layer.

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

// perceptronFunc is a gradient of the perceptron that is bound to a workspace.
type perceptronFunc = func(W1, b1, W2, b2, X []float64, label []int, dW1, db1, dW2, db2 []float64) float64

// perceptron returns the network 64-128-10 on a batch of 32.
func perceptron() Problem {
	p := problem.NewPerceptron(32, 64, 128, 10)
	room := primal.NewPerceptronWorkspace(p.H, p.C)
	loss := func(theta []float64) float64 {
		W1, b1, W2, b2 := p.Split(theta)
		return primal.Perceptron(room, W1, b1, W2, b2, p.X, p.Label)
	}
	with := func(f perceptronFunc) Func {
		return func(grad []float64) float64 {
			W1, b1, W2, b2 := p.Split(p.Theta)
			dW1, db1, dW2, db2 := p.Split(grad)
			return f(W1, b1, W2, b2, p.X, p.Label, dW1, db1, dW2, db2)
		}
	}
	return Problem{
		Name: "Perceptron", Title: "perceptron 64-128-10, batch 32", Size: len(p.Theta), Calls: 1,
		Primal:  func() float64 { return loss(p.Theta) },
		Central: central(loss, p.Theta),
		Candidates: []Candidate{
			generated(genPerceptron != nil, with(genPerceptron)),
			built(Hand, with(handPerceptron())),
			built(HandBLAS, with(blasPerceptron(p))),
			differences(loss, p.Theta, false),
			duals(dualnum.Perceptron(p), p.Theta, false),
			lazy(Gorgonia, func() func([]float64) float64 { return ongorgonia.Perceptron(p) }).
				because("without the shift by the maximum"),
			lazy(GoMLX, func() func([]float64) float64 { return ongomlx.Perceptron(p) }),
		},
	}
}

// handPerceptron binds the gradient by hand to a workspace.
func handPerceptron() perceptronFunc {
	var ws hand.PerceptronWorkspace
	return func(W1, b1, W2, b2, X []float64, label []int, dW1, db1, dW2, db2 []float64) float64 {
		return hand.PerceptronGradWS(&ws, W1, b1, W2, b2, X, label, dW1, db1, dW2, db2)
	}
}

// blasPerceptron binds the gradient on BLAS to a workspace.
func blasPerceptron(p *problem.Perceptron) perceptronFunc {
	ws := onblas.NewPerceptronWorkspace(p.N, p.H, p.C)
	return func(W1, b1, W2, b2, X []float64, label []int, dW1, db1, dW2, db2 []float64) float64 {
		return onblas.PerceptronGrad(ws, W1, b1, W2, b2, X, label, dW1, db1, dW2, db2)
	}
}
