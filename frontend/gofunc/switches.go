// Switch statements become chains of branches.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"chainrule/ir"
)

func (l *lowerer) switchStmt(s *ast.SwitchStmt) {
	label := l.frame.label
	if s.Init != nil {
		l.frame.label = ""
		l.stmt(s.Init)
		l.frame.label = label
	}
	var tag *operand
	if s.Tag != nil {
		o := l.snapshot(s.Tag, l.expr(s.Tag))
		tag = &o
	}
	_, leave := l.enter(s.Body, false)
	defer leave()
	clauses := make([]*ast.CaseClause, len(s.Body.List))
	for i, c := range s.Body.List {
		clauses[i] = c.(*ast.CaseClause)
	}
	l.cases(clauses, 0, func(c *ast.CaseClause) *ir.Value { return l.matches(c, tag) })
}

// cases lowers the clauses from number i on; the default comes last.
func (l *lowerer) cases(clauses []*ast.CaseClause, i int, matches func(*ast.CaseClause) *ir.Value) {
	if i == len(clauses) {
		for k, c := range clauses {
			if c.List == nil {
				l.clause(clauses, k)
			}
		}
		return
	}
	c := clauses[i]
	if c.List == nil {
		l.cases(clauses, i+1, matches)
		return
	}
	l.at(c)
	m := matches(c)
	if m.IsConst() { // a type that is known
		if m.Def.Attr == true {
			l.clause(clauses, i)
		} else {
			l.cases(clauses, i+1, matches)
		}
		return
	}
	l.when(m, func() { l.clause(clauses, i) }, func() { l.cases(clauses, i+1, matches) })
}

// clause lowers the body of a clause, and of those it falls through to.
func (l *lowerer) clause(clauses []*ast.CaseClause, i int) {
	body := clauses[i].Body
	if n := len(body); n > 0 {
		if b, ok := body[n-1].(*ast.BranchStmt); ok && b.Tok == token.FALLTHROUGH {
			l.stmts(append(append([]ast.Stmt(nil), body[:n-1]...), &ast.BlockStmt{Lbrace: b.Pos(), List: clauses[i+1].Body, Rbrace: b.Pos()}))
			return
		}
	}
	l.stmts(body)
}

// matches is whether an expression of the clause equals the tag, or holds.
func (l *lowerer) matches(c *ast.CaseClause, tag *operand) *ir.Value {
	return l.either(len(c.List), func(i int) *ir.Value {
		e := c.List[i]
		o := l.expr(e)
		if tag == nil {
			return l.value(e, o)
		}
		return l.compare(e, token.EQL, *tag, o)
	})
}

// either is whether one of n conditions holds, each evaluated if none before did.
func (l *lowerer) either(n int, cond func(i int) *ir.Value) *ir.Value {
	c := cond(0)
	for i := 1; i < n; i++ {
		in := l.b.If(c, ir.TBool)
		l.in(in.Regions[0], func() { l.b.Region.Yield = []*ir.Value{l.b.Bool(true)} })
		l.in(in.Regions[1], func() {
			v := cond(i)
			l.b.Region.Yield = []*ir.Value{v}
		})
		c = in.Result()
	}
	return c
}

// typeSwitch lowers a switch on the dynamic type of an interface.
func (l *lowerer) typeSwitch(s *ast.TypeSwitchStmt) {
	label := l.frame.label
	if s.Init != nil {
		l.frame.label = ""
		l.stmt(s.Init)
		l.frame.label = label
	}
	var x ast.Expr
	switch a := s.Assign.(type) {
	case *ast.ExprStmt:
		x = a.X.(*ast.TypeAssertExpr).X
	case *ast.AssignStmt:
		x = a.Rhs[0].(*ast.TypeAssertExpr).X
	}
	o := l.expr(x)
	_, leave := l.enter(s.Body, false)
	defer leave()
	clauses := make([]*ast.CaseClause, len(s.Body.List))
	for i, c := range s.Body.List {
		clauses[i] = c.(*ast.CaseClause)
		if clauses[i].List == nil || len(clauses[i].List) > 1 {
			l.bindCase(clauses[i], o)
		}
	}
	l.cases(clauses, 0, func(c *ast.CaseClause) *ir.Value {
		if len(c.List) > 1 {
			return l.either(len(c.List), func(i int) *ir.Value {
				_, ok := l.asserted(c.List[i], o, l.caseType(c.List[i]))
				return ok
			})
		}
		v, ok := l.asserted(c.List[0], o, l.caseType(c.List[0]))
		if !isNil(v) {
			l.bindCase(c, v)
		}
		return ok
	})
}

// caseType is the type of a case, nil for nil.
func (l *lowerer) caseType(e ast.Expr) types.Type {
	if l.info().Types[e].IsNil() {
		return nil
	}
	return l.typ(e)
}

// bindCase gives the variable of a type switch its value in a clause.
func (l *lowerer) bindCase(c *ast.CaseClause, o operand) {
	if obj := l.info().Implicits[c]; obj != nil {
		l.frame.vars[obj] = o
		if l.mutableVar(obj) && o.known == nil {
			delete(l.frame.vars, obj)
			l.bind(c, obj, o.t, o)
		}
	}
}
