// Fixed-point arithmetic on big.Int, in which the inner series are summed.

package bigmath

import "math/big"

// fixed is a number of fractional bits: the big.Int n stands for n/2^fixed.
type fixed uint

// one returns 1 in fixed point.
func (f fixed) one() *big.Int { return new(big.Int).Lsh(big.NewInt(1), uint(f)) }

// from returns x in fixed point, truncated.
func (f fixed) from(x *big.Float) *big.Int {
	z, _ := new(big.Float).SetMantExp(x, int(f)).Int(nil)
	return z
}

// mul sets z to the fixed-point product x·y and returns it; z may be x or y.
func (f fixed) mul(z, x, y *big.Int) *big.Int {
	z.Mul(x, y)
	return z.Rsh(z, uint(f))
}

// float returns n/2^f at precision w.
func (f fixed) float(w work, n *big.Int) *big.Float {
	z := w.float().SetInt(n)
	return z.SetMantExp(z, -int(f))
}

// oddSeries returns u·Σ_k s^k u^(2k)/(2k+1) for |u| < 1/8: with s = 1 this is
// atanh u (DLMF 4.38.5), with s = −1 it is atan u (DLMF 4.24.3).
func (w work) oddSeries(u *big.Float, s int64) *big.Float {
	f := fixed(w + 8)
	square := f.from(w.mulInt(w.square(u), s))
	power, sum, term := f.one(), f.one(), new(big.Int)
	var divisor big.Int
	for k := int64(1); ; k++ {
		f.mul(power, power, square)
		term.Quo(power, divisor.SetInt64(2*k+1))
		if term.BitLen() <= 1 {
			break
		}
		sum.Add(sum, term)
	}
	return w.mul(u, f.float(w, sum))
}
