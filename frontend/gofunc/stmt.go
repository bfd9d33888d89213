// Statements.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
)

func (l *lowerer) stmt(s ast.Stmt) {
	l.at(s)
	if l.frame.body.Stopped(s) {
		l.stopped(s)
		return
	}
	switch s := s.(type) {
	case *ast.BlockStmt:
		l.stmts(s.List)
	case *ast.ExprStmt:
		l.exprStmt(s)
	case *ast.AssignStmt:
		l.assign(s)
	case *ast.IncDecStmt:
		l.increment(s)
	case *ast.DeclStmt:
		l.declare(s)
	case *ast.IfStmt:
		l.ifStmt(s)
	case *ast.ForStmt:
		l.forStmt(s)
	case *ast.RangeStmt:
		l.rangeStmt(s)
	case *ast.SwitchStmt:
		l.switchStmt(s)
	case *ast.TypeSwitchStmt:
		l.typeSwitch(s)
	case *ast.ReturnStmt:
		l.returns(s)
	case *ast.BranchStmt:
		l.jump(s)
	case *ast.LabeledStmt:
		l.frame.label = s.Label.Name
		l.stmt(s.Stmt)
		l.frame.label = ""
	case *ast.DeferStmt:
		l.deferred(s)
	case *ast.GoStmt:
		l.call(s.Call) // in place: one of the orders that a program without races may run in
	case *ast.SendStmt, *ast.SelectStmt:
		l.refuse(s, "channels carry values in an order that is not known here: use a slice")
	case *ast.EmptyStmt:
	default:
		l.refuse(s, "this statement is not supported")
	}
}

func (l *lowerer) exprStmt(s *ast.ExprStmt) {
	call, ok := ast.Unparen(s.X).(*ast.CallExpr)
	if !ok {
		l.refuse(s, "a receive from a channel is not supported: use a slice")
	}
	l.call(call)
}

func (l *lowerer) ifStmt(s *ast.IfStmt) {
	var other []ast.Stmt
	if s.Else != nil {
		other = []ast.Stmt{s.Else}
	}
	l.branch(s, s.Body.List, other)
}

// declare lowers var declarations; constants and types need nothing.
func (l *lowerer) declare(s *ast.DeclStmt) {
	d, ok := s.Decl.(*ast.GenDecl)
	if !ok || d.Tok != token.VAR {
		return
	}
	for _, spec := range d.Specs {
		v := spec.(*ast.ValueSpec)
		if len(v.Values) == 0 {
			for _, id := range v.Names {
				l.declareZero(id)
			}
			continue
		}
		values := l.values(v.Values, len(v.Names))
		for i, id := range v.Names {
			l.define(id, values[i])
		}
	}
}

// declareZero declares a variable without a value. One whose type must not be
// copied is left as it is made.
func (l *lowerer) declareZero(id *ast.Ident) {
	t := l.replace(l.info().TypeOf(id))
	if _, whole := t.Underlying().(*types.Struct); whole && classOf(t) == carried && id.Name != "_" {
		c := l.fresh(id.Name, t)
		l.frame.vars[l.info().Defs[id]] = operand{t: t, place: &c}
		return
	}
	l.define(id, l.zero(t))
}

// values evaluates the right side of an assignment of n values, before any of
// them is assigned.
func (l *lowerer) values(es []ast.Expr, n int) []operand {
	if len(es) == 1 && n > 1 {
		return l.several(es[0], n)
	}
	list := make([]operand, len(es))
	for i, e := range es {
		list[i] = l.expr(e)
		if len(es) > 1 {
			list[i] = l.snapshot(e, list[i])
		}
	}
	return list
}

// define declares a variable with its first value.
func (l *lowerer) define(id *ast.Ident, o operand) {
	if id.Name == "_" {
		return
	}
	obj := l.info().Defs[id]
	if obj == nil {
		obj = l.info().Uses[id]
	}
	l.bind(id, obj, l.replace(obj.Type()), o)
}

