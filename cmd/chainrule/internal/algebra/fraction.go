// One line for several fractions.

package algebra

// together brings the terms of a sum over a common denominator.
func together(e Expr) Expr {
	s, ok := e.(*Sum)
	if !ok {
		return e
	}
	below := denominator(s.Terms)
	if isOne(below) {
		return e
	}
	top := each(s.Terms, func(t Expr) Expr { return Product(t, below) })
	sum := Add(top...)
	short := sum
	for _, f := range []Expr{multiplyOut(sum), factored(sum), factored(multiplyOut(sum))} {
		if weight(f) < weight(short) {
			short = f
		}
	}
	return Div(short, below)
}

// denominator is the product of the highest powers below the terms' lines.
func denominator(terms []Expr) Expr {
	most := map[string]part{}
	var order []string
	for _, t := range terms {
		for key, p := range parts(t) {
			if p.exp.val.Sign() >= 0 || p.base == Expr(E) {
				continue
			}
			have, seen := most[key]
			if !seen {
				order = append(order, key)
			}
			if !seen || p.exp.val.Cmp(have.exp.val) < 0 {
				most[key] = p
			}
		}
	}
	var factors []Expr
	for _, key := range order {
		factors = append(factors, Power(most[key].base, Neg(most[key].exp)))
	}
	return Product(factors...)
}

// joinRoots writes √a·√b as √(a·b), where both sides are defined if the left is.
func joinRoots(e Expr) Expr {
	m, ok := e.(*Mul)
	if !ok {
		return e
	}
	byExp := map[string][]Expr{}
	factors := []Expr{&Num{m.Coef}}
	var exps []Expr
	for _, f := range m.Factors {
		p, ok := f.(*Pow)
		if n, num := expOf(p, ok); num && !n.val.IsInt() && !positive(p.Base) {
			if byExp[n.Key()] == nil {
				exps = append(exps, n)
			}
			byExp[n.Key()] = append(byExp[n.Key()], p.Base)
			continue
		}
		factors = append(factors, f)
	}
	for _, x := range exps {
		base := Product(byExp[x.Key()]...)
		factors = append(factors, Power(conjugates(base), x))
	}
	return Product(factors...)
}

func expOf(p *Pow, ok bool) (*Num, bool) {
	if !ok {
		return nil, false
	}
	n, num := p.Exp.(*Num)
	return n, num
}

// conjugates writes (a-b)(a+b) as a²-b², also below a line.
func conjugates(e Expr) Expr {
	m, ok := e.(*Mul)
	if !ok {
		return e
	}
	for i, f := range m.Factors {
		for j := i + 1; j < len(m.Factors); j++ {
			if joined := squares(f, m.Factors[j]); joined != nil {
				rest := []Expr{&Num{m.Coef}, joined}
				rest = append(rest, m.Factors[:i]...)
				rest = append(rest, m.Factors[i+1:j]...)
				return Product(append(rest, m.Factors[j+1:]...)...)
			}
		}
	}
	return e
}

// squares is the difference of squares that two sums of a common power are
// the factors of; nil if they are not.
func squares(f, g Expr) Expr {
	exp := Expr(One)
	if p, ok := f.(*Pow); ok {
		q, ok := g.(*Pow)
		if !ok || !isWhole(p.Exp) || !Equal(p.Exp, q.Exp) {
			return nil
		}
		f, g, exp = p.Base, q.Base, p.Exp
	}
	a, ok := f.(*Sum)
	b, ok2 := g.(*Sum)
	if !ok || !ok2 || len(a.Terms) != 2 || len(b.Terms) != 2 {
		return nil
	}
	sum, diff := Add(a, b), Sub(a, b)
	if _, two := sum.(*Sum); two {
		return nil
	}
	if _, two := diff.(*Sum); two {
		return nil
	}
	p, q := Product(half, sum), Product(half, diff)
	return Power(Sub(Power(p, Int(2)), Power(q, Int(2))), exp)
}
