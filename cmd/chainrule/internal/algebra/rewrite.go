// Substitution, and rebuilding from the leaves.

package algebra

// Subst puts formulas in the places of variables.
func Subst(e Expr, with map[string]Expr) Expr {
	if s, ok := e.(*Sym); ok {
		if x := with[s.Name]; x != nil && !s.fixed {
			return x
		}
		return e
	}
	return rebuild(e, func(x Expr) Expr { return Subst(x, with) })
}

// rebuild makes the formula again of changed parts.
func rebuild(e Expr, change func(Expr) Expr) Expr {
	switch e := e.(type) {
	case *Sum:
		return Add(each(e.Terms, change)...)
	case *Mul:
		return Product(append([]Expr{&Num{e.Coef}}, each(e.Factors, change)...)...)
	case *Pow:
		return Power(change(e.Base), change(e.Exp))
	case *Fn:
		return Call(e.Name, each(e.Args, change)...)
	}
	return e
}

func each(es []Expr, change func(Expr) Expr) []Expr {
	out := make([]Expr, len(es))
	for i, e := range es {
		out[i] = change(e)
	}
	return out
}

// Vars lists the variables of the formula, in order of first appearance.
func Vars(e Expr) []string {
	var names []string
	seen := map[string]bool{}
	var visit func(Expr) Expr
	visit = func(x Expr) Expr {
		if s, ok := x.(*Sym); ok && !s.fixed && !seen[s.Name] {
			seen[s.Name] = true
			names = append(names, s.Name)
		}
		walk(x, visit)
		return x
	}
	visit(e)
	return names
}

func walk(e Expr, visit func(Expr) Expr) {
	switch e := e.(type) {
	case *Sum:
		each(e.Terms, visit)
	case *Mul:
		each(e.Factors, visit)
	case *Pow:
		visit(e.Base)
		visit(e.Exp)
	case *Fn:
		each(e.Args, visit)
	}
}
