// Offsets of elements and slices of parts of arrays, which are row-major.

package codegen

import (
	"go/token"
	"slices"
	"strconv"

	"chainrule/ir"
)

// offset is the position of the part with indices fixed, in elements, counting
// from the axis with number axis, for indices that are in range.
func (g *gen) offset(a shape, axis int, indices []*ir.Value) *expr {
	var at *expr
	for i, v := range indices {
		e := g.use(v)
		if at != nil {
			e = sum(times(at, g.extent(a.dims[axis+i])), e)
		}
		at = e
	}
	for _, d := range a.dims[axis+len(indices):] {
		at = times(at, g.extent(d))
	}
	return at
}

func times(x, y *expr) *expr {
	switch {
	case x.kind == litExpr && x.text == "0", y.kind == litExpr && y.text == "1":
		return x
	case x.kind == litExpr && x.text == "1":
		return y
	case x.kind == litExpr && y.kind == litExpr:
		m, _ := strconv.Atoi(x.text)
		n, _ := strconv.Atoi(y.text)
		return intLit(m * n)
	}
	return binary(x, "*", y)
}

func sum(x, y *expr) *expr {
	switch {
	case x.kind == litExpr && x.text == "0":
		return y
	case y.kind == litExpr && y.text == "0":
		return x
	case x.kind == litExpr && y.kind == litExpr:
		m, _ := strconv.Atoi(x.text)
		n, _ := strconv.Atoi(y.text)
		return intLit(m + n)
	}
	return plus(x, token.ADD, y)
}

// part is the slice of the part of base with the leading indices fixed. An index
// that may be out of range gets a slice of its own, in which Go checks it.
func (g *gen) part(a shape, indices []*ir.Value) *expr {
	s := g.use(a.base)
	if g.isParam(a.base) && !g.proven(a, indices) {
		g.clip(g.bound[a.base])
	}
	from := 0
	for i, v := range indices {
		if g.shapes.inRange(v, a.dims[i]) {
			continue
		}
		if i > from {
			s = g.cut(s, a, from, indices[from:i])
		}
		s = g.cut(s, a, i, indices[i:i+1])
		from = i + 1
	}
	if from < len(indices) {
		s = g.cut(s, a, from, indices[from:])
	}
	return s
}

// cut fixes indices of the axes that begin with number axis. What it gives has
// no capacity beyond its length if a later index needs a check against it.
func (g *gen) cut(s *expr, a shape, axis int, indices []*ir.Value) *expr {
	next := axis + len(indices)
	n := g.count(a.dims[next:])
	at := g.offset(a, axis, indices)
	if next < len(a.dims)-1 {
		return slice(slice(s, at, nil, nil), nil, n, n)
	}
	return slice(slice(s, at, nil, nil), nil, n, nil)
}

// clip removes a parameter's capacity beyond its length, into which a slice of
// it could reach. It is done once, after the checks at the beginning.
func (g *gen) clip(b *variable) {
	if g.clipped[b] {
		return
	}
	g.clipped[b] = true
	n := call("", "len", nameOf(b))
	body := g.blocks[0]
	body.list = slices.Insert(body.list, g.checks, placed{stmt: assignment(b, slice(nameOf(b), nil, n, n))})
}
