// Springs, trusses and pendulums worked out by hand, conserved energies, and
// derivatives.

package spring

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

// triangle hangs a mass of 2 kg below two fixed nodes 6 m apart: both springs
// are 5 m long and 1 m longer than at rest.
func triangle(moving Vec2) *Network {
	return &Network{
		Nodes: []Node{
			{Pos: Vec2{-3, 0}, Mass: 1, Fixed: true},
			{Pos: Vec2{3, 0}, Mass: 1, Fixed: true},
			{Pos: Vec2{0, -4}, Vel: moving, Mass: 2},
		},
		Springs: []Spring{{0, 2, 4, 10}, {1, 2, 4, 10}},
		Gravity: 5,
	}
}

// oscillator hangs the mass straight down instead, on both springs together.
func oscillator() *Network {
	n := triangle(Vec2{})
	n.Nodes[0].Pos, n.Nodes[1].Pos = Vec2{}, Vec2{}
	return n
}

// falling is a mass without springs.
func falling() *Network {
	return &Network{Nodes: []Node{{Pos: Vec2{1, 2}, Vel: Vec2{3, 4}, Mass: 2}}, Gravity: 5}
}

// beam is two bars that meet in a joint at (0, 0), from (-3, 4) and (4, 3), of
// which it has moved by 0.5 to the right, under a load.
func beam() ([]*Joint, []*Bar) {
	left, right := &Joint{At: Vec2{-3, 4}}, &Joint{At: Vec2{4, 3}}
	middle := &Joint{Moved: Vec2{0.5, 0}, Load: Vec2{7, -2}}
	return []*Joint{left, right, middle}, []*Bar{{left, middle, 100}, {right, middle, 200}}
}

var (
	joints, bars    = beam()
	longer, shorter = math.Sqrt(3.5*3.5+16)/5 - 1, math.Sqrt(3.5*3.5+9)/5 - 1
)

// damped is angle and rate of an oscillator that starts at 1 and at rest.
func damped(square, decay, t float64) []float64 {
	w := math.Sqrt(square - decay*decay)
	sin, cos := math.Sincos(w * t)
	e := math.Exp(-decay * t)
	return v(e*(cos+decay/w*sin), -e*square/w*sin)
}

// times multiplies a vector.
func times(k float64, x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = k * x[i]
	}
	return y
}

