// The digamma, trigamma and polygamma functions.

package bigmath

import "math/big"

// Digamma returns ψ(x) = Γ′(x)/Γ(x).
func (c Context) Digamma(x *big.Float) (*big.Float, error) { return c.Polygamma(0, x) }

// Trigamma returns ψ′(x).
func (c Context) Trigamma(x *big.Float) (*big.Float, error) { return c.Polygamma(1, x) }

// Polygamma returns the n-th derivative of the digamma function, n ≥ 0 (DLMF
// 5.15). At its poles, zero and the negative integers, it is +Inf for odd n
// and outside the domain for even n.
func (c Context) Polygamma(n int, x *big.Float) (*big.Float, error) {
	switch pole := x.Sign() <= 0 && x.IsInt(); {
	case n < 0, pole && n%2 == 0, x.IsInf() && x.Signbit():
		return nil, ErrDomain
	case pole:
		return c.inf(false)
	case x.IsInf() && n == 0:
		return c.inf(false)
	case x.IsInf():
		return c.zero(n%2 == 0)
	}
	return c.round(c.work().polygamma(n, x))
}

// polygamma returns ψ^(n)(x) for finite x that is no pole, below zero by
// reflection: ψ^(n)(x) = (−1)^n ψ^(n)(1−x) − π (d/dx)^n cot πx (DLMF 5.15.6).
func (w work) polygamma(n int, x *big.Float) *big.Float {
	return w.settle(func(p work) (*big.Float, int) {
		if x.Sign() > 0 {
			return p.polygammaPositive(n, x)
		}
		q := p + extra(min(exponent(x), 64)) + 16
		a, scale := q.polygammaPositive(n, q.sub(one, x))
		if n%2 == 1 {
			a.Neg(a)
		}
		b := p.cotangentDerivative(n, x)
		return p.sub(a, b), max(scale, exponent(b)+8)
	})
}

// polygammaPositive returns ψ^(n)(x) for x > 0, and the exponent of the largest
// term behind it: with z = x+m, (−1)^(n+1) ψ^(n)(x) is n! Σ_{k<m} (x+k)^(−n−1)
// (DLMF 5.15.5) plus the same function at z.
func (w work) polygammaPositive(n int, x *big.Float) (value *big.Float, scale int) {
	start := w.int(int64(w.stirlingStart() + n))
	z, sum := (w + 16).set(x), w.float()
	for z.Cmp(start) < 0 {
		sum.Add(sum, w.inverse(w.powInt(z, int64(n+1))))
		z.Add(z, one)
	}
	sum.Mul(sum, w.factorial(n))
	tail := w.polygammaAsymptotic(n, z)
	value = w.add(sum, tail)
	if n%2 == 0 {
		value.Neg(value)
	}
	return value, max(exponent(sum), exponent(tail)) + 6
}

// polygammaAsymptotic returns (−1)^(n+1) ψ^(n)(z) for z ≥ stirlingStart + n by
// (n−1)!/z^n + n!/(2z^(n+1)) + Σ B_2k (2k+n−1)!/((2k)! z^(2k+n)), in which
// −ln z stands first for n = 0 (DLMF 5.11.2, 5.15.9).
func (w work) polygammaAsymptotic(n int, z *big.Float) *big.Float {
	sum := w.polygammaLeading(n, z)
	inverse := w.inverse(z)
	step := w.square(inverse)
	// factor is (2k+n−1)!/(2k)! z^(−2k−n), from k = 1.
	factor := w.mul(w.ldexp(w.factorial(n+1), -1), w.powInt(inverse, int64(n+2)))
	for k := 1; ; k++ {
		term := w.mul(w.bernoulli(k), factor)
		if exponent(term) < exponent(sum)-int(w) {
			return sum
		}
		sum.Add(sum, term)
		i, j := int64(2*k+n), int64(2*k+1)
		factor.Mul(factor, step)
		factor = w.quoInt(w.mulInt(factor, i*(i+1)), j*(j+1))
	}
}

// polygammaLeading returns the terms of polygammaAsymptotic before its sum.
func (w work) polygammaLeading(n int, z *big.Float) *big.Float {
	second := w.quo(w.factorial(n), w.ldexp(w.powInt(z, int64(n+1)), 1))
	if n == 0 {
		return w.sub(second, w.log(z))
	}
	return w.add(second, w.quo(w.factorial(n-1), w.powInt(z, int64(n))))
}

// factorial returns n!.
func (w work) factorial(n int) *big.Float {
	return w.float().SetInt(new(big.Int).MulRange(1, int64(n)))
}

// cotangentDerivative returns π (d/dx)^n cot πx = π^(n+1) P_n(cot πx), with
// P_0 = c and P_(n+1) = −(1+c²) P_n′ as cot′ = −(1+cot²) (DLMF 4.20.4).
func (w work) cotangentDerivative(n int, x *big.Float) *big.Float {
	s, c := w.sincosPi(x)
	c = w.quo(c, s)
	polynomial := []*big.Int{new(big.Int), big.NewInt(1)}
	for range n {
		polynomial = cotangentStep(polynomial)
	}
	sum := w.float()
	for i := len(polynomial) - 1; i >= 0; i-- {
		sum = w.add(w.mul(sum, c), w.float().SetInt(polynomial[i]))
	}
	return w.mul(sum, w.powInt(w.pi(), int64(n+1)))
}

// cotangentStep returns −(1+c²) times the derivative of the polynomial p in c.
func cotangentStep(p []*big.Int) []*big.Int {
	next := make([]*big.Int, len(p)+1)
	for i := range next {
		next[i] = new(big.Int)
	}
	for i := 1; i < len(p); i++ {
		slope := new(big.Int).Mul(p[i], big.NewInt(int64(i)))
		next[i-1].Sub(next[i-1], slope)
		next[i+1].Sub(next[i+1], slope)
	}
	return next
}
