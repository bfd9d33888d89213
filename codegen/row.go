// Rows: the slices through which elements of arrays are reached.

package codegen

import (
	"strings"

	"chainrule/ir"
)

// element is the expression of an element.
func (g *gen) element(array *ir.Value, indices []*ir.Value) *expr {
	a, all, lane := g.access(array, indices)
	e := g.slot(a, all)
	if r := g.records[array]; r != nil {
		return field(e, r.field(array))
	}
	if lane != nil {
		return index(e, g.use(lane))
	}
	return e
}

// slot is the expression of an element of the Go slice that holds an array.
func (g *gen) slot(a shape, all []*ir.Value) *expr {
	if n := g.constants(a, all); n < len(all) && n > 0 {
		if row := g.row(a, all[:n]); row != nil {
			return index(nameOf(row), g.offset(a, n, all[n:]))
		}
	}
	last := len(all) - 1
	prefix := all[:last]
	row := g.bound[a.base]
	if last > 0 {
		row = g.row(a, prefix)
	}
	if last == 0 {
		if b := g.head(a, all[0]); b != nil {
			return index(nameOf(b), g.use(all[0]))
		}
	}
	if row != nil {
		if i, run := g.run(row, all[last]); run != nil {
			return index(nameOf(run), i)
		}
		return index(nameOf(row), g.use(all[last]))
	}
	if g.proven(a, all) {
		base, from := g.nearest(a, prefix, g.top().region)
		return index(base, g.offset(a, from, all[from:]))
	}
	return index(g.part(a, prefix), g.use(all[last]))
}

// constants is the number of leading indices after which all are constants
// within constant extents: one slice then serves several short rows.
func (g *gen) constants(a shape, all []*ir.Value) int {
	n, size := len(all), 1
	for n > 0 {
		d, ok := constant(a.dims[n-1])
		i, fixed := all[n-1].ConstInt()
		if size *= d; !ok || !fixed || i < 0 || i >= d || size > stackLimit {
			break
		}
		n--
	}
	return n
}

// proven reports whether every index is known to be in range.
func (g *gen) proven(a shape, indices []*ir.Value) bool {
	for i, v := range indices {
		if !g.shapes.inRange(v, a.dims[i]) {
			return false
		}
	}
	return true
}

// row is a variable that holds the slice of an array with all but the last
// index fixed: one taken before the outermost loop in which the leading indices
// do not change, or one taken here because there are more accesses to the row.
// It is nil where no row is worth its while.
func (g *gen) row(a shape, prefix []*ir.Value) *variable {
	if b := g.hoisted(a, prefix, g.top().region); b != nil {
		return b
	}
	if b := g.rowBefore(a, prefix); b != nil {
		return b
	}
	if g.rowUses[g.shapes.rowKey(a, prefix)] < 2 {
		return nil
	}
	return g.declareRow(a, prefix, g.top(), g.names.depth())
}

// rowBefore is a row with an index that is not known to be in range, if every
// iteration of the loop around here reaches it: taken when the loop is sure to
// run, for Go must check the index if and only if there is an access.
func (g *gen) rowBefore(a shape, prefix []*ir.Value) *variable {
	in := g.top().region.Parent
	if in == nil || !in.IsLoop() || !g.reaches(a, in.In) {
		return nil
	}
	for _, v := range prefix {
		if !in.In.Inside(v.Region()) {
			return nil
		}
	}
	c := g.loops[in]
	g.nameBound(c, in)
	b := g.newRow(a, prefix, g.part(a, prefix), g.top(), g.names.depth()-1)
	b.outside = true
	c.before.list = append(c.before.list, placed{stmt: b.row})
	return b
}

// hoisted is the part of an array with leading indices fixed, there already or
// taken before the outermost loop around the region at which it can be taken
// and is sure to exist; nil if there is none.
func (g *gen) hoisted(a shape, prefix []*ir.Value, at *ir.Region) *variable {
	if b := g.rows[g.shapes.rowKey(a, prefix)]; b != nil {
		return b
	}
	if !g.proven(a, prefix) {
		return nil
	}
	place := nearby(at, func(r *ir.Region) bool {
		for _, v := range prefix {
			if !r.Inside(v.Region()) {
				return false
			}
		}
		return g.reaches(a, r)
	})
	if place == nil {
		return nil
	}
	blk, depth := g.blockOf(place)
	return g.declareRow(a, prefix, blk, depth)
}

