// Hankel's expansions of the Bessel functions for large arguments.

package bigmath

import (
	"math"
	"math/big"
)

// hankelReaches says whether Hankel's expansions of order n reach w bits at x:
// their smallest terms are about e^(−2x), and come after terms k of order n.
func (w work) hankelReaches(n int64, x *big.Float) bool {
	v, _ := x.Float64()
	return 2*v > (float64(w)+40)*math.Ln2+2*float64(n) && (n < 2 || v > float64(n)*float64(n)/16)
}

// hankel returns J_n(x) and Y_n(x) for large x as √(2/(πx)) times
// P cos ω − Q sin ω and P sin ω + Q cos ω with ω = x − nπ/2 − π/4 (DLMF
// 10.17.3, 10.17.4), and the exponent of the largest term behind both.
func (w work) hankel(n int64, x *big.Float) (j, y *big.Float, scale int) {
	p, q, grown := w.hankelSums(n, x)
	s, c := w.hankelPhase(n, x)
	modulus := w.sqrt(w.quo(w.int(2), w.mul(w.pi(), x)))
	j = w.mul(modulus, w.sub(w.mul(p, c), w.mul(q, s)))
	y = w.mul(modulus, w.add(w.mul(p, s), w.mul(q, c)))
	return j, y, exponent(modulus) + grown + 2
}

// hankelPhase returns sin ω and cos ω.
func (w work) hankelPhase(n int64, x *big.Float) (sin, cos *big.Float) {
	s, c := w.sincos(x)
	root := w.sqrt(w.float64(0.5))
	sin, cos = w.mul(w.sub(s, c), root), w.mul(w.add(s, c), root)
	for range n & 3 { // a quarter turn back
		sin, cos = w.neg(cos), sin
	}
	return sin, cos
}

// hankelSums returns P = Σ (−1)^k a_2k/x^2k and Q = Σ (−1)^k a_(2k+1)/x^(2k+1)
// with a_k = (4n²−1²)(4n²−3²)…(4n²−(2k−1)²)/(k! 8^k) (DLMF 10.17.1), and the
// exponent of the largest term. The errors are below the first terms left out
// (DLMF 10.17(iii)).
func (w work) hankelSums(n int64, x *big.Float) (p, q *big.Float, grown int) {
	f := fixed(w + 16)
	step := f.from(w.inverse(w.ldexp(x, 3)))
	sums := [2]*big.Int{f.one(), new(big.Int)}
	term := f.one()
	var factor, divisor big.Int
	for k := int64(1); ; k++ {
		odd := 2*k - 1
		term.Mul(term, factor.SetInt64((2*n-odd)*(2*n+odd)))
		f.mul(term, term, step)
		term.Quo(term, divisor.SetInt64(k))
		if term.BitLen() <= 1 {
			break
		}
		grown = max(grown, term.BitLen()-int(f))
		if k&2 == 0 {
			sums[k&1].Add(sums[k&1], term)
		} else {
			sums[k&1].Sub(sums[k&1], term)
		}
	}
	return f.float(w, sums[0]), f.float(w, sums[1]), grown
}
