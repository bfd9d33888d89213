// The inverse hyperbolic functions asinh, acosh and atanh.

package bigmath

import "math/big"

// Asinh returns the inverse hyperbolic sine of x.
func (c Context) Asinh(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 || x.IsInf() {
		return c.round(x)
	}
	w := c.work()
	return c.round(w.signed(w.asinh(magnitude(x)), x))
}

// Acosh returns the inverse hyperbolic cosine of x.
func (c Context) Acosh(x *big.Float) (*big.Float, error) {
	switch order := x.Cmp(one); {
	case order < 0:
		return nil, ErrDomain
	case order == 0:
		return c.zero(false)
	case x.IsInf():
		return c.round(x)
	}
	return c.round(c.work().acosh(x))
}

// Atanh returns the inverse hyperbolic tangent of x.
func (c Context) Atanh(x *big.Float) (*big.Float, error) {
	switch order := magnitude(x).Cmp(one); {
	case order > 0:
		return nil, ErrDomain
	case order == 0:
		return c.inf(x.Signbit())
	case x.Sign() == 0:
		return c.round(x)
	}
	w := c.work()
	return c.round(w.signed(w.atanh(magnitude(x)), x))
}

// asinh returns ln(1 + x + x²/(1+√(1+x²))) for finite x > 0 (DLMF 4.37.16).
func (w work) asinh(x *big.Float) *big.Float {
	if exponent(x) > int(w) {
		return w.add(w.log(x), w.ln2())
	}
	square := w.square(x)
	root := w.sqrt(w.add(one, square))
	return w.log1p(w.add(x, w.quo(square, w.add(one, root))))
}

// acosh returns ln(1 + t + √(t(t+2))) with t = x − 1, for finite x > 1 (DLMF
// 4.37.19).
func (w work) acosh(x *big.Float) *big.Float {
	if exponent(x) > int(w) {
		return w.add(w.log(x), w.ln2())
	}
	t := w.sub(x, one)
	return w.log1p(w.add(t, w.sqrt(w.mul(t, w.addInt(t, 2)))))
}

// atanh returns ln(1 + 2x/(1−x))/2 for 0 < x < 1 (DLMF 4.37.24).
func (w work) atanh(x *big.Float) *big.Float {
	ratio := w.quo(w.ldexp(x, 1), w.sub(one, x))
	return w.ldexp(w.log1p(ratio), -1)
}
