// The reverse sweep of a straight line.

package adjoint

import "chainrule/ir"

// sweep is the state of one differentiation in reverse mode.
type sweep struct {
	f      *ir.Func
	act    *activity
	diags  ir.Diagnostics
	shadow map[*ir.Value]*ir.Value   // the shadow of each active object
	mirror map[*ir.Region]*ir.Region // the forward region that a reverse region mirrors
	writes []*ir.Value               // the arrays that the primal writes
	seeded map[*ir.Value]bool        // results whose shadow is the caller's seed, known from the start
	cast   *shadower                 // the shadows of references
	wrote  *writes                   // what the forward sweep writes
	split  bool                      // the sweeps become functions of their own
}

// frame is the reverse sweep of one forward region. Where the region's adjoint
// runs in the region itself, behind the forward instructions, the frame is
// joint; otherwise it builds a region of its own that mirrors the forward one.
type frame struct {
	*sweep
	fwd *ir.Region
	b   *ir.Builder
	adj map[*ir.Value]*ir.Value // adjoints of scalars; nil is zero
	// The adjoint of a yielded value starts with what the region's owner knows.
	joint   bool
	early   map[*ir.Value]*seed
	uses    map[*ir.Value][]use
	placed  map[*ir.Instr]bool
	copies  map[*ir.Value]*ir.Value // values computed early; nil: they cannot be
	pending map[*ir.Value]*ir.Value // what joint constructs add to adj
	done    map[*ir.Instr]bool      // joint constructs
}

func (s *sweep) newFrame(fwd *ir.Region, b *ir.Builder) *frame {
	return &frame{sweep: s, fwd: fwd, b: b, adj: map[*ir.Value]*ir.Value{},
		joint: fwd == b.Region, done: map[*ir.Instr]bool{}}
}

// run appends the adjoint of every instruction of the forward region, last
// first. The adjoints of what the region yields are in adj already.
func (fr *frame) run() {
	instrs := fr.fwd.Instrs
	switch {
	case fr.joint && fr.split: // the seeds are known to the reverse sweep only
		fr.note()
		fr.makeShadows(instrs)
	case fr.joint:
		fr.fuse()
		fr.note()
	default:
		fr.makeShadows(instrs)
	}
	for i := len(instrs) - 1; i >= 0; i-- {
		if in := instrs[i]; !fr.done[in] {
			fr.b.Pos = in.Pos
			fr.instr(in)
		}
	}
}

// note marks where the reverse sweep of a joint frame begins.
func (fr *frame) note() {
	switch owner := fr.fwd.Parent; {
	case owner == nil:
		fr.b.Note("Reverse sweep.")
	case owner.IsLoop():
		fr.b.Note("Reverse sweep of this iteration.")
	}
}

// dropNotes removes notes that nothing follows.
func dropNotes(r *ir.Region) {
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			dropNotes(sub)
		}
	}
	for n := len(r.Instrs); n > 0 && r.Instrs[n-1].Op.Name == "note"; n-- {
		r.Instrs = r.Instrs[:n-1]
	}
}

func (fr *frame) instr(in *ir.Instr) {
	switch {
	case repeats(in):
		fr.loop(in)
	case in.IsIf():
		fr.branch(in)
	case in.IsF32(): // a rounding is no part of what is differentiated
		fr.add(in.Args[0], fr.adj[in.Result()])
	case in.Op.Struct != nil:
		fr.memory(in)
	default:
		fr.scalar(in)
	}
}

// scalar adds to each operand's adjoint the result's, times the partial.
func (fr *frame) scalar(in *ir.Instr) {
	if in.Op.Out != ir.TF64 || fr.adj[in.Result()] == nil {
		return
	}
	seed := fr.adj[in.Result()]
	if in.Op.Partials != nil && steepAt(in) && vanishes(seed) {
		fr.guarded(in, seed)
		return
	}
	for k, v := range in.Args {
		if !fr.act.active(v) || !depends(in.Op, k) {
			continue
		}
		if in.Op.Partials == nil {
			refuse(&fr.diags, in)
			return
		}
		if d := fr.ofPower(in, k, seed); d != nil {
			fr.add(v, d)
			continue
		}
		fr.add(v, fr.b.Partial(in.Op, k, in.Args, in.Result(), seed))
	}
}

// ofPower is what the adjoint of (x·z)·z adds through its first factor to that of z:
// a·(x·z), as it adds through the second, and not (a·z)·x; nil if it is none.
func (fr *frame) ofPower(in *ir.Instr, k int, seed *ir.Value) *ir.Value {
	if in.Op.Name != "mul" || seed.Def == nil || seed.Def.Op != in.Op || seed.Def.In != fr.b.Region {
		return nil
	}
	for j, z := range seed.Def.Args {
		if z == in.Args[k] {
			return fr.b.Op("mul", seed.Def.Args[1-j], in.Result())
		}
	}
	return nil
}

func refuse(diags *ir.Diagnostics, in *ir.Instr) {
	diags.Add(in.Pos, "%s (%s) has no derivative; wrap its argument in stop(…) to treat it as a constant", in.Op.Name, in.Op.Doc)
}

// add adds a contribution to the adjoint of an active scalar.
func (fr *frame) add(v, d *ir.Value) {
	if d == nil || !fr.act.active(v) {
		return
	}
	fr.adj[v] = fr.sum(fr.adj[v], d)
	if v.Name != "" {
		fr.adj[v].Named("d" + v.Name)
	}
}

func (fr *frame) sum(a, b *ir.Value) *ir.Value {
	switch {
	case a == nil:
		return b
	case b == nil:
		return a
	}
	return fr.b.Op("add", a, b)
}

// orZero is an adjoint as a value.
func (fr *frame) orZero(d *ir.Value) *ir.Value {
	if d == nil {
		return fr.b.Float(0)
	}
	return d
}

// activeFree lists the active scalars that a region takes from outside.
func (s *sweep) activeFree(regions ...*ir.Region) []*ir.Value {
	var list []*ir.Value
	seen := map[*ir.Value]bool{}
	for _, r := range regions {
		for _, v := range r.Free() {
			if v.Type == ir.TF64 && s.act.active(v) && !seen[v] {
				seen[v] = true
				list = append(list, v)
			}
		}
	}
	return list
}

// touchesActive reports whether the region writes active memory from outside it.
func (s *sweep) touchesActive(r *ir.Region) bool { return s.writesActive(r, nil) }

// writesActive is touchesActive with some objects passed over.
func (s *sweep) writesActive(r *ir.Region, except map[*ir.Value]bool) bool {
	found := false
	r.Walk(func(in *ir.Instr) {
		found = found || s.act.activeWrite(in)
		for _, w := range in.Effect().Writes {
			if o := w.Object(); s.act.active(w) && !o.Region().Inside(r) && !except[o] {
				found = true
			}
		}
	})
	return found
}

// overwritten reports whether the primal may write the array.
func (s *sweep) overwritten(o *ir.Value) bool {
	for _, w := range s.writes {
		if s.f.MayAlias(o, w) {
			return true
		}
	}
	return o.Def == nil && s.wrote.through(o)
}
