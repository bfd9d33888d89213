// Functions of the standard library that are not what their source says: they start
// goroutines, look at addresses, or have no source.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// library prepares a call of such a function; nil for others.
func (l *lowerer) library(e *ast.CallExpr, f *types.Func) func() operand {
	switch f.FullName() {
	case "(*sync.WaitGroup).Go":
		return l.inPlace(e)
	case "(*golang.org/x/sync/errgroup.Group).Go":
		return l.inPlaceOrError(e)
	case "(*golang.org/x/sync/errgroup.Group).SetLimit": // of what does not run at the same time
		l.expr(e.Args[0])
		return func() operand { return operand{tuple: []operand{}} }
	case "(*golang.org/x/sync/errgroup.Group).Wait":
		return l.waitFor(e, f)
	case "slices.overlaps":
		args := l.arguments(e, l.typ(e.Fun).Underlying().(*types.Signature))
		return func() operand { return truth(l.overlap(e, args)) }
	case "maps.Clone":
		args := l.arguments(e, l.typ(e.Fun).Underlying().(*types.Signature))
		return func() operand { return l.cloneMap(e, f, args[0]) }
	}
	return nil
}

// inPlace runs a function where it is handed to a goroutine of its own, which is one
// of the orders that a program without races may have.
func (l *lowerer) inPlace(e *ast.CallExpr) func() operand {
	body := l.expr(e.Args[0])
	return func() operand {
		l.apply(e, body, nil)
		return operand{tuple: []operand{}}
	}
}

// inPlaceOrError is inPlace for a function that gives an error, which the group keeps.
func (l *lowerer) inPlaceOrError(e *ast.CallExpr) func() operand {
	group, body := l.groupOf(e), l.expr(e.Args[0])
	return func() operand {
		failure := l.value(e, l.apply(e, body, nil).tuple[0])
		l.b.GoCall("$0.Go(func() error { return $1 })", []*ir.Value{group, failure})
		return operand{tuple: []operand{}}
	}
}

// waitFor gives the error that the group keeps.
func (l *lowerer) waitFor(e *ast.CallExpr, f *types.Func) func() operand {
	group := l.groupOf(e)
	return func() operand {
		t := f.Signature().Results().At(0).Type()
		return operand{tuple: []operand{{t: t, v: l.b.GoCall("$0.Wait()", []*ir.Value{group}, irType(t)).Result()}}}
	}
}

// groupOf is a pointer to the group whose method is called.
func (l *lowerer) groupOf(e *ast.CallExpr) *ir.Value {
	p := l.base(ast.Unparen(e.Fun).(*ast.SelectorExpr).X)
	if _, ok := p.t.Underlying().(*types.Pointer); ok {
		return l.load(p)
	}
	return l.address(e, p)
}

// overlap is whether two slices have elements in common: the first of one is an
// element of the other then.
func (l *lowerer) overlap(n ast.Node, args []operand) *ir.Value {
	x, y := l.value(n, args[0]), l.value(n, args[1])
	elem := ir.GoType("*" + goText(args[0].t.Underlying().(*types.Slice).Elem()))
	found, zero := l.flag("overlap"), l.b.Int(0)
	l.when(l.b.Op("ilt", zero, l.b.Op("imin", l.b.Size(x), l.b.Size(y))), func() {
		for _, s := range [][2]*ir.Value{{x, y}, {y, x}} {
			first := l.b.Addr(elem, s[1], "[$]", l.b.Int(0))
			loop := l.b.For(l.b.Int(0), l.b.Size(s[0]))
			l.in(loop.Regions[0], func() {
				same := l.b.GoExpr(ir.TBool, "$0 == $1", l.b.Addr(elem, s[0], "[$]", loop.Index()), first)
				l.when(same, func() { l.raise(found) }, nil)
			})
		}
	}, nil)
	return l.b.Get(ir.TBool, found, "")
}

// cloneMap copies the entries of a map that is not nil to one that is new.
func (l *lowerer) cloneMap(n ast.Node, f *types.Func, m operand) operand {
	from := l.value(n, m)
	c := l.fresh("", m.t)
	l.store(n, c, l.zero(m.t))
	l.when(l.b.IsNil(from), func() {}, func() {
		to := operand{t: m.t, v: l.b.MakeMap(irType(m.t))}
		l.store(n, c, to)
		t := m.t.Underlying().(*types.Map)
		all := &callable{fn: f.Pkg().Scope().Lookup("Copy").(*types.Func), args: []types.Type{m.t, m.t, t.Key(), t.Elem()}}
		l.expandFunc(n, all, []operand{to, {t: m.t, v: from}})
	})
	return operand{tuple: []operand{l.read(c)}}
}