// declareRow declares the part of an array in a block.
func (g *gen) declareRow(a shape, prefix []*ir.Value, blk *block, depth int) *variable {
	var e *expr
	if g.proven(a, prefix) {
		base, from := g.nearest(a, prefix[:len(prefix)-1], blk.region)
		e = g.cut(base, a, from, prefix[from:])
	} else {
		e = g.part(a, prefix)
	}
	b := g.newRow(a, prefix, e, blk, depth)
	blk.list = append(blk.list, placed{stmt: b.row})
	return b
}

// newRow is a variable for a row, known until the block ends.
func (g *gen) newRow(a shape, prefix []*ir.Value, e *expr, blk *block, depth int) *variable {
	b := &variable{fixed: true, name: g.names.declare(g.rowName(a, prefix), depth)}
	b.row = &declare{b, e}
	key := g.shapes.rowKey(a, prefix)
	g.rows[key] = b
	blk.rows = append(blk.rows, key)
	return b
}

// nearest is the smallest part of an array that is at hand outside the loop
// around a region, and how many of the indices it has fixed.
func (g *gen) nearest(a shape, prefix []*ir.Value, at *ir.Region) (*expr, int) {
	for n := len(prefix); n > 0; n-- {
		if b := g.hoisted(a, prefix[:n], at); b != nil {
			return nameOf(b), n
		}
	}
	return g.use(a.base), 0
}

// hoistable is the outermost region that holds a loop around the region at and
// in which something is available; nil if there is none.
func hoistable(at *ir.Region, available func(*ir.Region) bool) (place *ir.Region) {
	for r := at; r.Parent != nil; r = r.Outer() {
		if !repeats(r.Parent) {
			continue
		}
		if !available(r.Outer()) {
			break
		}
		place = r.Outer()
	}
	return place
}

// nearby is hoistable for rows: the region around the innermost loop that does
// not change them. A row that is taken right before the loop that runs along it
// stays in a register; one taken far outside is reloaded in every iteration.
func nearby(at *ir.Region, available func(*ir.Region) bool) *ir.Region {
	for r := at; r.Parent != nil; r = r.Outer() {
		if repeats(r.Parent) {
			if available(r.Outer()) {
				return r.Outer()
			}
			return nil
		}
	}
	return nil
}

// reaches reports whether the array and its extents are available in r.
func (g *gen) reaches(a shape, r *ir.Region) bool {
	home := a.base.Region()
	if h := g.homes[a.base]; h != nil {
		home = h
	}
	if !r.Inside(home) {
		return false
	}
	for _, d := range a.dims {
		if d.v != nil && !r.Inside(d.v.Region()) {
			return false
		}
	}
	return true
}

// rowName is Wi for the row i of W, WNext for the row next.
func (g *gen) rowName(a shape, prefix []*ir.Value) string {
	name := g.bound[a.base].name
	for _, v := range prefix {
		e := g.use(v)
		at, ok := suffix(e)
		switch {
		case ok:
			name += at
		case e.kind == nameExpr:
			name += strings.ToUpper(e.v.name[:1]) + e.v.name[1:]
		default:
			return name + "Row"
		}
	}
	return name
}

// countRows counts the accesses to each row.
func (g *gen) countRows(r *ir.Region) {
	r.Walk(func(in *ir.Instr) {
		if !g.facts.live[in] || !in.IsLoad() && !in.IsStore() && !in.IsAccum() {
			return
		}
		a, all, _ := g.access(in.Array(), in.Indices())
		n := min(len(all)-1, g.constants(a, all))
		if n > 0 {
			g.rowUses[g.shapes.rowKey(a, all[:n])]++
		}
	})
}
