// Statements and blocks.

package progen

import (
	"fmt"
	"slices"
	"strings"
)

// body is the body of a function, its return statement included.
func (g *gen) body() string { return g.body0(g.finish) }

func (g *gen) body0(end func() string) string {
	return g.block(func() string {
		out := g.stmts(2 + g.n(5))
		if g.fn.left > 4 {
			out += g.stmts(g.fn.left)
		}
		return out
	}, end)
}

// stmts are up to n statements.
func (g *gen) stmts(n int) (out string) {
	for range n {
		if g.fn.left <= 0 {
			break
		}
		g.fn.left--
		out += g.stmt()
	}
	return out
}

func (g *gen) stmt() string {
	inner := g.fn.depth < 4
	list := []choice[string]{
		{8, g.define}, {10, g.assign}, {3, g.tuple}, {3, g.swap}, {9, g.aboutSlices}, {3, g.callStmt}, {2, g.bookkeeping},
		{2, g.pointing}, {1, g.carried}, {2, g.storing},
		{2, g.shapes}, {1, g.methodValue}, {1, g.entries}, {1, g.forked},
	}
	if inner {
		list = append(list, choice[string]{7, g.branch}, choice[string]{10, g.loop}, choice[string]{3, g.switching}, choice[string]{3, g.closure},
			choice[string]{1, g.scoped})
	}
	return choose(g, list)
}

// define declares a variable.
func (g *gen) define() string {
	t := g.localType()
	name := baseName(t)
	if t.is(tF64) {
		name = pick(g, []string{"u", "v", "w", "acc"})
	}
	if t.flat() && g.in(15) {
		v := g.declare(g.name(name), t)
		return fmt.Sprintf("var %s %v\n", v.name, t)
	}
	e := g.expr(t, 2)
	if g.repeated() && t.is(tF64) && g.in(50) {
		e = g.squashed(t, 2)
	}
	v := g.declare(g.name(name), t)
	v.least = 3
	v.frozen = g.fn.pure && byReference(t) && !strings.Contains(e, "{") && !strings.HasPrefix(e, "make") && !strings.HasPrefix(e, "append")
	return g.definition(v, e)
}

// definition declares v with a value.
func (g *gen) definition(v *variable, e string) string {
	switch {
	case g.in(15):
		return fmt.Sprintf("var %s %v = %s\n", v.name, v.t, e)
	case v.t.is(tF32) || v.t.name != "" || g.needsType(v.t, e):
		return fmt.Sprintf("var %s %v = %s\n", v.name, v.t, e)
	}
	return fmt.Sprintf("%s := %s\n", v.name, e)
}

// needsType reports whether an expression may be an untyped constant of another type.
func (g *gen) needsType(t *typ, e string) bool { return t.kind <= integer }

// assign changes a float somewhere.
func (g *gen) assign() string {
	p, ok := g.find((*typ).isFloat, true)
	if !ok {
		return g.define()
	}
	if strings.HasSuffix(p.text, ")") || g.in(45) || strings.Contains(p.text, `["`) && g.in(50) {
		return g.assigned(p) + "\n"
	}
	return g.updated(p) + "\n"
}

// tuple assigns or declares two floats at once.
func (g *gen) tuple() string {
	p, ok1 := g.find(tF64.is, true)
	q, ok2 := g.find(tF64.is, true)
	if !ok1 || !ok2 || p.text == q.text || g.in(30) {
		a, b := g.squashed(tF64, 1), g.squashed(tF64, 2)
		u, v := g.declare(g.name("c"), tF64), g.declare(g.name("d"), tF64)
		return fmt.Sprintf("%s, %s := %s, %s\n", u.name, v.name, a, b)
	}
	return fmt.Sprintf("%s, %s = %s, %s\n", p.text, q.text, g.squashed(tF64, 1), g.squashed(tF64, 1))
}

// swap exchanges two places of one type.
func (g *gen) swap() string {
	p, ok := g.find(func(t *typ) bool { return t.isFloat() || t.kind == structure || t.kind == array }, true)
	if !ok {
		return g.assign()
	}
	q, ok := g.find(p.t.is, true)
	if !ok || p.text == q.text {
		return g.assign()
	}
	if g.in(20) {
		return fmt.Sprintf("%s = %s\n", p.text, q.text)
	}
	return fmt.Sprintf("%s, %s = %s, %s\n", p.text, q.text, q.text, p.text)
}

