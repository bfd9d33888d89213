// Joint sweeps: where the adjoints of a loop's or branch's results are known
// before it runs, its forward and reverse sweeps run together and save nothing.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// A use is an operand of an instruction of a region, or of one nested in it.
type use struct {
	in      *ir.Instr
	operand int
	nested  bool
}

// seed is an adjoint that was asked for early.
type seed struct {
	value *ir.Value // nil is zero
	known bool
}

// fuse walks the forward instructions of a joint frame, makes shadows behind
// the allocs, and runs together the sweeps of each loop and branch that allows
// it. What the joint constructs add to outer adjoints is put into adj at the end,
// since early seeds must not see it.
func (fr *frame) fuse() {
	fr.early, fr.placed, fr.copies = map[*ir.Value]*seed{}, map[*ir.Instr]bool{}, map[*ir.Value]*ir.Value{}
	fr.uses = usesOf(fr.fwd)
	fr.pending = map[*ir.Value]*ir.Value{}
	old := fr.fwd.Instrs
	fr.fwd.Instrs = nil
	for _, in := range old {
		fr.b.Pos = in.Pos
		fr.joinInstr(in)
		fr.placed[in] = true
		fr.makeShadow(in)
	}
	for _, v := range fr.activeFree(fr.fwd) {
		fr.take(v)
	}
	for _, in := range old {
		for _, v := range in.Results {
			fr.take(v)
		}
	}
	for _, v := range fr.fwd.Params {
		fr.take(v)
	}
}

// take moves what joint constructs contributed to v into its adjoint.
func (fr *frame) take(v *ir.Value) {
	if d := fr.pending[v]; d != nil {
		fr.add(v, d)
		delete(fr.pending, v)
	}
}

// joinInstr appends the instruction, with its adjoint inside if it may.
func (fr *frame) joinInstr(in *ir.Instr) {
	if len(in.Regions) == 0 || !fr.joinable(in) {
		fr.fwd.Instrs = append(fr.fwd.Instrs, in)
		return
	}
	seeds := make([]*ir.Value, len(in.Results))
	for k, v := range in.Results {
		if !fr.act.active(v) {
			continue
		}
		s := fr.seedOf(v)
		if !s.known {
			fr.fwd.Instrs = append(fr.fwd.Instrs, in)
			return
		}
		seeds[k] = s.value
	}
	fr.done[in] = true
	if in.IsLoop() {
		fr.joinLoop(in, seeds)
	} else {
		fr.joinBranch(in, seeds)
	}
}

// joinable reports whether the construct's iterations share only sums and it
// writes no active memory of outside, whose adjoint would be known only later.
// A while loop is not joined: its trips are known when it ends.
func (fr *frame) joinable(in *ir.Instr) bool {
	active := false
	for _, v := range in.Results {
		active = active || fr.act.active(v)
	}
	for _, r := range in.Regions {
		if fr.writesActive(r, fr.seeded) || !fr.readsStable(r) || !fr.joinsAll(r) {
			return false
		}
		active = active || fr.touchesActive(r)
	}
	return active && (in.IsIf() || in.IsLoop() && fr.sumsOnly(in))
}

// joinsAll reports whether every instruction of the region may have its adjoint
// in a joint frame. Of other memory than arrays and stacks too little is known.
func (s *sweep) joinsAll(r *ir.Region) bool {
	all := true
	r.Walk(func(in *ir.Instr) {
		all = all && (len(in.Regions) > 0 || isStackOp(in) || s.withoutAdjoint(in) || s.joinsGo(in) ||
			in.IsLoad() || in.IsStore() || in.IsAccum() || in.IsZero() || in.Op.Struct == nil || in.IsF32())
	})
	return all
}

// withoutAdjoint reports whether the instruction adds nothing to the reverse
// sweep: it computes nothing active, and touches no memory that could be.
func (s *sweep) withoutAdjoint(in *ir.Instr) bool {
	if in.IsAlloc() || in.IsView() || in.IsPart() || in.IsLen() {
		return true // their shadows are made beside them
	}
	for _, v := range slices.Concat(in.Args, in.Results) {
		if s.act.active(v) {
			return false
		}
	}
	if s.act.splits(in) {
		return false
	}
	e := in.Effect()
	reads := in.IsGet() || in.IsLookup() || in.IsHas() || in.IsKeys() || in.IsSize()
	return len(e.Writes) == 0 && (len(e.Reads) == 0 || reads)
}

// readsStable reports whether no active element that the region reads from
// outside is overwritten anywhere: then adding to its shadow early is the same.
func (s *sweep) readsStable(r *ir.Region) bool {
	stable := true
	r.Walk(func(in *ir.Instr) {
		if !in.IsLoad() || !s.act.active(in.Array()) {
			return
		}
		o := in.Array().Object()
		stable = stable && (o.Region().Inside(r) || o.Once() || !s.overwritten(o))
	})
	return stable
}

// joinLoop runs the reverse sweep of each iteration behind its forward sweep,
// with the adjoints of outer scalars as further carried values.
func (fr *frame) joinLoop(in *ir.Instr, seeds []*ir.Value) {
	body := in.Regions[0]
	free := fr.activeFree(body)
	inner := fr.newFrame(body, body.Build())
	var sums []*ir.Value
	for _, v := range free {
		in.Args = append(in.Args, fr.b.Float(0))
		sums = append(sums, body.AddParam("d"+v.Name, ir.TF64))
	}
	fr.fwd.Instrs = append(fr.fwd.Instrs, in)
	for k, d := range seeds {
		inner.add(body.Yield[k], d)
		if init := in.Inits()[k]; d != nil && fr.act.active(init) {
			fr.pending[init] = fr.sum(fr.pending[init], d)
		}
	}
	inner.carry(free, sums)
	for _, v := range free {
		body.Yield = append(body.Yield, inner.adj[v])
		fr.contribute(in, v)
	}
}

