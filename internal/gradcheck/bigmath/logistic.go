// The logistic sigmoid and its integral, softplus.

package bigmath

import "math/big"

// Sigmoid returns 1/(1+e^(−x)).
func (c Context) Sigmoid(x *big.Float) (*big.Float, error) {
	w := c.work()
	e := w.exp(new(big.Float).Neg(x))
	return c.round(w.inverse(w.add(one, e)))
}

// Softplus returns ln(1+e^x), as max(x, 0) + ln(1+e^(−|x|)).
func (c Context) Softplus(x *big.Float) (*big.Float, error) {
	w := c.work()
	tail := w.log1p(w.exp(new(big.Float).Neg(magnitude(x))))
	if x.Sign() > 0 {
		tail.Add(tail, x)
	}
	return c.round(tail)
}
