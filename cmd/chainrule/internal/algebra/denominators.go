// What a formula divides by.

package algebra

// Denominators lists what stands below a line anywhere in the formula.
func Denominators(e Expr) []Expr {
	var all []Expr
	var visit func(Expr) Expr
	visit = func(x Expr) Expr {
		if p, ok := x.(*Pow); ok && isReciprocal(p) {
			all = append(all, p.Base)
		}
		walk(x, visit)
		return x
	}
	visit(e)
	return all
}

// Radix is what a power is taken of: it is zero where the power is.
func Radix(e Expr) Expr {
	if p, ok := e.(*Pow); ok {
		if _, number := p.Exp.(*Num); number {
			return Radix(p.Base)
		}
	}
	return e
}
