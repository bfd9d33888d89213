// The adjoint of a loop is a loop over the same indices in the other order.
//
//	r = for lo, hi, init (i, c) { … yield n }
//
// becomes
//
//	dinit, dfree = rfor lo, hi, dr, dfree (i, dc, dfree) { dn = dc; …; yield dc', dfree' }
//
// where free are the active scalars that the body takes from outside.

package adjoint

import (
	"slices"

	"chainrule/ir"
	"chainrule/ir/pass"
)

func (fr *frame) loop(in *ir.Instr) {
	body := bodyOf(in)
	carried := fr.activeCarried(in)
	live := fr.touchesActive(body)
	for _, k := range carried {
		live = live || fr.adj[in.Results[k]] != nil
	}
	if !live {
		return
	}
	free := fr.activeFree(body)
	var inits []*ir.Value
	for _, k := range carried {
		inits = append(inits, fr.orZero(fr.adj[in.Results[k]]))
	}
	for _, v := range free {
		inits = append(inits, fr.orZero(fr.adj[v]))
	}
	rev := fr.mirrorLoop(in, inits)
	inner := fr.newFrame(body, rev.Regions[0].Build())
	fr.mirror[inner.b.Region] = body
	params := rev.Carried()
	for j, v := range free {
		inner.adj[v] = params[len(carried)+j].Named("d" + v.Name)
	}
	for j, k := range carried {
		params[j].Name = "d" + carriedOf(in)[k].Name
		inner.add(body.Yield[k], params[j])
	}
	inner.run()
	fr.yieldLoop(in, rev, inner, carried, free)
}

// mirrorLoop appends the empty reverse loop.
func (fr *frame) mirrorLoop(in *ir.Instr, inits []*ir.Value) *ir.Instr {
	if in.IsWhile() {
		return fr.mirrorWhile(in, inits)
	}
	build := fr.b.RFor
	if in.Down() || fr.orderFree(in) {
		build = fr.b.For
	}
	rev := build(in.Lo(), in.Hi(), inits...)
	rev.Index().Name = in.Index().Name
	return rev
}

// yieldLoop completes the reverse loop and takes over its results.
func (fr *frame) yieldLoop(in, rev *ir.Instr, inner *frame, carried []int, free []*ir.Value) {
	var yield []*ir.Value
	for _, k := range carried {
		yield = append(yield, inner.orZero(inner.adj[carriedOf(in)[k]]))
	}
	for _, v := range free {
		yield = append(yield, inner.orZero(inner.adj[v]))
	}
	inner.b.Region.Yield = yield
	for j, v := range free {
		fr.adj[v] = rev.Results[len(carried)+j].Named("d" + v.Name)
	}
	for j, k := range carried {
		fr.add(initsOf(in)[k], rev.Results[j])
	}
}

// activeCarried lists which carried values of a loop are active.
func (s *sweep) activeCarried(in *ir.Instr) []int {
	var ks []int
	for k, c := range carriedOf(in) {
		if s.act.active(c) || s.act.active(in.Results[k]) {
			ks = append(ks, k)
		}
	}
	return ks
}

// sumsOnly reports whether every active carried value only has something added
// to it, so that its adjoint is the same in every iteration.
func (s *sweep) sumsOnly(in *ir.Instr) bool {
	uses := in.Regions[0].Uses()
	for _, k := range s.activeCarried(in) {
		if !sums(in, k, uses) {
			return false
		}
	}
	return true
}

// sums reports whether carried value k of a loop is a sum: what is yielded is the
// value plus something, rounded perhaps, or what an inner loop that carries it on
// as a sum gives.
func sums(in *ir.Instr, k int, uses map[*ir.Value]int) bool {
	body := in.Regions[0]
	c, n := in.Carried()[k], body.Yield[k]
	if n == c {
		return true
	}
	ours := func() bool { return n.Def != nil && n.Def.In == body && uses[n] == 1 }
	for ours() && n.Def.IsF32() {
		n = n.Def.Args[0]
	}
	if uses[c] != 1 || !ours() {
		return false
	}
	switch a := n.Def.Args; {
	case n.Def.Op.Name == "add":
		return a[0] == c || a[1] == c
	case n.Def.Op.Name == "sub":
		return a[0] == c
	case n.Def.IsLoop():
		j := slices.Index(n.Def.Results, n)
		return n.Def.Inits()[j] == c && sums(n.Def, j, n.Def.Regions[0].Uses())
	}
	return false
}

// orderFree reports whether the iterations of the reverse loop may run in any
// order: its carried values are sums, and every active object that the forward
// loop writes is touched by an iteration only where no other touches it.
func (s *sweep) orderFree(in *ir.Instr) bool {
	return s.sumsOnly(in) && s.separate(in)
}

// separate reports whether each active object written in the loop is accessed at
// places that the loop's counter tells apart: one axis whose index is the
// counter in every access. Of memory that is no array nothing is known.
func (s *sweep) separate(in *ir.Instr) bool {
	body, i := in.Regions[0], in.Index()
	ok := true
	axes := map[*ir.Value]map[int]bool{}
	written := map[*ir.Value]bool{}
	body.Walk(func(m *ir.Instr) {
		if !m.IsLoad() && !m.IsStore() && !m.IsAccum() && !m.IsZero() {
			ok = ok && s.orderless(m, body)
			return
		}
		o := m.Array().Object()
		if o.Region().Inside(body) || !s.act.active(m.Array()) {
			return
		}
		if !m.IsLoad() {
			written[o] = true
		}
		at := map[int]bool{}
		for axis, v := range pass.FullIndex(m) {
			at[axis] = v == i
		}
		if axes[o] == nil {
			axes[o] = at
		}
		for axis := range axes[o] {
			axes[o][axis] = axes[o][axis] && at[axis]
		}
	})
	for o := range written {
		for q := range axes {
			ok = ok && (q == o || !s.f.MayAlias(o, q))
		}
		apart := false
		for _, same := range axes[o] {
			apart = apart || same
		}
		ok = ok && apart
	}
	return ok
}

// orderless reports whether the adjoint of an instruction that is on no array
// touches no memory of outside the body, so that iterations may come in any order.
func (s *sweep) orderless(in *ir.Instr, body *ir.Region) bool {
	switch {
	case len(in.Regions) > 0, in.Op.Struct == nil, in.IsF32():
		return true
	case isStackOp(in) && !in.IsStack():
		return !s.act.active(in.Array()) || in.Array().Region().Inside(body)
	case isGoMemory(in) && !in.IsCall():
		return !s.act.activeWrite(in)
	}
	return s.withoutAdjoint(in)
}
