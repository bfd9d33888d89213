// Sorting: which element goes where.
//
//	order z "stable" (i int, j int) { … yield before }
//
// z, of n elements, becomes the numbers of n elements in the order that sorting
// puts them in; the region says whether element i comes before element j: by a
// bool, or by an int that is negative then. It changes no memory. "stable" keeps
// the order of equal elements. "fast" leaves it to the algorithm, which is that
// of package sort: equal elements come as sort.Sort and slices.SortFunc put them.

package ir

import (
	"fmt"
	"slices"
	"sort"
)

// The attributes of order.
const (
	OrderStable = "stable"
	OrderFast   = "fast"
)

var orderOp = &Op{Name: "order", Doc: "finds the order of elements that are compared by its region", Attr: TextAttr, Struct: order{}}

func init() { register(orderOp) }

type order struct{}

// IsOrder reports whether the instruction sorts.
func (in *Instr) IsOrder() bool { return in.Op == orderOp }

func (order) Check(in *Instr) error {
	switch {
	case len(in.Args) != 1 || in.Args[0].Type != (Type{Kind: Int, Rank: 1}):
		return fmt.Errorf("the operand is an array of ints")
	case in.Attr != OrderStable && in.Attr != OrderFast:
		return fmt.Errorf("attribute %q, want %q or %q", in.Attr, OrderStable, OrderFast)
	case len(in.Regions) != 1 || len(in.Results) != 0:
		return fmt.Errorf("one region compares, and there are no results")
	}
	r := in.Regions[0]
	if len(r.Params) != 2 || allInts(r.Params) != nil {
		return fmt.Errorf("the parameters of the region are two ints")
	}
	if len(r.Yield) != 1 || r.Yield[0].Type != TBool && r.Yield[0].Type != TInt {
		return fmt.Errorf("the region yields a bool or an int")
	}
	return nil
}

func (order) Effect(in *Instr) Effect { return Effect{Writes: in.Args} }

func (order) Eval(m *Machine, in *Instr) {
	z, r := m.Array(in.Args[0]), in.Regions[0]
	list := make([]int, len(z.Elems))
	for i := range list {
		list[i] = i
	}
	compare := func(i, j int) Scalar {
		m.Set(r.Params[0], Scalar{I: i})
		m.Set(r.Params[1], Scalar{I: j})
		m.Run(r)
		return m.Scalar(r.Yield[0])
	}
	cmp := func(i, j int) int { return compare(i, j).I }
	less := func(a, b int) bool { return compare(list[a], list[b]).B }
	switch stable := in.Attr == OrderStable; {
	case r.Yield[0].Type == TInt && stable:
		slices.SortStableFunc(list, cmp)
	case r.Yield[0].Type == TInt:
		slices.SortFunc(list, cmp)
	case stable:
		sort.SliceStable(list, less)
	default:
		sort.Slice(list, less)
	}
	for k, i := range list {
		z.Elems[k] = Scalar{I: i}
	}
	for k := range z.state {
		z.state[k] = true
	}
}

// Order appends the sorting of the elements that z is to hold the numbers of. The
// caller fills its region.
func (b *Builder) Order(z *Value, kind string) *Instr {
	in := b.Emit(orderOp, kind, []*Value{z})
	r := &Region{Parent: in}
	r.AddParam("i", TInt)
	r.AddParam("j", TInt)
	in.Regions = []*Region{r}
	return in
}
