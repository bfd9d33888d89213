// Variables in scope, and the places that they lead to.

package progen

import (
	"fmt"
	"regexp"
	"slices"
	"strings"
)

// variable is one in scope.
type variable struct {
	name   string
	t      *typ
	least  int       // the least length of a slice, the one that indices rely on
	param  bool      // Go does not ask for its use
	fixed  bool      // it is not assigned; what it refers to may be
	frozen bool      // what it refers to is not written either
	hidden bool      // nothing finds it
	guards int       // loops around that rely on its length
	below  int       // an integer that is less; 0 if none is known
	of     *variable // the slice whose length it is below
	noAddr bool      // nothing points to it: the variable of a loop
}

// declare adds a variable to the scope.
func (g *gen) declare(name string, t *typ) *variable {
	v := &variable{name: name, t: t, fixed: t.kind == table}
	g.fn.vars = append(g.fn.vars, v)
	return v
}

// block is a block with a scope of its own: statements, and what ends them.
func (g *gen) block(body, end func() string) string {
	n := len(g.fn.vars)
	g.fn.depth++
	out, last := body(), end()
	out += g.unused(n, out+last) + last
	g.fn.depth--
	g.fn.vars = g.fn.vars[:n]
	return out
}

// nothing ends a block that just ends.
func nothing() string { return "" }

// some are a few statements.
func (g *gen) some(most int) func() string {
	return func() string { return g.stmts(1 + g.n(most)) }
}

// unused uses the variables from n on that nothing in the text reads, which Go demands.
func (g *gen) unused(n int, text string) (out string) {
	for _, v := range g.fn.vars[n:] {
		out += v.use(text)
	}
	return out
}

// use is a use of the variable, unless the text certainly has one.
func (v *variable) use(text string) string {
	if v.param || reads(text, v.name) {
		return ""
	}
	return "_ = " + v.name + "\n"
}

var (
	word   = regexp.MustCompile(`\w+`)
	quoted = regexp.MustCompile(`"[^"]*"`)
	parts  = regexp.MustCompile(`\w+[.\[]|\*\w+\)`) // what is assigned a part of
)

// reads reports whether a line of the text has the name on the right of an
// assignment, or as part of something on its left.
func reads(text, name string) bool {
	for line := range strings.Lines(text) {
		left, right := "", line
		if i := assignment.FindStringIndex(line); i != nil {
			left, right = line[:i[0]], line[i[1]:]
		} else if strings.HasPrefix(strings.TrimSpace(line), "var ") {
			continue
		}
		if slices.Contains(word.FindAllString(quoted.ReplaceAllString(right, ""), -1), name) {
			return true
		}
		for _, part := range parts.FindAllString(left, -1) {
			if strings.Trim(part, "*[.)") == name {
				return true
			}
		}
	}
	return false
}

var assignment = regexp.MustCompile(` [-+*/%]?:?= `)

// place is something that can be read and perhaps assigned.
type place struct {
	text  string
	t     *typ
	base  *variable
	whole bool   // the variable itself
	least int    // of a slice
	deref string // the pointer that this is what it points to
}

// find draws a place of a type that want accepts; ok is false if there is none.
func (g *gen) find(want func(*typ) bool, write bool) (p place, ok bool) {
	var list []*variable
	for _, v := range g.fn.vars {
		if !v.hidden && leads(v.t, want, 3) && (!write || writable(v, want)) && !(v.t.kind == slice && v.least == 0 && !want(v.t)) {
			list = append(list, v)
		}
	}
	if len(list) == 0 {
		return p, false
	}
	k := g.n(len(list))
	if g.in(50) {
		k = max(k, len(list)-1-g.n(3)) // recent ones are likelier
	}
	v := list[k]
	return g.descend(place{text: v.name, t: v.t, base: v, whole: true, least: v.least}, want, write), true
}

// writable reports whether a place that v leads to may be assigned.
func writable(v *variable, want func(*typ) bool) bool {
	switch {
	case v.frozen:
		return false
	case !v.fixed:
		return true
	}
	return !want(v.t) && byReference(v.t)
}

func byReference(t *typ) bool { return t.kind == slice || t.kind == pointer || t.kind == table }

// leads reports whether a value of the type leads to what is wanted in a few steps.
func leads(t *typ, want func(*typ) bool, steps int) bool {
	if want(t) {
		return true
	}
	if steps == 0 || t.kind == iface || !t.open() {
		return false
	}
	if t.elem != nil {
		return leads(t.elem, want, steps-1)
	}
	for _, f := range t.fields {
		if leads(f.t, want, steps-1) {
			return true
		}
	}
	return false
}

// open reports whether statements take what the type leads to for places: not the
// entries of maps of structs, which are none, nor what a map may not have.
func (t *typ) open() bool { return t.kind != table || t.elem.isFloat() }

// descend goes from a place to one that is wanted.
func (g *gen) descend(p place, want func(*typ) bool, write bool) place {
	for steps := 3; ; steps-- {
		var next []place
		if p.t.kind == structure {
			base := p.text
			if p.deref != "" && g.in(70) {
				base = p.deref
			}
			for _, f := range p.t.fields {
				if steps > 0 && leads(f.t, want, steps-1) {
					next = append(next, place{text: base + "." + f.name, t: f.t, base: p.base, least: 3})
				}
			}
		}
		if p.t.elem != nil && p.t.open() && steps > 0 && leads(p.t.elem, want, steps-1) {
			next = append(next, place{t: p.t.elem, base: p.base, least: 3})
		}
		here := want(p.t) && !(write && p.whole && p.base.fixed)
		if here && (len(next) == 0 || g.in(70)) {
			return p
		}
		q := pick(g, next)
		if q.text == "" {
			q.text = g.element(p)
			if p.t.kind == pointer {
				q.deref = p.text
			}
		}
		p = q
	}
}

// element is what a slice, array, pointer or map leads to.
func (g *gen) element(p place) string {
	switch p.t.kind {
	case pointer:
		return "(*" + p.text + ")"
	case table:
		return p.text + "[" + pick(g, []string{`"a"`, `"b"`, `"c"`}) + "]"
	case array:
		return p.text + "[" + g.index(nil, p.text, p.t.n) + "]"
	}
	var v *variable
	if p.whole {
		v = p.base
	}
	return p.text + "[" + g.index(v, p.text, p.least) + "]"
}

// index is an index below the length of what the text names, which is at least that.
func (g *gen) index(of *variable, text string, least int) string {
	var list []string
	for _, v := range g.fn.vars {
		if v.t.is(tInt) && !v.hidden && (v.below > 0 && v.below <= least || v.of != nil && v.of == of) {
			list = append(list, v.name)
		}
	}
	if len(list) > 0 && g.in(65) {
		name := pick(g, list)
		if g.in(15) {
			return fmt.Sprintf("len(%s)-1-%s", text, name)
		}
		return name
	}
	switch k := g.intVariable(); {
	case k != "" && g.in(20):
		return fmt.Sprintf("%s%%%d", k, least)
	case k != "" && g.in(12):
		return fmt.Sprintf("(%s+1)%%len(%s)", k, text)
	}
	return fmt.Sprint(g.n(least))
}

// intVariable is the name of an integer variable, empty if there is none.
func (g *gen) intVariable() string {
	var list []string
	for _, v := range g.fn.vars {
		if v.t.is(tInt) && !v.hidden {
			list = append(list, v.name)
		}
	}
	if len(list) == 0 {
		return ""
	}
	return pick(g, list)
}

func (t *typ) isInt() bool { return t.kind == integer }
