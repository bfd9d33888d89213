// The Bessel functions of the first kind and integer order.

package bigmath

import (
	"math"
	"math/big"
)

// J0 returns the Bessel function of the first kind of order 0.
func (c Context) J0(x *big.Float) (*big.Float, error) { return c.Jn(0, x) }

// J1 returns the Bessel function of the first kind of order 1.
func (c Context) J1(x *big.Float) (*big.Float, error) { return c.Jn(1, x) }

// Jn returns the Bessel function of the first kind of order n.
func (c Context) Jn(n int, x *big.Float) (*big.Float, error) {
	negative := n%2 != 0 && (n < 0) != x.Signbit() // DLMF 10.4.1, 10.11.1
	switch order := max(n, -n); {
	case x.Sign() == 0 && order == 0:
		return c.int(1)
	case x.Sign() == 0 || x.IsInf():
		return c.zero(false)
	case exponent(x) > maxReduce:
		return nil, ErrRange
	default:
		w := c.work()
		j := w.besselJ(int64(order), magnitude(x))
		if negative {
			j.Neg(j)
		}
		return c.round(j)
	}
}

// besselJ returns J_n(x) for n ≥ 0 and finite x > 0.
func (w work) besselJ(n int64, x *big.Float) *big.Float {
	return w.settle(func(p work) (*big.Float, int) {
		if p.hankelReaches(n, x) {
			j, _, scale := p.hankel(n, x)
			return j, scale
		}
		p += besselCancelled(n, x)
		scaled, scale := p.besselJSeries(n, x)
		leading := p.besselLeading(n, x)
		return p.mul(leading, scaled), exponent(leading) + scale - int(besselCancelled(n, x))
	})
}

// besselCancelled estimates the bits that cancel in the power series: their
// terms add up in magnitude to the modified Bessel function, about e^x for
// x > n and e^(x²/n) below.
func besselCancelled(n int64, x *big.Float) work {
	v, _ := x.Float64()
	return work(math.Min(v, v*v/float64(max(n, 1))) / math.Ln2)
}

// besselLeading returns (x/2)^n/n!, the first term of the power series.
func (w work) besselLeading(n int64, x *big.Float) *big.Float {
	return w.quo(w.powInt(w.ldexp(x, -1), n), w.factorial(int(n)))
}

// besselJSeries returns J_n(x) n!/(x/2)^n = Σ (−x²/4)^k n!/(k!(n+k)!) (DLMF
// 10.2.2), and the exponent of the rounding error scaled by 2^w.
func (w work) besselJSeries(n int64, x *big.Float) (sum *big.Float, scale int) {
	f := fixed(w + 16)
	total := f.one()
	scale = f.besselTerms(n, x, func(k int64, term *big.Int) { total.Add(total, term) })
	return f.float(w, total), scale
}

// besselTerms calls each with the terms (−x²/4)^k n!/(k!(n+k)!) from k = 1 on,
// and returns the exponent of the largest.
func (f fixed) besselTerms(n int64, x *big.Float, each func(k int64, term *big.Int)) (scale int) {
	square := new(big.Float).SetPrec(2 * x.Prec())
	step := f.from(square.SetMantExp(square.Mul(x, x), -2))
	term := f.one()
	var divisor, signed big.Int
	for k := int64(1); ; k++ {
		f.mul(term, term, step)
		term.Quo(term, divisor.SetInt64(k*(n+k)))
		if term.BitLen() <= 1 {
			return scale
		}
		scale = max(scale, term.BitLen()-int(f))
		if signed.Set(term); k&1 == 1 {
			signed.Neg(&signed)
		}
		each(k, &signed)
	}
}
