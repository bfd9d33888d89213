// Sorting: an order instruction finds which element goes where, by the caller's
// own comparison, and the elements are put there, so that each element's
// derivative goes where the element goes.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// sorter is a function of the standard library that sorts a slice.
type sorter struct {
	kind  string // of the order
	order sortedBy
}

type sortedBy int

const (
	byValue sortedBy = iota // nothing else is given
	byLess                  // by whether the element of one index is less than that of another
	byCmp                   // by how two elements compare
)

var sorters = map[string]sorter{
	"sort.Float64s": {ir.OrderStable, byValue}, "slices.Sort": {ir.OrderStable, byValue},
	"sort.Slice": {ir.OrderFast, byLess}, "sort.SliceStable": {ir.OrderStable, byLess},
	"slices.SortFunc": {ir.OrderFast, byCmp}, "slices.SortStableFunc": {ir.OrderStable, byCmp},
}

// sorting prepares a call that sorts; nil for others. Where nothing but the slice
// is given and it holds no floats, nothing can matter.
func (l *lowerer) sorting(e *ast.CallExpr, f *types.Func) func() operand {
	name := f.Pkg().Path() + "." + f.Name()
	if kind, ok := interfaceSorters[name]; ok {
		return l.sortsInterface(e, kind)
	}
	s, ok := sorters[name]
	if !ok {
		return nil
	}
	t, ok := l.typ(e.Args[0]).Underlying().(*types.Slice)
	if !ok || s.order == byValue && classOf(t.Elem()) != float {
		return nil
	}
	return l.sortsSlice(e, s, t.Elem())
}

// sortsSlice evaluates the operands of a call that sorts a slice.
func (l *lowerer) sortsSlice(e *ast.CallExpr, s sorter, elem types.Type) func() operand {
	o := l.snapshot(e.Args[0], l.expr(e.Args[0]))
	x := l.value(e.Args[0], o)
	var by operand
	if s.order != byValue {
		by = l.expr(e.Args[1])
	}
	at := func(i *ir.Value) operand {
		return l.snapshot(e, l.read(place{ref: x, path: "[$]", index: []*ir.Value{i}, t: elem}))
	}
	return func() operand {
		l.at(e)
		n := l.b.Size(x)
		order := l.order(e, n, s.kind, func(i, j *ir.Value) *ir.Value {
			switch s.order {
			case byValue:
				return l.b.Op("compare", l.value(e, at(i)), l.value(e, at(j)))
			case byLess:
				return l.answer(e, by, whole(i), whole(j))
			}
			return l.answer(e, by, at(i), at(j))
		})
		l.gather(e, x, n, order, elem)
		return operand{tuple: []operand{}}
	}
}

func whole(v *ir.Value) operand { return operand{t: types.Typ[types.Int], v: v} }

// answer is the only result of a known function.
func (l *lowerer) answer(n ast.Node, f operand, args ...operand) *ir.Value {
	return l.value(n, l.apply(n, f, args).tuple[0])
}

// order finds the order of n elements by a comparison, which must change nothing.
func (l *lowerer) order(n ast.Node, size *ir.Value, kind string, compare func(i, j *ir.Value) *ir.Value) *ir.Value {
	order := l.b.Alloc(ir.Int, ir.AllocOnce, size).Named("order")
	r := l.b.Order(order, kind).Regions[0]
	l.in(r, func() { r.Yield = []*ir.Value{compare(r.Params[0], r.Params[1])} })
	if changes(r) {
		l.refuse(n, "this comparison changes variables or calls code that may, and it is called as often as sorting needs: let it read only")
	}
	return order
}

// changes reports whether a region writes memory of outside.
func changes(r *ir.Region) (found bool) {
	r.Walk(func(in *ir.Instr) {
		for _, p := range in.Writes() {
			found = found || p.Ref == nil || !p.Ref.Region().Inside(r)
		}
	})
	return found
}

// gather puts the elements of x in an order.
func (l *lowerer) gather(n ast.Node, x, size, order *ir.Value, elem types.Type) {
	before := l.b.Make(x.Type, size, size).Named("unsorted")
	l.b.CopyTo(before, x, leafText(elem))
	loop := l.b.For(l.b.Int(0), size)
	l.in(loop.Regions[0], func() {
		i := loop.Index()
		from := place{ref: before, path: "[$]", index: []*ir.Value{l.b.Load(order, i)}, t: elem}
		l.store(n, place{ref: x, path: "[$]", index: []*ir.Value{i}, t: elem}, l.snapshot(n, l.read(from)))
	})
}

// compares is cmp.Compare, whose result no derivative depends on; nil for other
// functions. It is that of the operands' types.
func (l *lowerer) compares(f *types.Func) func(x []*ir.Value) operand {
	if f.FullName() != "cmp.Compare" {
		return nil
	}
	return func(x []*ir.Value) operand {
		v := (*ir.Value)(nil)
		if x[0].Type == ir.TF64 {
			v = l.b.Op("compare", x...)
		} else {
			v = l.b.GoExpr(ir.TInt, "{cmp}.Compare($0, $1)", x...)
		}
		return operand{tuple: []operand{whole(v)}}
	}
}
