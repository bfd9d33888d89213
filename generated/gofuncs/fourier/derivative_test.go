// Derivatives against differences, and against closed forms.

package fourier

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var cases = []derivtest.Case{
	{F: FFT, D: FFTVJP, Args: args(sampleSignal, sampleOther)},
	{Name: "two", F: FFT, D: FFTVJP, Args: args(v(1, 2), v(3, 4)), Value: v(3, -1, 7, -1), Grad: v(
		1, 1, 0, 0,
		1, -1, 0, 0,
		0, 0, 1, 1,
		0, 0, 1, -1)},
	{Name: "one", F: FFT, D: FFTVJP, Args: args(v(1), v(3))},
	{Name: "in one array", F: FFT, D: FFTVJP, Args: args(sampleSignal, sampleSignal)},
	{Name: "six", F: FFT, D: FFTVJP, Args: args(make([]float64, 6), make([]float64, 6))},
	{F: DFT, D: DFTVJP, J: DFTJac, Args: args(v(1, 2, 3)), Value: v(6, -1.5, -1.5, 0, root3, -root3), Grad: v(
		1, 1, 1,
		1, -0.5, -0.5,
		1, -0.5, -0.5,
		0, 0, 0,
		0, -root3, root3,
		0, root3, -root3)},
	{F: Hadamard, D: HadamardVJP, Args: args(v(1, 2, -3, 5)), Value: v(5, -9, 1, 7), Grad: v(
		1, 1, 1, 1,
		1, -1, 1, -1,
		1, 1, -1, -1,
		1, -1, -1, 1)},
	{Name: "eight", F: Hadamard, D: HadamardVJP, Args: args(sampleSignal)},
	{F: Convolve, D: ConvolveVJP, Args: args(v(1, 2, 3), v(-1, 1)), Value: v(-1, -1, -1, 3), Grad: v(
		-1, 0, 0, 1, 0,
		1, -1, 0, 2, 1,
		0, 1, -1, 3, 2,
		0, 0, 1, 0, 3)},
	{Name: "in one array", F: Convolve, D: ConvolveVJP, Args: args(sampleSignal, sampleSignal[3:])},
	{Name: "nothing", F: Convolve, D: ConvolveVJP, Args: args(v(), v())},
	{F: Autocorrelation, D: AutocorrelationGrad, Args: args(sampleSignal, 2)},
	{Name: "lag 0", F: Autocorrelation, D: AutocorrelationGrad, Args: args(sampleSignal, 0), Value: v(1)},
	{F: Power, D: PowerGrad, Args: args(sampleSignal, 0.31)},
	{Name: "mean", F: Power, D: PowerGrad, Args: args(v(1, 2, 4), 0), Value: v(49), Grad: v(14, 14, 14, 0)},
	{F: Centroid, D: CentroidGrad, Args: args(sampleSignal)},
	{F: Onset, D: OnsetGrad, Args: args(sampleSignal, 3, 1)},
	{Name: "silence", F: Onset, D: OnsetGrad, Args: args(v(1, 1, 1, 1, 10, 10, 0, 0, 0, 5), 2, 2), Value: v(20), Grad: v(
		0, 0, -decibel, -decibel, decibel/10, decibel/10, 0, 0, 0, 0), Rough: true},
	{Name: "too short", F: Onset, D: OnsetGrad, Args: args(v(1, 2), 3, 1), Value: v(0), Grad: v(0, 0)},
	{F: Tone, D: ToneGrad, Args: args(sampleHarmonics, 3, 0.05)},
	{Name: "no harmonics", F: Tone, D: ToneGrad, Args: args(map[int]*Harmonic{}, 3, 0.05), Value: v(0), Grad: v(0, 0)},
}

const root3 = 0.86602540378443864676

// decibel is the derivative of 10 lg(x² + y²) where both are 1.
var decibel = 10 / math.Ln10

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
