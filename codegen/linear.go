// Linear bounds: indices that are sums of indices and sizes, such as n-1-i and
// i+a, are in range because each loop index in them is within its loop's bounds.

package codegen

import (
	"chainrule/ir"
	"chainrule/ir/pass"
)

// form is a sum of multiples of values, and c. A value stands for all that are
// known to be equal to it.
type form struct {
	terms []term
	c     int
}

type term struct {
	v   *ir.Value
	key string
	n   int
}

// mostSteps bounds the search, which no index that people write comes near.
const mostSteps = 32

// linear adds n·v to a form.
func (s *shapes) linear(f form, v *ir.Value, n int) form { return s.linearTo(f, v, n, mostDepth) }

// mostDepth is how many sums within sums are looked at.
const mostDepth = 8

func (s *shapes) linearTo(f form, v *ir.Value, n, depth int) form {
	if v.Def != nil && len(v.Def.Args) == 2 && depth > 0 {
		x, y := v.Def.Args[0], v.Def.Args[1]
		switch v.Def.Op.Name {
		case "iadd":
			return s.linearTo(s.linearTo(f, x, n, depth-1), y, n, depth-1)
		case "isub":
			return s.linearTo(s.linearTo(f, x, n, depth-1), y, -n, depth-1)
		case "imul":
			if c, ok := y.ConstInt(); ok && small(n) && small(c) {
				return s.linearTo(f, x, n*c, depth-1)
			}
		}
	}
	z := s.size(v)
	f.c += n * z.c
	return f.plus(v, z.key, n)
}

func small(n int) bool { return -1<<20 < n && n < 1<<20 }

// plus adds a multiple of a value of that name.
func (f form) plus(v *ir.Value, key string, n int) form {
	out := form{c: f.c}
	for _, t := range f.terms {
		if t.key == key {
			n += t.n
			if !known(v) {
				v = t.v
			}
			continue
		}
		out.terms = append(out.terms, t)
	}
	if n != 0 && key != "" {
		out.terms = append(out.terms, term{v, key, n})
	}
	return out
}

// known reports whether a value, or the length of an array, is not negative.
func known(v *ir.Value) bool { return !v.Type.Scalar() || pass.NonNegative(v) }

// without is the form without its term number i.
func (f form) without(i int) form {
	out := form{c: f.c}
	out.terms = append(append(out.terms, f.terms[:i]...), f.terms[i+1:]...)
	return out
}

// atLeastZero reports whether the form is never negative. It puts bounds in the
// place of loop indices, the innermost first, until only sizes are left.
func (s *shapes) atLeastZero(f form, steps int) bool {
	if steps == 0 {
		return false
	}
	if i := f.innermost(); i >= 0 {
		return s.atLeastZero(s.bounded(f.without(i), f.terms[i]), steps-1)
	}
	for i, t := range f.terms {
		if t.n < 0 || !known(t.v) {
			return s.quotient(f, i, steps) || s.anyMax(f, steps)
		}
	}
	return f.c >= 0 || s.anyMax(f, steps)
}

// anyMax goes on with one of the operands of a maximum.
func (s *shapes) anyMax(f form, steps int) bool {
	for i, t := range f.terms {
		if t.n > 0 && t.v.Def != nil && t.v.Def.Op.Name == "imax" {
			return s.quotient(f, i, steps)
		}
	}
	return false
}

// innermost is the number of the term with the index of the innermost loop, -1
// if there is none.
func (f form) innermost() (at int) {
	at = -1
	for i, t := range f.terms {
		if indexOf(t.v) != nil && (at < 0 || t.v.Of.Inside(f.terms[at].v.Of)) {
			at = i
		}
	}
	return at
}

// bounded adds to the form what the term with a loop's index is at least.
func (s *shapes) bounded(f form, t term) form {
	l := indexOf(t.v)
	if t.n > 0 {
		if s.isTail(l) {
			return f
		}
		return s.linear(f, l.Lo(), t.n)
	}
	if whole, width, ok := blocks(l); ok && t.n%width == 0 {
		f = s.linear(f, whole, t.n/width)
	} else {
		f = s.linear(f, l.Hi(), t.n)
	}
	f.c -= t.n
	return f
}

// blocks reports whether a loop is over the whole / width blocks of another. It
// runs only if whole >= width.
func blocks(l *ir.Instr) (whole *ir.Value, width int, ok bool) {
	hi := l.Hi().Def
	if lo, zero := l.Lo().ConstInt(); !zero || lo < 0 || hi == nil || hi.Op.Name != "idiv" {
		return nil, 0, false
	}
	width, ok = hi.Args[1].ConstInt()
	return hi.Args[0], width, ok && width > 0
}

// isTail reports whether a loop is over what such blocks leave: it begins at
// whole / width · width and ends at whole. If whole is negative, it does not run.
func (s *shapes) isTail(l *ir.Instr) bool {
	lo := l.Lo().Def
	if lo == nil || lo.Op.Name != "imul" || lo.Args[0].Def == nil || lo.Args[0].Def.Op.Name != "idiv" {
		return false
	}
	div := lo.Args[0].Def
	width, ok := lo.Args[1].ConstInt()
	w, same := div.Args[1].ConstInt()
	return ok && same && width == w && width > 0 && s.size(div.Args[0]) == s.size(l.Hi())
}

// quotient goes on where the term number i is no size with a positive factor: a
// quotient, or the greater or lesser of two, has bounds of its own.
func (s *shapes) quotient(f form, i, steps int) bool {
	t, rest := f.terms[i], f.without(i)
	if t.v.Def == nil || len(t.v.Def.Args) != 2 {
		return false
	}
	x, y := t.v.Def.Args[0], t.v.Def.Args[1]
	either := func() bool {
		return s.atLeastZero(s.linear(rest, x, t.n), steps/2) || s.atLeastZero(s.linear(rest, y, t.n), steps/2)
	}
	both := func() bool {
		return s.atLeastZero(s.linear(rest, x, t.n), steps/2) && s.atLeastZero(s.linear(rest, y, t.n), steps/2)
	}
	switch name := t.v.Def.Op.Name; {
	case name == "imax" && t.n > 0, name == "imin" && t.n < 0:
		return either()
	case name == "imax", name == "imin":
		return both()
	case name == "idiv" && t.n < 0:
		k, ok := y.ConstInt()
		return ok && k > 0 && t.n%k == 0 && pass.NonNegative(x) && s.atLeastZero(s.linear(rest, x, t.n/k), steps-1)
	}
	return false
}

// within reports whether 0 <= v < d by linear bounds.
func (s *shapes) within(v *ir.Value, d extent) bool {
	key := bound{v, d}
	if known, ok := s.proofs[key]; ok {
		return known
	}
	s.proofs[key] = (atLeast(v, 0) || s.atLeastZero(s.linear(form{}, v, 1), mostSteps)) &&
		s.atLeastZero(s.room(v, d), mostSteps)
	return s.proofs[key]
}

// bound is a question about an index and an extent.
type bound struct {
	v *ir.Value
	d extent
}

// room is d - 1 - v.
func (s *shapes) room(v *ir.Value, d extent) form {
	f := s.linear(form{c: -1}, v, -1)
	if d.v != nil {
		return s.linear(f, d.v, 1)
	}
	z := s.extent(d)
	f.c += z.c
	return f.plus(d.param, z.key, 1)
}
