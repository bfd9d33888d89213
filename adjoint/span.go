// Spans: the floats of a parameter or result, in their order.

package adjoint

import (
	"chainrule/ir"
)

// span is a number, an array, a slice of floats, or an array of Go.
type span struct {
	v    *ir.Value // the parameter or result
	name string
}

// span refuses what is neither.
func (j *jacobian) span(v *ir.Value, name string) *span {
	_, fixed := arrayLength(v.Type)
	if _, text := elementOf(v.Type); v.Type.IsRef() && !(v.Type.Go == "[]float64" || fixed && text[len(text)-len("]float64"):] == "]float64") {
		j.diags.Add(j.f.Pos, "the floats of %s, of type %s, have no order for a Jacobian: generate vjp or jvp, or take []float64", name, v.Type)
	}
	return &span{v, name}
}

// size is how many floats there are.
func (s *span) size(b *ir.Builder) *ir.Value {
	n, fixed := arrayLength(s.v.Type)
	switch {
	case s.v.Type == ir.TF64:
		return b.Int(1)
	case fixed:
		return b.Int(n)
	case s.v.Type.IsRef():
		return b.Size(s.v)
	}
	return b.Len(s.v, 0)
}

func total(b *ir.Builder, spans []*span) *ir.Value {
	n := b.Int(0)
	for _, s := range spans {
		n = b.Op("iadd", n, s.size(b))
	}
	return n
}

// each visits the numbers of the floats.
func (s *span) each(b *ir.Builder, visit func(b *ir.Builder, i *ir.Value)) {
	if s.v.Type == ir.TF64 {
		visit(b, b.Int(0))
		return
	}
	loop := b.For(b.Int(0), s.size(b))
	inner := loop.Regions[0].Build()
	inner.Pos = b.Pos
	visit(inner, loop.Index())
}

// unit is a value like that of the span, zero but for a one in the place i if one is set.
func (s *span) unit(b *ir.Builder, one bool, i *ir.Value) *ir.Value {
	switch {
	case s.v.Type == ir.TF64 && one:
		return b.Float(1)
	case s.v.Type == ir.TF64:
		return b.Float(0)
	case s.v.Type.IsPointer():
		u := b.New(s.v.Type)
		if one {
			b.Put(u, "[$]", b.Float(1), i)
		}
		return u
	case s.v.Type.IsRef():
		n := s.size(b)
		u := b.Make(s.v.Type, n, n)
		if one {
			b.Put(u, "[$]", b.Float(1), i)
		}
		return u
	}
	u := b.Alloc(ir.F64, ir.AllocZero, s.size(b))
	if one {
		b.Store(u, b.Float(1), i)
	}
	return u
}

// read visits the floats of a value like that of the span, with their numbers.
func (s *span) read(b *ir.Builder, v *ir.Value, visit func(b *ir.Builder, i, x *ir.Value)) {
	if s.v.Type == ir.TF64 {
		visit(b, b.Int(0), v)
		return
	}
	s.each(b, func(b *ir.Builder, i *ir.Value) {
		if v.Type.IsRef() {
			visit(b, i, b.Get(ir.TF64, v, "[$]", i))
		} else {
			visit(b, i, b.Load(v, i))
		}
	})
}
