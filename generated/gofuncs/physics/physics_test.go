// Physics against closed forms and published constants, and derivatives.

package physics

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var (
	args = derivtest.Args
	exp  = math.Exp
	pow  = math.Pow
)

func v(x ...float64) []float64 { return x }

// below is the radiance of a black body below a wavelength: the constant of
// Stefan and Boltzmann times T⁴/π, and the series for the fraction (Chang and
// Rhee 1984).
func below(wavelength, temperature float64) (radiance float64) {
	x := planck * light / (wavelength * boltzmann * temperature)
	for n := 1.0; n < 50; n++ {
		radiance += exp(-n*x) / n * (x*x*x + 3*x*x/n + 6*x/(n*n) + 6/(n*n*n))
	}
	return radiance * 15 / pow(math.Pi, 4) * 5.670374419e-8 / math.Pi * pow(temperature, 4)
}

const (
	g = 9.80665
	// wien is where λT of a black body's peak lies, in m K, and peak the x there.
	wien = 2.897771955e-3
	peak = 4.965114231744276
	// quarter is the elliptic integral K(1/√2) (Gauss), and slope its derivative
	// by the modulus there: E/(k(1-k²)) - K/k with Legendre's 2EK - K² = π/2.
	quarter = 1.854074677301372
)

var (
	edge  = 0.9 * pow(2, 1.0/6) // the distance of least energy for a sigma of 0.9
	slope = math.Sqrt2 * math.Pi / (2 * quarter)

	// water is from Weast, Handbook of Chemistry and Physics, 53rd edition.
	water    = Substance{0.5536, 3.049e-5}
	critical = 8 * 0.5536 / (27 * gasConstant * 3.049e-5)
	// Distances 5 and 12 and 13.
	three = []Body{
		{2, Point{0, 0, 0}, Point{1, 2, -2}},
		{3, Point{0, 3, 4}, Point{0, 2, 0}},
		{5, Point{12, 0, 0}, Point{0, 0, 0}},
	}
	bonds = []Bond{
		{0, 1, Morse{Depth: 3, Width: 2, Length: 1.5}},
		{1, 2, Coulomb{-4}},
		{2, 3, &Buckingham{5, 1, 1}},
	}
)

