// Memory: elements, and the row slices through which they are reached.

package codegen

import "chainrule/ir"

// load emits the read of an element.
func (g *gen) load(in *ir.Instr) {
	e := g.element(in.Array(), in.Indices()).reading(in)
	if g.singles.tapes[in.Array()] {
		e = g.convert(e.of("float32"), in.Result().Type)
	}
	g.define(in.Result(), e)
}

// store emits a write of an element, or an addition to it.
func (g *gen) store(in *ir.Instr) {
	g.narrow([]*ir.Value{in.Stored()})
	value := g.use(in.Stored())
	if g.singles.tapes[in.Array()] {
		value = g.convertTo(value, "float32")
	}
	at := g.element(in.Array(), in.Indices())
	g.flushPlaces(in.Writes())
	if !in.IsAccum() {
		g.set(at, value, in.Stored())
		return
	}
	op := "+="
	if positive := negated(value); positive != nil {
		op, value = "-=", positive
	}
	g.put(&assign{[]*expr{at}, op, []*expr{value}})
}

// zero emits the clearing of an array.
func (g *gen) zero(in *ir.Instr) {
	g.flushPlaces(in.Writes())
	g.put(&run{call("", "clear", g.wholeSlice(in.Array()))})
}

// wholeSlice is an array value as a Go slice of its elements.
func (g *gen) wholeSlice(v *ir.Value) *expr {
	a := g.unpacked(g.shapes.shape(v))
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
