// Maps whose entries are structs, or pointers to such.

package progen

import "fmt"

// entries does something with a map of structs.
func (g *gen) entries() string {
	if g.fn.pure {
		return g.assign()
	}
	if p, ok := g.find(func(t *typ) bool { return t.kind == table && t.elem.kind == pointer }, false); ok {
		v, e := g.name("e"), g.squashed(tF64, 1)
		out := fmt.Sprintf("if %s, ok := %s[%q]; ok {\n%s.A *= %s\n}\n", v, p.text, pick(g, []string{"a", "b", "d"}), v, e)
		if g.in(40) {
			out += fmt.Sprintf("%s[%q] = %s\n", p.text, pick(g, []string{"a", "d"}), g.expr(p.t.elem, 1))
		}
		return out
	}
	p, ok := g.find(func(t *typ) bool { return t.kind == table && t.elem.kind == structure }, false)
	if !ok {
		return g.declareTable()
	}
	key := func() string { return pick(g, []string{"a", "b", "d"}) }
	switch g.n(3) {
	case 0:
		return fmt.Sprintf("%s[%q] = %s\n", p.text, key(), g.expr(p.t.elem, 1))
	case 1:
		v := g.declare(g.name("w"), tF64)
		return fmt.Sprintf("%s := %s[%q].A\n", v.name, p.text, key())
	}
	v := g.name("e")
	return fmt.Sprintf("if %s, ok := %s[%q]; ok {\n%s.A = math.Sin(%s.A + %s)\n%s[%q] = %s\n}\n", v, p.text, key(), v, v, g.leaf(), p.text, key(), v)
}

// declareTable declares a map of structs.
func (g *gen) declareTable() string {
	if len(g.structs) == 0 {
		return g.assign()
	}
	t := tableOf(pick(g, g.structs))
	if g.in(40) {
		t = tableOf(pointerTo(t.elem))
	}
	e := g.expr(t, 2)
	return g.definition(g.declare(g.name("byName"), t), e)
}
