// For statements: counted ones where that can be seen, while loops otherwise.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"chainrule/ir"
)

func (l *lowerer) forStmt(s *ast.ForStmt) {
	if c := l.counter(s); c != nil {
		l.countedStmt(s, c)
		return
	}
	label := l.frame.label
	if s.Init != nil {
		l.frame.label = ""
		l.stmt(s.Init)
		l.frame.label = label
		l.refusePointers(s)
	}
	l.at(s)
	t, leave := l.enter(s.Body, true)
	defer leave()
	j := jumpsOf(s.Body)
	l.while(l.ended(t, j), func() *ir.Value { return l.condition(s.Cond) }, l.effort(s.Cond), func() {
		l.iteration(t, s.Body)
		if s.Post == nil {
			return
		}
		if flags := l.ended(t, j); len(flags) > 0 {
			l.when(l.none(flags), func() { l.stmt(s.Post) }, nil)
			return
		}
		l.stmt(s.Post)
	})
}

func (l *lowerer) condition(e ast.Expr) *ir.Value {
	if e == nil {
		return l.b.Bool(true)
	}
	return l.value(e, l.expr(e))
}

// iteration lowers the body of a loop.
func (l *lowerer) iteration(t *target, body *ast.BlockStmt) {
	if t.cont != nil {
		l.b.Put(t.cont, "", l.b.Bool(false))
	}
	l.stmts(body.List)
}

// none is whether no flag is raised.
func (l *lowerer) none(flags []*ir.Value) *ir.Value {
	c := l.b.Op("not", l.b.Get(ir.TBool, flags[0], ""))
	for _, f := range flags[1:] {
		c = l.b.Op("and", c, l.b.Op("not", l.b.Get(ir.TBool, f, "")))
	}
	return c
}

// while emits a loop that goes on while no flag is raised and the condition
// holds. A condition that is not simple is computed in the body, which changes
// memory, and kept in a flag.
func (l *lowerer) while(flags []*ir.Value, cond func() *ir.Value, e effort, body func()) {
	if e == changing {
		over := l.flag("over")
		l.while(append([]*ir.Value{over}, flags...), func() *ir.Value { return l.b.Bool(true) }, free, func() {
			l.when(cond(), body, func() { l.raise(over) })
		})
		return
	}
	in := l.b.While()
	l.in(in.Regions[0], func() {
		l.b.Region.Yield = []*ir.Value{l.unless(flags, cond, e)}
	})
	l.in(in.Regions[1], body)
}

// unless is the condition, evaluated only if no flag is raised.
func (l *lowerer) unless(flags []*ir.Value, cond func() *ir.Value, e effort) *ir.Value {
	switch {
	case len(flags) == 0:
		return cond()
	case e == free:
		return l.b.Op("and", l.none(flags), cond())
	}
	in := l.b.If(l.none(flags), ir.TBool)
	l.in(in.Regions[0], func() {
		v := cond()
		l.b.Region.Yield = []*ir.Value{v}
	})
	l.in(in.Regions[1], func() { l.b.Region.Yield = []*ir.Value{l.b.Bool(false)} })
	return in.Result()
}

// effort says what evaluating a condition takes.
type effort uint8

const (
	free     effort = iota // nothing that could fail or be seen
	reading                // it may fail, or take time
	changing               // it may change memory
)

// effort is that of a condition; none is always true.
func (l *lowerer) effort(e ast.Expr) effort {
	switch {
	case e == nil || l.harmless(e):
		return free
	case l.simple(e):
		return reading
	}
	return changing
}

// simple reports whether evaluating e changes no memory.
func (l *lowerer) simple(e ast.Expr) bool {
	if e == nil {
		return true
	}
	ok := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit, *ast.CompositeLit:
			ok = false
		case *ast.CallExpr:
			ok = ok && l.pureCall(n)
		}
		return ok
	})
	return ok
}

