// Sorting floats: the order is found by Go code, and the elements are put in it,
// so that each element's derivative goes where the element goes.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// sorters are the functions that sort a slice of floats as slices.Sort does.
var sorters = map[string]bool{"sort.Float64s": true, "slices.Sort": true}

// orderTemplate gives the places of the elements in ascending order; equal
// elements keep theirs. Which order that is does not change with the elements, as
// long as it is the only one.
const orderTemplate = "func(x []$T) []int {\norder := make([]int, len(x))\nfor i := range order {\norder[i] = i\n}\n" +
	"{slices}.SortStableFunc(order, func(i, j int) int { return {cmp}.Compare(x[i], x[j]) })\nreturn order\n}($0)  // inactive"

func (l *lowerer) sorts(e *ast.CallExpr, elem types.Type) func() operand {
	x := l.value(e.Args[0], l.expr(e.Args[0]))
	return func() operand {
		l.at(e)
		text := replaceType(orderTemplate, goText(elem))
		order := l.b.GoCall(text, []*ir.Value{x}, ir.GoType("[]int")).Result()
		order.Name = "order"
		n := l.b.Size(x)
		before := l.b.Make(x.Type, n, n).Named("unsorted")
		l.b.CopyTo(before, x, leafText(elem))
		loop := l.b.For(l.b.Int(0), n)
		l.in(loop.Regions[0], func() {
			i := []*ir.Value{loop.Index()}
			k := l.load(place{ref: order, path: "[$]", index: i, t: types.Typ[types.Int]})
			v := l.load(place{ref: before, path: "[$]", index: []*ir.Value{k}, t: elem})
			l.store(e, place{ref: x, path: "[$]", index: i, t: elem}, operand{t: elem, v: v})
		})
		return operand{tuple: []operand{}}
	}
}

// sortsFloats is the element type of the slice that a call sorts, if its
// elements are floats.
func (l *lowerer) sortsFloats(e *ast.CallExpr, f *types.Func) (types.Type, bool) {
	if !sorters[f.Pkg().Path()+"."+f.Name()] {
		return nil, false
	}
	s, ok := l.typ(e.Args[0]).Underlying().(*types.Slice)
	return s.Elem(), ok && classOf(s.Elem()) == float
}
