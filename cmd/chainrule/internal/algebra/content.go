// The number that all terms of a sum share.

package algebra

import "math/big"

// commonNumber is the greatest rational that leaves whole coefficients, with
// the sign of the first term where all have one sign.
func commonNumber(terms []Expr) Expr {
	num, den := new(big.Int), big.NewInt(1)
	negative := 0
	for _, t := range terms {
		c := coefficient(t)
		num.GCD(nil, nil, num, new(big.Int).Abs(c.Num()))
		g := new(big.Int).GCD(nil, nil, den, c.Denom())
		den.Mul(den, new(big.Int).Quo(c.Denom(), g))
		if c.Sign() < 0 {
			negative++
		}
	}
	r := new(big.Rat).SetFrac(num, den)
	if negative == len(terms) {
		r.Neg(r)
	}
	return &Num{r}
}

func coefficient(t Expr) *big.Rat {
	switch t := t.(type) {
	case *Num:
		return t.val
	case *Mul:
		return t.Coef
	}
	return One.val
}
