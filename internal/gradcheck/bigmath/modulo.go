// Remainders of division: mod and the IEEE 754 remainder.

package bigmath

import "math/big"

// Mod returns the remainder of x/y with the sign of x, as math.Mod.
func (c Context) Mod(x, y *big.Float) (*big.Float, error) {
	if done, z, err := c.moduloLimit(x, y); done {
		return z, err
	}
	r := modulo(magnitude(x), magnitude(y))
	return c.round(signedExact(r, x.Signbit()))
}

// Remainder returns the IEEE 754 remainder x − y·n, with n the integer nearest
// to x/y and halves to the even one, as math.Remainder.
func (c Context) Remainder(x, y *big.Float) (*big.Float, error) {
	if done, z, err := c.moduloLimit(x, y); done {
		return z, err
	}
	y = magnitude(y)
	r := modulo(magnitude(x), new(big.Float).SetMantExp(y, 1))
	// r is below 2y; two comparisons with y/2 bring it to [−y/2, y/2].
	if order := new(big.Float).SetMantExp(r, 1).Cmp(y); order > 0 {
		r = subtractExact(r, y)
		if new(big.Float).SetMantExp(r, 1).Cmp(y) >= 0 {
			r = subtractExact(r, y)
		}
	}
	return c.round(signedExact(r, x.Signbit()))
}

// moduloLimit answers the cases without a finite quotient.
func (c Context) moduloLimit(x, y *big.Float) (done bool, z *big.Float, err error) {
	switch {
	case x.IsInf() || y.Sign() == 0:
		return true, nil, ErrDomain
	case x.Sign() == 0 || y.IsInf():
		z, err = c.round(x)
		return true, z, err
	}
	return false, nil, nil
}

// modulo returns x modulo y exactly, for finite x, y > 0, on the integers
// x·2^s and y·2^s; where x is far larger its power of two is reduced first.
func modulo(x, y *big.Float) *big.Float {
	if x.Cmp(y) < 0 {
		return x
	}
	m, i := integral(x)
	n, j := integral(y)
	if i < j {
		n.Lsh(n, uint(j-i))
		j = i
	}
	power := new(big.Int).Exp(big.NewInt(2), big.NewInt(int64(i-j)), n)
	m.Mod(m.Mul(m, power), n)
	r := new(big.Float).SetInt(m)
	return r.SetMantExp(r, j)
}

// integral returns an integer n and e with x = n·2^e.
func integral(x *big.Float) (n *big.Int, e int) {
	mantissa := new(big.Float)
	e = x.MantExp(mantissa)
	bits := int(x.MinPrec())
	n, _ = mantissa.SetMantExp(mantissa, bits).Int(nil)
	return n, e - bits
}

// subtractExact returns r − y without rounding, for 0 ≤ r < 2y and r a multiple
// of y's last bit or the other way about.
func subtractExact(r, y *big.Float) *big.Float {
	p := r.MinPrec() + y.MinPrec() + uint(max(exponent(y)-exponent(r), 0)) + 2
	return new(big.Float).SetPrec(p).Sub(r, y)
}

// signedExact returns x, negated on demand, at its own precision.
func signedExact(x *big.Float, negate bool) *big.Float {
	if negate {
		return new(big.Float).Neg(x)
	}
	return x
}
