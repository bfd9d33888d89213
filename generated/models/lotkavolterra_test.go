// Lotka and Volterra's equations against their invariant, their sensitivities
// and a published fit.

package models

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// lynxAndHare are the pelts, in thousands, of hares and lynxes that the Hudson's
// Bay Company bought in 1900 to 1920 (Howard, Elements of Mathematical Ecology,
// as used by Carpenter 2018).
var lynxAndHare = []float64{
	30, 4, 47.2, 6.1, 70.2, 9.8, 77.4, 35.2, 36.3, 59.4, 20.6, 41.7, 18.1, 19, 21.4, 13, 22, 8.3, 25.4, 9.1, 27.1, 7.4,
	40.3, 8, 57, 12.3, 76.6, 19.5, 52.3, 45.7, 19.5, 51.1, 11.2, 29.7, 7.6, 15.8, 14.6, 9.7, 16.2, 10.1, 24.7, 8.6,
}

// published are the posterior means and deviations of α, β, γ, δ, u0 and v0
// (B. Carpenter, Predator-prey population dynamics: the Lotka-Volterra model
// in Stan, 2018, table of the fit to the lynx-hare data).
var published = struct{ mean, deviation []float64 }{
	[]float64{0.55, 0.028, 0.80, 0.024, 33.9, 5.9},
	[]float64{0.06, 0.004, 0.09, 0.004, 2.9, 0.5},
}

// lotkaVolterra is LotkaVolterra as a function of α, β, γ, δ, u0 and v0.
func lotkaVolterra(data []float64, steps int) gradtest.Function {
	return gradtest.Function{
		Value: func(p []float64) float64 {
			return LotkaVolterra(p[0], p[1], p[2], p[3], p[4], p[5], data, steps)
		},
		Grad: func(p, d []float64) (loss float64) {
			loss, d[0], d[1], d[2], d[3], d[4], d[5] = LotkaVolterraGrad(p[0], p[1], p[2], p[3], p[4], p[5], data, steps)
			return loss
		},
		Tangent: func(p, d []float64) (loss, lossDot float64) {
			return LotkaVolterraJVP(p[0], p[1], p[2], p[3], p[4], p[5], data, steps, d[0], d[1], d[2], d[3], d[4], d[5])
		},
	}
}

// TestInvariant: δu - γ·ln(u) + βv - α·ln(v) is constant along a solution
// (Volterra 1926), up to the error of the fourth order of the method.
func TestInvariant(t *testing.T) {
	const α, β, γ, δ = 0.55, 0.028, 0.8, 0.024
	drift := func(steps int) float64 {
		u, v, h := 34., 6., 1/float64(steps)
		level := func() float64 { return δ*u - γ*math.Log(u) + β*v - α*math.Log(v) }
		start := level()
		for range 20 * steps {
			u, v = RungeKutta(u, v, α, β, γ, δ, h)
		}
		return math.Abs(level() - start)
	}
	coarse, fine := drift(8), drift(16)
	if coarse > 1e-4 || fine > coarse/10 {
		t.Errorf("the invariant drifts by %v and, with half the step, by %v", coarse, fine)
	}
}

// TestLotkaVolterra compares with the sensitivity equations s' = J·s + ∂f/∂p,
// solved by the same method, which differentiates the method itself.
func TestLotkaVolterra(t *testing.T) {
	for _, steps := range []int{1, 4} {
		p := []float64{0.5, 0.03, 0.75, 0.025, 30, 5}
		data := lynxAndHare[:10]
		grad := lotkaVolterra(data, steps).Check(t, p, 1e-9)
		gradtest.Equal(t, "gradient", grad, sensitivities(p, data, steps), 1e-12)
	}
}

// sensitive is u and v, and then their derivatives by the six parameters.
type sensitive [14]float64

// sensitivities sums the residuals of the logarithms times their derivatives.
func sensitivities(p, data []float64, steps int) []float64 {
	grad := make([]float64, 6)
	s := sensitive{0: p[4], 1: p[5], 2 + 2*4: 1, 3 + 2*5: 1}
	h := 1 / float64(steps)
	for t := range len(data) / 2 {
		for k := range grad {
			grad[k] += math.Log(s[0]/data[2*t])*s[2+2*k]/s[0] + math.Log(s[1]/data[2*t+1])*s[3+2*k]/s[1]
		}
		for range steps {
			a := s.slope(p)
			b := s.plus(h/2, a).slope(p)
			c := s.plus(h/2, b).slope(p)
			d := s.plus(h, c).slope(p)
			s = s.plus(h/6, a).plus(h/3, b).plus(h/3, c).plus(h/6, d)
		}
	}
	return grad
}

// slope is the right-hand side: of u and v, and for each parameter the
// Jacobian times the sensitivity plus the derivative by the parameter.
func (s sensitive) slope(p []float64) (d sensitive) {
	u, v := s[0], s[1]
	α, β, γ, δ := p[0], p[1], p[2], p[3]
	d[0], d[1] = α*u-β*u*v, δ*u*v-γ*v
	for k := range 6 {
		su, sv := s[2+2*k], s[3+2*k]
		d[2+2*k] = (α-β*v)*su - β*u*sv
		d[3+2*k] = δ*v*su + (δ*u-γ)*sv
	}
	d[2+2*0] += u
	d[2+2*1] -= u * v
	d[3+2*2] -= v
	d[3+2*3] += u * v
	return d
}

func (s sensitive) plus(h float64, d sensitive) sensitive {
	for i := range s {
		s[i] += h * d[i]
	}
	return s
}

// TestLynxAndHare fits the equations to the pelts; what the data say must be
// within a standard deviation of what Stan found with its weak priors.
func TestLynxAndHare(t *testing.T) {
	fit := lotkaVolterra(lynxAndHare, 10)
	inLogs := func(q, dq []float64) float64 { // positive parameters, of like scale
		p := make([]float64, len(q))
		for i := range q {
			p[i] = math.Exp(q[i])
		}
		loss := fit.Grad(p, dq)
		for i := range q {
			dq[i] *= p[i]
		}
		return loss
	}
	q := []float64{math.Log(0.5), math.Log(0.025), math.Log(1), math.Log(0.025), math.Log(30), math.Log(4)}
	left := minimise(inLogs, q)
	if left > 1e-6 {
		t.Errorf("the gradient is still %v", left)
	}
	for i := range q {
		if got, want := math.Exp(q[i]), published.mean[i]; math.Abs(got-want) > published.deviation[i] {
			t.Errorf("parameter %d is %v, published %v ± %v", i, got, want, published.deviation[i])
		}
	}
}
