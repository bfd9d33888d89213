// Ridders' extrapolation against known derivatives.

package gradcheck

import (
	"math"
	"testing"
)

// TestSweep checks that the error is small and within its estimate.
func TestSweep(t *testing.T) {
	for name, test := range map[string]struct {
		f, slope func(x float64) float64
		points   []float64
	}{
		"exp":  {math.Exp, math.Exp, []float64{-20, 0, 1, 50}},
		"sin":  {math.Sin, math.Cos, []float64{0, 1e-9, 1, 1.5, 100}},
		"cos":  {math.Cos, func(x float64) float64 { return -math.Sin(x) }, []float64{0.5, 3, 1e3}},
		"log":  {math.Log, func(x float64) float64 { return 1 / x }, []float64{1e-8, 0.4, 3, 1e8}},
		"cube": {func(x float64) float64 { return x * x * x }, func(x float64) float64 { return 3 * x * x }, []float64{-7, 0.1, 1e5}},
	} {
		f := func(x []float64) float64 { return test.f(x[1]) }
		for _, x := range test.points {
			got, estimate := Sweep(f, []float64{9, x}, 1)
			want := test.slope(x)
			if math.Abs(got-want) > 2*estimate || estimate > 1e-9*math.Abs(want) {
				t.Errorf("%s′(%v) = %v ± %v, want %v", name, x, got, estimate, want)
			}
		}
	}
}

// TestSweepNotFinite checks that a derivative out of reach has infinite error.
func TestSweepNotFinite(t *testing.T) {
	f := func(x []float64) float64 { return math.Log(x[0]) }
	if got, estimate := Sweep(f, []float64{-1}, 0); !math.IsInf(estimate, 1) {
		t.Errorf("log′(−1) = %v ± %v", got, estimate)
	}
}
