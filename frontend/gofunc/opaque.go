// Calls that are carried as Go code: of functions that cannot matter to a
// derivative, or have no source that could be seen through.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"chainrule/ir"
)

// seenThrough are the packages of the standard library whose functions are
// expanded like those of the user.
var seenThrough = map[string]bool{
	"cmp": true, "iter": true, "maps": true, "slices": true, "sort": true, "container/heap": true, "container/list": true,
	"container/ring": true, "math": true, "math/bits": true,
}

// notExpanded says why a call is carried rather than expanded; empty if it is
// expanded.
func (l *lowerer) notExpanded(e *ast.CallExpr, c *callable, sig *types.Signature) string {
	if c.recv != nil {
		if _, ok := c.recv.known.(*boxed); ok {
			return ""
		}
	}
	pkg := c.fn.Pkg()
	switch {
	case pkg == nil:
		return "is built into the language" // error.Error
	case standard(pkg.Path()) && !seenThrough[pkg.Path()]:
		return "is of the standard library and has no rule"
	case !l.matters(c, sig):
		return "takes and returns no floats"
	case isInterface(receiverOr(c)):
		return dynamic
	}
	body, err := l.prog.Source(c.fn)
	if err != nil {
		return err.Error()
	}
	if all, _ := body.Inactive(); all {
		return inactive
	}
	return ""
}

// dynamic is the reason why a method of an interface is not expanded as it is.
const dynamic = "is a method of an interface whose dynamic type is not known here"

// inactive is the reason why a function marked //chainrule:inactive is carried.
const inactive = "inactive"

func receiverOr(c *callable) types.Type {
	if r := c.fn.Signature().Recv(); r != nil {
		return r.Type()
	}
	return types.Typ[types.Int]
}

// matters reports whether floats can get into or out of a function by its
// parameters, results or receiver, or whether it cannot be named elsewhere.
func (l *lowerer) matters(c *callable, sig *types.Signature) bool {
	if c.recv != nil && carriesFloats(c.recv.t) || !c.fn.Exported() && c.fn.Pkg().Path() != l.target {
		return true
	}
	for _, t := range []*types.Tuple{sig.Params(), sig.Results()} {
		for v := range t.Variables() {
			if carriesFloats(l.replace(v.Type())) {
				return true
			}
		}
	}
	return false
}

// carriesFloats reports whether a value of the type holds floats, or leads to
// some, or is a function that may return some.
func carriesFloats(t types.Type) bool { return carries(t, map[types.Type]bool{}, true) }

// leadsToFloats is carriesFloats of memory: what a function captured is not the
// memory of who has the function.
func leadsToFloats(t types.Type) bool { return carries(t, map[types.Type]bool{}, false) }

func carries(t types.Type, seen map[types.Type]bool, functions bool) bool {
	if t == nil || seen[t] {
		return false
	}
	seen[t] = true
	if classOf(t) == carried && !isInterface(t) {
		return false
	}
	switch u := t.Underlying().(type) {
	case *types.Tuple:
		for v := range u.Variables() {
			if carries(v.Type(), seen, functions) {
				return true
			}
		}
	case *types.Basic:
		return u.Info()&types.IsFloat != 0
	case *types.Slice:
		return carries(u.Elem(), seen, functions)
	case *types.Array:
		return carries(u.Elem(), seen, functions)
	case *types.Pointer:
		return carries(u.Elem(), seen, functions)
	case *types.Map:
		return carries(u.Key(), seen, functions) || carries(u.Elem(), seen, functions)
	case *types.Signature:
		return functions
	case *types.Interface:
		return u.NumMethods() > 0 && t.String() != "error"
	case *types.Struct:
		for f := range u.Fields() {
			if carries(f.Type(), seen, functions) {
				return true
			}
		}
	}
	return false
}

// opaque carries a call of a known function.
func (l *lowerer) opaque(e *ast.CallExpr, c *callable, sig *types.Signature, why string) func() operand {
	fun, args := qualifiedFunc(c), []*ir.Value(nil)
	if c.recv != nil {
		fun = "$0." + c.fn.Name()
		args = []*ir.Value{l.exact(l.value(e, *c.recv), c.recv.t)}
	}
	if why != inactive {
		why = c.fn.Name() + " " + why + l.advice(c)
	}
	return l.carriedCall(e, fun, args, sig, why, why == inactive)
}

// advice is the rule that a user may write for a function.
func (l *lowerer) advice(c *callable) string {
	if c.fn.Pkg() == nil || isInterface(receiverOr(c)) || !l.matters(c, c.fn.Signature()) {
		return ""
	}
	return "; give it a rule: //chainrule:rule for=" + Key(c.fn) + " above " + RuleSignature(c.fn, lower(c.fn.Name())+"VJP", nil, Named(l.root.Pkg))
}

func qualifiedFunc(c *callable) string {
	text := qualified(c.fn)
	if len(c.args) > 0 {
		parts := make([]string, len(c.args))
		for i, t := range c.args {
			parts[i] = goText(t)
		}
		text += "[" + strings.Join(parts, ", ") + "]"
	}
	return text
}

