// Integers, which never are negative, and truth values.

package progen

import "fmt"

// int is a small integer.
func (g *gen) int(d int) string {
	p, ok := g.find((*typ).isInt, false)
	if !ok || g.in(25) {
		return fmt.Sprint(g.n(4))
	}
	if d <= 0 || g.in(40) {
		return p.text
	}
	switch g.n(7) {
	case 0:
		return fmt.Sprintf("(%s + %d)", p.text, 1+g.n(2))
	case 1:
		return fmt.Sprintf("(%s*%s)%%5", p.text, g.int(d-1))
	case 2:
		return fmt.Sprintf("(%s+%s)%%%d", p.text, g.int(d-1), 3+g.n(3))
	case 3:
		return fmt.Sprintf("%s/2", p.text)
	case 4:
		if s, ok := g.find(func(t *typ) bool { return t.kind == slice }, false); ok {
			return "len(" + s.text + ")"
		}
	case 5:
		return fmt.Sprintf("min(%s, %s)", p.text, g.int(d-1))
	case 6:
		if g.in(30) {
			return fmt.Sprintf("int(math.Abs(%s)*2.3)%%5", g.leaf())
		}
	}
	return p.text
}

// times is how often a loop runs: a few.
func (g *gen) times() string {
	p, ok := g.find((*typ).isInt, false)
	switch {
	case ok && g.in(50):
		return p.text + "%4"
	case ok && g.in(20):
		return fmt.Sprintf("(%s%%3 + 1)", p.text)
	}
	return fmt.Sprint(1 + g.n(4))
}

// bool is a truth value.
func (g *gen) bool(d int) string {
	if p, ok := g.find(func(t *typ) bool { return t.kind == boolean }, false); ok && g.in(15) {
		return p.text
	}
	if w, ok := g.find(func(t *typ) bool { return t.kind == str }, false); ok && g.in(8) {
		return fmt.Sprintf("%s == %q", w.text, pick(g, []string{"a", "b", ""}))
	}
	switch g.n(9) {
	case 0, 1, 2:
		return fmt.Sprintf("%s %s %s", g.leaf(), pick(g, []string{"<", ">", "<=", ">="}), pick(g, bounds))
	case 3:
		return fmt.Sprintf("%s < %s", g.leaf(), g.leaf())
	case 4, 5:
		return fmt.Sprintf("%s %s %s", g.int(1), pick(g, []string{"<", ">", "==", "!="}), g.int(0))
	case 6:
		return fmt.Sprintf("%s%%2 == %d", g.int(0), g.n(2))
	case 7:
		if d > 0 {
			return fmt.Sprintf("%s %s (%s)", g.simple(d), pick(g, []string{"&&", "||"}), g.bool(d-1))
		}
	}
	return fmt.Sprintf("%s > %s", g.leaf(), pick(g, bounds))
}

// simple is a truth value that can stand beside && or ||.
func (g *gen) simple(d int) string {
	if g.in(20) {
		return "!(" + g.bool(d-1) + ")"
	}
	return fmt.Sprintf("%s < %s", g.leaf(), pick(g, bounds))
}
