// What a formula divides by.

package algebra

// Denominators lists the factors that stand below a line anywhere in the
// formula, without their exponents.
func Denominators(e Expr) []Expr {
	var all []Expr
	var visit func(Expr) Expr
	visit = func(x Expr) Expr {
		if p, ok := x.(*Pow); ok && isReciprocal(p) {
			all = append(all, radices(p.Base)...)
		}
		walk(x, visit)
		return x
	}
	visit(e)
	return all
}

// radices are the formulas whose product is zero where e is.
func radices(e Expr) []Expr {
	switch e := e.(type) {
	case *Pow:
		if _, number := e.Exp.(*Num); number {
			return radices(e.Base)
		}
	case *Mul:
		var all []Expr
		for _, f := range e.Factors {
			all = append(all, radices(f)...)
		}
		return all
	}
	return []Expr{e}
}