// carry runs the frame and adds the adjoints of outer scalars to sums.
func (fr *frame) carry(free, sums []*ir.Value) {
	fr.run()
	for k, v := range free {
		fr.adj[v] = fr.sum(sums[k], fr.adj[v])
	}
}

// contribute gives the construct a result that adds to the adjoint of v.
func (fr *frame) contribute(in *ir.Instr, v *ir.Value) {
	r := &ir.Value{Type: ir.TF64, Def: in}
	if v.Name != "" {
		r.Name = "d" + v.Name
	}
	in.Results = append(in.Results, r)
	fr.pending[v] = fr.sum(fr.pending[v], r)
}

// joinBranch runs the reverse sweep of each side behind its forward sweep.
func (fr *frame) joinBranch(in *ir.Instr, seeds []*ir.Value) {
	free := fr.activeFree(in.Regions...)
	var sides []*frame
	for _, body := range in.Regions {
		inner := fr.newFrame(body, body.Build())
		for k, d := range seeds { // summed before the branch: seeds are values of outside
			if v := body.Yield[k]; d != nil && fr.act.active(v) {
				inner.adj[v] = fr.sum(inner.adj[v], d)
			}
		}
		sides = append(sides, inner)
	}
	fr.fwd.Instrs = append(fr.fwd.Instrs, in)
	for _, inner := range sides {
		body := inner.fwd
		inner.run()
		for _, v := range free {
			body.Yield = append(body.Yield, inner.orZero(inner.adj[v]))
		}
	}
	for _, v := range free {
		fr.contribute(in, v)
	}
}

// usesOf lists the uses of each value in the region, those nested in its
// instructions included.
func usesOf(r *ir.Region) map[*ir.Value][]use {
	uses := map[*ir.Value][]use{}
	for _, in := range r.Instrs {
		for k, v := range in.Args {
			uses[v] = append(uses[v], use{in: in, operand: k})
		}
		for _, sub := range in.Regions {
			sub.Operands(func(v *ir.Value) *ir.Value {
				uses[v] = append(uses[v], use{in: in, nested: true})
				return v
			})
		}
	}
	return uses
}

// seedOf computes the adjoint of v at this place of the forward sweep, if every
// use contributes something that can be computed here.
func (fr *frame) seedOf(v *ir.Value) *seed {
	if s := fr.early[v]; s != nil {
		return s
	}
	s := &seed{value: fr.adj[v], known: true}
	fr.early[v] = s
	for _, u := range fr.uses[v] {
		d, known := fr.contribution(v, u)
		if !known {
			s.known = false
			return s
		}
		s.value = fr.sum(s.value, d)
	}
	return s
}

// contribution is what one use adds to the adjoint of v.
func (fr *frame) contribution(v *ir.Value, u use) (d *ir.Value, known bool) {
	if u.nested || len(u.in.Regions) > 0 {
		return nil, false
	}
	switch {
	case u.in.IsF32():
		s := fr.seedOf(u.in.Result())
		return s.value, s.known
	case u.in.IsStore(), u.in.IsAccum(), u.in.IsPush():
		return nil, !fr.act.active(u.in.Array())
	case u.in.Op.Struct != nil:
		return nil, fr.ignores(u.in)
	}
	r := u.in.Results[0]
	if !fr.act.active(r) || !depends(u.in.Op, u.operand) {
		return nil, true
	}
	if u.in.Op.Partials == nil {
		return nil, false
	}
	s := fr.seedOf(r)
	if !s.known || s.value == nil {
		return nil, s.known
	}
	operands, result, ok := fr.ruleOperands(u)
	if !ok {
		return nil, false
	}
	return fr.b.Partial(u.in.Op, u.operand, operands, result, s.value), true
}

// ruleOperands gives the values that a partial reads, if all can be had here.
func (fr *frame) ruleOperands(u use) (operands []*ir.Value, result *ir.Value, ok bool) {
	names := ir.RuleNames(u.in.Op.Partials[u.operand])
	operands = make([]*ir.Value, len(u.in.Args))
	for k, v := range u.in.Args {
		if !names[string("xyz"[k])] {
			continue
		}
		if operands[k] = fr.available(v); operands[k] == nil {
			return nil, nil, false
		}
	}
	if names["r"] {
		result = fr.available(u.in.Result())
		return operands, result, result != nil
	}
	return operands, nil, true
}

// available gives v at this place, computed anew if it is defined further on
// from what is available; nil if it cannot be had.
func (fr *frame) available(v *ir.Value) *ir.Value {
	if v.Def == nil || v.Def.In != fr.fwd || fr.placed[v.Def] {
		return v
	}
	if c, ok := fr.copies[v]; ok {
		return c
	}
	fr.copies[v] = fr.copyEarly(v)
	return fr.copies[v]
}

// copyEarly computes v anew from what is available, nil if that cannot be.
func (fr *frame) copyEarly(v *ir.Value) *ir.Value {
	in := v.Def
	if in.Op.Struct != nil && !v.IsConst() || in.Op.Name == "idiv" || in.Op.Name == "imod" {
		return nil
	}
	env := map[*ir.Value]*ir.Value{}
	for _, a := range in.Args {
		c := fr.available(a)
		if c == nil {
			return nil
		}
		env[a] = c
	}
	return fr.b.Copy(in, env).Result()
}
