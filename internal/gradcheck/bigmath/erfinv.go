// The inverses of the error function and of its complement.

package bigmath

import (
	"math"
	"math/big"
)

// Erfinv returns the inverse error function of x.
func (c Context) Erfinv(x *big.Float) (*big.Float, error) {
	switch order := magnitude(x).Cmp(one); {
	case order > 0:
		return nil, ErrDomain
	case order == 0:
		return c.inf(x.Signbit())
	case x.Sign() == 0:
		return c.round(x)
	}
	w := c.work()
	return c.round(w.signed(w.erfinv(magnitude(x)), x))
}

// Erfcinv returns the inverse complementary error function of x.
func (c Context) Erfcinv(x *big.Float) (*big.Float, error) {
	two := big.NewFloat(2)
	switch {
	case x.Sign() < 0 || x.Cmp(two) > 0:
		return nil, ErrDomain
	case x.Sign() == 0:
		return c.inf(false)
	case x.Cmp(two) == 0:
		return c.inf(true)
	case x.Cmp(one) == 0:
		return c.zero(false)
	}
	return c.round(c.work().erfcinv(x))
}

// erfinv returns the inverse error function of 0 < x < 1.
func (w work) erfinv(x *big.Float) *big.Float {
	if exponent(x) >= 0 { // x ≥ 1/2
		return w.erfcinvTail((w + work(x.Prec())).sub(one, x))
	}
	seed := w.ldexp(w.mul(x, w.sqrt(w.pi())), -1)
	if exponent(x) > -300 {
		v, _ := x.Float64()
		seed = w.float64(math.Erfinv(v))
	}
	return w.halley(seed, func(y *big.Float) *big.Float { return w.sub(w.erf(y), x) })
}

// erfcinv returns the inverse complementary error function of 0 < x < 2,
// x ≠ 1; with an argument of w + x.Prec() bits, 1−x and 2−x are exact.
func (w work) erfcinv(x *big.Float) *big.Float {
	p := w + work(x.Prec())
	switch v, _ := x.Float64(); {
	case v <= 0.5:
		return w.erfcinvTail(x)
	case v >= 1.5:
		return w.neg(w.erfcinvTail(p.sub(w.int(2), x)))
	}
	z := p.sub(one, x)
	return w.signed(w.erfinv(magnitude(z)), z)
}

// erfcinvTail returns the inverse complementary error function of
// 0 < q ≤ 1/2.
func (w work) erfcinvTail(q *big.Float) *big.Float {
	v, _ := q.Float64()
	seed := math.Erfcinv(v)
	if v < 0.01 { // math.Erfcinv is math.Erfinv(1−v)
		seed = erfcinvEstimate(q)
	}
	return w.halley(w.float64(seed), func(y *big.Float) *big.Float { return w.sub(q, w.erfc(y)) })
}

// erfcinvEstimate returns the solution y of q = e^(−y²)/(y√π) (1 − 1/(2y²)) (DLMF
// 7.12.1) for small q, to a few digits.
func erfcinvEstimate(q *big.Float) float64 {
	mantissa := new(big.Float)
	e := q.MantExp(mantissa)
	m, _ := mantissa.Float64()
	l := -(math.Log(m) + float64(e)*math.Ln2)
	y := math.Sqrt(l)
	for range 8 {
		y = math.Sqrt(l - math.Log(y*math.Sqrt(math.Pi)) + math.Log1p(-0.5/(y*y)))
	}
	return y
}

// halley improves y until f(y) = erf y − x, given as residual, is zero to the
// working precision. As erf″ = −2y erf′, a step of Halley's is
// y − u/(1+yu) with u = f/erf′(y), and triples the good bits.
func (w work) halley(y *big.Float, residual func(y *big.Float) *big.Float) *big.Float {
	const maxSteps = 60
	for range maxSteps {
		slope := w.ldexp(w.quo(w.gaussian(y), w.sqrt(w.pi())), 1)
		u := w.quo(residual(y), slope)
		step := w.quo(u, w.add(one, w.mul(y, u)))
		y = w.sub(y, step)
		if exponent(step)-exponent(y) < -int(w)/3-4 {
			break
		}
	}
	return y
}
