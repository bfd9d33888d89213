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
	places []written
	order  map[*ir.Instr]int // of what was there when it was analysed, from 1
}

// written is a place and what writes it.
type written struct {
	ir.Place
	by *ir.Instr
}

func writesOf(f *ir.Func) *writes {
	w := &writes{Aliases: f.Aliases(), order: map[*ir.Instr]int{}}
	f.Body.Walk(func(in *ir.Instr) {
		for _, p := range in.Writes() {
			w.places = append(w.places, written{p, in})
		}
		w.order[in] = len(w.order) + 1
	})
	return w
}

// after reports whether the write may run after the instruction: it comes later,
// or with it in a loop.
func (w *writes) after(write, in *ir.Instr) bool {
	if w.order[write] >= w.order[in] {
		return true
	}
	for r := write.In; r != nil; r = r.Outer() {
		if r.Parent != nil && repeats(r.Parent) && in.In.Inside(r) {
			return true
		}
	}
	return false
}

// through reports whether an array of the caller may be written by way of a
// reference.
func (w *writes) through(o *ir.Value) bool {
	place := ir.Place{Ref: o, Class: ir.AliasClass("[]", o.Type.Elem())}
	return slices.ContainsFunc(w.places, func(p written) bool {
		return (p.Ref == nil || p.Ref.Type.Scalar()) && w.MayOverlap(place, p.Place)
	})
}

// stable reports whether what the instruction reads of memory is there still when
// the reverse sweep runs.
func (s *sweep) stable(in *ir.Instr) bool { return s.unwritten(in, s.wrote.after) }

// untouched reports whether the forward sweep writes nothing that the instruction
// reads.
func (s *sweep) untouched(in *ir.Instr) bool {
	return s.unwritten(in, func(_, _ *ir.Instr) bool { return true })
}

// unwritten is untouched for the writes that count.
func (s *sweep) unwritten(in *ir.Instr, counts func(write, in *ir.Instr) bool) bool {
	for _, r := range in.Reads() {
		if slices.ContainsFunc(s.wrote.places, func(w written) bool {
			return s.wrote.MayOverlap(r, w.Place) && counts(w.by, in)
		}) || s.split && s.act.writtenAnywhere(r) {
			return false
		}
	}
	return s.wrote.order[in] > 0
}

// writtenAnywhere reports whether some function may write memory of the class of the
// place, before the reverse sweep of another runs.
func (a *activity) writtenAnywhere(p ir.Place) bool {
	return slices.ContainsFunc(a.places, p.SameClass)
}

// allWrites lists the places, told apart by their classes, that the functions of the
// program write.
func (a *activity) allWrites() (list []ir.Place) {
	a.walk(func(in *ir.Instr) {
		if in.IsCall() && a.callee[in.Callee()] != nil {
			return
		}
		for _, p := range in.Writes() {
			if p.Ref = nil; !slices.Contains(list, p) {
				list = append(list, p)
			}
		}
	})
	return list
}

// rereads reports whether the instruction reads Go memory and gives the same if it
// runs again in the reverse sweep.
func (s *sweep) rereads(in *ir.Instr) bool { return looks(in) && s.stable(in) }

// looks reports whether the instruction only looks into Go memory.
func looks(in *ir.Instr) bool { return in.IsGet() || in.IsLookup() || in.IsHas() || in.IsSize() }
