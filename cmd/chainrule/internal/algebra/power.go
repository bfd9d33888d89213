// Powers, folded where that holds for every argument.

package algebra

import "math/big"

// Power is base to the power exp.
func Power(base, exp Expr) Expr {
	if isOne(exp) || isOne(base) {
		return base
	}
	if isZero(exp) {
		return One
	}
	switch b := base.(type) {
	case *Num:
		return numPower(b, exp)
	case *Pow:
		if isWhole(exp) || positive(b.Base) {
			return Power(b.Base, Product(b.Exp, exp))
		}
	case *Mul:
		return mulPower(b, exp)
	case *Sym:
		if l, ok := exp.(*Fn); ok && b == E && l.Name == "log" {
			return l.Args[0]
		}
	}
	return newPow(base, exp)
}

// Sqrt is the square root.
func Sqrt(x Expr) Expr { return Power(x, half) }

// positive reports whether the formula is a positive constant.
func positive(e Expr) bool {
	switch e := e.(type) {
	case *Num:
		return e.val.Sign() > 0
	case *Sym:
		return e == E || e == Pi
	}
	return false
}

func numPower(b *Num, exp Expr) Expr {
	e, ok := exp.(*Num)
	if !ok {
		return newPow(b, exp)
	}
	if b.val.Sign() == 0 && e.val.Sign() > 0 {
		return Zero
	}
	r := b.val
	n := e.val.Num()
	if e.val.Denom().Cmp(big.NewInt(2)) == 0 {
		root, exact := ratRoot(r)
		if !exact {
			return newPow(b, exp)
		}
		r = root
	} else if !e.val.IsInt() {
		return newPow(b, exp)
	}
	if n.IsInt64() {
		if p, fits := ratPow(r, n.Int64()); fits {
			return &Num{p}
		}
	}
	return newPow(b, exp)
}

// mulPower distributes a whole exponent over a product, and takes the number
// out of a root where it is a perfect square.
func mulPower(m *Mul, exp Expr) Expr {
	if isWhole(exp) {
		if _, folds := numPower(&Num{m.Coef}, exp).(*Num); !folds {
			return newPow(m, exp)
		}
		factors := []Expr{Power(&Num{m.Coef}, exp)}
		for _, f := range m.Factors {
			factors = append(factors, Power(f, exp))
		}
		return Product(factors...)
	}
	if m.Coef.Sign() > 0 && m.Coef.Cmp(One.val) != 0 {
		if c, ok := numPower(&Num{m.Coef}, exp).(*Num); ok {
			return Product(c, Power(rest(m), exp))
		}
	}
	return newPow(m, exp)
}
