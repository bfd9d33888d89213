// Memory: elements, and the row slices through which they are reached.

package codegen

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// memory is the cell of the elements of an object. Parameters of one kind may
// overlap, so they share one; an alloc overlaps nothing.
func (g *gen) memory(object *ir.Value) *cell {
	if object.Def == nil {
		return &g.params[object.Type.Kind]
	}
	c := g.objects[object]
	if c == nil {
		c = &cell{}
		g.objects[object] = c
	}
	return c
}

// load emits the read of an element.
func (g *gen) load(in *ir.Instr) {
	g.define(in.Result(), g.element(in.Array(), in.Indices()))
}

// store emits a write of an element, or an addition to it.
func (g *gen) store(in *ir.Instr) {
	g.narrow([]*ir.Value{in.Stored()})
	value := g.use(in.Stored())
	at := g.element(in.Array(), in.Indices())
	g.flush(g.memory(in.Array().Object()))
	if value.same(at) { // vet minds x[i] = x[i]
		b := g.fresh(g.nameFor(in.Stored(), value))
		g.put(&declare{b, value})
		value = nameOf(b)
	}
	op := "="
	if in.IsAccum() {
		op = "+="
	}
	g.put(&assign{[]*expr{at}, op, []*expr{value}})
}

// zero emits the clearing of an array.
func (g *gen) zero(in *ir.Instr) {
	g.flush(g.memory(in.Array().Object()))
	g.put(&run{call("", "clear", g.wholeSlice(in.Array()))})
}

// wholeSlice is an array value as a Go slice of its elements.
func (g *gen) wholeSlice(v *ir.Value) *expr {
	a := g.shapes.shape(v)
	base := g.use(a.base)
	if len(a.prefix) > 0 {
		return g.part(a, a.prefix)
	}
	if g.bound[a.base].array {
		return slice(base, nil, nil, nil)
	}
	return base
}

// renamed emits a view that is not just another way to index its array.
func (g *gen) renamed(in *ir.Instr) {
	v := in.Result()
	if g.shapes.shape(v).base != v {
		return
	}
	src := g.wholeSlice(in.Array())
	n := g.count(extents(in.Args[1:]))
	if g.shapes.shape(in.Array()).base == in.Array() {
		length := call("", "len", src)
		src = slice(src, nil, length, length) // beyond the length there may be capacity
	}
	b := g.fresh(g.nameFor(v, nil))
	g.put(&declare{b, slice(src, nil, n, n)})
	g.bind(v, b)
}

// count is the number of elements of an array of the extents.
func (g *gen) count(dims []extent) *expr {
	n, product := 1, (*expr)(nil)
	for _, d := range dims {
		e := g.extent(d)
		if k, ok := constant(d); ok {
			n *= k
		} else if product == nil {
			product = e
		} else {
			product = binary(product, "*", e)
		}
	}
	switch {
	case product == nil:
		return intLit(n)
	case n == 1:
		return product
	}
	return binary(product, "*", intLit(n))
}

// constant is the value of an extent that is a constant.
func constant(d extent) (int, bool) {
	if d.v == nil {
		return 0, false
	}
	return d.v.ConstInt()
}

func (g *gen) extent(d extent) *expr {
	if d.v != nil {
		return g.use(d.v)
	}
	return call("", "len", g.use(d.param))
}

// length emits an extent of an array.
func (g *gen) length(in *ir.Instr) {
	a := g.shapes.shape(in.Array())
	if len(a.dims) == 1 {
		g.define(in.Result(), call("", "len", g.use(a.base)))
		return
	}
	g.define(in.Result(), g.extent(a.free()[in.Attr.(int)]))
}

// element is the expression of an element.
func (g *gen) element(array *ir.Value, indices []*ir.Value) *expr {
	a := g.shapes.shape(array)
	c := g.memory(a.base.Object())
	all := append(slices.Clip(a.prefix), indices...)
	last := len(all) - 1
	if last == 0 {
		return index(g.use(a.base), g.use(all[0]), c)
	}
	prefix := all[:last]
	if row := g.row(a, prefix); row != nil {
		return index(nameOf(row), g.use(all[last]), c)
	}
	if g.proven(a, all) {
		return index(g.use(a.base), g.offset(a, all), c)
	}
	return index(g.part(a, prefix), g.use(all[last]), c)
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
// index fixed: one that is there already, one taken before the outermost loop
// in which the leading indices do not change, or one taken here because there
// are more accesses to the row. It is nil where no row is worth its while.
func (g *gen) row(a shape, prefix []*ir.Value) *variable {
	key := g.shapes.rowKey(a.base, a.dims, prefix)
	if b := g.rows[key]; b != nil {
		return b
	}
	blk, depth := g.rowPlace(a, prefix)
	if blk == nil {
		if g.rowUses[key] < 2 {
			return nil
		}
		blk, depth = g.top(), g.names.depth()
	}
	b := &variable{fixed: true}
	b.name = g.names.declare(g.rowName(a, prefix), depth)
	blk.list = append(blk.list, placed{stmt: &declare{b, g.part(a, prefix)}})
	g.rows[key] = b
	blk.rows = append(blk.rows, key)
	return b
}

// rowPlace is the block before the outermost loop around here at which the row
// can be taken and is sure to exist; nil if there is none.
func (g *gen) rowPlace(a shape, prefix []*ir.Value) (*block, int) {
	if !g.proven(a, prefix) {
		return nil, 0
	}
	place := g.hoistable(func(r *ir.Region) bool {
		for _, v := range prefix {
			if !r.Inside(v.Region()) {
				return false
			}
		}
		return g.reaches(a, r)
	})
	if place == nil {
		return nil, 0
	}
	return g.blockOf(place)
}

// hoistable is the outermost region that holds a loop around here and in which
// something is available; nil if there is none.
func (g *gen) hoistable(available func(*ir.Region) bool) (place *ir.Region) {
	for r := g.top().region; r.Parent != nil; r = r.Outer() {
		if !r.Parent.IsLoop() {
			continue
		}
		if !available(r.Outer()) {
			break
		}
		place = r.Outer()
	}
	return place
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
		a := g.shapes.shape(in.Array())
		all := append(slices.Clip(a.prefix), in.Indices()...)
		if n := len(all) - 1; n > 0 {
			g.rowUses[g.shapes.rowKey(a.base, a.dims, all[:n])]++
		}
	})
}