// pureCall reports whether a call is a conversion, of len or the like, or of
// package math.
func (l *lowerer) pureCall(e *ast.CallExpr) bool {
	if tv := l.info().Types[e.Fun]; tv.IsType() || tv.IsBuiltin() {
		return true
	}
	sel, ok := ast.Unparen(e.Fun).(*ast.SelectorExpr)
	if !ok {
		return false
	}
	f, ok := l.info().Uses[sel.Sel].(*types.Func)
	return ok && f.Pkg() != nil && f.Pkg().Path() == "math"
}

// counter is what a for statement counts.
type counter struct {
	id       *ast.Ident
	from     ast.Expr
	to       ast.Expr
	included bool // the bound itself is reached
	down     bool
	step     int
}

// counter recognises a loop whose variable is only stepped, up to a bound that
// nothing in the loop changes.
func (l *lowerer) counter(s *ast.ForStmt) *counter {
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE || len(init.Lhs) != 1 {
		return nil
	}
	id := init.Lhs[0].(*ast.Ident)
	obj := l.info().Defs[id]
	cond, ok := s.Cond.(*ast.BinaryExpr)
	if obj == nil || !ok || classOf(l.replace(obj.Type())) != integer || !l.is(cond.X, obj) {
		return nil
	}
	step := l.step(s.Post, obj)
	c := &counter{id: id, from: init.Rhs[0], to: cond.Y, step: max(step, -step), down: step < 0}
	switch cond.Op {
	case token.LSS, token.LEQ:
		ok = step > 0
	case token.GTR, token.GEQ:
		ok = step == -1
	default:
		ok = false
	}
	c.included = cond.Op == token.LEQ || cond.Op == token.GEQ
	if !ok || mutated(l.info(), s.Body)[obj] || !l.invariant(cond.Y, s.Body) {
		return nil
	}
	return c
}

func (l *lowerer) is(e ast.Expr, obj types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && l.info().Uses[id] == obj
}

// step is what the post statement adds to the variable, 0 if it is not that.
func (l *lowerer) step(s ast.Stmt, obj types.Object) int {
	switch s := s.(type) {
	case *ast.IncDecStmt:
		if l.is(s.X, obj) {
			if s.Tok == token.INC {
				return 1
			}
			return -1
		}
	case *ast.AssignStmt:
		if len(s.Lhs) == 1 && l.is(s.Lhs[0], obj) && (s.Tok == token.ADD_ASSIGN || s.Tok == token.SUB_ASSIGN) {
			k, _ := l.constantInt(s.Rhs[0])
			if s.Tok == token.SUB_ASSIGN {
				return -k
			}
			return k
		}
	}
	return 0
}

// invariant reports whether e has the same value whenever the body runs: it is
// made of constants and of variables that only this function changes, and not in
// the body.
func (l *lowerer) invariant(e ast.Expr, body *ast.BlockStmt) bool {
	changed := mutated(l.info(), body)
	ok := true
	ast.Inspect(e, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.Ident:
			v, isVar := l.info().ObjectOf(n).(*types.Var)
			if isVar {
				_, local := l.lookup(n)
				ok = ok && local && !changed[v] && !l.frame.captured(v)
			}
		case *ast.CallExpr:
			ok = ok && l.info().Types[n.Fun].IsBuiltin()
		case *ast.SelectorExpr, *ast.IndexExpr, *ast.StarExpr, *ast.FuncLit:
			ok = false // memory, which calls in the body may change
		}
		return ok
	})
	return ok
}

// captured reports whether a literal or a pointer may change the variable.
func (f *frame) captured(v *types.Var) bool {
	for ; f != nil; f = f.parent {
		if f.escaping == nil {
			f.escaping = escaping(f.body.Info, f.code)
		}
		if f.escaping[v] {
			return true
		}
	}
	return false
}

// escaping finds the variables that literals change, or whose address is taken.
func escaping(info *types.Info, code ast.Node) map[types.Object]bool {
	m := map[types.Object]bool{}
	ast.Inspect(code, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.FuncLit:
			for v := range mutated(info, n.Body) {
				m[v] = true
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				mark(info, m, n.X)
			}
		}
		return true
	})
	return m
}

