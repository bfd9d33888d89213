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
	christen(v)
	home := s.home(v.Region())
	owner := home.Parent
	indexed := s.movable(nil, home, m)
	switch st := s.stored[v]; {
	case !v.Type.Scalar():
		return s.refuseArray(v)
	case indexed && owner.IsIf():
		return s.resolve(s.lift(v, home), m.Outer())
	case st != nil && s.home(st.In) == home && s.obtainable(st.Array().Object(), m) && (indexed || s.cheapIndex(st, m)):
		return s.reload(st, m)
	case !indexed:
		return s.stackTape(v, home, m)
	}
	buffer := s.buffer(v, owner)
	s.storeTape(v, home, buffer)
	b := s.prologueOf(m)
	index := s.shift(b, m.Params[0], s.resolve(owner.Lo(), m))
	saved := b.Load(s.resolve(buffer, m), index)
	saved.Name = v.Name
	return saved
}

// cheapIndex reports whether the element is found again without saving more.
func (s *saver) cheapIndex(st *ir.Instr, m *ir.Region) bool {
	return !slices.ContainsFunc(st.Indices(), func(i *ir.Value) bool { return s.cost(i, m) > recomputeLimit })
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

// stackTape pushes v in its home and pops it in m. The stack is made once, before
// the outermost construct.
func (s *saver) stackTape(v *ir.Value, home, m *ir.Region) *ir.Value {
	top := home.Parent
	for s.home(top.In).Parent != nil {
		top = s.home(top.In).Parent
	}
	b := s.beforeOf(top)
	b.Pos = top.Pos
	if s.split {
		return s.ownTape(b, v, home, m)
	}
	stack := b.Stack(v.Type)
	stack.Name = tapeName(v)
	s.definitionOf(v, home).Push(stack, v)
	s.turn(home, m)
	saved := s.prologueOf(m).Pop(stack)
	saved.Name = v.Name
	return saved
}

// ownTape is stackTape where the sweeps become functions of their own: a stack would
// be out of scope, a reference to memory can be kept.
func (s *saver) ownTape(b *ir.Builder, v *ir.Value, home, m *ir.Region) *ir.Value {
	g := &keptGroup{text: textOf(v.Type), elem: v.Type, scalars: []*ir.Value{v}}
	tape := b.New(ir.GoType("*[]" + g.text)).Named(tapeName(v))
	g.push(s.definitionOf(v, home), tape)
	s.turn(home, m)
	c := &cutter{with: map[*ir.Value]*ir.Value{}}
	g.pop(s.prologueOf(m), tape, c)
	return c.with[v]
}

// turn makes every loop around m, up to what it shares with home, run against the
// order of its forward loop: one whose order was free may not do so yet.
func (s *saver) turn(home, m *ir.Region) {
	for ; !home.Inside(m); m = m.Outer() {
		rev, fwd := m.Parent, s.mirror[m].Parent
		if !rev.IsLoop() || !fwd.IsLoop() || rev.Down() != fwd.Down() {
			continue
		}
		rev.Op = ir.MustOp("rfor")
		if fwd.Down() {
			rev.Op = ir.MustOp("for")
		}
	}
}

func tapeName(v *ir.Value) string {
	if v.Name == "" {
		return "tape"
	}
	return v.Name + "Tape"
}

// buffer allocates an element for each iteration of the loop, before it.
func (s *saver) buffer(v *ir.Value, loop *ir.Instr) *ir.Value {
	b := s.beforeOf(loop)
	b.Pos = loop.Pos
	t := allocOf(b, v.Type, ir.AllocOnce, s.trips(b, loop))
	t.Name = tapeName(v)
	return t
}

// allocOf allocates an array whose elements have the kind, and Go type, of t.
func allocOf(b *ir.Builder, t ir.Type, attr string, dims ...*ir.Value) *ir.Value {
	a := b.Alloc(t.Kind, attr, dims...)
	a.Type.Go = t.Go
	return a
}

// storeTape stores v in its home, behind its definition.
func (s *saver) storeTape(v *ir.Value, home *ir.Region, buffer *ir.Value) {
	b := s.definitionOf(v, home)
	index := s.shift(b, home.Params[0], home.Parent.Lo())
	b.Store(buffer, v, index)
}

// definitionOf is a builder right behind the definition of v.
func (s *saver) definitionOf(v *ir.Value, home *ir.Region) *ir.Builder {
	if v.Def == nil {
		return s.firstOf(home)
	}
	b := s.behindOf(v.Def)
	b.Pos = v.Def.Pos
	return b
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
	case ir.Go:
		if t.IsRef() {
			return b.GoExpr(t, "nil")
		}
		return b.GoExpr(t, "*new("+t.Go+")")
	}
	return b.Float(0)
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
