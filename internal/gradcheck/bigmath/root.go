// Square and cube roots and the length of a vector.

package bigmath

import (
	"math"
	"math/big"
)

// Sqrt returns the square root of x.
func (c Context) Sqrt(x *big.Float) (*big.Float, error) {
	if x.Sign() < 0 {
		return nil, ErrDomain
	}
	return c.float().Sqrt(x), nil
}

// Cbrt returns the cube root of x.
func (c Context) Cbrt(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 || x.IsInf() {
		return c.round(x)
	}
	return c.round(c.work().cbrt(x))
}

// Hypot returns the square root of x² + y².
func (c Context) Hypot(x, y *big.Float) (*big.Float, error) {
	if x.IsInf() || y.IsInf() {
		return c.inf(false)
	}
	return c.round(c.work().hypot(x, y))
}

// cbrt returns the cube root of finite x ≠ 0, by Newton's iteration on its
// mantissa m in [1/2, 4): each step doubles the good bits.
func (w work) cbrt(x *big.Float) *big.Float {
	m := new(big.Float)
	e := x.MantExp(m)
	shift := ((e % 3) + 3) % 3
	m.SetMantExp(m, shift)
	v, _ := m.Float64()
	y := w.float64(math.Cbrt(v))
	for good := work(48); good < w; good *= 2 {
		square := w.square(y)
		residual := w.sub(w.mul(square, y), m)
		y = w.sub(y, w.quo(residual, w.mulInt(square, 3)))
	}
	return w.ldexp(y, (e-shift)/3)
}

// hypot returns the square root of x² + y² for finite x, y.
func (w work) hypot(x, y *big.Float) *big.Float {
	return w.sqrt(w.add(w.square(x), w.square(y)))
}
