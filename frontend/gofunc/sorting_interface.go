// Sorting what has methods Len, Less and Swap.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"chainrule/ir"
)

// interfaceSorters are the functions that sort a sort.Interface, and the order
// that each gives.
var interfaceSorters = map[string]string{"sort.Sort": ir.OrderFast, "sort.Stable": ir.OrderStable}

// sortsInterface evaluates what is to be sorted. Its type has to be known.
func (l *lowerer) sortsInterface(e *ast.CallExpr, kind string) func() operand {
	arg, reversed := l.unreversed(e.Args[0])
	t := l.packageFunc(e).Signature().Params().At(0).Type()
	data, ok := l.converted(arg, l.snapshot(arg, l.expr(arg)), t).known.(*boxed)
	if !ok {
		l.refuse(arg, "which type is sorted is not known here, so neither is how it swaps: sort a value of a type that is known, or a slice with slices.SortFunc")
	}
	l.swapsOnly(e, data, t)
	call := func(name string, args ...operand) operand {
		obj, _, _ := types.LookupFieldOrMethod(t, false, nil, name)
		return l.expandBoxed(e, &callable{fn: obj.(*types.Func)}, data, args)
	}
	return func() operand {
		l.at(e)
		n := l.value(e, call("Len").tuple[0])
		order := l.order(e, n, kind, func(i, j *ir.Value) *ir.Value {
			if reversed {
				i, j = j, i
			}
			return l.value(e, call("Less", whole(i), whole(j)).tuple[0])
		})
		l.bySwaps(n, order, func(i, j *ir.Value) { call("Swap", whole(i), whole(j)) })
		return operand{tuple: []operand{}}
	}
}

// unreversed is the operand of calls of sort.Reverse, and whether an odd number
// of them is around it.
func (l *lowerer) unreversed(e ast.Expr) (arg ast.Expr, reversed bool) {
	for {
		call, ok := ast.Unparen(e).(*ast.CallExpr)
		if !ok {
			return e, reversed
		}
		if f := l.packageFunc(call); f == nil || f.FullName() != "sort.Reverse" {
			return e, reversed
		}
		e, reversed = call.Args[0], !reversed
	}
}

// bySwaps puts elements in an order by swapping them: the element for place i is
// where its number says or, if that was exchanged before, where it went.
func (l *lowerer) bySwaps(n, order *ir.Value, swap func(i, j *ir.Value)) {
	loop := l.b.For(l.b.Int(0), n)
	l.in(loop.Regions[0], func() {
		i := loop.Index()
		trail := l.b.While(l.b.Load(order, i))
		l.in(trail.Regions[0], func() {
			trail.Regions[0].Yield = []*ir.Value{l.b.Op("ilt", trail.Regions[0].Params[0], i)}
		})
		l.in(trail.Regions[1], func() {
			trail.Regions[1].Yield = []*ir.Value{l.b.Load(order, trail.Regions[1].Params[0])}
		})
		swap(i, trail.Result())
	})
}

// swapsOnly demands that the method Swap does nothing but exchange elements: it is
// not called in the order, nor as often, as sorting calls it.
func (l *lowerer) swapsOnly(n ast.Node, data *boxed, t types.Type) {
	obj, _, _ := types.LookupFieldOrMethod(data.inside.t, true, nil, "Swap")
	f, ok := obj.(*types.Func)
	if !ok {
		l.refuse(n, "%s has no method Swap", goName(data.inside.t))
	}
	body, err := l.prog.Source(f)
	if err != nil {
		l.refuse(n, "the method Swap of %s cannot be seen through: %v", goName(data.inside.t), err)
	}
	list := body.Decl.Body.List
	for len(list) > 0 {
		switch {
		case exchanges(list[0]) || swapsWithin(list[0]):
			list = list[1:]
		case len(list) >= 3 && exchangesBy(list[0], list[1], list[2]):
			list = list[3:]
		default:
			l.refuse(n, "the method Swap of %s does more than exchange elements, and how often it is called is up to sorting: let it have statements like x[i], x[j] = x[j], x[i] only",
				goName(data.inside.t))
		}
	}
}

// exchanges reports whether a statement is of the form x[i], x[j] = x[j], x[i],
// for any number of pairs.
func exchanges(s ast.Stmt) bool {
	a, ok := s.(*ast.AssignStmt)
	if !ok || a.Tok != token.ASSIGN || len(a.Lhs) != len(a.Rhs) || len(a.Lhs)%2 != 0 {
		return false
	}
	for k := 0; k < len(a.Lhs); k += 2 {
		if types.ExprString(a.Lhs[k]) != types.ExprString(a.Rhs[k+1]) || types.ExprString(a.Lhs[k+1]) != types.ExprString(a.Rhs[k]) {
			return false
		}
	}
	return true
}

// exchangesBy reports whether statements are t := x[i]; x[i] = x[j]; x[j] = t.
func exchangesBy(keep, first, second ast.Stmt) bool {
	t, x, ok := sides(keep, token.DEFINE)
	y, z, ok2 := sides(first, token.ASSIGN)
	v, w, ok3 := sides(second, token.ASSIGN)
	return ok && ok2 && ok3 && x == y && z == v && w == t
}

// sides is the text of both sides of an assignment of one value.
func sides(s ast.Stmt, tok token.Token) (to, from string, ok bool) {
	a, ok := s.(*ast.AssignStmt)
	if !ok || a.Tok != tok || len(a.Lhs) != 1 || len(a.Rhs) != 1 {
		return "", "", false
	}
	return types.ExprString(a.Lhs[0]), types.ExprString(a.Rhs[0]), true
}

// swapsWithin reports whether a statement calls the method Swap of something else.
func swapsWithin(s ast.Stmt) bool {
	x, ok := s.(*ast.ExprStmt)
	if !ok {
		return false
	}
	call, ok := x.X.(*ast.CallExpr)
	if !ok {
		return false
	}
	sel, ok := call.Fun.(*ast.SelectorExpr)
	return ok && sel.Sel.Name == "Swap"
}
