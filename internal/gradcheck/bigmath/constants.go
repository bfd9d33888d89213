// The constants pi, e, ln 2 and Euler's, computed once per precision.

package bigmath

import (
	"math/big"
	"sync"
)

// Pi returns π.
func (c Context) Pi() *big.Float { return c.float().Set(c.work().pi()) }

// E returns e, the base of the natural logarithm.
func (c Context) E() *big.Float { return c.float().Set(c.work().exp(one)) }

// Ln2 returns the natural logarithm of 2.
func (c Context) Ln2() *big.Float { return c.float().Set(c.work().ln2()) }

// EulerGamma returns Euler's constant γ (DLMF 5.2.3).
func (c Context) EulerGamma() *big.Float { return c.float().Set(c.work().eulerGamma()) }

// A constant remembers its value at each precision asked for. Precisions are
// first rounded up to whole words, so there are few.
type constant struct {
	compute func(w work) *big.Float
	values  sync.Map // work to *big.Float, never written to once stored
}

// at returns the constant to at least w bits; the caller must not change it.
func (k *constant) at(w work) *big.Float {
	const word = 64
	w = (w + word - 1) / word * word
	if v, ok := k.values.Load(w); ok {
		return v.(*big.Float)
	}
	v, _ := k.values.LoadOrStore(w, w.set(k.compute(w+word)))
	return v.(*big.Float)
}

var (
	piConstant    = constant{compute: computePi}
	ln2Constant   = constant{compute: computeLn2}
	eulerConstant = constant{compute: computeEuler}
)

func (w work) pi() *big.Float         { return piConstant.at(w) }
func (w work) halfPi() *big.Float     { return w.ldexp(w.pi(), -1) }
func (w work) ln2() *big.Float        { return ln2Constant.at(w) }
func (w work) eulerGamma() *big.Float { return eulerConstant.at(w) }

// computePi is Machin's formula π = 16 atan(1/5) − 4 atan(1/239).
func computePi(w work) *big.Float {
	f := fixed(w + 16)
	return f.float(w, f.machin(-1, [][2]int64{{16, 5}, {-4, 239}}))
}

// computeLn2 is ln 2 = 18 atanh(1/26) − 2 atanh(1/4801) + 8 atanh(1/8749), a
// formula of Machin's kind.
func computeLn2(w work) *big.Float {
	f := fixed(w + 16)
	return f.float(w, f.machin(1, [][2]int64{{18, 26}, {-2, 4801}, {8, 8749}}))
}

// machin sums coefficient·atanh(1/n), or atan for sign −1, over pairs of
// coefficient and n.
func (f fixed) machin(sign int64, terms [][2]int64) *big.Int {
	sum := new(big.Int)
	for _, t := range terms {
		sum.Add(sum, new(big.Int).Mul(big.NewInt(t[0]), f.arcInverse(sign, t[1])))
	}
	return sum
}

// arcInverse returns atanh(1/n), or atan(1/n) for sign −1, by its Taylor
// series (DLMF 4.38.5, 4.24.3).
func (f fixed) arcInverse(sign, n int64) *big.Int {
	square := big.NewInt(sign * n * n)
	power := f.one()
	power.Quo(power, big.NewInt(n))
	sum, term := new(big.Int).Set(power), new(big.Int)
	for k := int64(1); power.Sign() != 0; k++ {
		power.Quo(power, square)
		sum.Add(sum, term.Quo(power, big.NewInt(2*k+1)))
	}
	return sum
}

// computeEuler is algorithm B1 of Brent and McMillan, "Some new algorithms for
// high-precision computation of Euler's constant", Math. Comp. 34 (1980): with
// n large, γ = Σ (n^k/k!)² H_k / Σ (n^k/k!)² − ln n + O(e^(−4n)).
func computeEuler(w work) *big.Float {
	n := int64(w)/5 + 4 // e^(−4n) < 2^(−w), as 4/ln 2 > 5
	// The sums have some 2n/ln 2 < 3n bits before the binary point.
	f := fixed(w + 16)
	var (
		square   = big.NewInt(n * n)
		term     = f.one()
		harmonic = new(big.Int)
		weighted = new(big.Int)
		plain    = f.one()
		product  = new(big.Int)
	)
	for k := int64(1); term.Sign() != 0; k++ {
		term.Mul(term, square)
		term.Quo(term, big.NewInt(k*k))
		harmonic.Add(harmonic, new(big.Int).Quo(f.one(), big.NewInt(k)))
		plain.Add(plain, term)
		weighted.Add(weighted, f.mul(product, term, harmonic))
	}
	p := w + 16
	ratio := p.quo(p.float().SetInt(weighted), p.float().SetInt(plain))
	return p.sub(ratio, p.log(p.int(n)))
}
