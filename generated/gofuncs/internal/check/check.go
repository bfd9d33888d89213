// Package check compares floats in the tests of the packages around it.
package check

import (
	"math"
	"testing"
)

// Near fails the test where got is not within tol of want: relative to want,
// absolute where want is zero.
func Near(t testing.TB, what string, got, want, tol float64) {
	t.Helper()
	Slices(t, what, []float64{got}, []float64{want}, tol)
}

// Slices compares element by element, relative to the largest in size of what
// is wanted, absolute where all are zero.
func Slices(t testing.TB, what string, got, want []float64, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d elements, want %d", what, len(got), len(want))
	}
	scale := 0.0
	for _, w := range want {
		if !math.IsInf(w, 0) {
			scale = max(scale, math.Abs(w))
		}
	}
	if scale == 0 {
		scale = 1
	}
	for i, w := range want {
		if got[i] != w && !(math.Abs(got[i]-w) <= tol*scale) {
			t.Errorf("%s [%d] is %.17g, want %.17g", what, i, got[i], w)
		}
	}
}
