// The rules of the operation table, as formulas.

package explain

import (
	"chainrule/cmd/chainrule/internal/algebra"
	"chainrule/ir"
)

// shownRules are rules as people write them, where the table's own text is
// chosen for rounding or overflow. A test compares each with its rule by value.
var shownRules = map[string][]string{
	"abs":      {"x / abs(x)"},
	"sigmoid":  {"sigmoid(x) * (1 - sigmoid(x))"},
	"softplus": {"sigmoid(x)"},
}

func ruleText(op *ir.Op, k int) string {
	if s := shownRules[op.Name]; s != nil {
		return s[k]
	}
	return op.Partials[k]
}

// rule is the partial of an operation by operand k, at operands and a result
// that are formulas. kink reports that a case for single points was left out.
func rule(op *ir.Op, k int, args []algebra.Expr, result algebra.Expr) (d algebra.Expr, kink bool) {
	f := ir.NewFunc("rule")
	known := map[*ir.Value]algebra.Expr{}
	operands := make([]*ir.Value, len(args))
	for i, t := range op.In {
		operands[i] = f.Body.AddParam(string("xyz"[i]), t)
		known[operands[i]] = args[i]
	}
	r := f.Body.AddParam("r", op.Out)
	known[r] = result
	d = ruleValue(f.Body.Build().Rule(ruleText(op, k), operands, r), known, &kink)
	return algebra.Simplify(d), kink
}

// ruleValue is the formula of a value that a rule computed.
func ruleValue(v *ir.Value, known map[*ir.Value]algebra.Expr, kink *bool) algebra.Expr {
	if e := known[v]; e != nil {
		return e
	}
	if e := constant(v); e != nil {
		return e
	}
	in := v.Def
	args := make([]algebra.Expr, len(in.Args))
	for i, a := range in.Args {
		args[i] = ruleValue(a, known, kink)
	}
	e := algebra.Call(in.Op.Name, args...)
	if at, ok := e.(*algebra.Fn); ok && at.IsPointwise() {
		*kink = true
		e = at.Args[2]
	}
	known[v] = e
	return e
}

// constant is the formula of a constant, nil for other values.
func constant(v *ir.Value) algebra.Expr {
	if !v.IsConst() {
		return nil
	}
	switch c := v.Def.Attr.(type) {
	case float64:
		return algebra.Float(c)
	case int:
		return algebra.Int(int64(c))
	case bool:
		return algebra.Truth(c)
	}
	return nil
}