func (l *lowerer) countedStmt(s *ast.ForStmt, c *counter) {
	lo := l.value(c.from, l.expr(c.from))
	hi := l.value(c.to, l.expr(c.to))
	l.at(s)
	if c.down {
		lo, hi = hi, l.b.Op("iadd", lo, l.b.Int(1))
		if !c.included {
			lo = l.b.Op("iadd", lo, l.b.Int(1))
		}
	} else if c.included {
		hi = l.b.Op("iadd", hi, l.b.Int(1))
	}
	start := lo
	if c.step > 1 {
		room := l.b.Op("iadd", l.b.Op("isub", hi, lo), l.b.Int(c.step-1))
		lo, hi = l.b.Int(0), l.b.Op("idiv", room, l.b.Int(c.step))
	}
	l.over(s.Body, lo, hi, c.down, func(i *ir.Value) {
		if c.step > 1 {
			i = l.b.Op("iadd", start, l.b.Op("imul", i, l.b.Int(c.step)))
		}
		i.Name = c.id.Name
		l.frame.vars[l.info().Defs[c.id]] = operand{t: types.Typ[types.Int], v: i}
	})
}

// over lowers a loop over lo <= i < hi; begin is run first in each iteration.
// If an iteration may end the loop it becomes a while loop.
func (l *lowerer) over(body *ast.BlockStmt, lo, hi *ir.Value, down bool, begin func(i *ir.Value)) {
	l.overIf(body, lo, hi, down, func(i *ir.Value) *ir.Value {
		begin(i)
		return nil
	})
}

// overIf is over where begin may give a condition under which the iteration runs.
func (l *lowerer) overIf(body *ast.BlockStmt, lo, hi *ir.Value, down bool, begin func(i *ir.Value) *ir.Value) {
	t, leave := l.enter(body, true)
	defer leave()
	flags := l.ended(t, jumpsOf(body))
	if len(flags) == 0 {
		loop := l.b.For(lo, hi)
		if down {
			loop.Op = ir.MustOp("rfor")
		}
		l.in(loop.Regions[0], func() {
			l.oneIf(begin(loop.Index()), t, body)
		})
		return
	}
	at := l.fresh("i", types.Typ[types.Int])
	first, step := lo, 1
	if down {
		first, step = l.b.Op("isub", hi, l.b.Int(1)), -1
	}
	l.b.Put(at.ref, "", first)
	more := func() *ir.Value {
		if down {
			return l.b.Op("ile", lo, l.load(at))
		}
		return l.b.Op("ilt", l.load(at), hi)
	}
	l.while(flags, more, free, func() {
		i := l.load(at)
		l.oneIf(begin(i), t, body)
		l.b.Put(at.ref, "", l.b.Op("iadd", i, l.b.Int(step)))
	})
}

// oneIf lowers an iteration that runs if c holds; always if it is nil.
func (l *lowerer) oneIf(c *ir.Value, t *target, body *ast.BlockStmt) {
	if c == nil {
		l.iteration(t, body)
		return
	}
	l.when(c, func() { l.iteration(t, body) }, nil)
}

// refusePointers refuses pointers to the variables of a for statement, of which
// each iteration has its own.
func (l *lowerer) refusePointers(s *ast.ForStmt) {
	init, ok := s.Init.(*ast.AssignStmt)
	if !ok || init.Tok != token.DEFINE {
		return
	}
	ast.Inspect(s.Body, func(n ast.Node) bool {
		u, ok := n.(*ast.UnaryExpr)
		if !ok || u.Op != token.AND {
			return true
		}
		for _, e := range init.Lhs {
			if id, ok := e.(*ast.Ident); ok && l.is(u.X, l.info().Defs[id]) {
				l.refuse(u, "a pointer to the variable of a for statement, of which each iteration has its own, is not supported: copy it first")
			}
		}
		return true
	})
}
