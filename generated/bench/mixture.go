// The Gaussian mixture.

package bench

import (
	"chainrule/generated/bench/dualnum"
	"chainrule/generated/bench/hand"
	"chainrule/generated/bench/ongomlx"
	"chainrule/generated/bench/ongorgonia"
	"chainrule/generated/bench/primal"
	"chainrule/generated/bench/problem"
)

// mixtureFunc is a gradient of the mixture that is bound to a workspace.
type mixtureFunc = func(alpha, mu, q, L, x []float64, dalpha, dmu, dq, dL []float64) float64

// mixture returns the mixture of 25 Gaussians for 1000 points in 10 dimensions.
func mixture() Problem {
	p := problem.NewMixture(1000, 10, 25)
	room := primal.NewMixtureWorkspace(p.K, p.D)
	ll := func(theta []float64) float64 {
		alpha, mu, q, L := p.Split(theta)
		return primal.Mixture(room, alpha, mu, q, L, p.X)
	}
	with := func(f mixtureFunc) Func {
		return func(grad []float64) float64 {
			alpha, mu, q, L := p.Split(p.Theta)
			dalpha, dmu, dq, dL := p.Split(grad)
			return f(alpha, mu, q, L, p.X, dalpha, dmu, dq, dL)
		}
	}
	return Problem{
		Name: "Mixture", Title: "Gaussian mixture, n = 1000, d = 10, K = 25", Size: len(p.Theta), Calls: 1,
		Primal:  func() float64 { return ll(p.Theta) },
		Central: central(ll, p.Theta),
		Candidates: []Candidate{
			generated(genMixture != nil, with(genMixture)),
			built(Hand, with(handMixture(hand.MixtureGradWS))),
			built(HandPlain, with(handMixture(hand.MixtureGradPerPointWS))),
			differences(ll, p.Theta, false),
			duals(dualnum.Mixture(p), p.Theta, false),
			lazy(Gorgonia, func() func([]float64) float64 { return ongorgonia.Mixture(p) }).
				because("without the shift by the maximum"),
			lazy(GoMLX, func() func([]float64) float64 { return ongomlx.Mixture(p) }),
		},
	}
}

// handMixture binds a gradient by hand to a workspace.
func handMixture(f func(ws *hand.MixtureWorkspace, alpha, mu, q, L, x []float64, dalpha, dmu, dq, dL []float64) float64) mixtureFunc {
	var ws hand.MixtureWorkspace
	return func(alpha, mu, q, L, x []float64, dalpha, dmu, dq, dL []float64) float64 {
		return f(&ws, alpha, mu, q, L, x, dalpha, dmu, dq, dL)
	}
}
