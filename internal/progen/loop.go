// Loops of all forms. None runs more than a few times.

package progen

import "fmt"

// enter begins a loop or switch.
func (g *gen) enter(l *loop) *loop {
	l.label = g.name("Loop")
	g.fn.loops = append(g.fn.loops[:len(g.fn.loops):len(g.fn.loops)], l)
	return l
}

// exit ends it, with its label if something names it.
func (g *gen) exit(l *loop, out string) string {
	g.fn.loops = g.fn.loops[:len(g.fn.loops)-1]
	if l.labelUsed {
		return l.label + ":\n" + out
	}
	return out
}

// inside is the body of a loop.
func (g *gen) inside() string {
	return g.block(g.some(4), func() string {
		if g.in(30) {
			return g.jumpIf()
		}
		return ""
	})
}

// jumpIf leaves under a condition.
func (g *gen) jumpIf() string { return fmt.Sprintf("if %s {\n%s}\n", g.bool(1), g.jump()) }

func (g *gen) loop() string {
	n := len(g.fn.vars)
	out := choose(g, []choice[string]{
		{4, g.counted}, {2, g.down}, {2, g.strided}, {3, g.rangeInt}, {5, g.rangeSlice}, {2, g.rangeArray}, {3, g.while},
		{2, g.forever}, {2, g.until}, {2, g.overLength}, {1, g.pairs}, {1, g.rangeMap},
		{3, g.rangeFunc}, {1, g.rangeText}, {1, g.rangeCases},
	})
	g.fn.vars = g.fn.vars[:n]
	return out
}

// counter declares the variable of a loop, which is below the number or the
// length of the slice.
func (g *gen) counter(below int, of *variable) *variable {
	v := g.declare(g.name("i"), tInt)
	v.fixed, v.below, v.of = true, below, of
	return v
}

func (g *gen) counted() string {
	l, times := g.enter(&loop{}), g.times()
	v := g.counter(4, nil)
	if g.in(12) && len(times) == 1 {
		out := fmt.Sprintf("for %s := -1; %s < %s; %s++ {\n", v.name, v.name, times, v.name)
		v.below = 0
		v.hidden = true // negative, so no index
		return g.exit(l, out+g.inside()+"}\n")
	}
	if len(times) == 1 {
		fmt.Sscan(times, &v.below)
	}
	return g.exit(l, fmt.Sprintf("for %s := 0; %s < %s; %s++ {\n%s}\n", v.name, v.name, times, v.name, g.inside()))
}

func (g *gen) down() string {
	l := g.enter(&loop{})
	if s, ok := g.whole(); ok {
		v := g.counter(0, s.base)
		return g.exit(l, fmt.Sprintf("for %s := len(%s) - 1; %s >= %d; %s-- {\n%s}\n", v.name, s.text, v.name, g.n(2), v.name, g.guarded(s.base)))
	}
	v := g.counter(4, nil)
	return g.exit(l, fmt.Sprintf("for %s := 3; %s > 0; %s-- {\n%s}\n", v.name, v.name, v.name, g.inside()))
}

func (g *gen) strided() string {
	l := g.enter(&loop{})
	v := g.counter(5, nil)
	return g.exit(l, fmt.Sprintf("for %s := %d; %s < 5; %s += 2 {\n%s}\n", v.name, g.n(2), v.name, v.name, g.inside()))
}

func (g *gen) rangeInt() string {
	l, times := g.enter(&loop{}), g.times()
	if g.in(20) {
		return g.exit(l, fmt.Sprintf("for range %s {\n%s}\n", times, g.inside()))
	}
	v := g.counter(4, nil)
	body := g.inside()
	return g.exit(l, fmt.Sprintf("for %s := range %s {\n%s%s}\n", v.name, times, v.use(body), body))
}

// whole is a slice variable whose length loops can rely on.
func (g *gen) whole() (p place, ok bool) {
	p, ok = g.find(func(t *typ) bool { return t.kind == slice }, false)
	return p, ok && p.whole
}

// guarded is the body of a loop in which the slice keeps its length.
func (g *gen) guarded(v *variable) string {
	v.guards++
	defer func() { v.guards-- }()
	return g.inside()
}

