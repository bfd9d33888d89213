// Pools of package sync: "Get may choose to ignore the pool and treat it as empty",
// and does so here, since what is in a pool cannot be known: it gives what New makes.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
)

// pooled prepares a call of Get or Put of a pool that is a variable of a package;
// nil for other calls, and where New is not known.
func (l *lowerer) pooled(e *ast.CallExpr, f *types.Func) func() operand {
	method := f.FullName()
	if method != "(*sync.Pool).Get" && method != "(*sync.Pool).Put" {
		return nil
	}
	u, made := l.newOfPool(ast.Unparen(e.Fun).(*ast.SelectorExpr).X)
	if made == nil {
		return nil
	}
	if f.Name() == "Put" {
		l.expr(e.Args[0])
		return func() operand { return operand{tuple: []operand{}} }
	}
	return func() operand {
		here := l.frame
		l.frame = l.packageFrame(u, made)
		makes := l.expr(made)
		l.frame, l.making = here, len(l.stack)+1
		out := l.apply(e, makes, nil)
		l.making = 0
		return out
	}
}

// newOfPool is the expression that a pool's variable has for New, if nothing but
// its declaration gives it one, and the package that it is in.
func (l *lowerer) newOfPool(pool ast.Expr) (*unit, ast.Expr) {
	g := l.packageVar(pool)
	if g == nil {
		return nil, nil
	}
	u := l.prog.unitSeeing(g.Pkg())
	if u == nil || u.assignsPart(g) {
		return nil, nil
	}
	init := u.initial(g)
	if a, ok := init.(*ast.UnaryExpr); ok && a.Op == token.AND {
		init = a.X
	}
	if lit, ok := init.(*ast.CompositeLit); ok && len(lit.Elts) == 1 {
		return u, lit.Elts[0].(*ast.KeyValueExpr).Value // New is all that can be named
	}
	return nil, nil
}

// packageVar is the variable of a package that an expression names.
func (l *lowerer) packageVar(e ast.Expr) *types.Var {
	var id *ast.Ident
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		id = x
	case *ast.SelectorExpr:
		id = x.Sel
	default:
		return nil
	}
	if v, ok := l.info().Uses[id].(*types.Var); ok && !v.IsField() && v.Parent() == v.Pkg().Scope() {
		return v
	}
	return nil
}

// assignsPart reports whether something in the package assigns a variable or a
// part of it, or points to it.
func (u *unit) assignsPart(g *types.Var) bool {
	found := false
	place := func(e ast.Expr) {
		m := map[types.Object]bool{}
		mark(u.info, m, e)
		found = found || m[g]
	}
	for _, f := range u.files {
		ast.Inspect(f, func(n ast.Node) bool {
			switch n := n.(type) {
			case *ast.AssignStmt:
				for _, e := range n.Lhs {
					place(e)
				}
			case *ast.UnaryExpr:
				if n.Op == token.AND {
					place(n.X)
				}
			}
			return true
		})
	}
	return found
}

// packageFrame is the frame of an expression outside the functions of a package.
func (l *lowerer) packageFrame(u *unit, e ast.Expr) *frame {
	in := slices.IndexFunc(u.files, func(f *ast.File) bool { return f.FileStart <= e.Pos() && e.Pos() < f.FileEnd })
	body := &Body{Info: u.info, Pkg: u.pkg, File: u.files[in], prog: l.prog, unit: u}
	return &frame{body: body, vars: map[types.Object]operand{}, code: &ast.BlockStmt{}}
}