// opaqueValue carries a call of a function value that is not known.
func (l *lowerer) opaqueValue(e *ast.CallExpr, f operand, sig *types.Signature) func() operand {
	why := "the function is not known here"
	if !l.takesMemory(sig) {
		why = ir.TakesValues
	}
	return l.carriedCall(e, "$0", []*ir.Value{l.value(e.Fun, f)}, sig, why, false)
}

// takesMemory reports whether a parameter of the function may refer to memory.
func (l *lowerer) takesMemory(sig *types.Signature) bool {
	for v := range sig.Params().Variables() {
		list, _ := leaves(l.replace(v.Type()))
		for _, f := range list {
			if c := classOf(f.t); c == reference || c == function || c == carried && basic(f.t) == nil {
				return true
			}
		}
	}
	return false
}

// carriedCall makes the template of a call and its operands.
func (l *lowerer) carriedCall(e *ast.CallExpr, fun string, args []*ir.Value, sig *types.Signature, why string, stop bool) func() operand {
	var parts []string
	for i, a := range e.Args {
		t := paramType(sig, i, e.Ellipsis != token.NoPos)
		o := l.expr(a)
		if o.tuple != nil {
			l.refuse(a, "a call as the operands of a call that is carried as Go code is not supported: use variables")
		}
		v := l.goValue(a, o, l.replace(t))
		if stop && v.Type == ir.TF64 {
			v = l.b.Op("stop", v)
		}
		parts = append(parts, "$"+strconv.Itoa(len(args)))
		args = append(args, v)
	}
	text := fun + "(" + strings.Join(parts, ", ")
	if e.Ellipsis != token.NoPos {
		text += "..."
	}
	text += ")"
	if why != "" {
		text += "  // " + why
	}
	return func() operand {
		l.at(e)
		return l.emitCall(e, text, args, sig)
	}
}

// goValue is an operand as Go code takes it for a parameter of type t.
func (l *lowerer) goValue(n ast.Node, o operand, t types.Type) *ir.Value {
	if f, ok := l.functionText(n, o); ok {
		return l.b.GoExpr(ir.GoType(goText(o.t)), f)
	}
	if isInterface(t) && !isInterface(o.t) && !isNil(o) {
		o = l.converted(n, o, defaulted(o.t))
		return l.exact(l.value(n, o), o.t) // Go converts it
	}
	o = l.converted(n, o, t)
	return l.exact(l.value(n, o), t)
}

// functionText is a function of a package as Go code.
func (l *lowerer) functionText(n ast.Node, o operand) (string, bool) {
	c, ok := o.known.(*callable)
	if !ok || c.recv != nil {
		if o.known != nil && classOf(o.t) == function {
			l.refuse(n, "this function is given to Go code that is not seen through, so what it does there is not known: mark the call with //chainrule:stop")
		}
		return "", false
	}
	return qualifiedFunc(c), true
}

func paramType(sig *types.Signature, i int, spread bool) types.Type {
	n := sig.Params().Len()
	if sig.Variadic() && i >= n-1 {
		t := sig.Params().At(n - 1).Type()
		if spread {
			return t
		}
		return t.Underlying().(*types.Slice).Elem()
	}
	return sig.Params().At(i).Type()
}

func (l *lowerer) emitCall(n ast.Node, text string, args []*ir.Value, sig *types.Signature) operand {
	var ts []ir.Type
	for v := range sig.Results().Variables() {
		ts = append(ts, goResult(l.replace(v.Type())))
	}
	in := l.b.GoCall(text, args, ts...)
	out := operand{tuple: []operand{}}
	for i, v := range in.Results {
		out.tuple = append(out.tuple, l.received(n, v, l.replace(sig.Results().At(i).Type())))
	}
	return out
}

func quoted(s string) string { return strconv.Quote(s) }

// stopped lowers a statement marked //chainrule:stop: what it assigns is a
// constant to every derivative. A call that is a statement of its own is carried.
func (l *lowerer) stopped(s ast.Stmt) {
	if x, ok := s.(*ast.ExprStmt); ok {
		if call, ok := ast.Unparen(x.X).(*ast.CallExpr); ok {
			l.stoppedCall(call)
			return
		}
	}
	a, ok := s.(*ast.AssignStmt)
	if !ok || len(a.Lhs) != len(a.Rhs) {
		l.refuse(s, "//chainrule:stop goes above an assignment of as many values as variables, or a call")
	}
	values := l.values(a.Rhs, len(a.Lhs))
	for i, o := range values {
		if classOf(o.t) == float {
			values[i] = operand{t: o.t, v: l.b.Op("stop", l.value(s, o))}
		} else if carriesFloats(o.t) {
			l.refuse(s, "//chainrule:stop is for floats; %s leads to memory", goName(o.t))
		}
	}
	for i, e := range a.Lhs {
		l.assignTo(a, e, values[i])
	}
}

// stoppedCall carries a call through which no derivative passes.
func (l *lowerer) stoppedCall(e *ast.CallExpr) {
	f := l.expr(e.Fun)
	sig := l.typ(e.Fun).Underlying().(*types.Signature)
	if c, ok := f.known.(*callable); ok {
		l.opaque(e, c, sig, inactive)()
		return
	}
	l.refuse(e, "//chainrule:stop is for calls of functions with a name")
}
