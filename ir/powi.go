// Powers by multiplication.

package ir

// powi is x to the power n by repeated squaring, the reciprocal for n < 0.
func powi(x float64, n int) float64 {
	if n < 0 {
		return 1 / powi(x, -n)
	}
	p := 1.0
	for n > 0 {
		if n&1 != 0 {
			p *= x
		}
		x *= x
		n >>= 1
	}
	return p
}
