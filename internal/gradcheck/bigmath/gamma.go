// The gamma function and its logarithm.

package bigmath

import "math/big"

// Gamma returns Γ(x) with the special cases of math.Gamma.
func (c Context) Gamma(x *big.Float) (*big.Float, error) {
	switch {
	case x.Sign() == 0:
		return c.inf(x.Signbit())
	case x.IsInf() && !x.Signbit():
		return c.inf(false)
	case x.Sign() < 0 && (x.IsInt() || x.IsInf()):
		return nil, ErrDomain
	}
	return c.round(c.work().gamma(x))
}

// Lgamma returns ln |Γ(x)|; at its poles, zero and the negative integers, it is
// +Inf, and at −Inf it is −Inf as math.Lgamma.
func (c Context) Lgamma(x *big.Float) (*big.Float, error) {
	switch {
	case x.IsInf():
		return c.inf(x.Signbit())
	case x.Sign() <= 0 && x.IsInt():
		return c.inf(false)
	case x.Cmp(one) == 0 || x.Cmp(big.NewFloat(2)) == 0:
		return c.zero(false)
	}
	return c.round(c.work().lgamma(x))
}

// gamma returns Γ(x) for finite x that is no pole, below zero by reflection
// (DLMF 5.5.3).
func (w work) gamma(x *big.Float) *big.Float {
	if x.Sign() > 0 {
		return w.gammaPositive(x)
	}
	p := w + extra(min(exponent(x), 64)) + 16 // Γ(1−x) magnifies the rounding of 1−x
	s, _ := p.sincosPi(x)
	return w.quo(p.pi(), p.mul(s, p.gammaPositive(p.sub(one, x))))
}

// gammaPositive returns Γ(x) for x > 0 as Γ(x+n)/(x(x+1)…(x+n−1)).
func (w work) gammaPositive(x *big.Float) *big.Float {
	if exponent(x) > 31 {
		return w.float().SetInf(false)
	}
	p := w + extra(exponent(x)) + 24 // ln Γ has at most this many bits more
	z, product := p.rise(x)
	return w.quo(p.exp(p.stirling(z)), product)
}

// lgamma returns ln |Γ(x)| for finite x that is neither a pole nor 1 nor 2.
func (w work) lgamma(x *big.Float) *big.Float {
	if v, ok := w.lgammaNearZero(x); ok {
		return v
	}
	return w.settle(func(p work) (*big.Float, int) {
		if x.Sign() > 0 {
			return p.lgammaPositive(x)
		}
		s, _ := p.sincosPi(x)
		a := p.log(p.quo(p.pi(), p.abs(s)))
		q := p + extra(min(exponent(x), 64)) + 16
		b, scale := q.lgammaPositive(q.sub(one, x))
		return p.sub(a, b), max(exponent(a), scale)
	})
}

// lgammaNearZero answers by the leading term of the Taylor series at the zeros
// 1 and 2 where the next is below the working precision: −γ(x−1) and
// (1−γ)(x−2) (DLMF 5.7.3).
func (w work) lgammaNearZero(x *big.Float) (*big.Float, bool) {
	if exponent(x) < 0 || exponent(x) > 2 {
		return nil, false
	}
	if d := exactSub(x, 1); exponent(d) < -int(w) {
		return w.neg(w.mul(w.eulerGamma(), d)), true
	}
	if d := exactSub(x, 2); exponent(d) < -int(w) {
		return w.mul(w.sub(one, w.eulerGamma()), d), true
	}
	return nil, false
}

// lgammaPositive returns ln Γ(x) for x > 0, and the exponent of the larger of
// the terms ln Γ(x+n) and ln x(x+1)…(x+n−1) that it is the difference of.
func (w work) lgammaPositive(x *big.Float) (value *big.Float, scale int) {
	z, product := w.rise(x)
	a, b := w.stirling(z), w.log(product)
	return w.sub(a, b), max(exponent(a), exponent(b)) + 2
}

// stirlingStart is the argument from which Stirling's series reaches w bits:
// its smallest term at z is about e^(−2πz).
func (w work) stirlingStart() int { return int(w)/4 + 8 }

// rise returns z = x+n, large enough for Stirling's series, and the product
// x(x+1)…(x+n−1).
func (w work) rise(x *big.Float) (z, product *big.Float) {
	z, product = (w + 16).set(x), w.int(1)
	start := w.int(int64(w.stirlingStart()))
	for z.Cmp(start) < 0 {
		product.Mul(product, z)
		z.Add(z, one)
	}
	return z, product
}

// stirling returns ln Γ(z) for z ≥ stirlingStart by Stirling's series
// (z−1/2)ln z − z + ln(2π)/2 + Σ B_2k/(2k(2k−1)z^(2k−1)) (DLMF 5.11.1); the
// error is below the first term left out (DLMF 5.11(ii)).
func (w work) stirling(z *big.Float) *big.Float {
	sum := w.sub(w.mul(w.sub(z, w.float64(0.5)), w.log(z)), z)
	sum.Add(sum, w.ldexp(twoPiLog.at(w), -1))
	power := w.inverse(z)
	step := w.square(power)
	for k := 1; ; k++ {
		term := w.quoInt(w.mul(w.bernoulli(k), power), int64(2*k)*int64(2*k-1))
		if exponent(term) < exponent(sum)-int(w) {
			return sum
		}
		sum.Add(sum, term)
		power.Mul(power, step)
	}
}

// twoPiLog is ln 2π.
var twoPiLog = constant{compute: func(w work) *big.Float { return w.log(w.ldexp(w.pi(), 1)) }}
