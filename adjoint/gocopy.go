// Shadows of elements that are copied to other places: grow and copyto.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// grow makes the shadow of a slice that grew: in its place if the slice did, else
// new memory with what the old shadow holds.
func (h *shadower) grow(b *ir.Builder, in *ir.Instr) *ir.Value {
	s, t := in.Ref(), in.Result()
	ds, n, room := h.of(b, s), b.Size(t), b.Room(t)
	if roomless(s) {
		h.kept[in] = b.Bool(true) // there is nothing to copy, nor to carry back
		return b.Make(t.Type, n, room)
	}
	same := b.Op("ieq", b.Room(s), room)
	h.kept[in] = same
	c := b.If(same, t.Type)
	c.Pos = in.Pos
	stay, move := c.Regions[0].Build(), c.Regions[1].Build()
	stay.Require(stay.Op("imin", stay.Room(ds), n), n, h.f.Name+": the shadow of a slice that grows has room for %d elements, want %d")
	stay.Region.Yield = []*ir.Value{stay.Reslice(t.Type, ds, stay.Int(0), n)}
	d := move.Make(t.Type, n, room)
	move.Region.Yield = []*ir.Value{d}
	h.copyLeaves(move, in, d, ds, move.Size(s))
	return c.Result()
}

// roomless reports whether a slice is known to have no room: nil, or a part of nil.
func roomless(s *ir.Value) bool {
	d := s.Def
	return d != nil && (d.IsGoExpr() && d.Template() == "nil" || d.IsReslice() && roomless(d.Ref()))
}

// copyTo copies shadows as their primals are copied.
func (h *shadower) copyTo(b *ir.Builder, in *ir.Instr) {
	h.copyLeaves(b, in, h.of(b, in.Args[0]), h.of(b, in.Args[1]), in.Result())
}

// copyLeaves copies what n elements of a shadow hold: references to shadows, and
// tangents if it holds these. What has no tangents gives zeros.
func (h *shadower) copyLeaves(b *ir.Builder, in *ir.Instr, d, s, n *ir.Value) {
	to, from := h.act.copyEnds(in)
	var list []moved
	whole := true
	for _, l := range leavesOf(in) {
		m := moved{leaf: l, typ: ir.TF64, zero: !h.act.activeAt(from, l)}
		if l.kind == 'r' {
			m.typ, m.zero = h.act.leafType(append(slices.Clone(to), from...), l), false
		}
		use := l.kind == 'f' && h.floats && h.act.activeAt(to, l) || l.kind == 'r' && h.act.castLeaf(to, l, m.typ)
		if use {
			list = append(list, m)
		}
		whole = whole && (l.kind == 'i' && h.floats || use && !m.zero)
	}
	switch {
	case len(list) == 0:
	case whole:
		b.CopyTo(d, s, in.Attr.(string))
	default:
		moveLeaves(b, list, d, s, n)
	}
}

// moved is a leaf that is copied; zero if it becomes zero instead.
type moved struct {
	leaf
	typ  ir.Type
	zero bool
}

// moveLeaves copies leaves of n elements by way of other memory, for the two may
// overlap.
func moveLeaves(b *ir.Builder, list []moved, d, s, n *ir.Value) {
	between := b.Make(d.Type, n, n)
	each(b, n, func(b *ir.Builder, i *ir.Value) {
		for _, m := range list {
			if !m.zero {
				b.Put(between, m.at(d), b.Get(m.typ, s, m.at(s), i), i)
			}
		}
	})
	each(b, n, func(b *ir.Builder, i *ir.Value) {
		for _, m := range list {
			b.Put(d, m.at(d), b.Get(m.typ, between, m.at(d), i), i)
		}
	})
}

// each appends a loop over 0 <= i < n.
func each(b *ir.Builder, n *ir.Value, body func(b *ir.Builder, i *ir.Value)) {
	loop := b.For(b.Int(0), n)
	inner := loop.Regions[0].Build()
	inner.Pos = b.Pos
	body(inner, loop.Index())
}

// at is the path of the leaf from a slice.
func (l leaf) at(s *ir.Value) string {
	path := "[$]" + l.path
	switch {
	case l.cell != "":
		path += "|" + l.cell
	case s.Type.Go == "[]float32":
		path += "|float32"
	}
	return path
}

// activeAt reports whether the leaf of the elements holds active floats.
func (a *activity) activeAt(ts []target, l leaf) bool {
	return l.kind == 'f' && slices.ContainsFunc(ts, func(t target) bool {
		return a.heap.cell(t.o, t.base+l.place(), ir.TF64).active()
	})
}

// leafType is the type of the references that the leaf holds; none if nobody
// reads or writes them.
func (a *activity) leafType(ts []target, l leaf) ir.Type {
	for _, t := range ts {
		if c := t.o.cells[t.base+l.place()]; c != nil {
			return c.typ
		}
	}
	return ir.Type{}
}

// castLeaf reports whether the references that a leaf holds have shadows.
func (a *activity) castLeaf(ts []target, l leaf, typ ir.Type) bool {
	return typ.IsRef() && slices.ContainsFunc(ts, func(t target) bool { return a.castAt(t, l.place(), typ) })
}
