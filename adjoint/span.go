// Spans: the floats of a parameter or result, in their order.

package adjoint

import (
	"strconv"
	"strings"

	"chainrule/ir"
)

// span is the floats of a number, an array, a slice, or what a pointer points to.
type span struct {
	v     *ir.Value // the parameter or result
	name  string
	parts []inElement // the floats of an element, or of what is pointed to; nil of a number and an array
}

// inElement is a float in a value: its path and the numbers for it.
type inElement struct {
	path  string
	index []int
}

// entry is the place of a float, and its number among those of the span.
type entry struct {
	number *ir.Value
	path   string
	index  []*ir.Value
}

// mostUnrolled is the number of floats in a value up to which each is treated apart.
const mostUnrolled = 64

// span refuses what has no order.
func (j *jacobian) span(v *ir.Value, name string) *span {
	s := &span{v: v, name: name}
	if !v.Type.IsRef() {
		return s
	}
	_, text := elementOf(v.Type)
	if n, rest, ok := cutArray(text); ok && v.Type.IsPointer() && rest == "float64" && n > mostUnrolled {
		s.parts = []inElement{{"[$]", nil}} // a loop, as over a slice
		return s
	}
	parts, ok := j.partsOf(text)
	if !ok || v.Type.IsMap() || len(parts) > mostUnrolled {
		j.diags.Add(j.f.Pos, "the floats of %s, of type %s, have no order for a Jacobian: generate vjp or jvp, or take []float64", name, v.Type)
	}
	s.parts = parts
	return s
}

// partsOf lists the floats in a value of the type, if it holds no references.
func (j *jacobian) partsOf(text string) (list []inElement, ok bool) {
	if text == "float64" {
		return []inElement{{}}, true
	}
	if n, rest, ok := cutArray(text); ok {
		inner, ok := j.partsOf(rest)
		for i := range n {
			for _, p := range inner {
				list = append(list, inElement{"[$]" + p.path, append([]int{i}, p.index...)})
			}
			if len(list) > mostUnrolled {
				return nil, false
			}
		}
		return list, ok
	}
	if j.f.Sig == nil {
		return nil, false
	}
	for _, m := range j.f.Sig.Types[text] {
		if m.Type != ir.TF64 || m.Cell != "" || m.Hidden || strings.Contains(m.Path, "[") {
			return nil, false
		}
		list = append(list, inElement{m.Path, nil})
	}
	return list, len(list) > 0
}

// cutArray takes the length off the type of an array.
func cutArray(text string) (n int, rest string, ok bool) {
	if !strings.HasPrefix(text, "[") || strings.HasPrefix(text, "[]") {
		return 0, "", false
	}
	end := strings.IndexByte(text, ']')
	n, err := strconv.Atoi(text[1:end])
	return n, text[end+1:], err == nil
}

// elements is how many elements the span has; nil if it is no list.
func (s *span) elements(b *ir.Builder) *ir.Value {
	n, fixed := arrayLength(s.v.Type)
	switch {
	case s.v.Type == ir.TF64:
		return nil
	case !s.v.Type.IsRef():
		return b.Len(s.v, 0)
	case s.v.Type.IsSlice():
		return b.Size(s.v)
	case fixed && len(s.parts) == 1 && s.parts[0].index == nil:
		return b.Int(n)
	}
	return nil
}

// size is how many floats there are.
func (s *span) size(b *ir.Builder) *ir.Value {
	each := max(1, len(s.parts))
	if n := s.elements(b); n == nil {
		return b.Int(each)
	} else if each > 1 {
		return b.Op("imul", n, b.Int(each))
	} else {
		return n
	}
}

func total(b *ir.Builder, spans []*span) *ir.Value {
	n := b.Int(0)
	for _, s := range spans {
		n = b.Op("iadd", n, s.size(b))
	}
	return n
}

// each visits the places of the floats.
func (s *span) each(b *ir.Builder, visit func(b *ir.Builder, at entry)) {
	n := s.elements(b)
	if n == nil {
		s.within(b, b.Int(0), nil, visit)
		return
	}
	loop := b.For(b.Int(0), n)
	inner := loop.Regions[0].Build()
	inner.Pos = b.Pos
	i := loop.Index()
	s.within(inner, i, []*ir.Value{i}, visit)
}

// within visits the floats of element i.
func (s *span) within(b *ir.Builder, i *ir.Value, index []*ir.Value, visit func(b *ir.Builder, at entry)) {
	if len(s.parts) == 0 {
		visit(b, entry{i, "", index})
		return
	}
	first := i
	if len(s.parts) > 1 {
		first = b.Op("imul", i, b.Int(len(s.parts)))
	}
	for k, p := range s.parts {
		at := entry{b.Op("iadd", first, b.Int(k)), p.path, append([]*ir.Value(nil), index...)}
		if s.v.Type.IsSlice() {
			at.path = "[$]" + at.path
		}
		for _, x := range p.index {
			at.index = append(at.index, b.Int(x))
		}
		visit(b, at)
	}
}

// zero is a value like that of the span, of zeros.
func (s *span) zero(b *ir.Builder) *ir.Value {
	switch {
	case s.v.Type == ir.TF64:
		return b.Float(0)
	case s.v.Type.IsPointer():
		return b.New(s.v.Type)
	case s.v.Type.IsRef():
		n := s.elements(b)
		return b.Make(s.v.Type, n, n)
	}
	return b.Alloc(ir.F64, ir.AllocZero, s.elements(b))
}

// unit is a value like that of the span with a one in a place, zero elsewhere.
func (s *span) unit(b *ir.Builder, at entry) *ir.Value {
	if s.v.Type == ir.TF64 {
		return b.Float(1)
	}
	u := s.zero(b)
	if s.v.Type.IsRef() {
		b.Put(u, at.path, b.Float(1), at.index...)
	} else {
		b.Store(u, b.Float(1), at.index...)
	}
	return u
}

// seed is unit or zero.
func (s *span) seed(b *ir.Builder, one bool, at entry) *ir.Value {
	if one {
		return s.unit(b, at)
	}
	return s.zero(b)
}

// read visits the floats of a value like that of the span, with their numbers.
func (s *span) read(b *ir.Builder, v *ir.Value, visit func(b *ir.Builder, i, x *ir.Value)) {
	s.each(b, func(b *ir.Builder, at entry) {
		switch {
		case v.Type == ir.TF64:
			visit(b, at.number, v)
		case v.Type.IsRef():
			visit(b, at.number, b.Get(ir.TF64, v, at.path, at.index...))
		default:
			visit(b, at.number, b.Load(v, at.index...))
		}
	})
}
