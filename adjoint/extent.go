// Extents: arrays that leave a loop or branch because the reverse sweep reads
// them, and what must be known for that before the loop begins.

package adjoint

import (
	"slices"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// obtainable reports whether an array can be had in m: it is in scope there, or
// its alloc can be moved to where it is.
func (s *saver) obtainable(o *ir.Value, m *ir.Region) bool {
	home := s.home(o.Region())
	return m.Inside(home) || o.Def != nil && o.Def.IsAlloc() && s.movable(o.Def.Args, home, m)
}

// movable reports whether an alloc of the extents that is in r, or in the region
// around if extents is nil, can be moved out to a region that m is in, with an
// axis for each loop it leaves: what these extents are computed from must be
// known there.
func (s *saver) movable(extents []*ir.Value, r, m *ir.Region) bool {
	guarded := false // an extent may be computed by a construct of its own
	for !m.Inside(r) {
		owner := r.Parent
		if owner.IsWhile() {
			return false
		}
		l := &leaves{saver: s, owner: owner, outer: s.home(owner.In), seen: map[*ir.Value]bool{}}
		for _, d := range extents {
			if !l.visit(d) {
				return false
			}
			guarded = guarded || owner.IsIf() && !s.cannotFail(d, owner)
		}
		guarded = guarded || l.own
		switch {
		case owner.IsLoop():
			l.found = append(l.found, owner.Lo(), owner.Hi())
		case guarded:
			l.found = append(l.found, owner.Args[0])
		}
		extents, r = l.found, l.outer
	}
	return true
}

// leaves finds the values of outside that extents are computed from.
type leaves struct {
	*saver
	owner *ir.Instr
	outer *ir.Region
	seen  map[*ir.Value]bool
	found []*ir.Value
	own   bool // what computes the extents cannot run anywhere: it counts, or may fail
}

// visit reports whether v can be computed from such values and the counter.
func (l *leaves) visit(v *ir.Value) bool {
	switch {
	case l.seen[v]:
		return true
	case l.outer.Inside(l.home(v.Region())):
		l.found = append(l.found, v)
	case l.owner.IsLoop() && v == l.owner.Index():
		l.own = true
	case v.Def == nil || !l.repeatable(v.Def, l.owner):
		return false
	default:
		l.own = l.own || !l.runsAnywhere(v.Def, l.owner)
		for _, a := range inputsOf(v.Def) {
			if !l.visit(a) {
				return false
			}
		}
	}
	l.seen[v] = true
	return true
}

// writesWithin reports whether the construct writes the object.
func writesWithin(owner *ir.Instr, o *ir.Value) (found bool) {
	for _, r := range owner.Regions {
		r.Walk(func(in *ir.Instr) {
			found = found || slices.ContainsFunc(in.Effect().Writes, func(w *ir.Value) bool { return w.Object() == o })
		})
	}
	return found
}

// refuseArray reports an array that the reverse sweep needs and cannot have.
func (s *saver) refuseArray(v *ir.Value) *ir.Value {
	if in := v.Object().Def; in != nil && !s.refused[in] {
		s.refused[in] = true
		s.diags.Add(in.Pos, "the reverse sweep needs this array, which is made anew in each iteration of a loop that it cannot be moved out of")
	}
	return v
}

// expand moves an alloc out of the loop or branch that m mirrors. Out of a loop
// it gets the counter as leading index, and a part of it takes its place.
func (s *saver) expand(in *ir.Instr, m *ir.Region) {
	owner := s.home(in.In).Parent
	b := s.beforeOf(owner)
	b.Pos = in.Pos
	dims := make([]*ir.Value, len(in.Args))
	for k, d := range in.Args {
		dims[k] = s.outside(b, d, owner)
	}
	if owner.IsIf() {
		s.moveOut(in, b, dims)
		return
	}
	all := allocOf(b, in.Result().Type, in.Attr.(string), append([]*ir.Value{s.trips(b, owner)}, dims...)...)
	all.Name = in.Result().Name
	s.becomePart(in, all, owner)
}

// moveOut makes the alloc an instruction of the region around the branch.
func (s *saver) moveOut(in *ir.Instr, b *ir.Builder, dims []*ir.Value) {
	z := allocOf(b, in.Result().Type, in.Attr.(string), dims...)
	z.Name = in.Result().Name
	view := ir.MustOp("view")
	in.Op, in.Attr, in.Args = view, nil, append([]*ir.Value{z}, in.Args...)
}

// becomePart turns the alloc into the part of all that is this iteration's; a
// view of it where the part is larger than the alloc was.
func (s *saver) becomePart(in *ir.Instr, all *ir.Value, loop *ir.Instr) {
	zero := in.Attr == ir.AllocZero
	index := s.shift(s.firstOf(s.home(in.In)), loop.Index(), loop.Lo())
	if slices.Equal(all.Def.Args[1:], in.Args) {
		in.Op, in.Attr, in.Args = ir.MustOp("part"), nil, []*ir.Value{all, index}
	} else {
		p := s.beforeOf(in).Part(all, index)
		in.Op, in.Attr, in.Args = ir.MustOp("view"), nil, append([]*ir.Value{p}, in.Args...)
	}
	if zero {
		s.behindOf(in).Zero(in.Result())
	}
}

// outside is an extent d for use before the loop or branch: itself, computed
// again there, or the largest that any iteration has.
func (s *saver) outside(b *ir.Builder, d *ir.Value, owner *ir.Instr) *ir.Value {
	if s.home(owner.In).Inside(s.home(d.Region())) {
		return d
	}
	env := map[*ir.Value]*ir.Value{}
	if owner.IsIf() && s.cannotFail(d, owner) {
		return s.slice(b, d, owner, env)
	}
	if owner.IsIf() {
		return s.insideBranch(b, d, owner)
	}
	if !s.dependsOn(d, owner.Index(), s.home(owner.In)) {
		return s.slice(b, d, owner, env)
	}
	largest := b.For(owner.Lo(), owner.Hi(), b.Int(0))
	inner := largest.Regions[0].Build()
	inner.Pos = b.Pos
	env[owner.Index()] = largest.Index()
	v := s.slice(inner, d, owner, env)
	inner.Region.Yield = []*ir.Value{inner.Op("imax", largest.Carried()[0], v)}
	return largest.Results[0]
}

// cannotFail reports whether d may be computed before the construct though the
// program might not compute it.
func (s *saver) cannotFail(d *ir.Value, owner *ir.Instr) bool {
	if s.home(owner.In).Inside(s.home(d.Region())) {
		return true
	}
	in := d.Def
	return in != nil && s.runsAnywhere(in, owner) && !slices.ContainsFunc(in.Args, func(a *ir.Value) bool { return !s.cannotFail(a, owner) })
}

// runsAnywhere reports whether the instruction, given its operands, cannot fail
// before the construct.
func (s *saver) runsAnywhere(in, owner *ir.Instr) bool {
	return pass.Speculable(in) || in.IsLoad() && pass.InRange(in) && s.repeatable(in, owner)
}

// insideBranch computes an extent again under the condition of the branch, so
// that it cannot fail where the program would not compute it; 0 otherwise.
func (s *saver) insideBranch(b *ir.Builder, d *ir.Value, owner *ir.Instr) *ir.Value {
	in := b.If(owner.Args[0], ir.TInt)
	in.Pos = owner.Pos
	for k, side := range in.Regions {
		sb := side.Build()
		if s.home(d.Region()).Inside(owner.Regions[k]) {
			side.Yield = []*ir.Value{s.slice(sb, d, owner, map[*ir.Value]*ir.Value{})}
		} else {
			side.Yield = []*ir.Value{sb.Int(0)}
		}
	}
	return in.Result()
}

// dependsOn reports whether d is computed from v, outside values aside.
func (s *saver) dependsOn(d, v *ir.Value, outside *ir.Region) bool {
	if d == v {
		return true
	}
	if d.Def == nil || outside.Inside(s.home(d.Region())) {
		return false
	}
	return slices.ContainsFunc(inputsOf(d.Def), func(a *ir.Value) bool { return s.dependsOn(a, v, outside) })
}

// slice computes d again from the loop's counter and outer values.
func (s *saver) slice(b *ir.Builder, d *ir.Value, owner *ir.Instr, env map[*ir.Value]*ir.Value) *ir.Value {
	if env[d] != nil {
		return env[d]
	}
	if s.home(owner.In).Inside(s.home(d.Region())) {
		return d
	}
	in := d.Def
	if in == nil || !s.repeatable(in, owner) {
		panic("adjoint: the extent " + d.Name + " is not known before its loop")
	}
	for _, a := range inputsOf(in) {
		env[a] = s.slice(b, a, owner, env)
	}
	s.sameAs(b.Copy(in, env), in)
	return env[d]
}

// sameAs notes of what an instruction, with all that it holds, is a copy: what
// was found out about memory is known of the original only.
func (s *saver) sameAs(c, in *ir.Instr) {
	s.origin[c] = s.original(in)
	for k, sub := range c.Regions {
		for j, inner := range sub.Instrs {
			s.sameAs(inner, in.Regions[k].Instrs[j])
		}
	}
}

// original is what the instruction is a copy of, itself if it is none.
func (s *saver) original(in *ir.Instr) *ir.Instr {
	if o := s.origin[in]; o != nil {
		return o
	}
	return in
}

// inputsOf are the values that the instruction and its regions take.
func inputsOf(in *ir.Instr) []*ir.Value {
	inputs := slices.Clone(in.Args)
	for _, sub := range in.Regions {
		inputs = append(inputs, sub.Free()...)
	}
	return inputs
}

// repeatable reports whether running the instruction before the construct that
// it is in gives the same results and does nothing else.
func (s *saver) repeatable(in, owner *ir.Instr) bool {
	if in.IsLoad() {
		return s.reloadable(in) && !writesWithin(owner, in.Array().Object())
	}
	if len(in.Regions) == 0 {
		return pass.Pure(in) && !in.IsAlloc() || looks(in) && s.untouched(s.original(in))
	}
	for _, sub := range in.Regions {
		for _, inner := range sub.Instrs {
			if !s.repeatable(inner, owner) {
				return false
			}
		}
	}
	return true
}
