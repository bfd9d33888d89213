// Springs, trusses and pendulums worked out by hand, and conserved energies.

package spring

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

// triangle hangs a mass of 2 kg below two fixed nodes 6 m apart: both springs
// are 5 m long and 1 m longer than at rest. The first ten numbers are positions
// and velocities, two per node fixed, four of the mass; the last three are its
// mass, the stiffness of both springs and gravity.
var triangle = []float64{-3, 0, 3, 0, 0, -4, 1, -2, 2, 10, 5}

func network(x []float64) *Network {
	return &Network{
		Nodes: []Node{
			{Pos: Vec2(x), Mass: 1, Fixed: true},
			{Pos: Vec2(x[2:]), Mass: 1, Fixed: true},
			{Pos: Vec2(x[4:]), Vel: Vec2(x[6:]), Mass: x[8]},
		},
		Springs: []Spring{{0, 2, 4, x[9]}, {1, 2, 4, x[9]}},
		Gravity: x[10],
	}
}

// beam is two bars that meet in a joint at (0, 0), from (-3, 4) and (4, 3), of
// which it has moved by 0.5 to the right, under a load.
func beam(x []float64) ([]*Joint, []*Bar) {
	left, right := &Joint{At: Vec2{-3, 4}}, &Joint{At: Vec2{4, 3}}
	middle := &Joint{Moved: Vec2(x), Load: Vec2(x[2:])}
	return []*Joint{left, right, middle}, []*Bar{{left, middle, x[4]}, {right, middle, x[5]}}
}

func flatten(v []Vec2) (x []float64) {
	for _, p := range v {
		x = append(x, p[:]...)
	}
	return x
}

var longer, shorter = math.Sqrt(3.5*3.5+16)/5 - 1, math.Sqrt(3.5*3.5+9)/5 - 1

