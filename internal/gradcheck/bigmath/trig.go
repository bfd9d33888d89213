// The trigonometric functions sin, cos and tan.

package bigmath

import (
	"math"
	"math/big"
)

// Sin returns the sine of x.
func (c Context) Sin(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 {
		return c.round(x)
	}
	s, _, err := c.Sincos(x)
	return s, err
}

// Cos returns the cosine of x.
func (c Context) Cos(x *big.Float) (*big.Float, error) {
	_, v, err := c.Sincos(x)
	return v, err
}

// Sincos returns the sine and the cosine of x.
func (c Context) Sincos(x *big.Float) (sin, cos *big.Float, err error) {
	if err := reducible(x); err != nil {
		return nil, nil, err
	}
	s, v := c.work().sincos(x)
	return c.float().Set(s), c.float().Set(v), nil
}

// Tan returns the tangent of x.
func (c Context) Tan(x *big.Float) (*big.Float, error) {
	if x.Sign() == 0 {
		return c.round(x)
	}
	if err := reducible(x); err != nil {
		return nil, err
	}
	w := c.work()
	s, v := w.sincos(x)
	return c.round(w.quo(s, v))
}

// reducible says why x cannot be reduced modulo π, or nil.
func reducible(x *big.Float) error {
	switch {
	case x.IsInf():
		return ErrDomain
	case exponent(x) > maxReduce:
		return ErrRange
	}
	return nil
}

// sincos returns the sine and the cosine of reducible x, each to a relative
// error of about 2^−w.
func (w work) sincos(x *big.Float) (sin, cos *big.Float) {
	r, quadrant := w.reduceQuadrant(x)
	s, c := w.sincosReduced(r)
	switch quadrant {
	case 1:
		return c, s.Neg(s)
	case 2:
		return s.Neg(s), c.Neg(c)
	case 3:
		return c.Neg(c), s
	}
	return s, c
}

// reduceQuadrant returns r in [−π/4, π/4] and q mod 4 with x = q·π/2 + r. It
// takes π to as many more bits as x has before its binary point and r has
// zeros after it.
func (w work) reduceQuadrant(x *big.Float) (r *big.Float, quadrant int) {
	e := exponent(x)
	if e < 0 {
		return x, 0
	}
	for p := w + work(e) + 16; ; {
		halfPi := p.halfPi()
		q := nearest(p.quo(x, halfPi))
		r := p.sub(x, p.mul(p.float().SetInt(q), halfPi))
		need := w + extra(e-exponent(r)) + 4
		if p >= need {
			return r, int(q.Bit(0) | q.Bit(1)<<1)
		}
		p = min(need, 2*p) + 16
	}
}

// sincosReduced returns the sine and cosine of r for |r| < 1, with two terms of
// their series where r is small, otherwise in fixed point with bits added for
// the zeros that r starts with.
func (w work) sincosReduced(r *big.Float) (sin, cos *big.Float) {
	if exponent(r) < -int(w)/2 {
		square := w.square(r)
		sin = w.sub(r, w.quoInt(w.mul(square, r), 6))
		return sin, w.sub(one, w.ldexp(square, -1))
	}
	s := uint(math.Sqrt(float64(w))) / 2
	f := fixed(w + work(s) + extra(-exponent(r)) + 16)
	t := f.from(r)
	sine, versine := f.sincosSeries(t.Rsh(t, s))
	f.doubleAngle(sine, versine, s)
	return f.float(w, sine), f.float(w, versine.Add(versine, f.one()))
}

// sincosSeries returns sin t and cos t − 1 by their Taylor series (DLMF
// 4.19.1, 4.19.2).
func (f fixed) sincosSeries(t *big.Int) (sin, cosm1 *big.Int) {
	sums := [2]*big.Int{new(big.Int), new(big.Int).Set(t)}
	term := new(big.Int).Set(t)
	var divisor big.Int
	for k := int64(2); ; k++ {
		f.mul(term, term, t)
		term.Quo(term, divisor.SetInt64(k))
		if term.BitLen() <= 1 {
			return sums[1], sums[0]
		}
		if k&2 == 0 {
			sums[k&1].Add(sums[k&1], term)
		} else {
			sums[k&1].Sub(sums[k&1], term)
		}
	}
}

// doubleAngle doubles the angle of s = sin and v = cos − 1 in place n times:
// sin 2t = 2s(1+v) and cos 2t − 1 = −2s² (DLMF 4.21.27, 4.21.28).
func (f fixed) doubleAngle(s, v *big.Int, n uint) {
	square := new(big.Int)
	for range n {
		f.mul(square, s, s)
		f.mul(v, v, s)
		s.Add(s, v)
		s.Lsh(s, 1)
		v.Lsh(square, 1)
		v.Neg(v)
	}
}

// sincosPi returns sin πx and cos πx; the reduction modulo 1 is exact.
func (w work) sincosPi(x *big.Float) (sin, cos *big.Float) {
	if exponent(x) > int(x.MinPrec()) { // an even integer
		return w.float(), w.int(1)
	}
	p := work(int(x.Prec()) + max(exponent(x), 0) + 2)
	n := nearest(x)
	r := p.sub(x, p.float().SetInt(n))
	q := w + 8
	sin, cos = w.sincos(q.mul(r, q.pi()))
	if n.Bit(0) == 1 {
		sin.Neg(sin)
		cos.Neg(cos)
	}
	return sin, cos
}
