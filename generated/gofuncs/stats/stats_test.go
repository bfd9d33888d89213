// Statistics of samples that are worked out by hand.

package stats

import (
	"errors"
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/sample"
)

// eight has mean 5 and squares 9, 1, 1, 1, 0, 0, 4, 16 about it.
var eight = []float64{2, 4, 4, 4, 5, 5, 7, 9}

var design = [][]float64{{1, 2}, {0, -1}, {3, 1}}

var samples = []sample.Sample{{
	Name:  "Mean",
	At:    eight,
	Value: func(x []float64) []float64 { return sample.One(Mean(x)) },
	Want:  []float64{5},
}, {
	Name:  "Mean/float32",
	At:    []float64{1, 2.5, 4},
	Value: func(x []float64) []float64 { return sample.One(float64(Mean(single(x)))) },
	Want:  []float64{2.5},
	Rough: true,
}, {
	Name:  "RMS",
	At:    []float64{1, -7, 5, 5},
	Value: func(x []float64) []float64 { return sample.One(RMS(x...)) },
	Want:  []float64{5},
}, {
	Name:  "RMS/float32",
	At:    []float64{1, -7, 5, 5},
	Value: func(x []float64) []float64 { return sample.One(float64(RMS(single(x)...))) },
	Want:  []float64{5},
	Rough: true,
}, {
	Name:  "WeightedMean",
	At:    []float64{1, 2, 6, 0.5, 0.5, 1},
	Value: func(x []float64) []float64 { return sample.Must(WeightedMean(x[:3], x[3:])) },
	Want:  []float64{3.75},
}, {
	Name:  "Variance",
	At:    eight,
	Value: func(x []float64) []float64 { return sample.Must(Variance(x)) },
	Want:  []float64{32.0 / 7},
}, {
	Name:  "StdDev",
	At:    eight,
	Value: func(x []float64) []float64 { return sample.One(StdDev(x)) },
	Want:  []float64{math.Sqrt(32.0 / 7)},
}, {
	// Cubes -27, -1, -1, -1, 0, 0, 8, 64; fourth powers 81, 1, 1, 1, 0, 0, 16, 256.
	Name: "Shape",
	At:   eight,
	Value: func(x []float64) []float64 {
		s, k := Shape(x)
		return []float64{s, k}
	},
	Want: []float64{42.0 / 8 / 8, 356.0/8/16 - 3},
}, {
	// Means 3, 5 and 10.
	Name: "GroupSpread",
	At:   []float64{2, 5, 4, 10, 3},
	Value: func(x []float64) []float64 {
		return sample.One(GroupSpread(x, []string{"a", "b", "a", "c", "a"}))
	},
	Want: []float64{math.Sqrt(13)},
}, {
	Name:  "Quantile",
	At:    []float64{7, 1, 4, 20, 2, 0.6},
	Value: func(x []float64) []float64 { return sample.One(Quantile(x[:5], x[5])) },
	Want:  []float64{4 + 0.4*3},
}, {
	Name:  "Quantile/last",
	At:    []float64{7, 1, 4, 1},
	Value: func(x []float64) []float64 { return sample.One(Quantile(x[:3], x[3])) },
	Want:  []float64{7},
	Rough: true,
}, {
	Name:  "Median/even",
	At:    []float64{7, 1, 4, 20},
	Value: func(x []float64) []float64 { return sample.One(Median(slices.Clone(x))) },
	Want:  []float64{5.5},
}, {
	Name:  "Median/odd",
	At:    []float64{7, 1, 4},
	Value: func(x []float64) []float64 { return sample.One(Median(slices.Clone(x))) },
	Want:  []float64{4},
}, {
	Name:  "TrimmedMean",
	At:    []float64{100, 3, -50, 5, 4},
	Value: func(x []float64) []float64 { return sample.Must(TrimmedMean(x, 1)) },
	Want:  []float64{4},
}, {
	Name: "Scaled",
	At:   []float64{3, -1, 7, 1},
	Value: func(x []float64) []float64 {
		out := make([]float64, 4)
		Scaled(x, out)
		return out
	},
	Want: []float64{0.5, 0, 1, 0.25},
}, {
	Name: "Smooth",
	At:   []float64{4, 8, 2, 0.25},
	Value: func(x []float64) []float64 {
		out := make([]float64, 4)
		Smooth([]float64{x[0], x[1], math.NaN(), x[2]}, x[3], out)
		return out
	},
	Want: []float64{4, 5, 5, 4.25},
}, {
	Name:  "Entropy",
	At:    []float64{2, 1, 0, 1},
	Value: func(x []float64) []float64 { return sample.One(Entropy(x)) },
	Want:  []float64{1.5 * math.Ln2},
	Rough: true,
}, {
	Name:  "LogLikelihood",
	At:    []float64{1, 4, 7, 2, 2},
	Value: func(x []float64) []float64 { return sample.One(LogLikelihood(x[:3], x[3], x[4])) },
	Want:  []float64{-0.5*(0.25+1+6.25) - 3*math.Ln2 - 1.5*math.Log(2*math.Pi)},
}, {
	// x² e^-2x · 2³/2!
	Name:  "Gamma.LogDensity",
	At:    []float64{3, 2, 0.5},
	Value: func(x []float64) []float64 { return sample.One(Gamma{x[0], x[1]}.LogDensity(x[2])) },
	Want:  []float64{-1},
}, {
	// B(1/2, 1/2) = π.
	Name:  "Beta.LogDensity",
	At:    []float64{0.5, 0.5, 0.2},
	Value: func(x []float64) []float64 { return sample.One((&Beta{x[0], x[1]}).LogDensity(x[2])) },
	Want:  []float64{-math.Log(0.4 * math.Pi)},
}, {
	// A shape of 4 and a rate of 2: x³ e^-2x · 2⁴/3!
	Name:  "GammaLogLikelihood",
	At:    []float64{1, 3, 2, 0.5},
	Value: func(x []float64) []float64 { return sample.One(GammaLogLikelihood(x[:2], x[2], x[3])) },
	Want:  []float64{2*math.Log(8.0/3) + 3*math.Log(3) - 8},
}, {
	// Expected 2 and 6: 2³e⁻²/3! and e⁻⁶.
	Name: "PoissonLogLikelihood",
	At:   []float64{math.Ln2, math.Log(3) / 2},
	Value: func(x []float64) []float64 {
		return sample.One(PoissonLogLikelihood([]int{3, 0}, []float64{0, 2}, x[0], x[1]))
	},
	Want: []float64{math.Log(8.0/6) - 8},
}, {
	// Deviations -1, 0, 1 and -3, 2, 1.
	Name:  "Pearson",
	At:    []float64{1, 2, 3, 0, 5, 4},
	Value: func(x []float64) []float64 { return sample.One(Pearson(x[:3], x[3:])) },
	Want:  []float64{2 / math.Sqrt(7)},
}, {
	// 1, 2, 4 with 4, 5, 9: deviations -4, -1, 5 (thirds) and -2, -1, 3.
	Name:  "Autocorrelation",
	At:    []float64{1, 2, 4, 5, 9},
	Value: func(x []float64) []float64 { return sample.One(Autocorrelation(x, 2)) },
	Want:  []float64{24 / math.Sqrt(42*14)},
}, {
	// Weights 1, 1/4, 1: by hand s=9/4, sx=5/2, sy=6, sxx=5, sxy=8.
	Name: "FitLine",
	At:   []float64{0, 2, 1, 2, 4, 2, 2, 3, 1},
	Value: func(x []float64) []float64 {
		slope, intercept, err := FitLine([]Point{{x[0], x[1], x[2]}, {x[3], x[4], x[5]}, {x[6], x[7], x[8]}})
		if err != nil {
			panic(err)
		}
		return []float64{slope, intercept}
	},
	Want: []float64{0.6, 2},
}, {
	// Predictions 4, 0 and 5.5; residuals 0.5, -3 and 1.
	Name: "Robust.Loss",
	At:   []float64{1, 0.1, 0.01, 0.5, 1.5, 1},
	Value: func(x []float64) []float64 {
		return sample.One(Robust{x[0], x[1], x[2]}.Loss(x[3:], design, []float64{4.5, -3.5, 7}))
	},
	Want: []float64{0.125 + 2.5 + 0.5 + 0.325 + 0.025},
}, {
	// z = log 3, -log 3 and 2 log 3; the second did not happen.
	Name: "Logistic",
	At:   []float64{math.Log(3) / 3, math.Log(3) / 3},
	Value: func(x []float64) []float64 {
		return sample.One(Logistic(x, [][]float64{{1, 2}, {0, -3}, {3, 3}}, []bool{true, false, true}))
	},
	Want: []float64{math.Log(0.75 * 0.75 * 0.9)},
}}

