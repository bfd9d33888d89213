// Saving: for each forward value that the reverse sweep needs where it is out
// of scope, decide whether to recompute it or to save it (a tape).
//
// A reverse region m mirrors a forward region F: the body of the same loop, or
// the same side of the same branch. A value of F is had in m by
//
//   - the counter, if it is the loop's counter, and copies of constants;
//   - computing it again, if that is cheap from what m can have;
//   - a buffer indexed by the loop's counter, stored in F and loaded in m; or,
//     if F is a side of a branch, a further result of the branch;
//   - a stack, pushed in F and popped in m, where a buffer's extents cannot be
//     known before the outermost loop (extent.go).
//
// An array of F whose elements m reads is moved out of the loop and gets the
// loop's counter as a further leading index; where that cannot be, the elements
// are saved like other values.

package adjoint

import "chainrule/ir"

// recomputeLimit is the cost, in additions, up to which a value is computed
// again rather than saved. A save costs a store, a load and the memory.
const recomputeLimit = 8

// never is the cost of what cannot be computed again.
const never = 1 << 20

type place struct {
	m *ir.Region
	v *ir.Value
}

type saver struct {
	*sweep
	had      map[place]*ir.Value
	prologue map[*ir.Region]*ir.Region // instructions to put first in a reverse region
	before   map[*ir.Instr]*ir.Region  // and before, or behind, an instruction
	behind   map[*ir.Instr]*ir.Region
	first    map[*ir.Region]*ir.Region
	homes    map[*ir.Region]*ir.Region // where the instructions of such a list will be
	refused  map[*ir.Instr]bool
	origin   map[*ir.Instr]*ir.Instr // of a copy
	stored   map[*ir.Value]*ir.Instr // where the program itself keeps a value
	needed   map[*ir.Value]bool      // forward values that the reverse sweep refers to
	sharers  map[*ir.Value]int       // how many of them have the value as operand
	inScope  map[*ir.Value][]*ir.Instr
}

// save closes the open form.
func (s *sweep) save() {
	v := &saver{sweep: s, had: map[place]*ir.Value{},
		prologue: map[*ir.Region]*ir.Region{}, before: map[*ir.Instr]*ir.Region{},
		behind: map[*ir.Instr]*ir.Region{}, first: map[*ir.Region]*ir.Region{}, homes: map[*ir.Region]*ir.Region{}, refused: map[*ir.Instr]bool{}, origin: map[*ir.Instr]*ir.Instr{}, stored: storesOf(s.f), needed: map[*ir.Value]bool{}, sharers: map[*ir.Value]int{}, inScope: map[*ir.Value][]*ir.Instr{}}
	v.scan(s.f.Body)
	v.needs(s.f.Body)
	v.close(s.f.Body)
	v.place(s.f.Body)
}

// needs finds the forward values that are needed where they are out of scope.
func (s *saver) needs(r *ir.Region) {
	need := func(vs []*ir.Value) {
		for _, v := range vs {
			if s.needed[v] || r.Inside(v.Region()) {
				continue
			}
			s.needed[v] = true
			if v.Def != nil {
				for _, a := range v.Def.Args {
					s.sharers[a]++
				}
			}
		}
	}
	for _, in := range r.Instrs {
		need(in.Args)
		for _, sub := range in.Regions {
			s.needs(sub)
		}
	}
	need(r.Yield)
}

// close puts something in scope in the place of every value that is not.
func (s *saver) close(r *ir.Region) {
	swap := func(vs []*ir.Value) {
		for i, v := range vs {
			vs[i] = s.resolve(v, r)
		}
	}
	for _, in := range r.Instrs {
		swap(in.Args)
		for _, sub := range in.Regions {
			s.close(sub)
		}
	}
	swap(r.Yield)
}

// resolve is v for use in region r.
func (s *saver) resolve(v *ir.Value, r *ir.Region) *ir.Value {
	home := s.home(v.Region())
	if r.Inside(home) {
		return v
	}
	m := r
	for ; m != nil && s.mirror[m] != home; m = m.Outer() {
	}
	if m == nil {
		panic("adjoint: " + v.Name + " is needed where its region has no mirror")
	}
	k := place{m, v}
	if s.had[k] == nil {
		s.had[k] = s.materialise(v, m)
	}
	return s.had[k]
}

// at is a builder for a list of instructions that is placed in home later.
func at[K comparable](s *saver, lists map[K]*ir.Region, k K, home *ir.Region) *ir.Builder {
	if lists[k] == nil {
		lists[k] = &ir.Region{}
		s.homes[lists[k]] = s.home(home)
	}
	return lists[k].Build()
}

func (s *saver) beforeOf(in *ir.Instr) *ir.Builder   { return at(s, s.before, in, in.In) }
func (s *saver) behindOf(in *ir.Instr) *ir.Builder   { return at(s, s.behind, in, in.In) }
func (s *saver) firstOf(r *ir.Region) *ir.Builder    { return at(s, s.first, r, r) }
func (s *saver) prologueOf(m *ir.Region) *ir.Builder { return at(s, s.prologue, m, m) }

