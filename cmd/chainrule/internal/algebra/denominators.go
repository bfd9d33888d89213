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
