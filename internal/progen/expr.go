// Expressions of any type.

package progen

import (
	"fmt"
	"strings"
)

// expr is a value of the type. Slices have at least three elements.
func (g *gen) expr(t *typ, d int) string {
	switch t.kind {
	case f64, f32:
		return g.number(t, d)
	case integer:
		return g.int(d)
	case boolean:
		return g.bool(d)
	case str:
		return pick(g, []string{`"a"`, `"b"`, `""`})
	case slice:
		return g.slice(t, d)
	case pointer:
		return g.pointer(t, d)
	case iface:
		return g.implementation()
	}
	if p, ok := g.find(t.is, false); ok && g.in(60) && t.kind != table {
		return p.text
	}
	if h := g.callable(t); h != nil && g.in(40) {
		return g.call(h, d)
	}
	return g.literal(t, d)
}

// literal is a composite literal.
func (g *gen) literal(t *typ, d int) string {
	var parts []string
	switch t.kind {
	case structure:
		for _, f := range t.fields {
			if f.t.flat() && g.in(20) {
				continue // zero
			}
			parts = append(parts, f.name+": "+g.expr(f.t, d-1))
		}
	case array:
		for i := range t.n {
			if g.in(15) && t.elem.flat() && len(parts) == i {
				break
			}
			parts = append(parts, g.expr(t.elem, d-1))
		}
	case slice:
		for range 3 + g.n(2) {
			parts = append(parts, g.expr(t.elem, d-1))
		}
	case table:
		for _, k := range []string{"a", "b", "c"}[:g.n(4)] {
			parts = append(parts, fmt.Sprintf("%q: %s", k, g.expr(t.elem, d-1)))
		}
	}
	return t.String() + "{" + strings.Join(parts, ", ") + "}"
}

// slice is a slice of at least three elements, often of memory that something
// else has too.
func (g *gen) slice(t *typ, d int) string {
	if h := g.callable(t); h != nil && g.in(30) {
		return g.call(h, d)
	}
	p, ok := g.find(t.is, false)
	long := ok && (!p.whole || p.base.least >= 3)
	if ok && !p.whole && g.inPure() {
		long = false
	}
	switch {
	case long && !(g.fn.pure && p.base.frozen) && g.in(45):
		return p.text
	case long && !(g.fn.pure && p.base.frozen) && g.in(25):
		return pick(g, []string{p.text + "[:3]", p.text + "[:]", p.text + "[len(" + p.text + ")-3:]", p.text + "[0:3:3]"})
	case long && g.in(50):
		return "append(" + t.String() + "(nil), " + p.text + "...)"
	case t.elem.flat() && g.in(50):
		return fmt.Sprintf("make(%v, %s)", t, pick(g, []string{"3", "4", "3+" + g.int(0) + "%3"}))
	case t.elem.flat() && g.in(10):
		return fmt.Sprintf("make(%v, 3, 8)", t)
	}
	return g.literal(t, d)
}

// inPure reports whether nothing that came from outside may be shared.
func (g *gen) inPure() bool { return g.fn.pure }

// pointer is a pointer to something: a variable, a part of one, or new memory.
func (g *gen) pointer(t *typ, d int) string {
	if p, ok := g.find(t.is, false); ok && g.in(35) && !g.fn.pure {
		return p.text
	}
	if p, ok := g.find(t.elem.is, true); ok && addressable(p) && !p.base.noAddr && g.in(60) && !g.fn.pure {
		return "&" + p.text
	}
	if t.elem.kind == structure {
		return "&" + g.literal(t.elem, d)
	}
	return fmt.Sprintf("func() %v { var cell %v = %s; return &cell }()", t, t.elem, g.expr(t.elem, d-1))
}

// addressable reports whether the place has an address: entries of maps have none.
func addressable(p place) bool {
	return !strings.Contains(p.text, `["`) && p.base.below == 0 && p.base.of == nil
}
