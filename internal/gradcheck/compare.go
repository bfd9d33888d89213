// What counts as agreement of two float64 values.

package gradcheck

import (
	"fmt"
	"math"
)

// A Tolerance allows a difference of Abs + Rel·max(|got|, |want|).
type Tolerance struct{ Rel, Abs float64 }

// Close says whether got and want agree within tol. NaN agrees with NaN, and an
// infinity with itself, and neither with anything else.
func Close(got, want float64, tol Tolerance) bool {
	switch {
	case math.IsNaN(got) || math.IsNaN(want):
		return math.IsNaN(got) && math.IsNaN(want)
	case math.IsInf(got, 0) || math.IsInf(want, 0):
		return got == want
	}
	scale := max(math.Abs(got), math.Abs(want))
	return math.Abs(got-want) <= tol.Abs+tol.Rel*scale
}

// Compare returns nil where Close, and otherwise an error that reports both
// values and how far apart they are.
func Compare(got, want float64, tol Tolerance) error {
	if Close(got, want, tol) {
		return nil
	}
	return fmt.Errorf("got %v, want %v: relative difference %.3g, %d ulp apart (tolerance relative %.3g, absolute %.3g)",
		got, want, RelativeDifference(got, want), ULPDistance(got, want), tol.Rel, tol.Abs)
}

// RelativeDifference returns |got − want|/max(|got|, |want|), and 0 for equals.
func RelativeDifference(got, want float64) float64 {
	if got == want {
		return 0
	}
	return math.Abs(got-want) / max(math.Abs(got), math.Abs(want))
}
