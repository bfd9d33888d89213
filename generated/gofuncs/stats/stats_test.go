// Statistics of samples that are worked out by hand, and their derivatives.

package stats

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

// times multiplies a vector.
func times(k float64, x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = k * x[i]
	}
	return y
}

// eight has mean 5 and squares 9, 1, 1, 1, 0, 0, 4, 16 about it.
var (
	eight      = v(2, 4, 4, 4, 5, 5, 7, 9)
	deviations = v(-3, -1, -1, -1, 0, 0, 2, 4)
	design     = [][]float64{{1, 2}, {0, -1}, {3, 1}}
	digamma    = func(n int) float64 { // of whole numbers
		s := -0.5772156649015329
		for i := 1; i < n; i++ {
			s += 1 / float64(i)
		}
		return s
	}
	ln2, ln3, gap, inf = math.Ln2, math.Log(3), math.NaN(), math.Inf(-1)
)

var cases = []derivtest.Case{
	{F: Mean[float64], D: MeanGrad, Args: args(eight), Value: v(5), Grad: v(0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125, 0.125)},
	{F: RMS[float64], D: RMSGrad, Args: args(v(1, -7, 5, 5)), Value: v(5), Grad: v(0.05, -0.35, 0.25, 0.25)},
	{F: WeightedMean, D: WeightedMeanGrad, Args: args(v(1, 2, 6), v(0.5, 0.5, 1)), Value: v(3.75), Grad: v(0.25, 0.25, 0.5, -1.375, -0.875, 1.125)},
	{Name: "of other lengths", F: WeightedMean, D: WeightedMeanGrad, Args: args(v(1, 2, 6), v(0.5))},
	{Name: "negative", F: WeightedMean, D: WeightedMeanGrad, Args: args(v(1, 2), v(1, -1))},
	{Name: "nothing", F: WeightedMean, D: WeightedMeanGrad, Args: args(v(1), v(0))},
	{F: Variance, D: VarianceGrad, H: VarianceHVP, HH: VarianceHess, Args: args(eight), Value: v(32.0 / 7), Grad: times(2.0/7, deviations)},
	{Name: "too few", F: Variance, D: VarianceGrad, H: VarianceHVP, HH: VarianceHess, Args: args(v(1))},
	{F: StdDev, D: StdDevGrad, Args: args(eight), Value: v(math.Sqrt(32.0 / 7)), Grad: times(1/(7*math.Sqrt(32.0/7)), deviations)},
	{Name: "too few", F: StdDev, D: StdDevGrad, Args: args(v(3)), Value: v(0), Grad: v(0)},
	// Cubes -27, -1, -1, -1, 0, 0, 8, 64; fourth powers 81, 1, 1, 1, 0, 0, 16, 256.
	{F: Shape, D: ShapeVJP, J: ShapeJac, Args: args(eight), Value: v(42.0/8/8, 356.0/8/16-3)},
	// Means 3, 5 and 10.
	{F: GroupSpread, D: GroupSpreadGrad, Args: args(v(2, 5, 4, 10, 3), []string{"a", "b", "a", "c", "a"}), Value: v(math.Sqrt(13)),
		Grad: times(1/math.Sqrt(13), v(-0.5, -0.5, -0.5, 2, -0.5))},

	{F: Quantile, D: QuantileGrad, Args: args(v(7, 1, 4, 20, 2), 0.6), Value: v(4 + 0.4*3), Grad: v(0.4, 0, 0.6, 0, 0, 12)},
	{Name: "last", F: Quantile, D: QuantileGrad, Args: args(v(7, 1, 4), 1), Value: v(7), Grad: v(1, 0, 0, 0), Rough: true},
	{Name: "even", F: Median, D: MedianVJP, Args: args(v(7, 1, 4, 20)), Value: v(5.5, 1, 4, 7, 20), Grad: v(
		0.5, 0, 0.5, 0,
		0, 1, 0, 0,
		0, 0, 1, 0,
		1, 0, 0, 0,
		0, 0, 0, 1)},
	{Name: "odd", F: Median, D: MedianVJP, Args: args(v(7, 1, 4)), Value: v(4, 1, 4, 7), Grad: v(0, 0, 1, 0, 1, 0, 0, 0, 1, 1, 0, 0)},
	// The median is between 4 and 9, and their deviations from it are the middle ones of 1 and 2.
	{Name: "even", F: MedianDeviation, D: MedianDeviationGrad, Args: args(v(1, 20, 4, 40, 9, 2)), Value: v(5), Grad: v(-0.5, 0, 0.5, 0, 0.5, -0.5)},
	{Name: "odd", F: MedianDeviation, D: MedianDeviationGrad, Args: args(v(1, 20, 4, 9, 2)), Value: v(3), Grad: v(-1, 0, 1, 0, 0)},
	{F: TrimmedMean, D: TrimmedMeanGrad, Wrt: []int{0}, Args: args(v(100, 3, -50, 5, 4), 1), Value: v(4), Grad: times(1.0/3, v(0, 1, 0, 1, 1))},
	{Name: "all", F: TrimmedMean, D: TrimmedMeanGrad, Wrt: []int{0}, Args: args(v(1, 2), 1)},
	{F: Scaled, D: ScaledVJP, Args: args(v(3, -1, 7, 1), v(5, 5, 5, 5)), Value: v(0.5, 0, 1, 0.25), Grad: v(
		0.125, -0.0625, -0.0625, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0,
		0, 0, 0, 0, 0, 0, 0, 0,
		0, -0.09375, -0.03125, 0.125, 0, 0, 0, 0)},
	{Name: "constant", F: Scaled, D: ScaledVJP, Args: args(v(3, 3), v(1, 2)), Value: v(0, 0), Grad: v(0, 0, 0, 0, 0, 0, 0, 0), Rough: true},
	{F: Smooth, D: SmoothVJP, Args: args(v(4, 8, gap, 2), 0.25, v(9, 9, 9, 9)), Value: v(4, 5, 5, 4.25), Grad: v(
		1, 0, 0, 0, 0, 0, 0, 0, 0,
		0.75, 0.25, 0, 0, 4, 0, 0, 0, 0,
		0.75, 0.25, 0, 0, 4, 0, 0, 0, 0,
		0.5625, 0.1875, 0, 0.25, 0, 0, 0, 0, 0)},
	// By each weight w it is (log p + h)/-total.
	{F: Entropy, D: EntropyGrad, Args: args(v(2, 1, 1)), Value: v(1.5 * ln2), Grad: v(-0.125*ln2, 0.125*ln2, 0.125*ln2)},
	{Name: "with zero", F: Entropy, D: EntropyGrad, Args: args(v(2, 1, 0, 1)), Value: v(1.5 * ln2), Grad: v(-0.125*ln2, 0.125*ln2, (1-1.5*ln2)/4, 0.125*ln2), Rough: true},

	{F: LogLikelihood, D: LogLikelihoodGrad, Args: args(v(1, 4, 7), 2, 2), Value: v(-0.5*(0.25+1+6.25) - 3*ln2 - 1.5*math.Log(2*math.Pi)),
		Grad: v(0.25, -0.5, -1.25, 1.5, (7.5-3)/2)},
	// x² e^-2x · 2³/2!
	{F: Gamma.LogDensity, D: Gamma.LogDensityGrad, Args: args(Gamma{3, 2}, 0.5), Value: v(-1), Grad: v(-digamma(3), 1.5-0.5, 4-2)},
	{Name: "below zero", F: Gamma.LogDensity, D: Gamma.LogDensityGrad, Args: args(Gamma{1, 1}, -1), Value: v(inf), Grad: v(0, 0, 0), Rough: true},
	// B(1/2, 1/2) = π.
	{F: (*Beta).LogDensity, D: (*Beta).LogDensityGrad, Args: args(&Beta{0.5, 0.5}, 0.2), Value: v(-math.Log(0.4 * math.Pi)),
		Grad: v(2*ln2+math.Log(0.2), 2*ln2+math.Log(0.8), -0.5/0.2+0.5/0.8)},
	{Name: "above one", F: (*Beta).LogDensity, D: (*Beta).LogDensityGrad, Args: args(&Beta{1, 1}, 2), Value: v(inf), Grad: v(0, 0, 0), Rough: true},
	// A shape of 4 and a rate of 2: x³ e^-2x · 2⁴/3!
	{F: GammaLogLikelihood, D: GammaLogLikelihoodGrad, H: GammaLogLikelihoodHVP, HH: GammaLogLikelihoodHess, Args: args(v(1, 3), 2, 0.5), Value: v(2*math.Log(8.0/3) + 3*ln3 - 8), Grad: v(1, -1, 0,
		-16*(2*(ln2+1-digamma(4))+ln3-2))},
	// Expected 2 and 6: 2³e⁻²/3! and e⁻⁶.
	{F: PoissonLogLikelihood, D: PoissonLogLikelihoodGrad, Wrt: []int{2, 3}, Args: args([]int{3, 0}, v(0, 2), ln2, ln3/2), Value: v(math.Log(8.0/6) - 8),
		Grad: v(3-8, -12)},

	// Deviations -1, 0, 1 and -3, 2, 1.
	{F: Pearson, D: PearsonGrad, Args: args(v(1, 2, 3), v(0, 5, 4)), Value: v(2 / math.Sqrt(7)), Grad: times(1/math.Sqrt(28), v(
		-3+2, 2, 1-2,
		-1+6.0/7, 0-4.0/7, 1-2.0/7))},
	// 1, 2, 4 with 4, 5, 9: deviations -4, -1, 5 (thirds) and -2, -1, 3.
	{F: Autocorrelation, D: AutocorrelationGrad, Args: args(v(1, 2, 4, 5, 9), 2), Value: v(24 / math.Sqrt(42*14))},
	// Weights 1, 1/4, 1: by hand s=9/4, sx=5/2, sy=6, sxx=5, sxy=8.
	{F: FitLine, D: FitLineVJP, Args: args([]Point{{0, 2, 1}, {2, 4, 2}, {2, 3, 1}}), Value: v(0.6, 2)},
	{Name: "vertical", F: FitLine, D: FitLineVJP, Args: args([]Point{{1, 2, 1}, {1, 3, 1}})},
	// Predictions 4, -0.5 and 6; residuals 0.5, -2.5 and 1.5, of which those beyond
	// the limit count by their sign.
	{F: Robust.Loss, D: Robust.LossGrad, H: Robust.LossHVP, Wrt: []int{0, 1}, Args: args(Robust{1, 0.1, 0.01}, v(0.5, 1.5, 1), design, v(4.5, -3, 7.5)),
		Grad: v(1.5+0.5, 3.25, 2.5, -0.5+1-1, -0.5-3+0.3+0.01, -1-1-1+0.2+0.01)},
	// z = log 3, -log 3 and 2 log 3; the second did not happen.
	{F: Logistic, D: LogisticGrad, Wrt: []int{0}, Args: args(v(ln3/3, ln3/3), [][]float64{{1, 2}, {0, -3}, {3, 3}}, []bool{true, false, true}),
		Value: v(math.Log(0.75 * 0.75 * 0.9)), Grad: v(0.25+0.3, 0.5+0.75+0.3)},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }

// TestSinglePrecision has what is generic, for which a derivative is double.
func TestSinglePrecision(t *testing.T) {
	if got := Mean([]float32{1, 2.5, 4}); got != 2.5 {
		t.Errorf("mean %v", got)
	}
	if got := RMS[float32](1, -7, 5, 5); got != 5 {
		t.Errorf("root mean square %v", got)
	}
}

func TestErrors(t *testing.T) {
	for what, f := range map[string]func() (float64, error){
		"one value":    func() (float64, error) { return Variance(v(1)) },
		"all trimmed":  func() (float64, error) { return TrimmedMean(v(1, 2), 1) },
		"zero weights": func() (float64, error) { return WeightedMean(v(1), v(0)) },
	} {
		if y, err := f(); !errors.Is(err, ErrTooFew) {
			t.Errorf("%s: %v, error %v", what, y, err)
		}
	}
}
