// The functions at points with known values; the samples serve the gradients too.

package orbit

import (
	"io"
	"log"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

const earth = 398600.4418 // km³/s²

var (
	sampleElements  = Elements{SemiMajor: 8000, Ecc: 0.1, Incl: 0.6, Node: 1.1, Periapsis: 0.4, Anomaly: 2.2}
	sampleState     = State{Pos: Vec{7000, 300, -200}, Vel: Vec{0.4, 6.9, 2.8}}
	samplePlanet    = Planet{Mu: earth, Radius: 6378.137, J2: 1.08263e-3}
	sampleSatellite = Satellite{State: sampleState, Name: "relay", Mass: 850}
	sampleBurn      = Vec{0.1, -0.25, 0.05}
)

func list(s State) []float64 {
	return []float64{s.Pos.X, s.Pos.Y, s.Pos.Z, s.Vel.X, s.Vel.Y, s.Vel.Z}
}

// Meeus, Astronomical Algorithms, examples 30.a and table 30.A.
func TestEccentricAnomaly(t *testing.T) {
	const degree = math.Pi / 180
	for _, c := range []struct{ mean, ecc, want float64 }{
		{5, 0.1, 5.554589}, {2, 0.99, 32.361007},
	} {
		e, err := EccentricAnomaly(c.mean*degree, c.ecc)
		if err != nil {
			t.Error(err)
		}
		check.Near(t, "E", e/degree, c.want, 1e-5)
		check.Near(t, "M", e-c.ecc*math.Sin(e), c.mean*degree, 1e-13)
	}
	if _, err := EccentricAnomaly(1, 1.2); err == nil {
		t.Error("a hyperbola is accepted")
	}
}

func TestPosition(t *testing.T) {
	p := Elements{SemiMajor: 1e4, Ecc: 0.2, Incl: math.Pi / 2, Periapsis: math.Pi / 2}.Position()
	check.Slices(t, "periapsis over the pole", []float64{p.X, p.Y, p.Z}, []float64{0, 0, 8000}, 1e-11)
	el := sampleElements
	p = el.Position()
	check.Near(t, "radius", p.Norm(), el.SemiMajor*(1-0.01)/(1+0.1*math.Cos(2.2)), 1e-14)
	check.Near(t, "height over the plane", p.Z, p.Norm()*math.Sin(0.6)*math.Sin(2.6), 1e-14)
}

// Vallado, Fundamentals of Astrodynamics, example 6-1.
func TestHohmann(t *testing.T) {
	first, second := Hohmann(earth, 6378.137+191.34411, 6378.137+35781.34857)
	check.Near(t, "first", first, 2.457038, 1e-5)
	check.Near(t, "second", second, 1.478187, 1e-5)
	back, again := Hohmann(earth, 6378.137+35781.34857, 6378.137+191.34411)
	check.Near(t, "back", back, second, 1e-14)
	check.Near(t, "again", again, first, 1e-14)
}

func TestStumpff(t *testing.T) {
	c, s := Stumpff(math.Pi * math.Pi)
	check.Near(t, "C(π²)", c, 2/(math.Pi*math.Pi), 1e-15)
	check.Near(t, "S(π²)", s, 1/(math.Pi*math.Pi), 1e-15)
	c, s = Stumpff(-1)
	check.Near(t, "C(-1)", c, math.Cosh(1)-1, 1e-14)
	check.Near(t, "S(-1)", s, math.Sinh(1)-1, 1e-14)
	const z = 5e-4
	c, s = Stumpff(z)
	check.Near(t, "C near 0", c, 1./2-z/24+z*z/720-z*z*z/40320, 1e-15)
	check.Near(t, "S near 0", s, 1./6-z/120+z*z/5040-z*z*z/362880, 1e-15)
}

func TestPropagateCircle(t *testing.T) {
	const steps = 2000
	period := 2 * math.Pi * math.Sqrt(7000*7000*7000/earth)
	s := State{Pos: Vec{X: 7000}, Vel: Vec{Y: math.Sqrt(earth / 7000)}}
	end := Propagate(s, earth, period/4/steps, steps)
	check.Slices(t, "a quarter later", list(end), []float64{0, 7000, 0, -s.Vel.Y, 0, 0}, 1e-8)
}

func TestPropagateKeepsEnergy(t *testing.T) {
	end := Propagate(sampleState, earth, 5, 100)
	check.Near(t, "energy", end.Energy(earth), sampleState.Energy(earth), 1e-10)
	round := Planet{Mu: earth, Radius: 6378}
	check.Slices(t, "no bulge", list(round.Propagate(sampleState, 5, 100)), list(end), 1e-12)
	// About the axis, angular momentum stays; and a fall ends at the ground.
	bulged := samplePlanet.Propagate(sampleState, 5, 100)
	spin := func(s State) float64 { return s.Pos.X*s.Vel.Y - s.Pos.Y*s.Vel.X }
	check.Near(t, "angular momentum", spin(bulged), spin(sampleState), 1e-11)
	defer log.SetOutput(log.Writer())
	log.SetOutput(io.Discard)
	fallen := samplePlanet.Propagate(State{Pos: Vec{X: 6400}}, 1, 1000)
	if r := fallen.Pos.Norm(); r > samplePlanet.Radius || r < samplePlanet.Radius-1 {
		t.Errorf("the fall ends at %g km", r)
	}
}

func TestEnergy(t *testing.T) {
	s := State{Pos: Vec{3, 4, 0}, Vel: Vec{1, 2, 2}}
	check.Near(t, "energy", s.Energy(10), 2.5, 1e-15)
}

func TestBurn(t *testing.T) {
	s := Satellite{Mass: 1000}
	check.Near(t, "fuel", s.Burn(Vec{3, 0, 4}, 5/math.Ln2), 500, 1e-14)
	check.Near(t, "mass", s.Mass, 500, 1e-14)
	check.Near(t, "speed", s.Vel.Norm(), 5, 1e-15)
}

func TestDecay(t *testing.T) {
	check.Near(t, "no drag", float64(Decay(350, 0, 9)), 350, 0)
	check.Near(t, "a day", float64(Decay(200, 0.5, 1)), 199.5, 1e-15)
	check.Near(t, "two", float64(Decay(200, 0.5, 2)), 199.5-0.5*8.2*math.Exp(-49.5/22.5), 1e-15)
	check.Near(t, "burnt up", float64(Decay(152, 30, 10)), 0, 0)
}
