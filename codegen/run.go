// Runs: consecutive elements, at a computed place in a row, that a loop visits
// one after another.

package codegen

import (
	"fmt"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// run is the slice of a row that begins at w, if the index is w plus the index
// of the loop around here and w does not change in it, with the index into the
// slice; nil if it is not so. A loop in which every iteration visits the element
// takes the slice first, provided that it runs at all, for only then is the
// slice sure to exist.
func (g *gen) run(row *variable, i *ir.Value) (*expr, *variable) {
	at := g.top().region
	in := at.Parent
	if in == nil || !in.IsLoop() || i.Def == nil || i.Def.Op.Name != "iadd" {
		return nil, nil
	}
	w, loop := i.Def.Args[0], in.Index()
	if w == loop {
		w = i.Def.Args[1]
	} else if i.Def.Args[1] != loop {
		return nil, nil
	}
	c := g.loops[in]
	if w.IsConst() || !in.In.Inside(w.Region()) || g.bound[w] == nil || !isZero(c.lo) || !g.reachable(row, in) {
		return nil, nil
	}
	key := fmt.Sprintf("%p+%p in %p", row, w, in)
	b := g.rows[key]
	if b == nil {
		g.exact(row)
		g.nameBound(c, in)
		b = &variable{fixed: true}
		b.name = g.names.declare(row.name+"Run", g.names.depth()-1) // outside the loop's body
		e := slice(slice(nameOf(row), g.use(w), nil, nil), nil, c.hi, nil)
		c.before.list = append(c.before.list, placed{stmt: &declare{b, e}})
		g.rows[key] = b
	}
	return nameOf(c.index), b
}

// head is the first part of a scratch array, up to the bound of the loop around
// here, if the loop's index is the index: sliced before the loop, it tells Go's
// compiler the length, which it does not remember from where the array was made.
func (g *gen) head(a shape, i *ir.Value) *variable {
	in := g.top().region.Parent
	if in == nil || !in.IsLoop() || i != in.Index() || a.base.Def == nil || g.bound[a.base].array {
		return nil
	}
	c, row := g.loops[in], g.bound[a.base]
	whole := g.shapes.size(in.Hi()) == g.shapes.extent(a.dims[0]) // which Go sees for itself
	if whole || !isZero(c.lo) || !pass.NonNegative(in.Hi()) || !g.shapes.inRange(i, a.dims[0]) {
		return nil
	}
	if h := g.homes[a.base]; !in.In.Inside(a.base.Region()) && (h == nil || !in.In.Inside(h)) {
		return nil
	}
	key := fmt.Sprintf("%p in %p", row, in)
	b := g.rows[key]
	if b == nil {
		g.nameBound(c, in)
		blk, depth := g.blockOf(in.In)
		b = &variable{fixed: true}
		b.name = g.names.declare(row.name+"Run", depth)
		blk.list = append(blk.list, placed{stmt: &declare{b, slice(nameOf(row), nil, c.hi, nil)}})
		g.rows[key] = b
	}
	return b
}

// nameBound makes the upper bound of a loop a name, for it is written repeatedly.
func (g *gen) nameBound(c *counted, in *ir.Instr) {
	if c.hi.simple() {
		return
	}
	blk, depth := g.blockOf(in.In)
	end := &variable{name: g.names.declare("end", depth), fixed: true}
	blk.list = append(blk.list, placed{stmt: &declare{end, c.hi}})
	c.hi = nameOf(end)
}

// reachable reports whether a row is declared outside a loop.
func (g *gen) reachable(row *variable, in *ir.Instr) bool {
	return row.row == nil || row.outside || !g.declaredIn(row, g.top())
}

func (g *gen) declaredIn(row *variable, b *block) bool {
	for _, key := range b.rows {
		if g.rows[key] == row {
			return true
		}
	}
	return false
}

// exact takes from a row the capacity beyond its length, so that no slice of it
// reaches further.
func (g *gen) exact(row *variable) {
	switch {
	case row.row != nil:
		if e := row.row.e; e.kind == sliceExpr && e.args[3] == nil {
			row.row.e = slice(e.args[0], e.args[1], e.args[2], e.args[2])
		}
	case row.holds != nil && g.isParam(row.holds):
		g.clip(row)
	}
}
