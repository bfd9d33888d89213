// The piecewise linear functions: abs, min, max, copysign, dim and relu.

package bigmath

import "math/big"

// Abs returns |x|.
func (c Context) Abs(x *big.Float) (*big.Float, error) { return c.round(magnitude(x)) }

// Min returns the smaller of x and y; −0 is below +0.
func (c Context) Min(x, y *big.Float) (*big.Float, error) {
	if order := x.Cmp(y); order < 0 || order == 0 && x.Signbit() {
		return c.round(x)
	}
	return c.round(y)
}

// Max returns the larger of x and y; −0 is below +0.
func (c Context) Max(x, y *big.Float) (*big.Float, error) {
	if order := x.Cmp(y); order > 0 || order == 0 && !x.Signbit() {
		return c.round(x)
	}
	return c.round(y)
}

// Copysign returns |x| with the sign of s.
func (c Context) Copysign(x, s *big.Float) (*big.Float, error) {
	return c.round(signedExact(magnitude(x), s.Signbit()))
}

// Dim returns max(x−y, 0); of equal infinities, ErrDomain as math.Dim is NaN.
func (c Context) Dim(x, y *big.Float) (*big.Float, error) {
	difference, err := c.Sub(x, y)
	if err != nil {
		return nil, err
	}
	return c.Relu(difference)
}

// Relu returns max(x, 0), the rectified linear unit.
func (c Context) Relu(x *big.Float) (*big.Float, error) {
	if x.Sign() <= 0 {
		return c.zero(false)
	}
	return c.round(x)
}
