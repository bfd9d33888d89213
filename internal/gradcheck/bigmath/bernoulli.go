// The Bernoulli numbers, exact and rounded, computed once.

package bigmath

import (
	"math/big"
	"sync"
	"sync/atomic"
)

// bernoulliTable is how many numbers B_2, B_4, … the first table holds.
const bernoulliTable = 64

var (
	bernoulliExact   atomic.Pointer[[]*big.Rat] // entry k is B_2k
	bernoulliRounded sync.Map                   // bernoulliKey to *big.Float
)

// A bernoulliKey names B_2k rounded to w bits.
type bernoulliKey struct {
	w work
	k int
}

// bernoulli returns B_2k (DLMF 24.2.1) for k ≥ 1; the caller must not change it.
func (w work) bernoulli(k int) *big.Float {
	key := bernoulliKey{w, k}
	if v, ok := bernoulliRounded.Load(key); ok {
		return v.(*big.Float)
	}
	v, _ := bernoulliRounded.LoadOrStore(key, w.float().SetRat(bernoulliRat(k)))
	return v.(*big.Float)
}

// bernoulliRat returns B_2k from a table that doubles when it is too short.
func bernoulliRat(k int) *big.Rat {
	table := bernoulliExact.Load()
	if table == nil || k >= len(*table) {
		n := bernoulliTable
		for n < k {
			n *= 2
		}
		fresh := computeBernoulli(n)
		table = &fresh
		bernoulliExact.Store(table)
	}
	return (*table)[k]
}

// computeBernoulli returns B_0, B_2, …, B_2n from the tangent numbers T_k
// (DLMF 24.15.4): B_2k = (−1)^(k−1) 2k T_k/(4^k(4^k−1)).
func computeBernoulli(n int) []*big.Rat {
	tangent := tangentNumbers(n)
	table := []*big.Rat{big.NewRat(1, 1)}
	for k := 1; k <= n; k++ {
		power := new(big.Int).Lsh(big.NewInt(1), uint(2*k))
		denominator := new(big.Int).Mul(power, new(big.Int).Sub(power, big.NewInt(1)))
		numerator := new(big.Int).Mul(tangent[k], big.NewInt(int64(2*k)))
		if k%2 == 0 {
			numerator.Neg(numerator)
		}
		table = append(table, new(big.Rat).SetFrac(numerator, denominator))
	}
	return table
}

// tangentNumbers returns T_0 (unused), T_1, …, T_n by algorithm TangentNumbers
// of Brent and Harvey, "Fast computation of Bernoulli, tangent and secant
// numbers" (2013).
func tangentNumbers(n int) []*big.Int {
	t := make([]*big.Int, n+1)
	t[0], t[1] = new(big.Int), big.NewInt(1)
	for k := 2; k <= n; k++ {
		t[k] = new(big.Int).Mul(big.NewInt(int64(k-1)), t[k-1])
	}
	var a, b big.Int
	for k := 2; k <= n; k++ {
		for j := k; j <= n; j++ {
			a.Mul(big.NewInt(int64(j-k)), t[j-1])
			b.Mul(big.NewInt(int64(j-k+2)), t[j])
			t[j].Add(&a, &b)
		}
	}
	return t
}
