// Sorting by a function or by methods of the program's own: the order is found
// without moving anything, and then the elements are put in it, so that each
// element's derivative goes where the element goes.

package gofunc

import (
	"go/ast"
	"go/types"
	"strings"

	"chainrule/ir"
)

// ordered is what is sorted: how many elements there are, whether one is less than
// another, and what puts them in an order.
type ordered struct {
	size    func() *ir.Value
	less    native
	arrange func(order operand)
}

// unstableTemplate gives the order of elements that have these ranks that package
// sort gives them: which of equal ones comes first is its own affair.
const unstableTemplate = "func(rank []int) []int {\norder := make([]int, len(rank))\nfor i := range order {\norder[i] = i\n}\n" +
	"{sort}.Slice(order, func(i, j int) bool { return rank[order[i]] < rank[order[j]] })\nreturn order\n}($0)  // inactive"

// sortsBy prepares a call that sorts in an order of the program's own; nil for others.
func (l *lowerer) sortsBy(e *ast.CallExpr, f *types.Func) func() operand {
	what, ok, stable := ordered{}, false, strings.Contains(f.Name(), "Stable")
	switch Key(f) {
	case "sort.Slice", "sort.SliceStable":
		what, ok = l.byPlaces(e)
	case "slices.SortFunc", "slices.SortStableFunc":
		what, ok = l.byElements(e), true
	case "sort.Sort", "sort.Stable":
		what, ok = l.byMethods(e)
	}
	if !ok {
		return nil
	}
	return func() operand {
		l.at(e)
		n := operand{v: what.size()}
		order := l.own(e, "sorted", n, operand{known: what.less})
		if !stable {
			rank := l.own(e, "ranks", order, operand{known: what.less})
			order.v = l.b.GoCall(unstableTemplate, []*ir.Value{rank.v}, ir.GoType("[]int")).Result()
		}
		order.v.Name = "order"
		what.arrange(order)
		return operand{tuple: []operand{}}
	}
}

// byPlaces takes a slice and a function that compares what is at two places.
func (l *lowerer) byPlaces(e *ast.CallExpr) (ordered, bool) {
	if _, ok := l.typ(e.Args[0]).Underlying().(*types.Slice); !ok {
		return ordered{}, false
	}
	x, less := l.expr(e.Args[0]), l.expr(e.Args[1])
	return l.orderedSlice(e, x, func(args []operand) operand {
		return l.single(e, l.apply(e, less, args))
	}), true
}

// byElements takes a slice and a function that compares two elements.
func (l *lowerer) byElements(e *ast.CallExpr) ordered {
	x, compare := l.expr(e.Args[0]), l.expr(e.Args[1])
	return l.orderedSlice(e, x, func(args []operand) operand {
		sign := l.single(e, l.apply(e, compare, []operand{l.elementAt(e, x, args[0]), l.elementAt(e, x, args[1])}))
		return operand{t: types.Typ[types.Bool], v: l.b.Op("ilt", l.value(e, sign), l.b.Int(0))}
	})
}

// elementAt is a copy of the element of a slice at a place.
func (l *lowerer) elementAt(n ast.Node, x, i operand) operand {
	elem := x.t.Underlying().(*types.Slice).Elem()
	return l.snapshot(n, l.read(place{ref: l.value(n, x), path: "[$]", index: []*ir.Value{l.value(n, i)}, t: elem}))
}

// orderedSlice is a slice whose elements are put in an order by way of a copy.
func (l *lowerer) orderedSlice(n ast.Node, x operand, less native) ordered {
	ref, elem := l.value(n, x), x.t.Underlying().(*types.Slice).Elem()
	return ordered{
		size:    func() *ir.Value { return l.b.Size(ref) },
		less:    less,
		arrange: func(order operand) { l.permute(n, ref, elem, order.v) },
	}
}

// permute puts the elements of a slice in an order.
func (l *lowerer) permute(n ast.Node, ref *ir.Value, elem types.Type, order *ir.Value) {
	size := l.b.Size(ref)
	before := l.b.Make(ref.Type, size, size).Named("unsorted")
	l.b.CopyTo(before, ref, leafText(elem))
	loop := l.b.For(l.b.Int(0), size)
	l.in(loop.Regions[0], func() {
		i := []*ir.Value{loop.Index()}
		k := l.load(place{ref: order, path: "[$]", index: i, t: types.Typ[types.Int]})
		v := l.read(place{ref: before, path: "[$]", index: []*ir.Value{k}, t: elem})
		l.store(n, place{ref: ref, path: "[$]", index: i, t: elem}, v)
	})
}

// byMethods takes a value with the methods of sort.Interface; in reverse, if the
// call says so.
func (l *lowerer) byMethods(e *ast.CallExpr) (ordered, bool) {
	arg, reversed := l.unreversed(e.Args[0])
	data, ok := l.converted(arg, l.expr(arg), l.packageFunc(e).Signature().Params().At(0).Type()).known.(*boxed)
	if !ok {
		return ordered{}, false
	}
	return ordered{
		size: func() *ir.Value { return l.value(e, l.method(e, data, "Len")) },
		less: func(args []operand) operand {
			if reversed {
				args = []operand{args[1], args[0]}
			}
			return l.method(e, data, "Less", args...)
		},
		arrange: func(order operand) { l.exchange(e, data, order) },
	}, true
}

// unreversed is the operand of sort.Reverse, if e is a call of it.
func (l *lowerer) unreversed(e ast.Expr) (ast.Expr, bool) {
	if call, ok := ast.Unparen(e).(*ast.CallExpr); ok {
		if f := l.packageFunc(call); f != nil && f.Pkg() != nil && Key(f) == "sort.Reverse" {
			return call.Args[0], true
		}
	}
	return e, false
}

// method calls a method of a known interface value.
func (l *lowerer) method(n ast.Node, b *boxed, name string, args ...operand) operand {
	obj, _, _ := types.LookupFieldOrMethod(b.inside.t, true, l.frame.body.Pkg, name)
	fn, ok := obj.(*types.Func)
	if !ok {
		l.refuse(n, "%s has no method %s", goName(b.inside.t), name)
	}
	return l.single(nil, l.expandBoxed(n, &callable{fn: fn}, b, args))
}

// exchange puts elements in an order by exchanges of two.
func (l *lowerer) exchange(n ast.Node, data *boxed, order operand) {
	pairs := l.own(n, "exchanges", order).v
	half := l.b.Op("idiv", l.b.Size(pairs), l.b.Int(2))
	loop := l.b.For(l.b.Int(0), half)
	l.in(loop.Regions[0], func() {
		var args []operand
		for k := range 2 {
			at := l.b.Op("iadd", l.b.Op("imul", loop.Index(), l.b.Int(2)), l.b.Int(k))
			p := place{ref: pairs, path: "[$]", index: []*ir.Value{at}, t: types.Typ[types.Int]}
			args = append(args, l.read(p))
		}
		l.method(n, data, "Swap", args...)
	})
}
