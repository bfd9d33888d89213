// Loops over functions, strings and literals of structs.

package progen

import "fmt"

// rangeFunc runs over an iterator of a slice.
func (g *gen) rangeFunc() string {
	s, ok := g.whole()
	if !ok || !s.t.elem.isFloat() {
		return g.counted()
	}
	l := g.enter(&loop{})
	defer func(n int) { g.fn.vars = g.fn.vars[:n] }(len(g.fn.vars))
	if g.in(40) {
		e := g.item(s.t.elem)
		b := g.used(func() string { return g.guarded(s.base) }, e)
		return g.exit(l, fmt.Sprintf("for %s := range slices.Values(%s) {\n%s}\n", e.name, s.text, b))
	}
	i := g.counter(0, s.base)
	e := g.item(s.t.elem)
	b := g.used(func() string { return g.guarded(s.base) }, e)
	of := pick(g, []string{"slices.All", "slices.Backward", Stem + "Each"})
	if !s.t.is(sliceOf(tF64)) {
		of = "slices.All"
	}
	g.each = g.each || of == Stem+"Each"
	return g.exit(l, fmt.Sprintf("for %s, %s := range %s(%s) {\n%s%s}\n", i.name, e.name, of, s.text, i.use(b), b))
}

// declareEach declares the iterator that the program has.
func (g *gen) declareEach() {
	if g.each {
		g.decl(`func %sEach(s []float64) func(yield func(int, float64) bool) {
	return func(yield func(int, float64) bool) {
		for i, v := range s {
			if !yield(i, v*0.75) {
				return
			}
		}
	}
}`, Stem)
	}
}

// rangeText runs over the characters of a string.
func (g *gen) rangeText() string {
	text := pick(g, []string{`"ab"`, `"xyz"`})
	if w, ok := g.find(func(t *typ) bool { return t.kind == str }, false); ok {
		text = w.text
	}
	l := g.enter(&loop{})
	r, k := g.name("r"), g.declare(g.name("k"), tInt)
	k.param = true
	return g.exit(l, fmt.Sprintf("for _, %s := range %s {\n%s := int(%s) %% 5\n_ = %s\n%s}\n", r, text, k.name, r, k.name, g.inside()))
}

// rangeCases runs over structs without a name.
func (g *gen) rangeCases() string {
	rows := ""
	for range 1 + g.n(3) {
		rows += fmt.Sprintf("{%s, %s},\n", g.leaf(), g.leaf())
	}
	l := g.enter(&loop{})
	c, v := g.name("c"), g.declare(g.name("w"), tF64)
	v.param = true
	return g.exit(l, fmt.Sprintf("for _, %s := range []struct{ weight, size float64 }{\n%s} {\n%s := %s.weight * %s.size\n_ = %s\n%s}\n", c, rows, v.name, c, c, v.name, g.inside()))
}