// storing changes a whole struct or array, or a pointer or slice.
func (g *gen) storing() string {
	p, ok := g.find(func(t *typ) bool { return t.aggregate() || t.kind == pointer }, true)
	if !ok || p.t.kind == pointer && (!p.whole || g.fn.pure) {
		return g.assign()
	}
	return fmt.Sprintf("%s = %s\n", p.text, g.expr(p.t, 1))
}

// bookkeeping changes integers and truth values.
func (g *gen) bookkeeping() string {
	if p, ok := g.find(func(t *typ) bool { return t.kind == boolean }, true); ok && g.in(25) {
		return fmt.Sprintf("%s = %s\n", p.text, g.bool(1))
	}
	p, ok := g.find((*typ).isInt, true)
	if !ok || g.in(30) {
		e := g.int(1)
		v := g.declare(g.name("k"), tInt)
		return fmt.Sprintf("%s := %s\n", v.name, e)
	}
	switch g.n(4) {
	case 0:
		return p.text + "++\n"
	case 1:
		return fmt.Sprintf("if %s > 0 {\n%s--\n}\n", p.text, p.text)
	case 2:
		return fmt.Sprintf("%s += %s\n%s %%= 7\n", p.text, g.int(0), p.text)
	}
	return fmt.Sprintf("%s = (%s + %d) %% 6\n", p.text, g.int(0), g.n(3))
}

// branch is an if statement.
func (g *gen) branch() string {
	head, end := "", ""
	n := len(g.fn.vars)
	if g.in(15) {
		e := g.float(1)
		v := g.declare(g.name("t"), tF64)
		v.param = true
		head = fmt.Sprintf("%s := 1.0*(%s); %s > %s", v.name, e, v.name, pick(g, bounds))
	} else {
		head = g.bool(1)
	}
	out := fmt.Sprintf("if %s {\n%s}", head, g.arm())
	for g.in(20) {
		out += fmt.Sprintf(" else if %s {\n%s}", g.bool(1), g.arm())
	}
	if g.in(45) {
		out += fmt.Sprintf(" else {\n%s}", g.arm())
	}
	g.fn.vars = g.fn.vars[:n]
	return out + end + "\n"
}

// arm is a block that may end by leaving.
func (g *gen) arm() string {
	return g.block(g.some(3), func() string {
		if g.in(42) {
			return g.jump()
		}
		return ""
	})
}

// jump leaves a loop, an iteration or the function.
func (g *gen) jump() string {
	loops := g.fn.loops
	if len(loops) == 0 || g.in(25) {
		if g.fn.literal {
			return ""
		}
		return g.fail()
	}
	k := len(loops) - 1
	if g.in(50) {
		k = g.n(len(loops))
	}
	l := loops[k]
	word := "break"
	if !l.noContinue && !l.isSwitch && g.in(60) {
		word = "continue"
	}
	if k != len(loops)-1 || g.in(30) {
		l.labelUsed = true
		word += " " + l.label
	}
	return word + "\n"
}

// switching is a switch statement.
func (g *gen) switching() string {
	l := g.enter(&loop{isSwitch: true})
	tag, cases := "", []string{}
	switch g.n(3) {
	case 0:
		tag = g.int(1) + " % 4"
		cases = []string{"0", "1, 3", "2"}
	case 1:
		cases = []string{g.bool(1), g.bool(1)}
	case 2:
		tag = g.int(0)
		cases = []string{"1", g.int(0) + " + 7"}
	}
	out := "switch " + tag + " {\n"
	for i, c := range cases[:1+g.n(len(cases))] {
		out += "case " + c + ":\n" + g.arm()
		if i+1 < len(cases) && g.in(12) {
			out += "fallthrough\ncase " + map[bool]string{true: "100 + " + fmt.Sprint(i), false: "false"}[tag != ""] + ":\n" + g.arm()
		}
	}
	if g.in(60) {
		out += "default:\n" + g.arm()
	}
	return g.exit(l, out+"}\n")
}

