// The error function and its complement.

package bigmath

import (
	"math"
	"math/big"
)

// Erf returns the error function of x.
func (c Context) Erf(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 {
		return c.round(x)
	}
	w := c.work()
	return c.round(w.signed(w.erf(magnitude(x)), x))
}

// Erfc returns the complementary error function of x, 1 − erf x.
func (c Context) Erfc(x *big.Float) (*big.Float, error) { return c.round(c.work().erfc(x)) }

// erf returns the error function of x > 0.
func (w work) erf(x *big.Float) *big.Float {
	if w.erfcTails(x) {
		return w.sub(one, w.erfc(x))
	}
	return w.erfSeries(x)
}

// erfc returns the complementary error function of x.
func (w work) erfc(x *big.Float) *big.Float {
	switch {
	case x.Signbit():
		return w.add(one, w.erf(magnitude(x)))
	case w.erfcTails(x):
		return w.erfcAsymptotic(x)
	}
	v, _ := x.Float64()
	cancelled := int(v*v/math.Ln2) + 16 // erfc x > e^(−x²)/(√π(x+1))
	return w.sub(one, (w + work(cancelled)).erfSeries(x))
}

// erfcTails says whether the asymptotic series of erfc reaches w bits at x > 0:
// its smallest term is about e^(−x²).
func (w work) erfcTails(x *big.Float) bool {
	v, _ := x.Float64()
	return v*v > float64(w+16)*math.Ln2+4
}

// gaussian returns e^(−x²); x² is taken exactly.
func (w work) gaussian(x *big.Float) *big.Float {
	square := new(big.Float).SetPrec(2 * x.Prec())
	return w.exp(square.Neg(square.Mul(x, x)))
}

// erfSeries returns erf x = 2x e^(−x²)/√π Σ (2x²)^k/(2k+1)!! for x > 0 (DLMF
// 7.6.2), whose terms are all positive.
func (w work) erfSeries(x *big.Float) *big.Float {
	f := fixed(w + 16)
	double := f.from(w.ldexp(w.square(x), 1))
	sum, term := f.one(), f.one()
	var divisor big.Int
	for k := int64(1); ; k++ {
		f.mul(term, term, double)
		term.Quo(term, divisor.SetInt64(2*k+1))
		if term.BitLen() <= 1 {
			break
		}
		sum.Add(sum, term)
	}
	factor := w.quo(w.mul(w.ldexp(x, 1), w.gaussian(x)), w.sqrt(w.pi()))
	return w.mul(factor, f.float(w, sum))
}

// erfcAsymptotic returns erfc x = e^(−x²)/(x√π) Σ (−1)^k (2k−1)!!/(2x²)^k
// (DLMF 7.12.1) where erfcTails; the error is below the first term left out.
func (w work) erfcAsymptotic(x *big.Float) *big.Float {
	if exponent(x) > 20 {
		return w.float() // below 2^(−2^38)
	}
	f := fixed(w + 16)
	step := f.from(w.inverse(w.ldexp(w.square(x), 1)))
	sum, term := f.one(), f.one()
	var factor big.Int
	for k := int64(1); ; k++ {
		term.Mul(term, factor.SetInt64(2*k-1))
		f.mul(term, term, step)
		if term.BitLen() <= 1 {
			break
		}
		if k&1 == 1 {
			sum.Sub(sum, term)
		} else {
			sum.Add(sum, term)
		}
	}
	scale := w.quo(w.gaussian(x), w.mul(x, w.sqrt(w.pi())))
	return w.mul(scale, f.float(w, sum))
}