func (g *gen) rangeSlice() string {
	s, ok := g.find(func(t *typ) bool { return t.kind == slice && t.holds() }, false)
	if !ok {
		return g.counted()
	}
	l := g.enter(&loop{})
	var of *variable
	if s.whole {
		of = s.base
	}
	text := s.text
	if g.in(20) && (!s.whole || s.base.least >= 2) {
		text += pick(g, []string{"[1:]", "[:2]", "[:len(" + s.text + ")-1]"})
		if text[len(text)-3:] == ":2]" {
			of = nil
		}
	}
	i := g.counter(0, of)
	if of == nil {
		i.below = 1 << 20 // no index of anything known
	}
	body := g.inside
	if of != nil {
		body = func() string { return g.guarded(of) }
	}
	form := g.n(4)
	if form == 0 {
		b := body()
		return g.exit(l, fmt.Sprintf("for %s := range %s {\n%s%s}\n", i.name, text, i.use(b), b))
	}
	e := g.item(s.t.elem)
	i.hidden = form == 1
	b := g.used(body, e)
	if i.hidden {
		return g.exit(l, fmt.Sprintf("for _, %s := range %s {\n%s}\n", e.name, text, b))
	}
	return g.exit(l, fmt.Sprintf("for %s, %s := range %s {\n%s%s}\n", i.name, e.name, text, i.use(b), b))
}

// used is the body of a loop that uses its variable.
func (g *gen) used(body func() string, e *variable) string {
	b := body()
	return e.use(b) + b
}

// item declares the variable that holds an element.
func (g *gen) item(t *typ) *variable {
	v := g.declare(g.name("e"), t)
	v.least, v.noAddr = 3, true
	v.frozen = g.fn.pure && byReference(t)
	return v
}

func (g *gen) rangeArray() string {
	a, ok := g.find(func(t *typ) bool { return t.kind == array }, false)
	if !ok {
		return g.rangeSlice()
	}
	l := g.enter(&loop{})
	i := g.counter(a.t.n, nil)
	e := g.item(a.t.elem)
	of := a.text
	if addressable(a) && !a.base.noAddr && g.in(50) {
		of = "&" + of
	}
	b := g.used(g.inside, e)
	return g.exit(l, fmt.Sprintf("for %s, %s := range %s {\n%s%s}\n", i.name, e.name, of, i.use(b), b))
}

// while counts by hand at the top of its body, so that continue ends too.
func (g *gen) while() string {
	k := g.declare(g.name("it"), tInt)
	k.fixed, k.param = true, true
	cond := g.bool(1)
	if g.in(30) {
		cond = "true"
	}
	l := g.enter(&loop{})
	return fmt.Sprintf("%s := 0\n", k.name) + g.exit(l, fmt.Sprintf("for %s < %d && (%s) {\n%s++\n%s}\n", k.name, 2+g.n(4), cond, k.name, g.inside()))
}

func (g *gen) forever() string {
	k := g.declare(g.name("it"), tInt)
	k.fixed, k.param = true, true
	l := g.enter(&loop{noContinue: true})
	return fmt.Sprintf("%s := 0\n", k.name) + g.exit(l, fmt.Sprintf("for {\n%sif %s > %d || %s {\nbreak\n}\n%s%s++\n}\n", g.inside(), k.name, 1+g.n(3), g.simple(1), g.inside(), k.name))
}

// until is a loop that asks at its end.
func (g *gen) until() string {
	k, done := g.declare(g.name("it"), tInt), g.declare(g.name("done"), tBool)
	k.fixed, k.param, done.param, done.fixed = true, true, true, true
	l := g.enter(&loop{noContinue: true})
	return fmt.Sprintf("%s := 0\n", k.name) + g.exit(l, fmt.Sprintf("for %s := false; !%s; {\n%s%s++\n%s = %s > %d || %s\n}\n", done.name, done.name, g.inside(), k.name, done.name, k.name, g.n(4), g.simple(1)))
}

// overLength runs over a slice by index.
func (g *gen) overLength() string {
	s, ok := g.whole()
	if !ok {
		return g.counted()
	}
	l := g.enter(&loop{})
	v := g.counter(0, s.base)
	return g.exit(l, fmt.Sprintf("for %s := %d; %s < len(%s); %s++ {\n%s}\n", v.name, g.n(2), v.name, s.text, v.name, g.guarded(s.base)))
}

// pairs is a triangular nest.
func (g *gen) pairs() string {
	l := g.enter(&loop{})
	i := g.counter(4, nil)
	inner := g.enter(&loop{})
	j := g.counter(4, nil)
	body := g.exit(inner, fmt.Sprintf("for %s := %s; %s < 4; %s++ {\n%s}\n", j.name, pick(g, []string{i.name, i.name + " + 1", "0"}), j.name, j.name, g.inside()))
	return g.exit(l, fmt.Sprintf("for %s := range 4 {\n%s%s}\n", i.name, i.use(body), body))
}

// rangeMap runs over a map of at most one entry, since the order is open.
func (g *gen) rangeMap() string {
	e := g.float(1)
	l := g.enter(&loop{})
	v := g.item(tF64)
	return g.exit(l, fmt.Sprintf("for _, %s := range map[string]float64{\"a\": %s} {\n%s}\n", v.name, e, g.used(g.inside, v)))
}
