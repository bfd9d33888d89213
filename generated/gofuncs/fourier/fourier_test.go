// The functions at points with known values; the samples serve the gradients too.

package fourier

import (
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleSignal    = []float64{0.3, -1.2, 0.8, 2.1, -0.4, 0.9, -1.7, 0.2}
	sampleOther     = []float64{1.1, 0.4, -0.6, 0.1, 0.7, -2, 0.5, 1.3}
	sampleHarmonics = map[int]*Harmonic{1: {1, 0}, 2: {0.5, 0.3}, 4: {0.2, -1}}
)

// The slow transform of re + i im serves as reference.
func TestFFT(t *testing.T) {
	re, im := slices.Clone(sampleSignal), slices.Clone(sampleOther)
	FFT(re, im)
	ar, ai := DFT(sampleSignal)
	br, bi := DFT(sampleOther)
	for k := range re {
		check.Near(t, "real part", re[k], ar[k]-bi[k], 1e-13)
		check.Near(t, "imaginary part", im[k], ai[k]+br[k], 1e-13)
	}
	defer func() {
		if recover() == nil {
			t.Error("six numbers are transformed")
		}
	}()
	FFT(make([]float64, 6), make([]float64, 6))
}

func TestDFT(t *testing.T) {
	re, im := DFT([]float64{1, 2, 3})
	root := math.Sqrt(3) / 2
	check.Slices(t, "real parts", re, []float64{6, -1.5, -1.5}, 1e-15)
	check.Slices(t, "imaginary parts", im, []float64{0, root, -root}, 2e-15)
}

func TestHadamard(t *testing.T) {
	x := []float64{1, 0, 1, 0, 0, 1, 1, 0}
	Hadamard(x)
	check.Slices(t, "transform", x, []float64{4, 2, 0, -2, 0, 2, 0, 2}, 0)
}

func TestConvolve(t *testing.T) {
	check.Slices(t, "product of polynomials", Convolve([]float64{1, 2, 3}, []float64{-1, 1}), []float64{-1, -1, -1, 3}, 0)
}

func TestAutocorrelation(t *testing.T) {
	x := []float64{6, 4, 6, 4, 6, 4}
	check.Near(t, "lag 0", Autocorrelation(sampleSignal, 0), 1, 1e-15)
	check.Near(t, "lag 1", Autocorrelation(x, 1), -5./6, 1e-15)
}

func TestPower(t *testing.T) {
	re, im := DFT(sampleSignal)
	check.Near(t, "power", Power(sampleSignal, 3./8), re[3]*re[3]+im[3]*im[3], 1e-13)
}

// The window of Hann spreads a tone at bin 2 over bins 1 to 3, as much to either side.
func TestCentroid(t *testing.T) {
	var x [16]float64
	for i := range x {
		x[i] = math.Cos(math.Pi/4*float64(i) + 0.3)
	}
	check.Near(t, "centroid", Centroid(x[:]), 2./16, 1e-14)
	if c := Centroid(sampleSignal); c <= 1./8 || c >= 0.5 {
		t.Errorf("the centroid is at %g", c)
	}
}

func TestOnset(t *testing.T) {
	x := []float64{1, 1, 1, 1, 10, 10, 0, 0, 0, 5}
	check.Near(t, "onset", Onset(x, 2, 2), 20, 1e-15)
	check.Near(t, "overlapping", Onset(x, 4, 2), 10*math.Log10(50.5), 1e-15)
}

func TestTone(t *testing.T) {
	const f, at = 3, 0.05
	want := math.Sin(0.3*math.Pi) + 0.5*math.Sin(0.6*math.Pi+0.3)
	check.Near(t, "two harmonics of three", Tone(sampleHarmonics, f, at), want, 1e-15)
}