// home is the region that the instructions of r are in, or will be.
func (s *saver) home(r *ir.Region) *ir.Region {
	if h := s.homes[r]; h != nil {
		return h
	}
	return r
}

// materialise makes v available in the reverse region m that mirrors its home.
func (s *saver) materialise(v *ir.Value, m *ir.Region) *ir.Value {
	if v.Def == nil {
		if start, step, ok := counted(v); ok {
			return s.count(start, step, m)
		}
		return s.tape(v, m)
	}
	if v.Def.IsAlloc() {
		if !s.obtainable(v, m) {
			return s.refuseArray(v)
		}
		s.expand(v.Def, m)
		return s.resolveCopy(v.Def, m)
	}
	if s.recomputable(v, m) || s.recreates(v) || s.partOfRecreated(v) {
		return s.resolveCopy(v.Def, m)
	}
	return s.tape(v, m)
}

// resolveCopy copies the instruction into m's prologue.
func (s *saver) resolveCopy(in *ir.Instr, m *ir.Region) *ir.Value {
	if in.IsAlloc() || s.home(in.In) != s.mirror[m] { // an alloc that has left its region
		return s.resolve(in.Result(), m)
	}
	env := map[*ir.Value]*ir.Value{}
	for _, a := range in.Args {
		env[a] = s.resolve(a, m)
	}
	b := s.prologueOf(m)
	b.Pos = in.Pos
	return b.Copy(in, env).Result()
}

// recomputable reports whether computing v again in m beats saving it.
func (s *saver) recomputable(v *ir.Value, m *ir.Region) bool {
	if s.cost(v, m) <= recomputeLimit {
		return true
	}
	if v.Def.IsView() || v.Def.IsPart() {
		return true // a name only
	}
	// A cheap function of a single dear operand that is needed otherwise too:
	// save that instead.
	if v.Def.Op.Struct != nil || v.Def.Op.Cost > 4 {
		return false
	}
	dear := map[*ir.Value]bool{}
	rest := v.Def.Op.Cost
	for _, a := range v.Def.Args {
		if c := s.cost(a, m); c > recomputeLimit {
			dear[a] = true
		} else {
			rest += c
		}
	}
	for a := range dear { // only one is left to be saved, and that for several
		return len(dear) == 1 && rest <= recomputeLimit && (s.needed[a] || s.sharers[a] > 1)
	}
	return false
}

// cost estimates what v costs in m, in additions.
func (s *saver) cost(v *ir.Value, m *ir.Region) int {
	if m.Inside(s.home(v.Region())) || s.mirrorOf(v, m) == nil || s.had[place{s.mirrorOf(v, m), v}] != nil {
		return 0
	}
	if s.seldom(v, m) {
		return 0
	}
	in := v.Def
	switch {
	case in == nil:
		return s.countCost(v, m)
	case in.IsAlloc() && !s.obtainable(v, m):
		return never
	case in.IsAlloc():
		return 0
	}
	total := s.ownCost(in)
	for _, a := range in.Args {
		if total > recomputeLimit {
			return min(total, never)
		}
		total += s.cost(a, m)
	}
	return min(total, never)
}

// seldom reports whether v can be saved outside a loop around m: once for what
// would be computed from it in every iteration.
func (s *saver) seldom(v *ir.Value, m *ir.Region) bool {
	outer := s.mirrorOf(v, m)
	for ; m != outer; m = m.Outer() {
		if repeats(m.Parent) {
			return v.Type.Scalar()
		}
	}
	return false
}

// countCost is the cost of a parameter, which only counting can give.
func (s *saver) countCost(v *ir.Value, m *ir.Region) int {
	start, _, ok := counted(v)
	switch {
	case !ok:
		return never
	case start == nil:
		return 0
	}
	return min(1+s.cost(start, m), never)
}

// ownCost is what the instruction costs without its operands.
func (s *saver) ownCost(in *ir.Instr) int {
	switch {
	case in.Op.Struct == nil, in.IsLen(), in.IsView(), in.IsPart(), in.IsF32(), in.Result().IsConst():
		return in.Op.Cost
	case in.IsLoad() && s.reloadable(in), s.rereads(s.original(in)), in.IsSize() && !in.Ref().Type.IsMap(), in.IsRoom(), in.IsIsNil(), in.IsReslice(), in.IsAddr():
		return 1
	case in.IsGoExpr() && len(in.Args) == 0:
		return 0
	case in.IsGoExpr():
		return recomputeLimit / 2
	}
	return never
}

// mirrorOf is the reverse region around m that mirrors v's home.
func (s *saver) mirrorOf(v *ir.Value, m *ir.Region) *ir.Region {
	for ; m != nil && s.mirror[m] != s.home(v.Region()); m = m.Outer() {
	}
	return m
}

// reloadable reports whether the element a load read is still there in the
// reverse sweep: its object is written once, or not at all.
func (s *saver) reloadable(in *ir.Instr) bool {
	o := in.Array().Object()
	return o.Once() || !s.overwritten(o)
}
