// Shadows that the forward sweep does not need: memory that only the reverse sweep
// refers to is made there, as zeros, and not kept on a tape.

package adjoint

import "chainrule/ir"

// recreates reports whether v is memory that is made anew in the reverse sweep:
// nothing in scope of v refers to it, apart from names of its parts that nothing
// in scope refers to either.
func (s *saver) recreates(v *ir.Value) bool {
	return v.Def != nil && (v.Def.IsNew() || v.Def.IsMake() || v.Def.IsMakeMap()) && !s.usedInScope(v)
}

// partOfRecreated reports whether v names a part of such memory: the one that is
// made anew, whatever it costs to say which part, for another is not written to.
func (s *saver) partOfRecreated(v *ir.Value) bool {
	if !isPartName(v.Def) {
		return false
	}
	for isPartName(v.Def) {
		v = v.Def.Ref()
	}
	return s.recreates(v)
}

func isPartName(in *ir.Instr) bool { return in != nil && (in.IsAddr() || in.IsReslice()) }

// usedInScope reports whether something in scope of v needs it.
func (s *saver) usedInScope(v *ir.Value) bool {
	for _, in := range s.inScope[v] {
		if !isPartName(in) || s.usedInScope(in.Result()) {
			return true
		}
	}
	return false
}

// scan notes what uses each reference in its scope; nil is a yield. It is done once,
// before anything is saved, so that the answer is the same wherever it is asked for.
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
