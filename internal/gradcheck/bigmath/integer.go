// Rounding to an integer: floor, ceil, trunc and round.

package bigmath

import "math/big"

// Floor returns the greatest integer not above x.
func (c Context) Floor(x *big.Float) (*big.Float, error) {
	return c.integer(x, func(trunc *big.Int, order int) int64 { return int64(min(order, 0)) })
}

// Ceil returns the least integer not below x.
func (c Context) Ceil(x *big.Float) (*big.Float, error) {
	return c.integer(x, func(trunc *big.Int, order int) int64 { return int64(max(order, 0)) })
}

// Trunc returns the integer part of x.
func (c Context) Trunc(x *big.Float) (*big.Float, error) {
	return c.integer(x, func(*big.Int, int) int64 { return 0 })
}

// Round returns the integer nearest to x, halves away from zero.
func (c Context) Round(x *big.Float) (*big.Float, error) {
	return c.integer(x, func(trunc *big.Int, order int) int64 {
		if halves(x, trunc) >= 0 {
			return int64(order)
		}
		return 0
	})
}

// RoundToEven returns the integer nearest to x, halves to the even one.
func (c Context) RoundToEven(x *big.Float) (*big.Float, error) {
	return c.integer(x, func(trunc *big.Int, order int) int64 {
		if over := halves(x, trunc); over > 0 || over == 0 && trunc.Bit(0) == 1 {
			return int64(order)
		}
		return 0
	})
}

// integer returns the integer part of x plus step's correction, which is told
// that integer part and the sign of what is left of x. A zero keeps x's sign.
func (c Context) integer(x *big.Float, step func(trunc *big.Int, order int) int64) (*big.Float, error) {
	if x.IsInt() || x.IsInf() {
		return c.round(x)
	}
	trunc, _ := x.Int(nil)
	n := new(big.Int).Add(trunc, big.NewInt(step(trunc, x.Sign())))
	if n.Sign() == 0 {
		return c.zero(x.Signbit())
	}
	return c.round(new(big.Float).SetInt(n))
}

// halves compares the fraction of x, whose integer part is trunc, with 1/2.
func halves(x *big.Float, trunc *big.Int) int {
	double, _ := new(big.Float).SetMantExp(x, 1).Int(nil)
	double.Sub(double, new(big.Int).Lsh(trunc, 1))
	if double.Sign() == 0 {
		return -1
	}
	if exponent(x)+1 >= int(x.MinPrec()) { // 2x is an integer
		return 0
	}
	return 1
}