// bind makes a variable of the type, holding the operand: a name for the value
// itself if nothing ever changes it.
func (l *lowerer) bind(n ast.Node, obj types.Object, t types.Type, o operand) {
	o = l.converted(n, o, t)
	if o.known != nil && !l.mutableVar(obj) {
		l.frame.vars[obj] = o
		return
	}
	if o.known != nil || o.v == nil && o.place == nil || isInterface(t) && l.mutableVar(obj) && isNilText(o) {
		c := l.newChoice(obj.Name(), l.frame.conditionally(obj))
		l.frame.vars[obj] = operand{t: t, known: c}
		if c.dynamic && isInterface(t) {
			l.slotsFor(n, c, obj)
		}
		if o.known != nil {
			l.choose(n, c, o)
		}
		return
	}
	if !l.mutableVar(obj) && classOf(t) != aggregate {
		o.v.Named(obj.Name())
		l.frame.vars[obj] = o
		return
	}
	c := l.fresh(obj.Name(), t)
	l.frame.vars[obj] = operand{t: t, place: &c}
	l.named(o, obj.Name())
	l.store(n, c, o)
}

// isNilText reports whether an interface is the nil of its declaration.
func isNilText(o operand) bool {
	return o.v != nil && o.v.Def != nil && o.v.Def.IsGoExpr() && o.v.Def.Template() == "nil" && o.t.String() != "error"
}

// named names the value that a variable is given.
func (l *lowerer) named(o operand, name string) {
	if o.v != nil && o.v.Def != nil && !o.v.IsConst() {
		o.v.Named(name)
	}
}

// mutableVar reports whether something changes the variable or points to it.
func (l *lowerer) mutableVar(obj types.Object) bool {
	for f := l.frame; f != nil; f = f.parent {
		if f.mutable[obj] {
			return true
		}
	}
	return false
}

// returns lowers a return: the results take their values, and the flag is raised
// if something needs to know.
func (l *lowerer) returns(s *ast.ReturnStmt) {
	if len(s.Results) > 0 {
		values := l.values(s.Results, len(l.frame.results))
		for i, p := range l.frame.results {
			o := l.converted(s, values[i], p.t)
			l.giveResult(s, i, p, o)
		}
	}
	l.at(s)
	l.raise(l.frame.ret)
}

// giveResult stores a result; one that is a function must be the only one.
func (l *lowerer) giveResult(n ast.Node, i int, p place, o operand) {
	if c := l.frame.known[i]; c != nil {
		l.choose(n, c, o)
		return
	}
	if o.known != nil {
		o = operand{t: p.t, v: l.functionOrBox(n, o)}
	}
	l.store(n, p, o)
}

// deferred lowers a call that runs when the function ends. Its operands are
// evaluated now.
func (l *lowerer) deferred(s *ast.DeferStmt) {
	if len(l.frame.targets) > 0 || l.frame.conditional(s) {
		l.refuse(s, "a deferred call that may run several times, or not at all, is not supported: defer at the beginning of the function")
	}
	if l.recovers(s.Call) {
		l.refuse(s, "recover changes what a panic means, so the function has no derivative there: remove it, or check before the operation")
	}
	l.frame.defers = append(l.frame.defers, l.prepared(s.Call))
}

// conditional reports whether the statement is not directly in the function's body.
func (f *frame) conditional(s ast.Stmt) bool {
	for _, t := range f.code.List {
		if t == s {
			return false
		}
	}
	return true
}

// recovers reports whether a deferred literal calls recover.
func (l *lowerer) recovers(call *ast.CallExpr) bool {
	found := false
	ast.Inspect(call, func(n ast.Node) bool {
		if id, ok := n.(*ast.Ident); ok {
			b, ok := l.info().Uses[id].(*types.Builtin)
			found = found || ok && b.Name() == "recover"
		}
		return true
	})
	return found
}
