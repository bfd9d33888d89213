// Identities between functions of the table.

package algebra

// identities applies what is true of particular functions.
func identities(e Expr) Expr {
	switch e := e.(type) {
	case *Mul:
		return absPowers(e)
	case *Pow:
		if f, ok := e.Base.(*Fn); ok && f.Name == "abs" {
			if n, ok := whole(e.Exp); ok && n%2 == 0 {
				return Power(f.Args[0], e.Exp)
			}
		}
	}
	return e
}

// absPowers writes x²/|x|, which arises from |x|·(x/|x|), as |x|.
func absPowers(m *Mul) Expr {
	have := parts(m)
	for _, p := range have {
		f, ok := p.base.(*Fn)
		if !ok || f.Name != "abs" {
			continue
		}
		x, ok := have[f.Args[0].Key()]
		if !ok {
			continue
		}
		if n, isInt := whole(x.exp); isInt && n >= 2 && p.exp.val.Sign() < 0 {
			return Product(m, Power(x.base, Int(-2)), Power(f, Int(2)))
		}
	}
	return m
}
