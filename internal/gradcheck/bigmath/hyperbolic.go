// The hyperbolic functions sinh, cosh and tanh.

package bigmath

import "math/big"

// Sinh returns the hyperbolic sine of x.
func (c Context) Sinh(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 || x.IsInf() {
		return c.round(x)
	}
	w := c.work()
	return c.round(w.signed(w.sinh(magnitude(x)), x))
}

// Cosh returns the hyperbolic cosine of x.
func (c Context) Cosh(x *big.Float) (*big.Float, error) {
	w := c.work()
	e := w.exp(magnitude(x))
	return c.round(w.ldexp(w.add(e, w.inverse(e)), -1))
}

// Tanh returns the hyperbolic tangent of x.
func (c Context) Tanh(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 {
		return c.round(x)
	}
	w := c.work()
	return c.round(w.signed(w.tanh(magnitude(x)), x))
}

// sinh returns (t + t/(1+t))/2 with t = e^x − 1, for finite x > 0.
func (w work) sinh(x *big.Float) *big.Float {
	t := w.expm1(x)
	if t.IsInf() {
		return t
	}
	return w.ldexp(w.add(t, w.quo(t, w.add(one, t))), -1)
}

// tanh returns t/(t+2) with t = e^(2x) − 1, for x > 0.
func (w work) tanh(x *big.Float) *big.Float {
	if x.Cmp(w.int(int64(w))) > 0 {
		return w.int(1) // 1 − tanh x < 2e^(−2x)
	}
	t := w.expm1(new(big.Float).SetMantExp(x, 1))
	return w.quo(t, w.addInt(t, 2))
}
