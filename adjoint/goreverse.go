// The adjoints of Go memory: a read's adds to the shadow, a write's takes what is
// in the shadow and clears it.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

func (fr *frame) goMemory(in *ir.Instr) {
	if acc, ok := fr.act.compoundAccess(in); ok {
		fr.compoundAdjoint(in, acc)
		return
	}
	switch {
	case in.IsGet(), in.IsPut():
		fr.cellAdjoint(in)
	case in.IsLookup(), in.IsEnter(), in.IsRemove():
		fr.entryAdjoint(in)
	case in.IsCopy():
		fr.copyAdjoint(in, fr.cast.of(fr.b, in.Args[0]), in.Args[1], in.Result(), true)
	case in.IsGrow():
		fr.growAdjoint(in)
	case in.IsCall():
		fr.call(in)
	}
}

// cellAdjoint is the adjoint of get and put.
func (fr *frame) cellAdjoint(in *ir.Instr) {
	if !fr.act.activeAccess(in) {
		return
	}
	shadow, path, index := fr.cast.of(fr.b, in.Ref()), in.Attr.(string), in.PathIndices()
	if in.IsPut() {
		fr.add(in.Stored(), fr.b.Get(ir.TF64, shadow, path, index...))
		fr.b.Put(shadow, path, fr.b.Float(0), index...)
	} else if d := fr.adj[in.Result()]; d != nil {
		addTo(fr.b, shadow, path, d, index...)
	}
}

// addTo adds d to what is at the path. What has just been cleared there becomes d: a
// sum of adjoints may be -0 for 0 + (-0).
func addTo(b *ir.Builder, shadow *ir.Value, path string, d *ir.Value, index ...*ir.Value) {
	if cleared(b.Region, shadow, path, index) {
		b.Put(shadow, path, d, index...)
		return
	}
	b.Put(shadow, path, b.Op("add", b.Get(ir.TF64, shadow, path, index...), d), index...)
}

// cleared reports whether the last write in the region set what is at the path to 0.
func cleared(r *ir.Region, shadow *ir.Value, path string, index []*ir.Value) bool {
	for _, in := range slices.Backward(r.Instrs) {
		if in.IsPut() {
			c, ok := in.Stored().ConstFloat()
			return ok && c == 0 && in.Ref() == shadow && in.Attr == path && slices.Equal(in.PathIndices(), index)
		}
		if len(in.Regions) > 0 || len(in.Writes()) > 0 && !in.IsPop() {
			return false
		}
	}
	return false
}

// activeAccess reports whether the instruction reads or writes active floats of Go
// memory.
func (a *activity) activeAccess(in *ir.Instr) bool {
	acc, ok := a.heap.accessOf(in)
	return ok && acc.v.Type == ir.TF64 && slices.ContainsFunc(a.heap.cells(acc), (*cell).active)
}

// activeWrite reports whether the instruction may change active floats of Go memory.
func (a *activity) activeWrite(in *ir.Instr) bool {
	_, compound := a.compoundAccess(in)
	switch {
	case compound:
		return true // a read too: its adjoint changes what the adjoint of a write made
	case in.IsCall():
		return a.splits(in)
	case in.IsPut(), in.IsEnter():
		return a.activeAccess(in)
	case in.IsCopy():
		to, _ := a.copyEnds(in)
		return slices.ContainsFunc(leavesOf(in), func(l leaf) bool { return a.activeAt(to, l) })
	case in.IsRemove():
		return slices.ContainsFunc(a.heap.to[in.Ref()], func(t target) bool { return a.activeEntries(t.o, t.base+"{}") })
	case in.IsGrow():
		return slices.ContainsFunc(leavesOf(in), func(l leaf) bool { return a.moves(in, l) })
	}
	return false
}

// moves reports whether grow copies active floats from the slice to its successor.
func (a *activity) moves(in *ir.Instr, l leaf) bool {
	to, from := a.copyEnds(in)
	return a.activeAt(to, l) && a.activeAt(from, l)
}

// copyAdjoint carries the adjoints of n copied elements back to where they came
// from, by way of an array, for the two may overlap.
func (fr *frame) copyAdjoint(in *ir.Instr, to, from, n *ir.Value, clear bool) {
	ends, starts := fr.act.copyEnds(in)
	for _, l := range leavesOf(in) {
		if !fr.act.activeAt(ends, l) {
			continue
		}
		between := fr.b.Alloc(ir.F64, ir.AllocZero, n)
		each(fr.b, n, func(b *ir.Builder, i *ir.Value) {
			b.Store(between, b.Get(ir.TF64, to, l.at(to), i), i)
			if clear {
				b.Put(to, l.at(to), b.Float(0), i)
			}
		})
		if fr.act.activeAt(starts, l) {
			shadow := fr.cast.of(fr.b, from)
			each(fr.b, n, func(b *ir.Builder, i *ir.Value) {
				addTo(b, shadow, l.at(shadow), b.Load(between, i), i)
			})
		}
	}
}

// growAdjoint carries adjoints back to the slice that grew, if the elements were
// copied then.
func (fr *frame) growAdjoint(in *ir.Instr) {
	if !fr.act.activeWrite(in) {
		return
	}
	shadow, old := fr.cast.of(fr.b, in.Result()), fr.cast.of(fr.b, in.Ref())
	b := fr.b.If(fr.cast.kept[in]).Regions[1].Build()
	b.Pos = in.Pos
	each(b, b.Size(old), func(b *ir.Builder, i *ir.Value) {
		for _, l := range leavesOf(in) {
			if fr.act.moves(in, l) {
				addTo(b, old, l.at(old), b.Get(ir.TF64, shadow, l.at(shadow), i), i)
			}
		}
	})
}

// joinsGo reports whether the adjoint of an instruction on Go memory may be in a
// joint frame: it reads what is never overwritten, so that it may add to the
// shadow early, or has no adjoint.
func (s *sweep) joinsGo(in *ir.Instr) bool {
	switch {
	case in.IsGet() && s.act.activeAccess(in), in.IsLookup() && s.act.activeAccess(in):
		return s.untouched(in)
	case in.IsCall(), in.IsGo():
		return false
	}
	return isGoMemory(in) && !s.act.activeWrite(in)
}

// ignores reports whether the instruction adds nothing to the adjoints of its
// operands.
func (s *sweep) ignores(in *ir.Instr) bool {
	return in.IsGo() || isGoMemory(in) && !in.IsCall() && !s.act.activeWrite(in)
}
