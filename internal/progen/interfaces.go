// Interfaces with a few implementations, method values and type switches.

package progen

import (
	"fmt"
	"strings"
)

// measure is the method of the program's interface.
const measure = Stem + "Measure"

// declareShape declares an interface and lets some of the structs implement it.
func (g *gen) declareShape() {
	if len(g.structs) == 0 || g.in(60) {
		return
	}
	t := &typ{kind: iface, name: Stem + "Shape"}
	g.decl("type %s interface { %s(x float64) float64 }", t.name, measure)
	for i, s := range g.structs {
		if i > 0 && g.in(40) {
			continue
		}
		if g.in(50) {
			s = pointerTo(s)
		}
		outer := g.names
		g.names = nil
		g.fn = &function{left: 1 + g.n(3), results: []*typ{tF64}, pure: true}
		recv := g.param(s)
		g.fn.vars[0].frozen = true
		x := g.param(tF64)
		g.decl("func (%s %v) %s(%s float64) float64 {\n%s}", recv, s, measure, x, g.body())
		g.names = outer
		t.fields = append(t.fields, field{t: s})
	}
	g.shape = t
}

// implementation is a value of a type that implements the interface.
func (g *gen) implementation() string { return g.expr(pick(g, g.shape.fields).t, 1) }

// shapes does something with values of the interface.
func (g *gen) shapes() string {
	if g.shape == nil || g.fn.pure || g.fn.calls <= 0 {
		return g.assign()
	}
	g.fn.calls--
	name, v := g.name("shape"), g.name("u")
	out := fmt.Sprintf("var %s %v = %s\n", name, g.shape, g.implementation())
	if g.in(50) {
		out += fmt.Sprintf("if %s {\n%s = %s\n}\n", g.bool(1), name, g.implementation())
	}
	out += fmt.Sprintf("%s := %s.%s(%s)\n", v, name, measure, g.leaf())
	g.declare(v, tF64).param = true
	if g.in(40) {
		out += g.typeSwitch(name, v)
	}
	return out + "_ = " + v + "\n"
}

// typeSwitch changes a float by what the interface holds.
func (g *gen) typeSwitch(shape, v string) string {
	var out strings.Builder
	fmt.Fprintf(&out, "switch t := %s.(type) {\n", shape)
	for _, f := range g.shape.fields {
		fmt.Fprintf(&out, "case %v:\n%s += 0.25 * t.A\n", f.t, v)
		if f.t.kind == pointer && !g.fn.literal && g.in(40) {
			fmt.Fprintf(&out, "t.A = math.Sin(%s)\n", v)
		}
	}
	return out.String() + "}\n"
}

// methodValue keeps a method in a variable and calls it.
func (g *gen) methodValue() string {
	if g.shape == nil || g.fn.pure || g.fn.calls <= 0 {
		return g.assign()
	}
	g.fn.calls--
	f, v := g.name("method"), g.name("u")
	out := fmt.Sprintf("%s := (%s).%s\n", f, g.implementation(), measure)
	if g.in(50) {
		out += g.assign()
	}
	out += fmt.Sprintf("%s := %s(%s)\n_ = %s\n", v, f, g.leaf(), v)
	g.declare(v, tF64).param = true
	return out
}
