// Multiplying out.

package algebra

// mostTerms bounds what is multiplied out.
const mostTerms = 60

// expanded multiplies out sums and their small powers. A lone sum times a
// factor stays: 2(x+1), x(x+2)e^x.
func expanded(e Expr) Expr {
	if m, ok := e.(*Mul); ok && sums(m) < 2 {
		return e
	}
	return multiplyOut(e)
}

func multiplyOut(e Expr) Expr {
	terms, ok := expand(e)
	if !ok {
		return e
	}
	return ordered(Add(terms...))
}

// sums counts the factors that are sums, and powers of sums as several.
func sums(m *Mul) int {
	n := 0
	for _, f := range m.Factors {
		if isGroup(f) {
			n++
		}
	}
	return n
}

// expand gives the terms of the formula multiplied out; false if too many.
func expand(e Expr) ([]Expr, bool) {
	switch e := e.(type) {
	case *Sum:
		var all []Expr
		for _, t := range e.Terms {
			ts, ok := expand(t)
			if !ok || len(all)+len(ts) > mostTerms {
				return nil, false
			}
			all = append(all, ts...)
		}
		return all, true
	case *Mul:
		return expandProduct(e)
	case *Pow:
		n, ok := whole(e.Exp)
		if _, sum := e.Base.(*Sum); !sum || !ok || n < 2 || n > 6 {
			return []Expr{e}, true
		}
		terms := []Expr{One}
		for range n {
			if terms, ok = times(terms, e.Base); !ok {
				return nil, false
			}
		}
		return terms, true
	}
	return []Expr{e}, true
}

func expandProduct(m *Mul) ([]Expr, bool) {
	terms := []Expr{&Num{m.Coef}}
	for _, f := range m.Factors {
		var ok bool
		if terms, ok = times(terms, f); !ok {
			return nil, false
		}
	}
	return terms, true
}

// times multiplies every term by every term of f, merging like ones.
func times(terms []Expr, f Expr) ([]Expr, bool) {
	others, ok := expand(f)
	if !ok || len(terms)*len(others) > mostTerms {
		return nil, false
	}
	var all []Expr
	for _, a := range terms {
		for _, b := range others {
			all = append(all, Product(a, b))
		}
	}
	if s, ok := Add(all...).(*Sum); ok {
		return s.Terms, true
	}
	return []Expr{Add(all...)}, true
}
