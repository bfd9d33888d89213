// Shadows that the forward sweep does not need: memory that only the reverse sweep
// refers to is made there, as zeros, and not kept on a tape.

package adjoint

import "chainrule/ir"

// recreates reports whether v is memory that is made anew in the reverse sweep:
// nothing in scope of v refers to it, apart from names of its parts that nothing
// in scope refers to either.
func (s *saver) recreates(v *ir.Value) bool {
	if v.Def == nil || !v.Def.IsNew() && !v.Def.IsMake() && !v.Def.IsMakeMap() {
		return false
	}
	if s.inScope == nil {
		s.inScope = map[*ir.Value][]*ir.Instr{}
		s.scan(s.f.Body)
	}
	return !s.usedInScope(v)
}

// usedInScope reports whether something in scope of v needs it.
func (s *saver) usedInScope(v *ir.Value) bool {
	for _, in := range s.inScope[v] {
		if in == nil || !in.IsAddr() && !in.IsReslice() || s.usedInScope(in.Result()) {
			return true
		}
	}
	return false
}

// scan notes what uses each reference in its scope; nil is a yield.
func (s *saver) scan(r *ir.Region) {
	note := func(vs []*ir.Value, in *ir.Instr) {
		for _, v := range vs {
			if v.Type.Kind == ir.Go && r.Inside(v.Region()) {
				s.inScope[v] = append(s.inScope[v], in)
			}
		}
	}
	for _, in := range r.Instrs {
		note(in.Args, in)
		for _, sub := range in.Regions {
			s.scan(sub)
		}
	}
	note(r.Yield, nil)
}
