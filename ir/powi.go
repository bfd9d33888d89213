// Powers by multiplication.

package ir

// powi is x to the power n by repeated squaring, the reciprocal for n < 0.
func powi(x float64, n int) float64 {
	m := uint(n)
	if n < 0 {
		m = -m
	}
	p := 1.0
	for ; m > 0; m >>= 1 {
		if m&1 != 0 {
			p *= x
		}
		x *= x
	}
	if n < 0 {
		return 1 / p
	}
	return p
}
