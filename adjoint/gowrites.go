// What the forward sweep writes of Go memory, and what is therefore not there any
// more when the reverse sweep runs.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// writes is what the forward sweep writes.
type writes struct {
	*ir.Aliases
	places []ir.Place
	known  map[*ir.Instr]bool // what was there when it was analysed
}

func writesOf(f *ir.Func) *writes {
	w := &writes{Aliases: f.Aliases(), known: map[*ir.Instr]bool{}}
	f.Body.Walk(func(in *ir.Instr) {
		w.places, w.known[in] = append(w.places, in.Writes()...), true
	})
	return w
}

// through reports whether an array of the caller may be written by way of a
// reference.
func (w *writes) through(o *ir.Value) bool {
	place := ir.Place{Ref: o, Class: ir.AliasClass("[]", o.Type.Elem())}
	return slices.ContainsFunc(w.places, func(p ir.Place) bool {
		return (p.Ref == nil || p.Ref.Type.Scalar()) && w.MayOverlap(place, p)
	})
}

// stable reports whether what the instruction reads of memory is there still when
// the reverse sweep runs.
func (s *sweep) stable(in *ir.Instr) bool {
	for _, r := range in.Reads() {
		if slices.ContainsFunc(s.wrote.places, func(w ir.Place) bool { return s.wrote.MayOverlap(r, w) }) {
			return false
		}
	}
	return s.wrote.known[in]
}

// rereads reports whether the instruction reads Go memory and gives the same if it
// runs again in the reverse sweep.
func (s *sweep) rereads(in *ir.Instr) bool {
	return (in.IsGet() || in.IsLookup() || in.IsHas() || in.IsSize()) && s.stable(in)
}
