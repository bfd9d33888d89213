// Calls that have a meaning of their own: package math, sorting, and functions
// with a rule.

package gofunc

import (
	"go/ast"
	"go/types"
	"math"
	"strings"
	"sync"

	"chainrule/ir"
)

// special prepares a call that is neither expanded nor carried; nil for others.
func (l *lowerer) special(e *ast.CallExpr, f *types.Func) func() operand {
	if f.Pkg() == nil {
		return nil
	}
	if run := l.library(e, f); run != nil {
		return run
	}
	if f.Signature().Recv() != nil {
		return l.pooled(e, f)
	}
	if f.Pkg().Path() == "math" {
		return l.mathCall(e, f)
	}
	if run := l.compares(f); run != nil {
		args := l.arguments(e, l.typ(e.Fun).Underlying().(*types.Signature))
		return func() operand { return run(l.operandValues(e, args)) }
	}
	return l.sorting(e, f)
}

// mathRows are the rows that are functions of package math, by their names there.
var mathRows = sync.OnceValue(func() map[string]*ir.Op {
	rows := map[string]*ir.Op{}
	for _, o := range ir.Rows() {
		if name, ok := strings.CutPrefix(o.Go, "math."); ok {
			name, args, _ := strings.Cut(name, "(")
			if args == "x)" || args == "x, y)" || args == "x, y, z)" {
				rows[name] = o
			}
		}
	}
	return rows
})

// mathCall prepares a call of a function of package math.
func (l *lowerer) mathCall(e *ast.CallExpr, f *types.Func) func() operand {
	run := l.mathFunc(f)
	if run == nil {
		return l.opaque(e, &callable{fn: f}, f.Signature(), "has no rule")
	}
	args := l.arguments(e, f.Signature())
	return func() operand { return run(l.operandValues(e, args)) }
}

// mathFunc is what a function of package math computes from its operands, nil if
// no row says.
func (l *lowerer) mathFunc(f *types.Func) func(x []*ir.Value) operand {
	if row := mathRows()[f.Name()]; row != nil {
		t := f.Signature().Results().At(0).Type()
		return func(x []*ir.Value) operand {
			return operand{tuple: []operand{{t: t, v: l.b.Op(row.Name, x...)}}}
		}
	}
	if special := mathSpecial[f.Name()]; special != nil {
		return func(x []*ir.Value) operand { return special(l, f, x) }
	}
	return nil
}

func (l *lowerer) operandValues(n ast.Node, args []operand) (vs []*ir.Value) {
	for _, o := range args {
		vs = append(vs, l.value(n, o))
	}
	return vs
}

func floats(vs ...*ir.Value) operand {
	out := operand{tuple: []operand{}}
	for _, v := range vs {
		t := types.Typ[types.Float64]
		if v.Type == ir.TInt {
			t = types.Typ[types.Int]
		}
		out.tuple = append(out.tuple, operand{t: t, v: v})
	}
	return out
}

func truth(v *ir.Value) operand {
	return operand{tuple: []operand{{t: types.Typ[types.Bool], v: v}}}
}

// mathSpecial are the functions of package math that are several rows.
var mathSpecial = map[string]func(l *lowerer, f *types.Func, x []*ir.Value) operand{
	"Sincos": func(l *lowerer, _ *types.Func, x []*ir.Value) operand {
		return floats(l.b.Op("sin", x[0]), l.b.Op("cos", x[0]))
	},
	"Modf": func(l *lowerer, _ *types.Func, x []*ir.Value) operand {
		whole := l.b.Op("trunc", x[0])
		return floats(whole, l.b.Op("copysign", l.b.Op("sub", x[0], whole), x[0]))
	},
	"Lgamma": func(l *lowerer, _ *types.Func, x []*ir.Value) operand {
		sign := l.b.GoExpr(ir.TInt, secondOf("Lgamma", "sign"), x...)
		return floats(l.b.Op("lgamma", x[0]), sign)
	},
	"Frexp": func(l *lowerer, _ *types.Func, x []*ir.Value) operand {
		exp := l.b.GoExpr(ir.TInt, secondOf("Frexp", "exp"), x...)
		return floats(l.b.Op("ldexp", x[0], l.b.Op("isub", l.b.Int(0), exp)), exp)
	},
	"IsNaN": func(l *lowerer, _ *types.Func, x []*ir.Value) operand { return truth(l.b.Op("ne", x[0], x[0])) },
	"IsInf": func(l *lowerer, f *types.Func, x []*ir.Value) operand {
		sign, ok := x[1].ConstInt()
		switch {
		case !ok:
			return truth(l.b.GoExpr(ir.TBool, "{math}.IsInf($0, $1)", x...))
		case sign == 0:
			return truth(l.b.Op("eq", l.b.Op("abs", x[0]), l.b.Float(math.Inf(1))))
		}
		return truth(l.b.Op("eq", x[0], l.b.Float(math.Inf(sign))))
	},
	"Signbit": func(l *lowerer, _ *types.Func, x []*ir.Value) operand {
		return truth(l.b.GoExpr(ir.TBool, "{math}.Signbit($0)", x...))
	},
	"Inf": func(l *lowerer, _ *types.Func, x []*ir.Value) operand {
		if sign, ok := x[0].ConstInt(); ok {
			return floats(l.b.Float(math.Inf(sign)))
		}
		return floats(l.b.GoExpr(ir.TF64, "{math}.Inf($0)", x...))
	},
	"NaN": func(l *lowerer, _ *types.Func, x []*ir.Value) operand { return floats(l.b.Float(math.NaN())) },
	"Max": func(l *lowerer, _ *types.Func, x []*ir.Value) operand { return floats(l.b.Op("maxnum", x...)) },
	"Min": func(l *lowerer, _ *types.Func, x []*ir.Value) operand { return floats(l.b.Op("minnum", x...)) },
}

// secondOf is the second result, an int, of a function of package math: an
// expression that is not there where nothing uses it.
func secondOf(name, result string) string {
	return "func(x float64) int { _, " + result + " := {math}." + name + "(x); return " + result + " }($0)"
}