var cases = []derivtest.Case{
	// Kinetic 5, springs 2·5, height 2·5·(-4). By the positions it is minus the
	// forces below.
	{F: (*Network).Energy, D: (*Network).EnergyGrad, H: (*Network).EnergyHVP, Args: args(triangle(Vec2{1, -2})), Value: v(5 + 10 - 40), Grad: v(
		-6, 8+5, 0, 0, 0,
		6, 8+5, 0, 0, 0,
		0, -16+10, 2, -4, 2.5-20,
		-10, 0.5, -10, 0.5, -8)},
	// Each spring pulls with 10 N along (3, 4)/5.
	{F: (*Network).Forces, D: (*Network).ForcesVJP, Args: args(triangle(Vec2{}), make([]Vec2, 3)), Value: v(6, -8-5, -6, -8-5, 0, 16-10)},
	{Name: "written over", F: (*Network).Forces, D: (*Network).ForcesVJP, Args: args(falling(), []Vec2{{8, 9}}), Value: v(0, -10), Grad: v(
		0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, -5, -2, 0, 0)},
	{Name: "no length", F: (*Network).Forces, D: (*Network).ForcesVJP, Value: v(0, 0, 0, 0),
		Args: args(&Network{Nodes: []Node{{Mass: 1}, {Mass: 2}}, Springs: []Spring{{0, 1, 1, 1}}}, []Vec2{{1, 2}, {3, 4}}), Rough: true},
	// A mass that only falls: Verlet is exact.
	{Name: "falling", F: (*Network).Step, D: (*Network).StepVJP, Wrt: []int{0, 2}, Args: args(falling(), 0.5, []Vec2{{0, -10}}),
		Value: v(2.5, 2+2-0.625, 3, 4-2.5, 2, 5)},
	{F: (*Network).Step, D: (*Network).StepVJP, Wrt: []int{0, 2}, Args: args(triangle(Vec2{1, -2}), 0.1, []Vec2{{6, -13}, {-6, -13}, {0, 6}})},
	// The height of an oscillator of frequency √10 about the height of balance.
	{Name: "oscillator", F: (*Network).HeightAfter, D: (*Network).HeightAfterGrad, Wrt: []int{0}, Args: args(oscillator(), 2, 1e-2, 100),
		Value: v(-4.5 + 0.5*math.Cos(math.Sqrt(10))), Rel: 1e-4, Rough: true},
	{F: (*Network).HeightAfter, D: (*Network).HeightAfterGrad, Wrt: []int{0}, Args: args(triangle(Vec2{1, -2}), 2, 0.02, 20)},
	{Name: "fixed", F: (*Network).HeightAfter, D: (*Network).HeightAfterGrad, Wrt: []int{0}, Args: args(triangle(Vec2{1, -2}), 1, 0.02, 5), Value: v(0)},

	{Name: "longer", F: (*Bar).Strain, D: (*Bar).StrainGrad, Args: args(bars[0]), Value: v(longer)},
	{Name: "shorter", F: (*Bar).Strain, D: (*Bar).StrainGrad, Args: args(bars[1]), Value: v(shorter)},
	{F: Potential, D: PotentialGrad, Args: args(joints, bars), Value: v(250*longer*longer + 500*shorter*shorter - 3.5)},
	{Name: "nothing", F: Potential, D: PotentialGrad, Args: args([]*Joint{}, []*Bar{}), Value: v(0), Grad: v()},

	// Small swings: the angle decays as that of a damped oscillator.
	{Name: "small", F: Pendulum.Swing, D: Pendulum.SwingVJP, Wrt: []int{0, 1, 2}, Args: args(Pendulum{2, 0.3}, 1e-6, 0, 0.01, 200),
		Value: times(1e-6, damped(G/2, 0.15, 2)), Rel: 1e-7},
	{Name: "large", F: Pendulum.Swing, D: Pendulum.SwingVJP, Wrt: []int{0, 1, 2}, Args: args(Pendulum{2, 0.3}, 1.5, -0.4, 0.05, 30)},
	{Name: "no steps", F: Pendulum.Swing, D: Pendulum.SwingVJP, Wrt: []int{0, 1, 2}, Args: args(Pendulum{2, 0.3}, 1.5, -0.4, 0.05, 0),
		Value: v(1.5, -0.4), Grad: v(0, 0, 1, 0, 0, 0, 0, 1)},
	// Both hang at 60°; the lower one does not turn: speed 2, heights -1 and -1.5.
	{F: ChainEnergy, D: ChainEnergyGrad, H: ChainEnergyHVP, Args: args([]Link{{2, 3, math.Pi / 3, 1}, {1, 4, math.Pi / 3, 0}}), Value: v(3*(2-G) + 4*(2-1.5*G)), Grad: v(
		7*2-7*G/2, 2-G, 7*G*math.Sqrt(3), 7*4,
		-4*G/2, 2-1.5*G, 4*G*math.Sqrt(3)/2, 4*2)},
	// The first piece goes from 2 to 1; the second, then 3 long, gives a metre at
	// either end, to 2 and 3. Then the same again: to 1, and to 1.5 and 2.5.
	{Name: "two sweeps", F: Relax, D: RelaxVJP, Wrt: []int{0, 1}, Args: args([]Vec2{{0, 0}, {2, 0}, {4, 0}}, 1, 0.01, 2), Value: v(0, 0, 1.5, 0, 2.5, 0)},
	{Name: "plane", F: Relax, D: RelaxVJP, Wrt: []int{0, 1}, Args: args([]Vec2{{0, 0}, {2, 1}, {4, -1}, {4.5, -1}, {7, 2}}, 1, 0.01, 6)},
	{Name: "slack", F: Relax, D: RelaxVJP, Wrt: []int{0, 1}, Args: args([]Vec2{{0, 0}, {0.5, 0.5}, {3, 4}}, 5, 0.01, 5)},
	// √(k/m - (d/2m)²)/2π with 4/2π.
	{F: RingingFrequency, D: RingingFrequencyGrad, Args: args(2, 50, 12), Value: v(2 / math.Pi),
		Grad: v((-12.5+9)/(16*math.Pi), 0.5/(16*math.Pi), -1.5/(16*math.Pi))},
	{Name: "no mass", F: RingingFrequency, D: RingingFrequencyGrad, Args: args(0, 1, 1)},
	{Name: "creeping", F: RingingFrequency, D: RingingFrequencyGrad, Args: args(1, 1, 3)},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }

// TestStepConservesEnergy lets the triangle swing for ten seconds.
func TestStepConservesEnergy(t *testing.T) {
	n := triangle(Vec2{1, -2})
	force := make([]Vec2, 3)
	n.Forces(force)
	start := n.Energy()
	for range 10_000 {
		n.Step(1e-3, force)
	}
	if got := n.Energy(); math.Abs(got-start) > 1e-3 || n.Nodes[2].Pos == (Vec2{0, -4}) {
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
