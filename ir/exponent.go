// The exponent of a float, as math.Frexp gives it.

package ir

import "math"

// exponent is the binary exponent of x with a fraction from 0.5 to below 1; 0 for
// zero, infinities and NaN.
func exponent(x float64) int {
	_, e := math.Frexp(x)
	return e
}
