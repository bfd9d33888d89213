// Sums: like terms merge, in the order of their first appearance.

package algebra

import "math/big"

// Add is the sum of the terms.
func Add(xs ...Expr) Expr {
	s := &summer{at: map[string]int{}}
	for _, x := range xs {
		s.add(big.NewRat(1, 1), x)
	}
	return s.result()
}

// Sub is a - b.
func Sub(a, b Expr) Expr { return Add(a, Neg(b)) }

// Neg is -a.
func Neg(a Expr) Expr { return Product(Int(-1), a) }

type summer struct {
	at    map[string]int
	coefs []*big.Rat
	rests []Expr
}

// add enters coef * x. A sum is entered term by term where its factor is ±1.
func (s *summer) add(coef *big.Rat, x Expr) {
	if m, ok := x.(*Mul); ok {
		coef = new(big.Rat).Mul(coef, m.Coef)
		x = rest(m)
	}
	if n, ok := x.(*Num); ok {
		coef, x = new(big.Rat).Mul(coef, n.val), One
	}
	if sum, ok := x.(*Sum); ok && coef.IsInt() && new(big.Rat).Abs(coef).Cmp(One.val) == 0 {
		for _, t := range sum.Terms {
			s.add(coef, t)
		}
		return
	}
	if i, ok := s.at[x.Key()]; ok {
		s.coefs[i] = new(big.Rat).Add(s.coefs[i], coef)
		return
	}
	s.at[x.Key()] = len(s.rests)
	s.coefs, s.rests = append(s.coefs, coef), append(s.rests, x)
}

// rest is a product without its number.
func rest(m *Mul) Expr {
	if len(m.Factors) == 1 {
		return m.Factors[0]
	}
	return newMul(One.val, m.Factors)
}

func (s *summer) result() Expr {
	var terms []Expr
	for i, x := range s.rests {
		if s.coefs[i].Sign() != 0 {
			terms = append(terms, Product(&Num{s.coefs[i]}, x))
		}
	}
	terms = mergeConds(terms)
	switch len(terms) {
	case 0:
		return Zero
	case 1:
		return terms[0]
	}
	return newSum(terms)
}

// mergeConds adds piecewise terms of one condition case by case.
func mergeConds(terms []Expr) []Expr {
	at := map[string]int{}
	var out []Expr
	for _, t := range terms {
		f, ok := t.(*Fn)
		if !ok || f.Name != "cond" {
			out = append(out, t)
			continue
		}
		if i, seen := at[f.Args[0].Key()]; seen {
			g := out[i].(*Fn)
			out[i] = newFn("cond", []Expr{f.Args[0], Add(g.Args[1], f.Args[1]), Add(g.Args[2], f.Args[2])})
			continue
		}
		at[f.Args[0].Key()] = len(out)
		out = append(out, t)
	}
	return out
}
