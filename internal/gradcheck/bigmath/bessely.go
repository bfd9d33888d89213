// The Bessel functions of the second kind and integer order.

package bigmath

import "math/big"

// Y0 returns the Bessel function of the second kind of order 0.
func (c Context) Y0(x *big.Float) (*big.Float, error) { return c.Yn(0, x) }

// Y1 returns the Bessel function of the second kind of order 1.
func (c Context) Y1(x *big.Float) (*big.Float, error) { return c.Yn(1, x) }

// Yn returns the Bessel function of the second kind of order n.
func (c Context) Yn(n int, x *big.Float) (*big.Float, error) {
	negative := n < 0 && n%2 != 0 // DLMF 10.4.1
	switch {
	case x.Sign() < 0:
		return nil, ErrDomain
	case x.Sign() == 0:
		return c.inf(!negative)
	case x.IsInf():
		return c.zero(false)
	case exponent(x) > maxReduce:
		return nil, ErrRange
	}
	y := c.work().besselY(int64(max(n, -n)), x)
	if negative {
		y.Neg(y)
	}
	return c.round(y)
}

// besselY returns Y_n(x) for n ≥ 0 and finite x > 0, from Y_0 and Y_1 by the
// recurrence Y_(k+1) = (2k/x)Y_k − Y_(k−1) (DLMF 10.6.1), which is stable for
// the growing Y_n (DLMF 10.74(iv)).
func (w work) besselY(n int64, x *big.Float) *big.Float {
	return w.settle(func(p work) (*big.Float, int) {
		low, scale := p.besselY01(0, x)
		if n == 0 {
			return low, scale
		}
		high, highScale := p.besselY01(1, x)
		if n == 1 {
			return high, highScale
		}
		double := p.quo(p.int(2), x)
		for k := int64(1); k < n && !high.IsInf(); k++ {
			next := p.sub(p.mul(p.mulInt(double, k), high), low)
			low, high = high, next
		}
		// The error grows as the modulus √(J²+Y²) does, and with each step.
		modulus := max(exponent(low), exponent(high))
		return high, modulus + bitLen(n) + 4
	})
}

// besselY01 returns Y_n(x) for n = 0 or 1, and the exponent of the largest term
// behind it.
func (w work) besselY01(n int64, x *big.Float) (value *big.Float, scale int) {
	if w.hankelReaches(n, x) {
		_, y, scale := w.hankel(n, x)
		return y, scale
	}
	lost := besselCancelled(n, x)
	value, scale = (w + lost).besselYSeries(n, x)
	return value, scale - int(lost)
}

// besselYSeries returns Y_n(x) for n = 0 or 1 by DLMF 10.8.1 with 5.4.14: with
// terms t_k = (−x²/4)^k/(k!(n+k)!),
//
//	πY_n = (x/2)^n Σ (2(ln(x/2)+γ) − H_k − H_(n+k)) t_k − n·2/x.
func (w work) besselYSeries(n int64, x *big.Float) (value *big.Float, scale int) {
	f := fixed(w + 16)
	half := w.ldexp(x, -1)
	plain, weighted := f.one(), new(big.Int)
	harmonic := new(big.Int) // H_k
	if n == 1 {
		weighted = f.one() // H_0 + H_1
	}
	var reciprocal, double, product big.Int
	unit := f.one()
	scale = f.besselTerms(n, x, func(k int64, term *big.Int) {
		plain.Add(plain, term)
		harmonic.Add(harmonic, reciprocal.Quo(unit, product.SetInt64(k)))
		double.Lsh(harmonic, 1)
		if n == 1 {
			double.Add(&double, reciprocal.Quo(unit, product.SetInt64(k+1)))
		}
		weighted.Add(weighted, f.mul(&product, term, &double))
	})
	logarithm := w.ldexp(w.add(w.log(half), w.eulerGamma()), 1)
	a := w.mul(logarithm, f.float(w, plain))
	sum := w.sub(a, f.float(w, weighted))
	scale = max(exponent(a), exponent(logarithm)+scale, 4+scale) + 2
	if n == 1 {
		b := w.inverse(half)
		sum = w.sub(w.mul(half, sum), b)
		scale = max(exponent(half)+scale, exponent(b))
	}
	return w.quo(sum, w.pi()), scale
}
