// The inverse trigonometric functions asin, acos, atan and atan2.

package bigmath

import (
	"math"
	"math/big"
)

// Asin returns the arcsine of x.
func (c Context) Asin(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 {
		return c.round(x)
	}
	if magnitude(x).Cmp(one) > 0 {
		return nil, ErrDomain
	}
	w := c.work()
	return c.round(w.atan2(x, w.cofunction(x)))
}

// Acos returns the arccosine of x.
func (c Context) Acos(x *big.Float) (*big.Float, error) {
	if magnitude(x).Cmp(one) > 0 {
		return nil, ErrDomain
	}
	w := c.work()
	return c.round(w.atan2(w.cofunction(x), x))
}

// Atan returns the arctangent of x.
func (c Context) Atan(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 {
		return c.round(x)
	}
	w := c.work()
	if x.IsInf() {
		return c.round(w.signed(w.halfPi(), x))
	}
	return c.round(w.atan(x))
}

// Atan2 returns the angle of the point (x, y) with the special cases of
// math.Atan2.
func (c Context) Atan2(y, x *big.Float) (*big.Float, error) {
	w := c.work()
	switch {
	case y.Sign() == 0 && !x.Signbit():
		return c.zero(y.Signbit())
	case y.Sign() == 0:
		return c.round(w.signed(w.pi(), y))
	case y.IsInf() && x.IsInf():
		x, y = w.signed(one, x), w.signed(one, y)
	}
	return c.round(w.atan2(y, x))
}

// cofunction returns √(1−x²) for |x| ≤ 1.
func (w work) cofunction(x *big.Float) *big.Float {
	return w.sqrt(w.mul(w.sub(one, x), w.add(one, x)))
}

// atan2 returns the angle of the point (x, y), of which at most one is zero
// and at most one infinite.
func (w work) atan2(y, x *big.Float) *big.Float {
	var angle *big.Float
	switch {
	case x.Sign() == 0 || y.IsInf():
		angle = w.halfPi()
	case x.IsInf():
		angle = w.float()
	default:
		angle = w.atan(w.quo(w.abs(y), w.abs(x)))
	}
	if x.Signbit() && x.Sign() != 0 {
		angle = w.sub(w.pi(), angle)
		if y.IsInf() {
			angle = w.halfPi()
		}
	}
	return w.signed(angle, y)
}

// atan returns the arctangent of finite x, through 1/x where |x| > 1 (DLMF
// 4.24.17).
func (w work) atan(x *big.Float) *big.Float {
	if magnitude(x).Cmp(one) <= 0 {
		return w.atanUnit(x)
	}
	complement := w.atanUnit(w.inverse(w.abs(x)))
	return w.signed(w.sub(w.halfPi(), complement), x)
}

// atanUnit returns the arctangent of x for |x| ≤ 1: with y the float64
// arctangent, atan x = y + atan(tan(atan x − y)), whose second part is of order
// 2^−53 (DLMF 4.24.15).
func (w work) atanUnit(x *big.Float) *big.Float {
	if exponent(x) < -6 {
		return w.oddSeries(x, -1)
	}
	v, _ := x.Float64()
	y := w.float64(math.Atan(v))
	p := w + 16
	s, c := p.sincos(y)
	numerator := p.sub(p.mul(x, c), s)
	denominator := p.add(c, p.mul(x, s))
	return w.add(y, w.oddSeries(p.quo(numerator, denominator), -1))
}
