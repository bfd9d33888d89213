// Loops that only set the elements of a slice to zero.

package codegen

import (
	"chainrule/ir"
	"chainrule/ir/pass"
)

// cleared is the write of a loop that sets the first elements of a slice to
// zero and does nothing else, or nil.
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

// clearElements emits such a loop.
func (g *gen) clearElements(in, put *ir.Instr) {
	s := g.ref(put.Ref())
	if !isSizeOf(in.Hi(), put.Ref()) {
		s = slice(s, nil, g.use(in.Hi()), nil)
	}
	g.flushPlaces(put.Writes())
	g.at = put.Pos
	g.put(&run{call("", "clear", s)})
}
