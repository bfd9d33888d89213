// The simplifier: of several equal forms, the one that is shortest to read.

package algebra

import (
	"unicode/utf8"
)

// mostNodes bounds the formulas that are simplified, and what they grow to.
const mostNodes = 160

// Simplify writes a formula as a person would: common factors in front, one
// line of a fraction, products of sums multiplied out where that is shorter.
func Simplify(e Expr) Expr { return simplifier{}.simplify(e) }

// simplifier remembers what it simplified: parts of a derivative recur.
type simplifier map[string]Expr

func (s simplifier) simplify(e Expr) Expr {
	if e.Size() > mostNodes || e.Size() == 1 {
		return e
	}
	if known := s[e.Key()]; known != nil {
		return known
	}
	short := s.shorten(rebuild(e, s.simplify))
	s[e.Key()] = short
	return short
}

// shorten takes the shortest form, again and again: it may allow a shorter one.
func (s simplifier) shorten(e Expr) Expr {
	if _, function := e.(*Fn); function {
		return e
	}
	for range 4 {
		best, least := e, 0
		for _, form := range forms() {
			f := form(e)
			if f.Size() > mostNodes || Equal(f, e) {
				continue
			}
			if least == 0 {
				least = weight(e)
			}
			if w := weight(f); w < least {
				best, least = f, w
			}
		}
		if best == e {
			break
		}
		e = best
	}
	return e
}

// forms are the ways in which a formula may be rewritten, all of them exact.
func forms() []func(Expr) Expr {
	return []func(Expr) Expr{identities, factored, expanded, together, joinRoots, conjugates}
}

// weight is how long a formula is to read; a fraction's line and a root count
// beside the letters.
func weight(e Expr) int { return utf8.RuneCountInString(Style{}.Compact(e)) }

// factored takes common factors out of a sum.
func factored(e Expr) Expr {
	s, ok := e.(*Sum)
	if !ok {
		return e
	}
	common := commonFactor(s.Terms)
	if isOne(common) {
		return e
	}
	inverse := Power(common, Int(-1))
	rest := each(s.Terms, func(t Expr) Expr { return Product(t, inverse) })
	return Product(common, ordered(Add(rest...)))
}

// commonFactor is the product of the powers that all terms contain.
func commonFactor(terms []Expr) Expr {
	common := parts(terms[0])
	for _, t := range terms[1:] {
		p := parts(t)
		for key, c := range common {
			o, ok := p[key]
			if !ok {
				delete(common, key)
				continue
			}
			if o.exp.val.Cmp(c.exp.val) < 0 {
				common[key] = o
			}
		}
	}
	var factors []Expr
	for _, c := range common {
		factors = append(factors, Power(c.base, c.exp))
	}
	return Product(append(factors, commonNumber(terms))...)
}

// part is a factor: a base and how often it occurs.
type part struct {
	base Expr
	exp  *Num
}

// parts lists the factors of a term by base. An exponent that is no number
// belongs to the base.
func parts(t Expr) map[string]part {
	list := []Expr{t}
	if m, ok := t.(*Mul); ok {
		list = m.Factors
	}
	out := map[string]part{}
	for _, f := range list {
		p := part{f, One}
		if pow, ok := f.(*Pow); ok {
			if n, number := pow.Exp.(*Num); number {
				p = part{pow.Base, n}
			}
		}
		if _, number := p.base.(*Num); !number {
			out[p.base.Key()] = p
		}
	}
	return out
}
