// The order of terms in sums that the user did not write.

package algebra

import (
	"math/big"
	"sort"
)

// ordered sorts the terms of a polynomial by falling degree, numbers last.
// Terms with functions keep their places before the numbers.
func ordered(e Expr) Expr {
	s, ok := e.(*Sum)
	if !ok {
		return e
	}
	terms := append([]Expr(nil), s.Terms...)
	sort.SliceStable(terms, func(i, j int) bool { return degree(terms[i]).Cmp(degree(terms[j])) > 0 })
	return newSum(terms)
}

// degree is the sum of the exponents of variables; anything else that varies
// counts as 1.
func degree(t Expr) *big.Rat {
	d := new(big.Rat)
	if _, ok := t.(*Num); ok {
		return d
	}
	for _, p := range parts(t) {
		s, ok := p.base.(*Sym)
		switch {
		case !ok:
			d.Add(d, One.val)
		case !s.fixed:
			d.Add(d, p.exp.val)
		}
	}
	return d
}
