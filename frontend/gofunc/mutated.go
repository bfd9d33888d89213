// Which variables a function assigns after their declaration, points to, or
// captures in a literal: the others are values.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
)

// mutated finds the variables that something in the code assigns other than by
// their declaration, or takes the address of.
func mutated(info *types.Info, code ast.Node) map[types.Object]bool {
	return changedIn(info, code, false)
}

// changedIn is mutated where slices of arrays may be left to be looked at apart.
func changedIn(info *types.Info, code ast.Node, tables bool) map[types.Object]bool {
	m := map[types.Object]bool{}
	ast.Inspect(code, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.AssignStmt:
			for _, e := range n.Lhs {
				if id, ok := e.(*ast.Ident); ok && n.Tok == token.DEFINE && info.Defs[id] != nil {
					continue
				}
				mark(info, m, e)
			}
		case *ast.IncDecStmt:
			mark(info, m, n.X)
		case *ast.RangeStmt:
			if n.Tok == token.ASSIGN {
				mark(info, m, n.Key)
				mark(info, m, n.Value)
			}
		case *ast.UnaryExpr:
			if n.Op == token.AND {
				mark(info, m, n.X)
			}
		case *ast.SelectorExpr:
			if s := info.Selections[n]; s != nil && s.Kind() == types.MethodVal && pointerReceiver(s) {
				mark(info, m, n.X)
			}
		case *ast.SliceExpr:
			if t := info.TypeOf(n.X); !tables && t != nil && isArray(t) {
				mark(info, m, n.X)
			}
		}
		return true
	})
	return m
}

// mark marks the variable that the place e is part of.
func mark(info *types.Info, m map[types.Object]bool, e ast.Expr) {
	for e != nil {
		switch x := ast.Unparen(e).(type) {
		case *ast.Ident:
			m[info.ObjectOf(x)] = true
			return
		case *ast.SelectorExpr:
			e = x.X
		case *ast.IndexExpr:
			if t := info.TypeOf(x.X); t == nil || !isArray(t) {
				return
			}
			e = x.X
		default:
			return
		}
	}
}

func isArray(t types.Type) bool {
	_, ok := t.Underlying().(*types.Array)
	return ok
}

func pointerReceiver(s *types.Selection) bool {
	f, ok := s.Obj().(*types.Func)
	if !ok || f.Type().(*types.Signature).Recv() == nil {
		return false
	}
	_, ok = types.Unalias(f.Type().(*types.Signature).Recv().Type()).(*types.Pointer)
	return ok
}
