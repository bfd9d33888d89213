// Derivatives against differences, and against closed forms.

package orbit

import (
	"io"
	"log"
	"math"
	"os"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var cases = []derivtest.Case{
	{F: EccentricAnomaly, D: EccentricAnomalyGrad, Args: args(0.9, 0.3), Grad: kepler(0.9, 0.3), Rel: 1e-12},
	{Name: "elongated", F: EccentricAnomaly, D: EccentricAnomalyGrad, Args: args(0.5, 0.97), Grad: kepler(0.5, 0.97), Rel: 1e-11},
	{Name: "hyperbola", F: EccentricAnomaly, D: EccentricAnomalyGrad, Args: args(1, 1.2)},
	{F: Elements.Position, D: Elements.PositionVJP, J: Elements.PositionJac, Args: args(sampleElements)},
	{Name: "periapsis over the pole", F: Elements.Position, D: Elements.PositionVJP, J: Elements.PositionJac,
		Args: args(Elements{SemiMajor: 1e4, Ecc: 0.2, Incl: math.Pi / 2, Periapsis: math.Pi / 2})},
	{Name: "up", F: Hohmann, D: HohmannVJP, Args: args(earth, 6569.5, 42159.5)},
	{Name: "down", F: Hohmann, D: HohmannVJP, Args: args(earth, 42159.5, 6569.5)},
	{Name: "ellipse", F: Stumpff, D: StumpffVJP, Args: args(math.Pi * math.Pi), Value: v(2/math.Pi/math.Pi, 1/math.Pi/math.Pi),
		Grad: v(-2/math.Pow(math.Pi, 4), -0.5/math.Pow(math.Pi, 4))},
	{Name: "hyperbola", F: Stumpff, D: StumpffVJP, Args: args(-1), Value: v(math.Cosh(1)-1, math.Sinh(1)-1),
		Grad: v(math.Cosh(1)-1-math.Sinh(1)/2, (3*math.Sinh(1)-math.Cosh(1)-2)/2), Rel: 1e-12},
	{Name: "parabola", F: Stumpff, D: StumpffVJP, Args: args(0), Value: v(1./2, 1./6), Grad: v(-1./24, -1./120)},
	{F: Propagate, D: PropagateVJP, Wrt: []int{0, 1}, Args: args(sampleState, earth, 5, 10)},
	{Name: "one step", F: Propagate, D: PropagateVJP, Wrt: []int{0, 1}, Args: args(State{Vec{X: 7000}, Vec{Y: 7.5}}, earth, 60, 1)},
	{Name: "no step", F: Propagate, D: PropagateVJP, Wrt: []int{0, 1}, Args: args(sampleState, earth, 60, 0)},
	{F: (*Planet).Propagate, D: (*Planet).PropagateVJP, Wrt: []int{0, 1}, Args: args(&samplePlanet, sampleState, 5, 10)},
	{Name: "impact", F: (*Planet).Propagate, D: (*Planet).PropagateVJP, Wrt: []int{0, 1}, Args: args(&samplePlanet, State{Pos: Vec{6390, 200, 300}, Vel: Vec{-1, 0.5, 0.1}}, 5, 50)},
	{F: State.Energy, D: State.EnergyGrad, Args: args(State{Pos: Vec{3, 4, 0}, Vel: Vec{1, 2, 2}}, 10), Value: v(2.5),
		Grad: v(3./12.5, 4./12.5, 0, 1, 2, 2, -0.2)},
	{F: (*Satellite).Burn, D: (*Satellite).BurnVJP, Args: args(&sampleSatellite, sampleBurn, 3.1)},
	{F: Decay, D: DecayGrad, Args: args(350, 2.5, 9)},
	{Name: "a day", F: Decay, D: DecayGrad, Args: args(201, 0.5, 1), Value: v(201 - 0.5*thin), Grad: v(1+0.5*thin/37.1, -thin)},
	{Name: "through layers", F: Decay, D: DecayGrad, Args: args(202, 0.9, 20)},
	{Name: "burnt up", F: Decay, D: DecayGrad, Args: args(152, 30, 10), Value: v(0), Grad: v(0, 0)},
}

// thin is the density a kilometre above the base of its layer.
var thin = math.Exp(-1 / 37.1)

// kepler is the derivative of the implicit function: M = E - e sin E.
func kepler(mean, ecc float64) []float64 {
	e, err := EccentricAnomaly(mean, ecc)
	if err != nil {
		panic(err)
	}
	rate := 1 - ecc*math.Cos(e)
	return v(1/rate, math.Sin(e)/rate)
}

func TestDerivatives(t *testing.T) {
	log.SetOutput(io.Discard)
	defer log.SetOutput(os.Stderr)
	derivtest.Check(t, cases)
}
