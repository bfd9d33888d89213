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
	scale := math.Abs(want)
	if scale == 0 {
		scale = 1
	}
	if !(math.Abs(got-want) <= tol*scale) {
		t.Errorf("%s is %.17g, want %.17g", what, got, want)
	}
}

// Slices compares element by element with Near.
func Slices(t testing.TB, what string, got, want []float64, tol float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s has %d elements, want %d", what, len(got), len(want))
	}
	for i := range want {
		Near(t, what, got[i], want[i], tol)
	}
}
