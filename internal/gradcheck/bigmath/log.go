// The natural logarithm and its variants log2, log10 and log1p.

package bigmath

import (
	"math"
	"math/big"
)

// Log returns the natural logarithm of x.
func (c Context) Log(x *big.Float) (*big.Float, error) {
	return c.logarithm(x, func(w work) *big.Float { return w.log(x) })
}

// Log2 returns the binary logarithm of x.
func (c Context) Log2(x *big.Float) (*big.Float, error) {
	return c.logarithm(x, func(w work) *big.Float { return w.quo(w.log(x), w.ln2()) })
}

// Log10 returns the decimal logarithm of x.
func (c Context) Log10(x *big.Float) (*big.Float, error) {
	return c.logarithm(x, func(w work) *big.Float { return w.quo(w.log(x), w.ln10()) })
}

// Log1p returns log(1+x), accurate also where x is near zero.
func (c Context) Log1p(x *big.Float) (*big.Float, error) {
	switch {
	case x.Sign() == 0 || x.IsInf() && !x.Signbit():
		return c.round(x)
	case x.Cmp(big.NewFloat(-1)) < 0:
		return nil, ErrDomain
	case x.Cmp(big.NewFloat(-1)) == 0:
		return c.inf(true)
	}
	return c.round(c.work().log1p(x))
}

// logarithm answers the cases that all logarithms share, and f's otherwise.
func (c Context) logarithm(x *big.Float, f func(w work) *big.Float) (*big.Float, error) {
	switch {
	case x.Sign() == 0:
		return c.inf(true)
	case x.Sign() < 0:
		return nil, ErrDomain
	case x.IsInf():
		return c.inf(false)
	}
	return c.round(f(c.work()))
}

var ln10Constant = constant{compute: func(w work) *big.Float { return w.log(w.int(10)) }}

func (w work) ln10() *big.Float { return ln10Constant.at(w) }

// log returns ln x for finite x > 0: x = m·2^e with m in [1/√2, √2).
func (w work) log(x *big.Float) *big.Float {
	m := new(big.Float)
	e := x.MantExp(m)
	if v, _ := m.Float64(); v < math.Sqrt2/2 {
		m.SetMantExp(m, 1)
		e--
	}
	l := w.logMantissa(m)
	if e == 0 {
		return l
	}
	return w.add(l, w.mulInt(w.ln2(), int64(e)))
}

// logMantissa returns ln m for m in [1/√2, √2]: with y the float64 logarithm,
// ln m = y + ln(m e^(−y)), whose second part is of order 2^−52.
func (w work) logMantissa(m *big.Float) *big.Float {
	if d := exactSub(m, 1); exponent(d) < -8 {
		return w.log1pSmall(d)
	}
	v, _ := m.Float64()
	y := math.Log(v)
	p := w + 16
	q := p.mul(m, p.exp(p.float64(-y)))
	return w.add(w.float64(y), w.log1pSmall(p.sub(q, one)))
}

// log1pSmall returns ln(1+d) = 2 atanh(d/(2+d)) for |d| < 1/8 (DLMF 4.6.4).
func (w work) log1pSmall(d *big.Float) *big.Float {
	if d.Sign() == 0 {
		return w.float()
	}
	u := w.quo(d, w.addInt(d, 2))
	return w.ldexp(w.oddSeries(u, 1), 1)
}

// log1p returns ln(1+x) for finite x > −1.
func (w work) log1p(x *big.Float) *big.Float {
	if exponent(x) < -8 {
		return w.log1pSmall(x)
	}
	p := w + 16
	if x.Signbit() { // 1+x is exact in a little more than the bits of x
		p = max(p, work(x.Prec())+16)
	}
	return w.log(p.add(x, one))
}
