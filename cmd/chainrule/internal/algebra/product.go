// Products: powers of one base merge, factors are sorted as people write them.

package algebra

import (
	"math/big"
	"sort"
)

// Product is the product of the factors.
func Product(xs ...Expr) Expr {
	p := &multiplier{coef: big.NewRat(1, 1), at: map[string]int{}}
	for _, x := range xs {
		p.mul(x)
	}
	return p.result()
}

// Div is a / b.
func Div(a, b Expr) Expr { return Product(a, Power(b, Int(-1))) }

type multiplier struct {
	coef  *big.Rat
	at    map[string]int
	bases []Expr
	exps  []Expr
	cond  *Fn // a piecewise factor, which takes the others into its cases
}

func (p *multiplier) mul(x Expr) {
	switch x := x.(type) {
	case *Num:
		p.coef = new(big.Rat).Mul(p.coef, x.val)
	case *Mul:
		p.coef = new(big.Rat).Mul(p.coef, x.Coef)
		for _, f := range x.Factors {
			p.mul(f)
		}
	case *Pow:
		p.power(x.Base, x.Exp)
	case *Fn:
		if x.Name == "cond" && p.cond == nil {
			p.cond = x
			return
		}
		p.power(x, One)
	default:
		p.power(x, One)
	}
}

func (p *multiplier) power(base, exp Expr) {
	if i, ok := p.at[base.Key()]; ok {
		p.exps[i] = Add(p.exps[i], exp)
		return
	}
	p.at[base.Key()] = len(p.bases)
	p.bases, p.exps = append(p.bases, base), append(p.exps, exp)
}

func (p *multiplier) result() Expr {
	coef := p.coef
	var factors []Expr
	again := false
	for i, b := range p.bases {
		f := Power(b, p.exps[i])
		switch f := f.(type) {
		case *Num:
			coef = new(big.Rat).Mul(coef, f.val)
			continue
		case *Mul:
			again = true
		case *Pow:
			again = again || f.Base.Key() != b.Key()
		}
		factors = append(factors, f)
	}
	if again {
		return p.spread(Product(append(factors, &Num{coef})...))
	}
	return p.spread(product(coef, factors))
}

// product makes the node of factors that are merged.
func product(coef *big.Rat, factors []Expr) Expr {
	if coef.Sign() == 0 || len(factors) == 0 {
		return &Num{coef}
	}
	sort.SliceStable(factors, func(i, j int) bool {
		a, b := rank(factors[i]), rank(factors[j])
		return a < b || a == b && factors[i].Key() < factors[j].Key()
	})
	if len(factors) == 1 && coef.Cmp(One.val) == 0 {
		return factors[0]
	}
	return newMul(coef, factors)
}

// spread multiplies the cases of the piecewise factor by the other factors.
func (p *multiplier) spread(others Expr) Expr {
	if p.cond == nil || isZero(others) {
		return others
	}
	if isOne(others) {
		return p.cond
	}
	c := p.cond.Args
	return Call("cond", c[0], Product(others, c[1]), Product(others, c[2]))
}

// rank orders factors: constants, variables, sums, exponentials, functions, and
// sums of functions.
func rank(f Expr) int {
	base := f
	if p, ok := f.(*Pow); ok {
		if n, number := p.Exp.(*Num); isExponential(p) || number && !n.IsWhole() {
			return 5 // and roots
		}
		base = p.Base
	}
	switch b := base.(type) {
	case *Num:
		return 0
	case *Sym:
		if b.fixed {
			return 1
		}
		return 2
	case *Fn:
		return 6
	}
	if hasFunction(base) {
		return 7
	}
	return 4
}

// hasFunction reports whether a function is applied anywhere in the formula.
func hasFunction(e Expr) bool {
	if _, ok := e.(*Fn); ok {
		return true
	}
	found := false
	walk(e, func(x Expr) Expr {
		found = found || hasFunction(x)
		return x
	})
	return found
}

// isExponential reports whether the exponent varies, or the base is e.
func isExponential(p *Pow) bool {
	_, number := p.Exp.(*Num)
	return p.Base == Expr(E) || !number
}
