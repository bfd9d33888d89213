// Tapes: typed buffers that keep a value of each iteration for the reverse
// sweep, and arrays that get the iteration as a further index.

package adjoint

import (
	"slices"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// tape saves v in its home and gives the saved value in m.
func (s *saver) tape(v *ir.Value, m *ir.Region) *ir.Value {
	home := s.home(v.Region())
	owner := home.Parent
	if owner.IsIf() {
		return s.resolve(s.lift(v, home), m.Outer())
	}
	if st := s.stored[v]; st != nil && s.home(st.In) == home {
		return s.reload(st, m)
	}
	buffer := s.buffer(v, owner)
	s.storeTape(v, home, buffer)
	b := s.prologueOf(m)
	index := s.shift(b, m.Params[0], s.resolve(owner.Lo(), m))
	saved := b.Load(s.resolve(buffer, m), index)
	saved.Name = v.Name
	return saved
}

// reload gives a saved value that the program itself stored for good.
func (s *saver) reload(st *ir.Instr, m *ir.Region) *ir.Value {
	index := make([]*ir.Value, len(st.Indices()))
	for k, v := range st.Indices() {
		index[k] = s.resolve(v, m)
	}
	a := s.resolve(st.Array(), m)
	v := s.prologueOf(m).Load(a, index...)
	v.Name = st.Stored().Name
	return v
}

// storesOf finds where each value is stored into an object written once.
func storesOf(f *ir.Func) map[*ir.Value]*ir.Instr {
	list := map[*ir.Value]*ir.Instr{}
	f.Body.Walk(func(in *ir.Instr) {
		if in.IsStore() && in.Array().Object().Once() {
			list[in.Stored()] = in
		}
	})
	return list
}

// buffer allocates an element for each iteration of the loop, before it.
func (s *saver) buffer(v *ir.Value, loop *ir.Instr) *ir.Value {
	b := s.beforeOf(loop)
	b.Pos = loop.Pos
	t := b.Alloc(v.Type.Kind, ir.AllocOnce, s.trips(b, loop))
	t.Name = "tape"
	if v.Name != "" {
		t.Name = v.Name + "Tape"
	}
	return t
}

// storeTape stores v in its home, behind its definition.
func (s *saver) storeTape(v *ir.Value, home *ir.Region, buffer *ir.Value) {
	var b *ir.Builder
	if v.Def == nil {
		b = s.firstOf(home)
	} else {
		b = s.behindOf(v.Def)
		b.Pos = v.Def.Pos
	}
	index := s.shift(b, home.Params[0], home.Parent.Lo())
	b.Store(buffer, v, index)
}

// shift is the counter less the lower bound.
func (s *saver) shift(b *ir.Builder, i, lo *ir.Value) *ir.Value {
	if c, ok := lo.ConstInt(); ok && c == 0 {
		return i
	}
	return b.Op("isub", i, lo)
}

// trips is how often a loop runs.
func (s *saver) trips(b *ir.Builder, loop *ir.Instr) *ir.Value {
	n := loop.Hi()
	if c, ok := loop.Lo().ConstInt(); !ok || c != 0 {
		n = b.Op("isub", n, loop.Lo())
	}
	if pass.NonNegative(n) {
		return n
	}
	return b.Op("imax", n, b.Int(0))
}

// lift makes v, which one side of a branch defines, a result of the branch.
func (s *saver) lift(v *ir.Value, home *ir.Region) *ir.Value {
	in := home.Parent
	r := &ir.Value{Name: v.Name, Type: v.Type, Def: in}
	in.Results = append(in.Results, r)
	for _, side := range in.Regions {
		y := v
		if side != home {
			y = zeroOf(side.Build(), v.Type)
		}
		side.Yield = append(side.Yield, y)
	}
	return r
}

func zeroOf(b *ir.Builder, t ir.Type) *ir.Value {
	switch t.Kind {
	case ir.Int:
		return b.Int(0)
	case ir.Bool:
		return b.Bool(false)
	}
	return b.Float(0)
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
	all := b.Alloc(in.Result().Type.Kind, in.Attr.(string), append([]*ir.Value{s.trips(b, owner)}, dims...)...)
	all.Name = in.Result().Name
	s.becomePart(in, all, owner)
}

// moveOut makes the alloc an instruction of the region around the branch.
func (s *saver) moveOut(in *ir.Instr, b *ir.Builder, dims []*ir.Value) {
	z := b.Alloc(in.Result().Type.Kind, in.Attr.(string), dims...)
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
	if in == nil || !pass.Speculable(in) && !(in.IsLoad() && pass.InRange(in) && s.reloadable(in)) {
		return false
	}
	return !slices.ContainsFunc(in.Args, func(a *ir.Value) bool { return !s.cannotFail(a, owner) })
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
	return slices.ContainsFunc(d.Def.Args, func(a *ir.Value) bool { return s.dependsOn(a, v, outside) })
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
	if in == nil || !s.repeatable(in) {
		s.refuseExtent(owner)
		return b.Int(0)
	}
	inputs := slices.Clone(in.Args)
	for _, sub := range in.Regions {
		inputs = append(inputs, sub.Free()...)
	}
	for _, a := range inputs {
		env[a] = s.slice(b, a, owner, env)
	}
	b.Copy(in, env)
	return env[d]
}

// repeatable reports whether running the instruction again elsewhere gives the
// same results and does nothing else.
func (s *saver) repeatable(in *ir.Instr) bool {
	if in.IsLoad() {
		return s.reloadable(in)
	}
	if len(in.Regions) == 0 {
		return pass.Pure(in) && !in.IsAlloc()
	}
	for _, sub := range in.Regions {
		for _, inner := range sub.Instrs {
			if !s.repeatable(inner) {
				return false
			}
		}
	}
	return true
}

func (s *saver) refuseExtent(owner *ir.Instr) {
	if !s.refused[owner] {
		s.refused[owner] = true
		s.diags.Add(owner.Pos, "how much this loop must save for the reverse sweep depends on what it computes; make the bounds of inner loops depend on counters, sizes and unchanged arrays only")
	}
}

// place puts the instructions that were made on the way where they belong.
func (s *saver) place(r *ir.Region) {
	old := r.Instrs
	r.Instrs = nil
	s.put(s.first[r], r)
	s.put(s.prologue[r], r)
	for _, in := range old {
		s.putInstr(in, r)
	}
}

func (s *saver) put(list, r *ir.Region) {
	if list == nil {
		return
	}
	for _, in := range list.Instrs {
		s.putInstr(in, r)
	}
}

// putInstr appends the instruction with what was made to stand around it.
func (s *saver) putInstr(in *ir.Instr, r *ir.Region) {
	s.put(s.before[in], r)
	in.In = r
	r.Instrs = append(r.Instrs, in)
	s.put(s.behind[in], r)
	for _, sub := range in.Regions {
		s.place(sub)
	}
}