var cases = []derivtest.Case{
	// A regular triangle of side 2^(1/6)·sigma: each pair at the bottom, where
	// energy is -3 epsilon and no force acts.
	{Name: "triangle", F: LennardJones, D: LennardJonesGrad, H: LennardJonesHVP, HH: LennardJonesHess, Args: args([][3]float64{{}, {edge, 0, 0}, {edge / 2, edge * math.Sqrt(3) / 2, 0}}, 1.5, 0.9),
		Value: v(-4.5), Grad: v(0, 0, 0, 0, 0, 0, 0, 0, 0, -3, 0)},
	{Name: "pair", F: LennardJones, D: LennardJonesGrad, H: LennardJonesHVP, HH: LennardJonesHess, Args: args([][3]float64{{0.1, -0.2, 0.3}, {0.7, 1, 0.5}}, 2, 1.1),
		Value: v(8 * (pow(1.21/1.84, 6) - pow(1.21/1.84, 3)))},
	{Name: "none", F: LennardJones, D: LennardJonesGrad, H: LennardJonesHVP, HH: LennardJonesHess, Args: args([][3]float64{}, 2, 1.1), Value: v(0), Grad: v(0, 0)},
	// Kinetic 0.5·2·9 and 0.5·3·4, no softening.
	{F: NBodyEnergy, D: NBodyEnergyGrad, Args: args(three, 0.5, 0), Value: v(9 + 6 - 0.5*(6.0/5+10.0/12+15.0/13)), Grad: v(
		4.5-0.5*(3.0/5+5.0/12), -0.5*10.0/144, -0.5*6*3/125, -0.5*6*4/125, 2, 4, -4,
		2-0.5*(2.0/5+5.0/13), -0.5*15*12/2197, 0.5*(6*3.0/125+15*3.0/2197), 0.5*(6*4.0/125+15*4.0/2197), 0, 6, 0,
		-0.5*(2.0/12+3.0/13), 0.5*(10.0/144+15*12.0/2197), -0.5*15*3/2197, -0.5*15*4/2197, 0, 0, 0,
		-(6.0/5 + 10.0/12 + 15.0/13), 0)},
	{Name: "soft", F: NBodyEnergy, D: NBodyEnergyGrad, Args: args(three, 0.5, 0.7)},
	// Bottom of the Morse well, and charges at 2; 5e^-1 - 1 at distance 1.
	{F: ChainOnLine, D: ChainOnLineGrad, Wrt: []int{0}, Args: args(v(0, 1.5, -0.5, 0.5), bonds), Value: v(-3 - 2 + 5/math.E - 1),
		Grad: v(0, 1, -1+5/math.E-6, -5/math.E+6)},

	{F: Radiance, D: RadianceGrad, Args: args(4e-7, 5772)},
	// By λ it is nearly 0, too little for differences.
	{Name: "peak", F: Radiance, D: RadianceGrad, Args: args(wien/5772, 5772), Rel: 1e-9, Rough: true,
		Value: v(2 * pow(boltzmann*5772*peak, 5) / math.Expm1(peak) / (pow(planck, 4) * pow(light, 3)))},
	// By the ends of the band it is the radiance there.
	{Name: "visible", F: BandRadiance, D: BandRadianceGrad, Args: args(3.8e-7, 7.5e-7, 5772), Rel: 1e-8,
		Value: v(below(7.5e-7, 5772) - below(3.8e-7, 5772))},
	{Name: "90°", F: PendulumPeriod, D: PendulumPeriodGrad, Args: args(1.2, math.Pi/2), Rel: 1e-9, Value: v(4 * math.Sqrt(1.2/g) * quarter),
		Grad: v(2*math.Sqrt(1/(1.2*g))*quarter, 4*math.Sqrt(1.2/g)*slope*math.Cos(math.Pi/4)/2)},
	{Name: "small", F: PendulumPeriod, D: PendulumPeriodGrad, Args: args(0.5, 0), Value: v(2 * math.Pi * math.Sqrt(0.5/g)), Grad: v(2*math.Pi*math.Sqrt(0.5/g), 0)},
	{F: Morse.Work, D: Morse.WorkGrad, Args: args(Morse{3, 2, 1.5}, 1.5, 1.5+math.Ln2), Value: v(3 * 0.75 * 0.75), Rel: 1e-6,
		Grad: v(0.75*0.75, 6*0.75*0.25*math.Ln2, -6*2*0.75*0.25/2*2, 0, 12*0.25*0.75)},

	// Without drag every step is exact, and the chord of the last cuts little.
	{Name: "vacuum", F: Range, D: RangeGrad, Wrt: []int{0, 1, 2}, Args: args(20, 0.6, 0, 1e-2), Rel: 2e-5, Value: v(400 * math.Sin(1.2) / g), Rough: true},
	{F: Range, D: RangeGrad, Wrt: []int{0, 1, 2}, Args: args(20, 0.6, 0.02, 1e-2)},
	{Name: "flat", F: Range, D: RangeGrad, Wrt: []int{0, 1, 2}, Args: args(50, 1e-3, 0.01, 1e-5), Rel: 2e-3,
		Value: v(math.Log1p(0.01*50*2*50e-3/g) / 0.01)},
	{Name: "aloft", F: Range, D: RangeGrad, Wrt: []int{0, 1, 2}, Args: args(10, 1, -0.5, 1e-3)},
	// Energy 200 less 0.2g·30 is left for 0.5g.
	{F: StoppingDistance, D: StoppingDistanceGrad, Args: args(20, 0.5, v(30, 100), v(0.2, 0.5)), Value: v(10 + 30 + (200-6*g)/(0.5*g)),
		Grad: v(0.5+20/(0.5*g), 20, 1-0.4, 0, -30/0.5, -(200-6*g)/(0.25*g))},
	{Name: "first stretch", F: StoppingDistance, D: StoppingDistanceGrad, Args: args(2, 0.5, v(30, 100), v(0.2, 0.5)), Value: v(1 + 2/(0.2*g)),
		Grad: v(0.5+2/(0.2*g), 2, 0, 0, -2/(0.04*g), 0)},
	// Of frequency ω = 4 and decay 3: cos 4t + 3/4·sin 4t at a quarter of a turn.
	{Name: "under", F: Displacement, D: DisplacementGrad, Args: args(2, 5, 0.6, math.Pi/8), Value: v(2 * 0.75 * exp(-3*math.Pi/8))},
	{Name: "critical", F: Displacement, D: DisplacementGrad, Args: args(2, 5, 1, 0.2), Value: v(4 / math.E), Rough: true},
	// Rates -2 and -8.
	{Name: "over", F: Displacement, D: DisplacementGrad, Args: args(3, 4, 1.25, 0.5), Value: v(4/math.E - exp(-4))},

	// At the critical point, 3B and 8A/(27RB), it is A/(27B²), and the isotherm is flat.
	{Name: "critical point", F: Gas.Pressure, D: Gas.PressureGrad, Args: args(Gas{water, 2, critical}, 6*3.049e-5), Value: v(0.5536 / (27 * 3.049e-5 * 3.049e-5)), Rel: 1e-12},
	{Name: "steam", F: Gas.Pressure, D: Gas.PressureGrad, Args: args(Gas{water, 2, 600}, 0.05)},
	{Name: "inverse of Pressure", F: (*Gas).Volume, D: (*Gas).VolumeGrad, Args: args(&Gas{water, 2, 600}, Gas{water, 2, 600}.Pressure(0.05)), Value: v(0.05), Rel: 1e-12},
	{Name: "no pressure", F: (*Gas).Volume, D: (*Gas).VolumeGrad, Args: args(&Gas{water, 2, 600}, -1)},
	{F: Bateman, D: BatemanVJP, Args: args(100, v(1, 2, 3), math.Ln2), Value: v(50, 100*(0.5-0.25), 200*(0.25-0.25+0.0625)), Rel: 1e-12},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }

// TestPeak has the wavelength where the radiance is greatest.
func TestPeak(t *testing.T) {
	const wavelength = wien / 5772
	y, slope, _ := RadianceGrad(wavelength, 5772)
	if math.Abs(slope) > 1e-9*y/wavelength {
		t.Errorf("slope %v at the peak", slope)
	}
}

// TestErrors has air that pushes, and a negative pressure.
func TestErrors(t *testing.T) {
	if x, err := Range(10, 1, -0.5, 1e-3); !errors.Is(err, ErrAloft) {
		t.Errorf("landed at %v, error %v", x, err)
	}
	if v, err := (&Gas{water, 1, 300}).Volume(-1); err == nil {
		t.Errorf("volume %v at a negative pressure", v)
	}
}
