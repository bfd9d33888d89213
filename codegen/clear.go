// Loops that only set the elements of a slice to zero.

package codegen

import (
	"chainrule/ir"
	"chainrule/ir/pass"
)

// cleared is the write of a loop that sets the first elements of a slice or array
// to zero and does nothing else, or nil.
func (g *gen) cleared(in *ir.Instr) (put *ir.Instr) {
	lo, ok := in.Lo().ConstInt()
	if !ok || lo != 0 || len(g.facts.slots(in)) > 0 || !pass.NonNegative(in.Hi()) {
		return nil
	}
	for _, x := range in.Regions[0].Instrs {
		switch {
		case isNote(x) || !g.facts.live[x] || isConstant(x):
		case put == nil && x.IsPut() && x.Path() == "[$]" && x.Ref().Type.IsSlice() && x.PathIndices()[0] == in.Index() && in.In.Inside(x.Ref().Region()):
			put = x
		case put == nil && x.IsStore() && g.visits(in, x):
			put = x
		default:
			return nil
		}
	}
	if put != nil {
		if zero := literal(put.Stored()); zero != nil && isZero(zero) {
			return put
		}
	}
	return nil
}

// visits reports whether a loop reaches, by a store, the first elements of an array of
// one dimension.
func (g *gen) visits(loop, store *ir.Instr) bool {
	a, all, lane := g.access(store.Array(), store.Indices())
	return len(all) == 1 && lane == nil && all[0] == loop.Index() && loop.In.Inside(store.Array().Region()) &&
		g.records[a.base] == nil && g.shapes.inRange(all[0], a.dims[0])
}

// clearElements emits such a loop.
func (g *gen) clearElements(in, put *ir.Instr) {
	var s *expr
	whole := false
	if put.IsStore() {
		a := g.shapes.shape(put.Array())
		s, whole = g.wholeSlice(put.Array()), g.shapes.size(in.Hi()) == g.shapes.extent(a.dims[0])
	} else {
		s, whole = g.ref(put.Ref()), isSizeOf(in.Hi(), put.Ref())
	}
	if !whole {
		s = slice(s, nil, g.use(in.Hi()), nil)
	}
	g.flushPlaces(put.Writes())
	g.at = put.Pos
	g.put(&run{call("", "clear", s)})
}
