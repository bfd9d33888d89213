// Statements on slices, pointers and maps: making, cutting, growing, copying.

package progen

import "fmt"

// aboutSlices does something with slices as such.
func (g *gen) aboutSlices() string {
	return choose(g, []choice[string]{{4, g.cut}, {5, g.grow}, {3, g.copying}, {2, g.remake}, {1, g.clearing}, {8, g.keys}, {1, g.sorting}})
}

// cut declares a slice of another one's memory.
func (g *gen) cut() string {
	p, ok := g.find(func(t *typ) bool { return t.kind == slice && t.holds() || t.kind == array && t.elem.holds() }, true)
	if !ok {
		return g.define()
	}
	if p.t.kind == array {
		if !addressable(p) || g.fn.pure {
			return g.define()
		}
		v := g.declare(g.name("cut"), sliceOf(p.t.elem))
		v.least = p.t.n
		return fmt.Sprintf("%s := %s[:]\n", v.name, p.text)
	}
	if p.whole && p.base.least < 3 || g.fn.pure {
		return g.grow()
	}
	v := g.declare(g.name("cut"), p.t)
	bounds := pick(g, []struct {
		text  string
		least int
	}{{"[1:]", 2}, {"[:2]", 2}, {"[1:3]", 2}, {"[2:]", 1}, {"[:1:2]", 1}, {"[:]", 3}, {"[len(" + p.text + ")-2:]", 2}, {"[1:3:3]", 2}})
	v.least = bounds.least
	return fmt.Sprintf("%s := %s%s\n", v.name, p.text, bounds.text)
}

// grow appends, in loops only while the slice is short.
func (g *gen) grow() string {
	p, ok := g.find(func(t *typ) bool { return t.kind == slice }, true)
	if !ok || !p.whole || p.base.guards > 0 || g.fn.literal || g.fn.pure {
		return g.assign()
	}
	add := g.expr(p.t.elem, 1)
	text := fmt.Sprintf("%s = append(%s, %s)\n", p.text, p.text, add)
	switch {
	case g.in(20):
		text = fmt.Sprintf("%s = append(%s, %s, %s)\n", p.text, p.text, add, g.expr(p.t.elem, 1))
	case g.in(15):
		text = fmt.Sprintf("%s = append(%s, %s...)\n", p.text, p.text, g.expr(p.t, 1))
	case g.in(15) && p.base.least > 0:
		text = fmt.Sprintf("if len(%s) > %d {\n%s = %s[%s]\n}\n", p.text, p.base.least, p.text, p.text, pick(g, []string{"1:", ":len(" + p.text + ")-1"}))
	case g.in(10) && p.base.least > 0:
		text = fmt.Sprintf("if len(%s) > %d {\n%s = append(%s[:1], %s[2:]...)\n}\n", p.text, max(p.base.least, 2), p.text, p.text, p.text)
	}
	if g.repeated() {
		return fmt.Sprintf("if len(%s) < 8 {\n%s}\n", p.text, text)
	}
	return text
}

// copying copies elements, perhaps within one slice.
func (g *gen) copying() string {
	p, ok := g.find(func(t *typ) bool { return t.kind == slice && t.holds() }, true)
	if !ok || g.fn.pure {
		return g.assign()
	}
	q, _ := g.find(p.t.is, false)
	if q.text == "" {
		return g.assign()
	}
	to, from := p.text, q.text
	if g.in(50) && (!p.whole || p.base.least > 0) {
		to += "[1:]"
	} else if g.in(30) && (!q.whole || q.base.least > 1) {
		from += "[1:]"
	}
	if g.in(15) {
		v := g.declare(g.name("k"), tInt)
		return fmt.Sprintf("%s := copy(%s, %s)\n", v.name, to, from)
	}
	return fmt.Sprintf("copy(%s, %s)\n", to, from)
}

// remake gives a slice variable other memory.
func (g *gen) remake() string {
	p, ok := g.find(func(t *typ) bool { return t.kind == slice && t.holds() }, true)
	if !ok || !p.whole || p.base.guards > 0 || p.base.least > 3 || g.fn.literal || g.fn.pure {
		return g.assign()
	}
	return fmt.Sprintf("%s = %s\n", p.text, g.slice(p.t, 1))
}

func (g *gen) clearing() string {
	p, ok := g.find(func(t *typ) bool { return t.kind == slice && t.elem.isFloat() }, true)
	if !ok || g.fn.pure {
		return g.assign()
	}
	return fmt.Sprintf("clear(%s)\n", p.text)
}

// keys does something with the entries of a map.
func (g *gen) keys() string {
	p, ok := g.find(tableOf(tF64).is, false)
	if !ok || g.fn.pure {
		return g.assign()
	}
	switch g.n(4) {
	case 0:
		return fmt.Sprintf("%s[%q] = %s\n", p.text, pick(g, []string{"a", "b", "d"}), g.squashed(tF64, 2))
	case 1:
		return fmt.Sprintf("%s[%q] += 0.25 * %s\n", p.text, pick(g, []string{"a", "b", "d"}), g.squashed(tF64, 1))
	case 2:
		return fmt.Sprintf("delete(%s, %q)\n", p.text, pick(g, []string{"a", "b"}))
	}
	q, ok := g.find(tF64.is, true)
	if !ok {
		return g.assign()
	}
	v := g.name("e")
	return fmt.Sprintf("if %s, ok := %s[%q]; ok {\n%s = math.Sin(%s)\n}\n", v, p.text, pick(g, []string{"a", "b", "d"}), q.text, v)
}

// sorting sorts floats.
func (g *gen) sorting() string {
	p, ok := g.find(sliceOf(tF64).is, true)
	if !ok || g.fn.pure {
		return g.assign()
	}
	return fmt.Sprintf("%s(%s)\n", pick(g, []string{"sort.Float64s", "slices.Sort", "slices.Reverse"}), p.text)
}

// pointing declares a pointer to something that is there, and writes through it.
func (g *gen) pointing() string {
	p, ok := g.find(func(t *typ) bool { return t.is(tF64) || t.kind == structure }, true)
	if !ok || !addressable(p) || g.fn.pure || p.base.noAddr {
		return g.assign()
	}
	v := g.declare(g.name("to"), pointerTo(p.t))
	return fmt.Sprintf("%s := &%s\n", v.name, p.text)
}
