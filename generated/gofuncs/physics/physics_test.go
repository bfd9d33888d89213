// Physics against closed forms and published constants.

package physics

import (
	"errors"
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

func bodies(x []float64) (b []Body) {
	for v := range slices.Chunk(x, 7) {
		b = append(b, Body{v[0], Point{v[1], v[2], v[3]}, Point{v[4], v[5], v[6]}})
	}
	return b
}

// water is from Weast, Handbook of Chemistry and Physics, 53rd edition.
var water = []float64{0.5536, 3.049e-5}

func gas(x []float64) Gas { return Gas{Substance{x[0], x[1]}, x[2], x[3]} }

// below is the radiance of a black body below a wavelength: the constant of
// Stefan and Boltzmann times T⁴/π, and the series for the fraction (Chang and
// Rhee 1984).
func below(wavelength, temperature float64) (radiance float64) {
	x := planck * light / (wavelength * boltzmann * temperature)
	for n := 1.0; n < 50; n++ {
		radiance += math.Exp(-n*x) / n * (x*x*x + 3*x*x/n + 6*x/(n*n) + 6/(n*n*n))
	}
	return radiance * 15 / math.Pow(math.Pi, 4) * 5.670374419e-8 / math.Pi * math.Pow(temperature, 4)
}

var samples = []sample.Sample{{
	// A regular triangle of side 2^(1/6)·sigma: each pair at the bottom.
	Name: "LennardJones/triangle",
	At:   []float64{0, 0, 0, edge, 0, 0, edge / 2, edge * math.Sqrt(3) / 2, 0, 1.5, 0.9},
	Value: func(x []float64) []float64 {
		p := [][3]float64{{x[0], x[1], x[2]}, {x[3], x[4], x[5]}, {x[6], x[7], x[8]}}
		return sample.One(LennardJones(p, x[9], x[10]))
	},
	Want: []float64{-4.5},
}, {
	Name: "LennardJones/pair",
	At:   []float64{0.1, -0.2, 0.3, 0.7, 1, 0.5, 2, 1.1},
	Value: func(x []float64) []float64 {
		return sample.One(LennardJones([][3]float64{{x[0], x[1], x[2]}, {x[3], x[4], x[5]}}, x[6], x[7]))
	},
	Want: []float64{8 * (math.Pow(1.21/1.84, 6) - math.Pow(1.21/1.84, 3))},
}, {
	// Distances 5 and 12 and 13, no softening; kinetic 0.5·2·9 and 0.5·3·4.
	Name: "NBodyEnergy",
	At: []float64{
		2, 0, 0, 0, 1, 2, -2,
		3, 0, 3, 4, 0, 2, 0,
		5, 12, 0, 0, 0, 0, 0,
		0.5, 0,
	},
	Value: func(x []float64) []float64 { return sample.One(NBodyEnergy(bodies(x[:21]), x[21], x[22])) },
	Want:  []float64{9 + 6 - 0.5*(6.0/5+10.0/12+15.0/13)},
}, {
	// Bottom of the Morse well, and charges at 2; 5e^-1 - 1 at distance 1.
	Name: "ChainOnLine",
	At:   []float64{0, 1.5, -0.5, 0.5},
	Value: func(x []float64) []float64 {
		return sample.One(ChainOnLine(x, []Bond{
			{0, 1, Morse{Depth: 3, Width: 2, Length: 1.5}},
			{1, 2, Coulomb{-4}},
			{2, 3, &Buckingham{5, 1, 1}},
		}))
	},
	Want: []float64{-3 - 2 + 5/math.E - 1},
}, {
	// Wien: the peak at 5772 K is where λT = 2.897771955e-3 m K; there x = 4.965114231744276.
	Name:  "Radiance",
	At:    []float64{2.897771955e-3 / 5772, 5772},
	Value: func(x []float64) []float64 { return sample.One(Radiance(x[0], x[1])) },
	Want: []float64{2 * math.Pow(boltzmann*5772, 5) * math.Pow(4.965114231744276, 5) /
		math.Expm1(4.965114231744276) / (math.Pow(planck, 4) * math.Pow(light, 3))},
	Rel: 1e-9,
}, {
	Name:  "BandRadiance/visible",
	At:    []float64{3.8e-7, 7.5e-7, 5772},
	Value: func(x []float64) []float64 { return sample.One(BandRadiance(x[0], x[1], x[2])) },
	Want:  []float64{below(7.5e-7, 5772) - below(3.8e-7, 5772)},
	Rel:   1e-8,
}, {
	// At 90° the integral is K(1/√2) = 1.854074677301372 (Gauss).
	Name:  "PendulumPeriod/90°",
	At:    []float64{1.2, math.Pi / 2},
	Value: func(x []float64) []float64 { return sample.One(PendulumPeriod(x[0], x[1])) },
	Want:  []float64{4 * math.Sqrt(1.2/9.80665) * 1.854074677301372},
	Rel:   1e-11,
}, {
	Name:  "Morse.Work",
	At:    []float64{3, 2, 1.5, 1.5, 1.5 + math.Ln2},
	Value: func(x []float64) []float64 { return sample.One(Morse{x[0], x[1], x[2]}.Work(x[3], x[4])) },
	Want:  []float64{3 * 0.75 * 0.75},
	Rel:   1e-7,
}, {
	// Without drag every step is exact, and the chord of the last cuts little.
	Name:  "Range/vacuum",
	At:    []float64{20, 0.6, 0},
	Value: func(x []float64) []float64 { return sample.Must(Range(x[0], x[1], x[2], 1e-3)) },
	Want:  []float64{400 * math.Sin(1.2) / 9.80665},
	Rel:   1e-6,
}, {
	// Nearly flat: against drag alone, x = log(1 + drag·v·t)/drag, and the flight
	// lasts as long as in vacuum to first order of the angle.
	Name:  "Range/flat",
	At:    []float64{50, 1e-3, 0.01},
	Value: func(x []float64) []float64 { return sample.Must(Range(x[0], x[1], x[2], 1e-6)) },
	Want:  []float64{math.Log1p(0.01*50*2*50e-3/9.80665) / 0.01},
	Rel:   2e-3,
}, {
	// Energy 200 less 0.2g·30 is left for 0.5g.
	Name:  "StoppingDistance",
	At:    []float64{20, 0.5, 30, 100, 0.2, 0.5},
	Value: func(x []float64) []float64 { return sample.One(StoppingDistance(x[0], x[1], x[2:4], x[4:])) },
	Want:  []float64{10 + 30 + (200-6*9.80665)/(0.5*9.80665)},
}, {
	Name:  "Displacement/under",
	At:    []float64{2, 5, 0.6, math.Pi / 8},
	Value: func(x []float64) []float64 { return sample.One(Displacement(x[0], x[1], x[2], x[3])) },
	Want:  []float64{2 * 0.75 * math.Exp(-3*math.Pi/8)},
}, {
	Name:  "Displacement/critical",
	At:    []float64{2, 5, 1, 0.2},
	Value: func(x []float64) []float64 { return sample.One(Displacement(x[0], x[1], x[2], x[3])) },
	Want:  []float64{4 / math.E},
	Rough: true,
}, {
	// Rates -2 and -8.
	Name:  "Displacement/over",
	At:    []float64{3, 4, 1.25, 0.5},
	Value: func(x []float64) []float64 { return sample.One(Displacement(x[0], x[1], x[2], x[3])) },
	Want:  []float64{4/math.E - math.Exp(-4)},
}, {
	// At the critical point, 3B and 8A/(27RB), it is A/(27B²).
	Name:  "Gas.Pressure/critical point",
	At:    append(slices.Clone(water), 2, 8*0.5536/(27*gasConstant*3.049e-5), 6*3.049e-5),
	Value: func(x []float64) []float64 { return sample.One(gas(x).Pressure(x[4])) },
	Want:  []float64{0.5536 / (27 * 3.049e-5 * 3.049e-5)},
	Rel:   1e-12,
}, {
	Name: "Gas.Volume/inverse of Pressure",
	At:   append(slices.Clone(water), 2, 600, gas(append(slices.Clone(water), 2, 600)).Pressure(0.05)),
	Value: func(x []float64) []float64 {
		g := gas(x)
		return sample.Must(g.Volume(x[4]))
	},
	Want: []float64{0.05},
}, {
	Name:  "Bateman",
	At:    []float64{100, 1, 2, 3, math.Ln2},
	Value: func(x []float64) []float64 { return Bateman(x[0], x[1:4], x[4]) },
	Want:  []float64{50, 100 * (0.5 - 0.25), 200 * (0.25 - 0.25 + 0.0625)},
}}

// edge is the distance of least energy for a sigma of 0.9.
var edge = 0.9 * math.Pow(2, 1.0/6)

func TestSamples(t *testing.T) { sample.Check(t, samples) }

// TestNoLanding has air that pushes.
func TestNoLanding(t *testing.T) {
	if x, err := Range(10, 1, -0.5, 1e-3); !errors.Is(err, ErrAloft) {
		t.Errorf("landed at %v, error %v", x, err)
	}
}

func TestNoVolume(t *testing.T) {
	g := gas([]float64{0.5536, 3.049e-5, 1, 300})
	if v, err := g.Volume(-1); err == nil {
		t.Errorf("volume %v at a negative pressure", v)
	}
}
