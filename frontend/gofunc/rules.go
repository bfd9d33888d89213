// Calls of functions for which the user wrote the derivative.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// ruled prepares a call of a function with a rule; nil if it has none.
func (l *lowerer) ruled(e *ast.CallExpr, c *callable, sig *types.Signature) func() operand {
	if c.fn.Pkg() == nil || l.target == "" {
		return nil
	}
	rule, wrt := l.prog.Rule(l.target, c.fn)
	if rule == nil {
		return nil
	}
	l.plain(e, c, sig, wrt)
	args := l.arguments(e, sig)
	if c.recv != nil {
		args = append([]operand{*c.recv}, args...)
	}
	return func() operand { return l.callRuled(e, c, rule, sig, args) }
}

// plain refuses what a rule cannot be called for yet: aggregates, errors, and
// floats that it does not differentiate by.
func (l *lowerer) plain(e *ast.CallExpr, c *callable, sig *types.Signature, wrt []string) {
	if len(wrt) > 0 {
		l.refuse(e, "the rule for %s differentiates by some of its parameters only, which is not supported where it is called: write one for all", c.fn.Name())
	}
	for v := range sig.Results().Variables() {
		if classOf(l.replace(v.Type())) != float {
			l.refuse(e, "the rule for %s cannot be called: it has a result of type %s, and only floats are supported", c.fn.Name(), goName(v.Type()))
		}
	}
	for v := range sig.Params().Variables() {
		if classOf(l.replace(v.Type())) == aggregate {
			l.refuse(e, "the rule for %s cannot be called: it has a parameter of type %s by value; take a pointer", c.fn.Name(), goName(v.Type()))
		}
	}
}

func (l *lowerer) callRuled(e *ast.CallExpr, c *callable, rule *Body, sig *types.Signature, args []operand) operand {
	key := Key(c.fn)
	if l.fn.Callees[key] == nil {
		l.fn.Callees[key] = outside(c.fn, c.recv != nil)
		l.fn.Callees[key+"VJP"] = outside(rule.Func, false)
	}
	values := l.operandValues(e, args)
	var ts []ir.Type
	for v := range sig.Results().Variables() {
		ts = append(ts, irType(l.replace(v.Type())))
	}
	in := l.b.Call(key, values, ts...)
	out := operand{tuple: []operand{}}
	for i, v := range in.Results {
		out.tuple = append(out.tuple, operand{t: l.replace(sig.Results().At(i).Type()), v: v})
	}
	return out
}

// outside is a function that is there already: it has a signature and no body.
func outside(fn *types.Func, method bool) *ir.Func {
	sig := fn.Signature()
	f := &ir.Func{Name: qualified(fn), Sig: &ir.Signature{Package: fn.Pkg().Path()}}
	if method {
		f.Name = fn.Name()
		p := single(sig.Recv(), "recv")
		f.Sig.Recv = &p
	}
	for v := range sig.Params().Variables() {
		f.Sig.Params = append(f.Sig.Params, single(v, "p"))
	}
	for v := range sig.Results().Variables() {
		r := single(v, "r"+itoa(len(f.Results)))
		f.Sig.Results, f.Results = append(f.Sig.Results, r), append(f.Results, r.Name)
	}
	if sig.Variadic() {
		f.Sig.Params[len(f.Sig.Params)-1].Variadic = true
	}
	return f
}

// single is a parameter of one part.
func single(v *types.Var, name string) ir.GoParam {
	if v.Name() != "" && v.Name() != "_" {
		name = v.Name()
	}
	return ir.GoParam{Name: name, Type: goText(v.Type()), Leaves: []ir.Leaf{{Name: name, Type: cell(v.Type())}}}
}
