// Derivatives against differences, and against closed forms.

package optics

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var cases = []derivtest.Case{
	{F: System, D: SystemVJP, Args: args(sampleElements)},
	{Name: "image", F: System, D: SystemVJP, Args: args([]Element{{Gap, 0.24}, {Lens, 0.12}, {Gap, 0.24}})},
	{Name: "mirror", F: System, D: SystemVJP, Args: args([]Element{{Mirror, 0.5}}), Value: v(1, 0, -4, 1), Grad: v(0, 0, 8, 0)},
	{Name: "nothing", F: System, D: SystemVJP, Args: args([]Element{}), Value: v(1, 0, 0, 1), Grad: v()},
	{Name: "no kind", F: System, D: SystemVJP, Args: args([]Element{{Gap, 1}, {Kind(7), 1}})},
	{F: Beam.Radius, D: Beam.RadiusGrad, Twin: radius, Args: args(sampleBeam, 0.9), Rel: 1e-6},
	{F: (*Beam).Coupling, D: (*Beam).CouplingGrad, Twin: coupling, Args: args(&sampleBeam, 0.5e-3, 0.9), Rel: 1e-6},
	// At 45° and √2, sin and cos of both angles are known: asin' = 1/cos 30°.
	{F: Snell, D: SnellGrad, Args: args(1, math.Sqrt2, math.Pi/4), Value: v(math.Pi / 6),
		Grad: v(0.5/cos30, -0.5/math.Sqrt2/cos30, 0.5/cos30)},
	{Name: "total reflection", F: Snell, D: SnellGrad, Args: args(1.5, 1, 0.8)},
	{F: Fresnel, D: FresnelVJP, J: FresnelJac, Args: args(1, 1.5, 0.6)},
	{Name: "Brewster's angle", F: Fresnel, D: FresnelVJP, J: FresnelJac, Args: args(1, 1.5, math.Atan(1.5))},
	{Name: "head on", F: Fresnel, D: FresnelVJP, J: FresnelJac, Args: args(1, 1.5, 0), Value: v(0.04, 0.04), Grad: v( // ((1-n)/(1+n))²
		-0.192, 0.128, 0,
		-0.192, 0.128, 0)},
	{Name: "total reflection", F: Fresnel, D: FresnelVJP, J: FresnelJac, Args: args(1.5, 1, 1), Value: v(1, 1), Grad: make([]float64, 6)},
	{Name: "thick", F: LensPower, D: LensPowerGrad, Args: args(1.5, 0.2, -0.2, 0.03)},
	{Name: "thin", F: LensPower, D: LensPowerGrad, Args: args(1.5, 0.2, -0.2, 0), Value: v(5), Grad: v(10, -12.5, 12.5, 0), Rough: true},
	{Name: "flat", F: LensPower, D: LensPowerGrad, Args: args(1.5, 0.2, math.Inf(1), 0.01), Value: v(2.5), Grad: v(5, -12.5, 0, 0), Rough: true},
	{F: Sellmeier, D: SellmeierGrad, Args: args(sampleGlass.b, sampleGlass.c, 0.5875618)},
	{F: Index, D: IndexGrad, Args: args("N-SF11", 0.5875618)},
	{Name: "no glass", F: Index, D: IndexGrad, Args: args("ice", 0.5875618)},
	{F: Abbe, D: AbbeGrad, Args: args(sampleGlass.b, sampleGlass.c)},
	{F: Trace, D: TraceVJP, Wrt: []int{1}, Args: args(sampleSystem, sampleRay)},
	{Name: "one surface", F: Trace, D: TraceVJP, Wrt: []int{1}, Args: args(sampleSystem[:1], sampleRay)},
	{Name: "slab", F: Trace, D: TraceVJP, Wrt: []int{1}, Args: args([]Surface{Plane{0.01, 1.5}, Plane{0.03, 1}}, Ray{Angle: 0.3, N: 1})},
	{Name: "missed", F: Trace, D: TraceVJP, Wrt: []int{1}, Args: args([]Surface{&Sphere{0, 0.1, 1.5}}, Ray{Z: -1, Y: 0.2, N: 1})},
	{Name: "vignetted", F: Trace, D: TraceVJP, Wrt: []int{1}, Args: args(sampleSystem, Ray{Z: -1, Y: 0.02, N: 1})},
	{Name: "total reflection", F: Trace, D: TraceVJP, Wrt: []int{1}, Args: args([]Surface{Plane{0, 1.5}, &Sphere{0, -0.3, 0.5}}, Ray{Z: -1, Y: 0.2, N: 1})},
	{Name: "no surface", F: Trace, D: TraceVJP, Wrt: []int{1}, Args: args([]Surface{nil}, sampleRay)},
	{F: Spread, D: SpreadGrad, Wrt: []int{1, 2}, Args: args(sampleSystem, sampleScreen, sampleFan)},
	{Name: "no rays", F: Spread, D: SpreadGrad, Wrt: []int{1, 2}, Args: args(sampleSystem, sampleScreen, []Ray(nil)), Value: v(0), Grad: v(0)},
	{F: Singlet, D: SingletGrad, Args: args(0.1, -0.15, 0.01, 1.5, 0.02)},
	{Name: "missed", F: Singlet, D: SingletGrad, Args: args(0.1, -0.15, 0.01, 1.5, 0.2)},
}

const cos30 = 0.86602540378443864676

// radius and coupling are the functions in double precision, of waist and
// wavelength first.
func radius(x []float64) float64 { return x[0] * math.Hypot(1, x[2]*x[1]/(math.Pi*x[0]*x[0])) }

func coupling(x []float64) float64 {
	w := radius([]float64{x[0], x[1], x[3]})
	return -math.Expm1(-2 * x[2] * x[2] / (w * w))
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
