// Variables of packages: nothing is differentiated by them, so what they hold is
// read as it is.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"chainrule/ir"
)

// global is the place of a package's variable. One that the output could not
// name is a table of its own, if nothing changes it.
func (l *lowerer) global(n ast.Node, g *types.Var) place {
	if !g.Exported() && g.Pkg().Path() != l.target {
		return l.table(n, g)
	}
	return place{ref: l.b.GoExpr(ir.GoType("*"+goText(g.Type())), "&"+qualified(g)), t: g.Type()}
}

// readGlobal is what a package's variable holds.
func (l *lowerer) readGlobal(n ast.Node, g *types.Var) operand {
	return l.read(l.global(n, g))
}

// qualified is the Go text of an object of a package.
func qualified(o types.Object) string { return "{" + o.Pkg().Path() + "}." + o.Name() }

// table makes, at the beginning of the function, what an unexported variable of
// another package holds from the start.
func (l *lowerer) table(n ast.Node, g *types.Var) place {
	key := qualified(g)
	if p, ok := l.tables[key]; ok {
		return p
	}
	u := l.prog.unitSeeing(g.Pkg())
	if u == nil {
		l.refuse(n, "%s is a variable of package %s that cannot be named outside it", g.Name(), g.Pkg().Name())
	}
	init := u.initial(g)
	if init == nil || u.changes(g) || !l.sliced(u, g) {
		l.refuse(n, "%s is an unexported variable of package %s, which cannot be read from package %s: generate the derivative in its own package", g.Name(), g.Pkg().Name(), l.target)
	}
	p := l.first(u, init, g)
	l.tables[key] = p
	return p
}

// first evaluates an expression of a package before everything else.
func (l *lowerer) first(u *unit, init ast.Expr, g *types.Var) (p place) {
	here, at := l.frame, l.b.Pos
	l.frame = l.packageFrame(u, init)
	r := &ir.Region{}
	l.in(r, func() {
		l.b.Pos = l.prog.Position(init.Pos())
		o := l.snapshot(init, l.converted(init, l.expr(init), g.Type()))
		if o.place == nil {
			c := l.fresh(g.Name(), g.Type())
			l.store(init, c, o)
			o.place = &c
		}
		p = *o.place
	})
	for _, in := range r.Instrs {
		in.In = l.fn.Body
	}
	l.fn.Body.Instrs = append(r.Instrs, l.fn.Body.Instrs...)
	l.frame, l.b.Pos = here, at
	return p
}

// initial is the expression that a variable of the package is declared with.
func (u *unit) initial(g *types.Var) (init ast.Expr) {
	for _, f := range u.files {
		for _, d := range f.Decls {
			decl, ok := d.(*ast.GenDecl)
			if !ok || decl.Tok != token.VAR {
				continue
			}
			for _, s := range decl.Specs {
				spec := s.(*ast.ValueSpec)
				for i, id := range spec.Names {
					if u.info.Defs[id] == g && len(spec.Values) == len(spec.Names) {
						return spec.Values[i]
					}
				}
			}
		}
	}
	return nil
}

// changes reports whether anything in the package may change the variable: it
// assigns it or a part of it, points to it, or gives it away.
func (u *unit) changes(g *types.Var) bool {
	if u.mutable == nil {
		u.mutable = map[types.Object]bool{}
		for _, f := range u.files {
			for v := range changedIn(u.info, f, true) {
				u.mutable[v] = true
			}
		}
	}
	return u.mutable[g] || !onlyIndexed(u, g)
}

// onlyIndexed reports whether every use of a variable that refers to memory
// reads an element, its length, or ranges over it.
func onlyIndexed(u *unit, g *types.Var) bool {
	if classOf(g.Type()) != reference {
		return true
	}
	uses, read := 0, 0
	for _, f := range u.files {
		ast.Inspect(f, func(n ast.Node) bool {
			is := func(e ast.Expr) bool {
				id, ok := ast.Unparen(e).(*ast.Ident)
				return ok && u.info.Uses[id] == g
			}
			switch n := n.(type) {
			case *ast.Ident:
				if u.info.Uses[n] == g {
					uses++
				}
			case *ast.IndexExpr:
				if is(n.X) {
					read++
				}
			case *ast.RangeStmt:
				if is(n.X) {
					read++
				}
			case *ast.CallExpr:
				if u.info.Types[n.Fun].IsBuiltin() && len(n.Args) == 1 && is(n.Args[0]) {
					read++
				}
			case *ast.AssignStmt:
				for _, e := range n.Lhs {
					if x, ok := ast.Unparen(e).(*ast.IndexExpr); ok && is(x.X) {
						read -= 2 // an element is assigned
					}
				}
			}
			return true
		})
	}
	return uses == read
}
