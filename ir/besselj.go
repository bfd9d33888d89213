// The Bessel function of the first kind with its sign.

package ir

import "math"

// besselj is math.Jn by way of the positive order and operand (DLMF 10.4.1,
// 10.11.1), as math.Jn loses the sign of operands below 1/2^27 for odd orders.
func besselj(n int, x float64) float64 {
	v := math.Jn(max(n, -n), math.Abs(x))
	if n%2 != 0 && (n < 0) != math.Signbit(x) {
		return -v
	}
	return v
}
