// The exponential function and its variants exp2 and expm1.

package bigmath

import (
	"math"
	"math/big"
)

// Exp returns e^x.
func (c Context) Exp(x *big.Float) (*big.Float, error) { return c.round(c.work().exp(x)) }

// Exp2 returns 2^x.
func (c Context) Exp2(x *big.Float) (*big.Float, error) {
	w := c.work()
	if exponent(x) > 33 {
		return c.round(w.exp(x))
	}
	k := nearest(x).Int64()
	fraction := exactSub(x, k)
	return c.round(w.ldexp(w.exp(w.mul(fraction, w.ln2())), int(k)))
}

// Expm1 returns e^x − 1, accurate also where x is near zero.
func (c Context) Expm1(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 {
		return c.round(x)
	}
	return c.round(c.work().expm1(x))
}

// exp returns e^x: x = k ln 2 + r, and e^x = 2^k e^r.
func (w work) exp(x *big.Float) *big.Float {
	if exponent(x) > 33 {
		return w.overflow(x.Signbit())
	}
	if exponent(x) < -int(w)-1 {
		return w.int(1)
	}
	v, _ := x.Float64()
	k := int(math.Round(v / math.Ln2))
	r := x
	if k != 0 {
		p := w + 48 // k has at most 34 bits
		r = p.sub(x, p.mulInt(p.ln2(), int64(k)))
	}
	z := w.expReduced(r)
	return z.SetMantExp(z, k)
}

// overflow returns the limit of e^x for x beyond every exponent.
func (w work) overflow(negative bool) *big.Float {
	if negative {
		return w.float()
	}
	return w.float().SetInf(false)
}

// expReduced returns e^r for |r| < 1: the Taylor series (DLMF 4.2.19) at
// r/2^s, then s squarings.
func (w work) expReduced(r *big.Float) *big.Float {
	s := uint(math.Sqrt(float64(w))) * 3 / 4
	f := fixed(uint(w) + s + 16)
	t := f.from(r)
	t.Rsh(t, s)
	sum, term := f.one(), f.one()
	var divisor big.Int
	for k := int64(1); ; k++ {
		f.mul(term, term, t)
		term.Quo(term, divisor.SetInt64(k))
		if term.BitLen() <= 1 {
			break
		}
		sum.Add(sum, term)
	}
	for range s {
		f.mul(sum, sum, sum)
	}
	return f.float(w, sum)
}

// expm1 returns e^x − 1, by two terms of its series (DLMF 4.2.19) where x is
// below the working precision, otherwise with the bits that cancel added.
func (w work) expm1(x *big.Float) *big.Float {
	if exponent(x) < -int(w) {
		return w.add(x, w.ldexp(w.square(x), -1))
	}
	p := w + extra(-exponent(x)) + 8
	e := p.exp(x)
	if e.IsInf() {
		return e
	}
	return w.sub(e, one)
}