func single(x []float64) (y []float32) {
	for _, v := range x {
		y = append(y, float32(v))
	}
	return y
}

func TestSamples(t *testing.T) { sample.Check(t, samples) }

func TestRefused(t *testing.T) {
	for what, f := range map[string]func() (float64, error){
		"one value":    func() (float64, error) { return Variance([]float64{1}) },
		"all trimmed":  func() (float64, error) { return TrimmedMean([]float64{1, 2}, 1) },
		"zero weights": func() (float64, error) { return WeightedMean([]float64{1}, []float64{0}) },
	} {
		if y, err := f(); !errors.Is(err, ErrTooFew) {
			t.Errorf("%s: %v, error %v", what, y, err)
		}
	}
	if _, err := WeightedMean([]float64{1, 2}, []float64{1, -1}); err == nil {
		t.Error("a negative weight is no error")
	}
	if _, _, err := FitLine([]Point{{1, 2, 1}, {1, 3, 1}}); err == nil {
		t.Error("a vertical line is no error")
	}
}

// TestUnusual has the values that a function gives where others have no meaning.
func TestUnusual(t *testing.T) {
	out := []float64{1, 2}
	Scaled([]float64{3, 3}, out)
	if !slices.Equal(out, []float64{0, 0}) {
		t.Errorf("a constant is scaled to %v", out)
	}
	if got := (Gamma{1, 1}).LogDensity(-1); !math.IsInf(got, -1) {
		t.Errorf("gamma density below zero: %v", got)
	}
	if got := (&Beta{1, 1}).LogDensity(2); !math.IsInf(got, -1) {
		t.Errorf("beta density above one: %v", got)
	}
}