var samples = []sample.Sample{{
	// Kinetic 5, springs 2·5, height 2·5·(-4).
	Name:  "Network.Energy",
	At:    triangle,
	Value: func(x []float64) []float64 { return sample.One(network(x).Energy()) },
	Want:  []float64{5 + 10 - 40},
}, {
	// Each spring pulls with 10 N along (3, 4)/5.
	Name: "Network.Forces",
	At:   triangle,
	Value: func(x []float64) []float64 {
		out := make([]Vec2, 3)
		network(x).Forces(out)
		return flatten(out)
	},
	Want: []float64{6, -8 - 5, -6, -8 - 5, 0, 16 - 10},
}, {
	// A mass that only falls: Verlet is exact.
	Name: "Network.Step/falling",
	At:   []float64{1, 2, 3, 4, 2, 5},
	Value: func(x []float64) []float64 {
		n := Network{Nodes: []Node{{Pos: Vec2(x), Vel: Vec2(x[2:]), Mass: x[4]}}, Gravity: x[5]}
		force := []Vec2{{0, -x[4] * x[5]}}
		n.Step(0.5, force)
		return flatten([]Vec2{n.Nodes[0].Pos, n.Nodes[0].Vel, force[0]})
	},
	Want: []float64{2.5, 2 + 2 - 0.625, 3, 4 - 2.5, 0, -10},
}, {
	// Straight down, two springs of 10 N/m on 2 kg: the height is that of an
	// oscillator of frequency √10 about the height of balance.
	Name: "Network.HeightAfter/oscillator",
	At:   []float64{0, 0, 0, 0, 0, -4, 0, 0, 2, 10, 5},
	Value: func(x []float64) []float64 {
		return sample.One(network(x).HeightAfter(2, 1e-3, 1000))
	},
	Want: []float64{-4.5 + 0.5*math.Cos(math.Sqrt(10))},
	Rel:  1e-6,
}, {
	Name: "Bar.Strain",
	At:   []float64{0.5, 0, 7, -2, 100, 200},
	Value: func(x []float64) []float64 {
		_, bars := beam(x)
		return []float64{bars[0].Strain(), bars[1].Strain()}
	},
	Want: []float64{longer, shorter},
}, {
	Name:  "Potential",
	At:    []float64{0.5, 0, 7, -2, 100, 200},
	Value: func(x []float64) []float64 { return sample.One(Potential(beam(x))) },
	Want:  []float64{250*longer*longer + 500*shorter*shorter - 3.5},
}, {
	// Small swings: the angle decays as that of a damped oscillator.
	Name: "Pendulum.Swing/small",
	At:   []float64{2, 0.3, 1e-6, 0},
	Value: func(x []float64) []float64 {
		angle, rate := Pendulum{x[0], x[1]}.Swing(x[2], x[3], 0.01, 200)
		return []float64{1e6 * angle, 1e6 * rate}
	},
	Want: damped(G/2, 0.15, 2),
	Rel:  1e-7,
}, {
	// Both hang at 60°; the lower one does not turn: speed 2, heights -1 and -1.5.
	Name: "ChainEnergy",
	At:   []float64{2, 3, math.Pi / 3, 1, 1, 4, math.Pi / 3, 0},
	Value: func(x []float64) []float64 {
		return sample.One(ChainEnergy([]Link{{x[0], x[1], x[2], x[3]}, {x[4], x[5], x[6], x[7]}}))
	},
	Want: []float64{3*(2-G) + 4*(2-1.5*G)},
}, {
	// The first piece goes from 2 to 1; the second, then 3 long, gives a metre at
	// either end, to 2 and 3. Then the same again: to 1, and to 1.5 and 2.5.
	Name: "Relax/two sweeps",
	At:   []float64{0, 0, 2, 0, 4, 0, 1},
	Value: func(x []float64) []float64 {
		rope := []Vec2{Vec2(x), Vec2(x[2:]), Vec2(x[4:])}
		Relax(rope, x[6], 0.01, 2)
		return flatten(rope)
	},
	Want: []float64{0, 0, 1.5, 0, 2.5, 0},
}, {
	Name: "Relax/slack",
	At:   []float64{0, 0, 0.5, 0.5, 3, 4, 5},
	Value: func(x []float64) []float64 {
		rope := []Vec2{Vec2(x), Vec2(x[2:]), Vec2(x[4:])}
		Relax(rope, x[6], 0.01, 5)
		return flatten(rope)
	},
	Want: []float64{0, 0, 0.5, 0.5, 3, 4},
}, {
	Name:  "RingingFrequency",
	At:    []float64{2, 50, 12},
	Value: func(x []float64) []float64 { return sample.Must(RingingFrequency(x[0], x[1], x[2])) },
	Want:  []float64{2 / math.Pi},
}}

// damped is angle and rate of an oscillator that starts at 1 and at rest.
func damped(square, decay, t float64) []float64 {
	w := math.Sqrt(square - decay*decay)
	sin, cos := math.Sincos(w * t)
	e := math.Exp(-decay * t)
	return []float64{e * (cos + decay/w*sin), -e * square / w * sin}
}

func TestSamples(t *testing.T) { sample.Check(t, samples) }

// TestStepConservesEnergy lets the triangle swing for ten seconds.
func TestStepConservesEnergy(t *testing.T) {
	n := network(triangle)
	force := make([]Vec2, 3)
	n.Forces(force)
	start := n.Energy()
	for range 10_000 {
		n.Step(1e-3, force)
	}
	if got := n.Energy(); math.Abs(got-start) > 1e-3 || n.Nodes[2].Pos == Vec2(triangle[4:]) {
		t.Errorf("energy %v has become %v", start, got)
	}
}

func TestNoRinging(t *testing.T) {
	for _, bad := range [][3]float64{{0, 1, 1}, {1, -1, 1}, {1, 1, 2}, {1, 1, 3}} {
		if f, err := RingingFrequency(bad[0], bad[1], bad[2]); err == nil {
			t.Errorf("%v rings at %v Hz", bad, f)
		}
	}
}
