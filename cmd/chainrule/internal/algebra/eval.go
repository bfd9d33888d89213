// The value of a formula, by which simplifications are checked.

package algebra

import (
	"math"

	"chainrule/ir"
)

// Eval gives the value at the variables' values; a name without one is NaN.
func Eval(e Expr, at map[string]float64) float64 { return eval(e, at).F }

func eval(e Expr, at map[string]float64) ir.Scalar {
	switch e := e.(type) {
	case *Num:
		f, _ := e.val.Float64()
		return ir.Scalar{F: f, I: int(f)}
	case *Sym:
		return symbol(e, at)
	case *Sum:
		var s float64
		for _, t := range e.Terms {
			s += Eval(t, at)
		}
		return ir.Scalar{F: s}
	case *Mul:
		p, _ := e.Coef.Float64()
		for _, f := range e.Factors {
			p *= Eval(f, at)
		}
		return ir.Scalar{F: p}
	case *Pow:
		return ir.Scalar{F: math.Pow(Eval(e.Base, at), Eval(e.Exp, at))}
	case *Fn:
		return apply(e, at)
	}
	return ir.Scalar{F: math.NaN()}
}

func symbol(s *Sym, at map[string]float64) ir.Scalar {
	switch s {
	case E:
		return ir.Scalar{F: math.E}
	case Pi:
		return ir.Scalar{F: math.Pi}
	case True, False:
		return ir.Scalar{B: s == True}
	}
	if x, ok := at[s.Name]; ok {
		return ir.Scalar{F: x, I: int(x)}
	}
	return ir.Scalar{F: math.NaN()}
}

func apply(f *Fn, at map[string]float64) ir.Scalar {
	op := ir.LookupOp(f.Name)
	if op == nil || op.Eval == nil {
		return ir.Scalar{F: math.NaN()}
	}
	args := make([]ir.Scalar, len(f.Args))
	for i, a := range f.Args {
		args[i] = eval(a, at)
		if op.In[i] == ir.TInt {
			args[i].I = int(args[i].F)
		}
	}
	s := op.Eval(args)
	if op.Out == ir.TInt {
		s.F = float64(s.I)
	}
	return s
}
