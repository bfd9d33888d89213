// Powers with real and with integer exponents.

package bigmath

import "math/big"

// maxIntPower is the exponent up to which an integer y has x^y taken by
// multiplication.
const maxIntPower = 17

// Pow returns x^y with the special cases of math.Pow.
func (c Context) Pow(x, y *big.Float) (*big.Float, error) {
	switch {
	case y.Sign() == 0 || x.Cmp(one) == 0:
		return c.int(1)
	case x.Sign() == 0 || x.IsInf():
		return c.powLimit(x, y)
	case y.IsInf():
		return c.powInf(x, y)
	case x.Sign() < 0 && !y.IsInt():
		return nil, ErrDomain
	}
	return c.round(c.work().pow(x, y))
}

// PowInt returns x^n by repeated squaring, so that a power that fits is exact.
func (c Context) PowInt(x *big.Float, n int64) (*big.Float, error) {
	return c.Pow(x, new(big.Float).SetInt64(n))
}

// powLimit answers x^y for x zero or infinite and y not zero.
func (c Context) powLimit(x, y *big.Float) (*big.Float, error) {
	negative := x.Signbit() && isOdd(y)
	if (x.Sign() == 0) == (y.Sign() > 0) {
		return c.zero(negative)
	}
	return c.inf(negative)
}

// powInf answers x^±Inf for finite x that is neither zero nor one.
func (c Context) powInf(x, y *big.Float) (*big.Float, error) {
	switch order := magnitude(x).Cmp(one); {
	case order == 0:
		return c.int(1)
	case (order > 0) == y.Signbit():
		return c.zero(false)
	}
	return c.inf(false)
}

// isOdd says whether y is an odd integer.
func isOdd(y *big.Float) bool {
	return y.IsInt() && exponent(y) == int(y.MinPrec()) && !y.IsInf()
}

// pow returns x^y for finite nonzero x, y; y is an integer where x < 0.
func (w work) pow(x, y *big.Float) *big.Float {
	if y.IsInt() && exponent(y) <= maxIntPower {
		n, _ := y.Int64()
		return w.powInt(x, n)
	}
	z := w.powReal(magnitude(x), y)
	if x.Signbit() && isOdd(y) {
		z.Neg(z)
	}
	return z
}

// powReal returns x^y = exp(y ln x) for x > 0, with as many more bits as the
// exponent has before its binary point.
func (w work) powReal(x, y *big.Float) *big.Float {
	p := w + 8
	l := p.log(x)
	if e := exponent(l) + exponent(y); e > 0 && e < 40 {
		p += work(e)
		l = p.log(x)
	}
	return w.exp(p.mul(y, l))
}

// powInt returns x^n by binary powering.
func (w work) powInt(x *big.Float, n int64) *big.Float {
	p := w + work(bitLen(n)) + 4 // the relative errors of |n| factors add up
	z, square := p.int(1), p.set(x)
	for m := max(n, -n); m > 0; m >>= 1 {
		if m&1 == 1 {
			z.Mul(z, square)
		}
		square.Mul(square, square)
	}
	if n < 0 {
		return w.quo(one, z)
	}
	return w.set(z)
}
