// Packed arrays: a scratch array whose last axis is the lanes of a tile is a
// slice of small Go arrays, so that one check serves all lanes.

package codegen

import (
	"slices"
	"strconv"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// findPacked lists the allocs that are packed: the last of several extents is
// the number of lanes, and nothing sees the elements in another shape.
func (g *gen) findPacked() {
	g.packed = map[*ir.Value]bool{}
	g.fn.Body.Walk(func(in *ir.Instr) {
		if !in.IsAlloc() || len(in.Args) < 2 || g.isResult(in.Result()) {
			return
		}
		n, ok := in.Args[len(in.Args)-1].ConstInt()
		_, small := g.stackSize(in)
		g.packed[in.Result()] = ok && n == pass.Lanes && !small
	})
	g.fn.Body.Walk(func(in *ir.Instr) {
		if in.IsView() || in.IsLen() {
			delete(g.packed, in.Array().Object())
		}
	})
}

// access is the shape and the full index of an element; lane is the index into
// the small array of a packed one, nil for others.
func (g *gen) access(array *ir.Value, indices []*ir.Value) (a shape, all []*ir.Value, lane *ir.Value) {
	a = g.unpacked(g.shapes.shape(array))
	if r := g.records[a.base]; r != nil {
		a = g.shapes.shape(r.head)
	}
	all = append(slices.Clip(a.prefix), indices...)
	if g.packed[a.base] {
		last := len(all) - 1
		all, lane = all[:last], all[last]
	}
	return a, all, lane
}

// unpacked is the shape whose elements are those of the Go slice.
func (g *gen) unpacked(a shape) shape {
	if g.packed[a.base] {
		a.dims = a.dims[:len(a.dims)-1]
	}
	return a
}

// elemType is the Go type of the elements of an array's slice.
func (g *gen) elemType(v *ir.Value) string {
	if r := g.records[v]; r != nil {
		return r.typeText(g.kept)
	}
	t := g.kept(v)
	if g.packed[v] {
		return "[" + strconv.Itoa(pass.Lanes) + "]" + t
	}
	return t
}

// kept is the Go type of what an array keeps.
func (g *gen) kept(array *ir.Value) string {
	if g.singles.tapes[array] {
		return "float32"
	}
	return typeText(array.Type.Elem())
}
