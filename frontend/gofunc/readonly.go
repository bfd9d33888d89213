// Which functions only read the slices that they are given.

package gofunc

import (
	"go/ast"
	"go/types"
)

// sliced reports whether every slice that is made of the array variable is only
// read: it is an operand of a function that only reads its parameter, or is
// ranged over or indexed at once.
func (l *lowerer) sliced(u *unit, g *types.Var) bool {
	ok := true
	for _, f := range u.files {
		var parents []ast.Node
		ast.Inspect(f, func(n ast.Node) bool {
			if n == nil {
				parents = parents[:len(parents)-1]
				return true
			}
			if s, is := n.(*ast.SliceExpr); is && usesOf(u.info, s.X, g) {
				ok = ok && l.onlyReads(u, parents, s)
			}
			parents = append(parents, n)
			return true
		})
	}
	return ok
}

// usesOf reports whether e is the variable.
func usesOf(info *types.Info, e ast.Expr, g types.Object) bool {
	id, ok := ast.Unparen(e).(*ast.Ident)
	return ok && info.Uses[id] == g
}

// onlyReads reports whether what is done with the expression, seen from the
// nodes around it, only reads the elements.
func (l *lowerer) onlyReads(u *unit, parents []ast.Node, e ast.Expr) bool {
	for len(parents) > 0 {
		parent := parents[len(parents)-1]
		switch p := parent.(type) {
		case *ast.ParenExpr, *ast.SliceExpr:
			e, parents = p.(ast.Expr), parents[:len(parents)-1]
			continue
		case *ast.IndexExpr:
			return !assigned(parents[:len(parents)-1], p)
		case *ast.RangeStmt:
			return p.X == e
		case *ast.CallExpr:
			return l.readsOperand(u, p, e)
		}
		return false
	}
	return false
}

// assigned reports whether the element is assigned, stepped or pointed to.
func assigned(parents []ast.Node, e ast.Expr) bool {
	if len(parents) == 0 {
		return false
	}
	switch p := parents[len(parents)-1].(type) {
	case *ast.AssignStmt:
		for _, x := range p.Lhs {
			if x == e {
				return true
			}
		}
	case *ast.IncDecStmt:
		return true
	case *ast.UnaryExpr:
		return p.Op.String() == "&"
	case *ast.SelectorExpr, *ast.IndexExpr, *ast.ParenExpr:
		return assigned(parents[:len(parents)-1], p.(ast.Expr))
	}
	return false
}

// readsOperand reports whether the function that is called only reads the operand.
func (l *lowerer) readsOperand(u *unit, call *ast.CallExpr, e ast.Expr) bool {
	if tv := u.info.Types[call.Fun]; tv.IsBuiltin() {
		name := builtinName(u.info, call.Fun)
		return name == "len" || name == "cap" || name == "copy" && call.Args[1] == e
	}
	var fn *types.Func
	switch f := ast.Unparen(call.Fun).(type) {
	case *ast.Ident:
		fn, _ = u.info.Uses[f].(*types.Func)
	case *ast.SelectorExpr:
		fn, _ = u.info.Uses[f.Sel].(*types.Func)
	}
	if fn == nil || fn.Signature().Variadic() {
		return false
	}
	for i, a := range call.Args {
		if a == e {
			return l.readsParam(fn, i)
		}
	}
	return false
}

// readsParam reports whether a function only reads what its parameter refers to.
func (l *lowerer) readsParam(fn *types.Func, i int) bool {
	body, err := l.prog.Source(fn)
	if err != nil || l.asking[fn] {
		return l.asking[fn]
	}
	l.asking[fn] = true
	defer delete(l.asking, fn)
	p := body.Func.Signature().Params().At(i)
	ok := true
	var parents []ast.Node
	ast.Inspect(body.Decl.Body, func(n ast.Node) bool {
		if n == nil {
			parents = parents[:len(parents)-1]
			return true
		}
		if id, is := n.(*ast.Ident); is && body.Info.Uses[id] == p {
			ok = ok && l.onlyReads(body.unit, parents, id)
		}
		parents = append(parents, n)
		return true
	})
	return ok
}