// scoped is a block, in which a variable may hide another of its name.
func (g *gen) scoped() string {
	p, ok := g.find(tF64.is, false)
	if !ok || !p.whole || slices.Contains(g.fn.named, p.text) || g.in(40) {
		return "{\n" + g.block(g.some(3), nothing) + "}\n"
	}
	p.base.hidden = true // shadowed
	defer func() { p.base.hidden = false }()
	return g.block(func() string {
		g.declare(p.text, tF64).param = true
		return fmt.Sprintf("{\n%s := %s * 0.75\n_ = %s\n%s", p.text, p.text, p.text, g.some(3)())
	}, nothing) + "}\n"
}

// closure declares a function and calls it: one that captures, or one that
// assigns what it captured.
func (g *gen) closure() string {
	if g.fn.literal || g.fn.pure {
		return g.assign()
	}
	f := g.name("f")
	out := ""
	if p, ok := g.find(tF64.is, true); ok && g.in(50) {
		out = fmt.Sprintf("%s := func(by float64) { %s += 0.25 * math.Sin(by*%s) }\n", f, p.text, g.leaf())
		for range 1 + g.n(2) {
			out += fmt.Sprintf("%s(%s)\n", f, g.leaf())
		}
		return out
	}
	out = g.literalFunction(f)
	p, ok := g.find(tF64.is, true)
	if !ok {
		return out + fmt.Sprintf("_ = %s(%s)\n", f, g.leaf())
	}
	if g.in(50) {
		out += g.assign()
	}
	return out + fmt.Sprintf("%s = math.Sin(%s(%s)) + 0.5*%s(%s)\n", p.text, f, g.leaf(), f, g.leaf())
}

// literalFunction defines f as a function with statements.
func (g *gen) literalFunction(f string) string {
	outer := *g.fn
	g.fn.literal, g.fn.loops, g.fn.results, g.fn.named, g.fn.errs = true, nil, []*typ{tF64}, nil, false
	n := len(g.fn.vars)
	v := g.declare(g.name("u"), tF64)
	v.param = true
	body := g.block(g.some(2), func() string { return "return " + g.float(2) + "\n" })
	left, calls := g.fn.left, g.fn.calls
	vars := g.fn.vars[:n]
	*g.fn = outer
	g.fn.left, g.fn.calls, g.fn.vars = left, calls, vars
	return fmt.Sprintf("%s := func(%s float64) float64 {\n%s}\n", f, v.name, body)
}

// callStmt calls a helper for its results or for what it writes.
func (g *gen) callStmt() string {
	if len(g.helpers) == 0 || g.fn.calls <= 0 || g.fn.pure {
		return g.assign()
	}
	h := pick(g, g.helpers)
	c := g.call(h, 1)
	switch {
	case h.errs:
		v := g.name("r")
		p, ok := g.find(tF64.is, true)
		if !ok || !h.results[0].is(tF64) {
			return fmt.Sprintf("if _, err := %s; err != nil {\n%s}\n", c, g.failOutside())
		}
		return fmt.Sprintf("if %s, err := %s; err == nil {\n%s = math.Sin(%s)\n}\n", v, c, p.text, v)
	case len(h.results) == 0:
		return c + "\n"
	case len(h.results) == 2:
		a, b := g.declare(g.name("r"), h.results[0]), g.declare(g.name("r"), h.results[1])
		return fmt.Sprintf("%s, %s := %s\n", a.name, b.name, c)
	}
	v := g.declare(g.name("r"), h.results[0])
	v.least = 3
	return fmt.Sprintf("%s := %s\n", v.name, c)
}

func (g *gen) failOutside() string {
	if g.fn.literal {
		return ""
	}
	return g.fail()
}

// carried is Go code that no derivative depends on.
func (g *gen) carried() string {
	switch g.n(6) {
	case 4:
		return g.deferred()
	case 0:
		return fmt.Sprintf("if %s < 0 {\npanic(\"negative\")\n}\n", g.int(0))
	case 1:
		return fmt.Sprintf("_ = fmt.Sprint(%s)\n", g.leaf())
	case 2:
		v := g.declare(g.name("word"), tText)
		return fmt.Sprintf("%s := strconv.Itoa(%s)\n", v.name, g.int(1))
	case 3:
		return fmt.Sprintf("_ = strings.Repeat(\"ab\", %s)\n", g.int(0))
	}
	return fmt.Sprintf("if %s > 50 {\npanic(fmt.Sprintf(\"%%d is too many\", %s))\n}\n", g.int(0), g.int(0))
}
