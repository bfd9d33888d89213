// Rosenbrock's function.

package bench

import (
	"fmt"

	"chainrule/generated/bench/dualnum"
	"chainrule/generated/bench/hand"
	"chainrule/generated/bench/ongomlx"
	"chainrule/generated/bench/ongorgonia"
	"chainrule/generated/bench/primal"
	"chainrule/generated/bench/problem"
)

// rosenbrock returns Rosenbrock's function in n dimensions.
func rosenbrock(n int) Problem {
	p := problem.NewRosenbrock(n)
	return Problem{
		Name: fmt.Sprintf("Rosenbrock%d", n), Title: fmt.Sprintf("Rosenbrock, n = %d", n),
		Size: n, Calls: 1,
		Primal:  func() float64 { return primal.Rosenbrock(p.Theta) },
		Central: central(primal.Rosenbrock, p.Theta),
		Candidates: []Candidate{
			generated(genRosenbrock != nil, func(grad []float64) float64 { return genRosenbrock(p.Theta, grad) }),
			built(Hand, func(grad []float64) float64 { return hand.RosenbrockGrad(p.Theta, grad) }),
			differences(primal.Rosenbrock, p.Theta, true),
			duals(dualnum.Rosenbrock, p.Theta, true),
			lazy(Gorgonia, func() func([]float64) float64 { return ongorgonia.Rosenbrock(p) }),
			lazy(GoMLX, func() func([]float64) float64 { return ongomlx.Rosenbrock(p) }).
				because("by gather: its Go backend has no pad, the adjoint of a slice"),
		},
	}
}
