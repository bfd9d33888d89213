// The working arithmetic: big.Float operations at one precision, as expressions.

package bigmath

import (
	"math"
	"math/big"
	"math/bits"
)

// work is a working precision in bits. Its methods return fresh values that
// are rounded once to that precision.
type work uint

func (w work) float() *big.Float                       { return new(big.Float).SetPrec(uint(w)) }
func (w work) int(n int64) *big.Float                  { return w.float().SetInt64(n) }
func (w work) set(x *big.Float) *big.Float             { return w.float().Set(x) }
func (w work) float64(v float64) *big.Float            { return w.float().SetFloat64(v) }
func (w work) add(x, y *big.Float) *big.Float          { return w.float().Add(x, y) }
func (w work) sub(x, y *big.Float) *big.Float          { return w.float().Sub(x, y) }
func (w work) mul(x, y *big.Float) *big.Float          { return w.float().Mul(x, y) }
func (w work) quo(x, y *big.Float) *big.Float          { return w.float().Quo(x, y) }
func (w work) neg(x *big.Float) *big.Float             { return w.float().Neg(x) }
func (w work) abs(x *big.Float) *big.Float             { return w.float().Abs(x) }
func (w work) sqrt(x *big.Float) *big.Float            { return w.float().Sqrt(x) }
func (w work) square(x *big.Float) *big.Float          { return w.float().Mul(x, x) }
func (w work) inverse(x *big.Float) *big.Float         { return w.float().Quo(one, x) }
func (w work) addInt(x *big.Float, n int64) *big.Float { return w.float().Add(x, w.int(n)) }
func (w work) mulInt(x *big.Float, n int64) *big.Float { return w.float().Mul(x, w.int(n)) }
func (w work) quoInt(x *big.Float, n int64) *big.Float { return w.float().Quo(x, w.int(n)) }

// ldexp returns x·2^k.
func (w work) ldexp(x *big.Float, k int) *big.Float {
	return w.float().SetMantExp(w.set(x), k)
}

// signed returns |x| with the sign of s.
func (w work) signed(x, s *big.Float) *big.Float {
	if x.Signbit() != s.Signbit() {
		return w.neg(x)
	}
	return w.set(x)
}

// one is the shared constant 1; nothing writes to it.
var one = big.NewFloat(1)

// zeroExponent and infExponent stand for the exponents of zero and infinity:
// below and above every other.
const (
	zeroExponent = math.MinInt32 - 1
	infExponent  = math.MaxInt32 + 1
)

// exponent returns e with 2^(e-1) ≤ |x| < 2^e, or one of those constants.
func exponent(x *big.Float) int {
	switch {
	case x.Sign() == 0:
		return zeroExponent
	case x.IsInf():
		return infExponent
	}
	return x.MantExp(nil)
}

// extra returns bits as an addition to a precision, at least zero.
func extra(bits int) work { return work(max(bits, 0)) }

// magnitude returns |x| at the precision of x.
func magnitude(x *big.Float) *big.Float { return new(big.Float).Abs(x) }

// nearest returns the integer nearest to x, halves away from zero, for finite
// x of moderate exponent.
func nearest(x *big.Float) *big.Int {
	if exponent(x) < 0 {
		return new(big.Int)
	}
	p := work(int(x.Prec()) + exponent(x) + 2)
	half := p.float64(0.5)
	z, _ := p.add(x, p.signed(half, x)).Int(nil)
	return z
}

// bitLen returns the number of bits of |n|.
func bitLen(n int64) int { return bits.Len64(uint64(max(n, -n))) }

// exactSub returns x−n without rounding, for x of moderate exponent.
func exactSub(x *big.Float, n int64) *big.Float {
	if n == 0 {
		return x
	}
	p := work(int(x.Prec()) + max(exponent(x), -exponent(x), 0) + 66)
	return p.sub(x, p.int(n))
}
