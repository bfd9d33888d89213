// The results of functions, and return statements.

package progen

import (
	"fmt"
	"strings"
)

// results draws the results and the kinds of derivative.
func (g *gen) results() (list string, kinds []string) {
	choices := [][]*typ{{tF64}, {tF64}, {tF64}, {tF64}, {tF64}, {tF64, tF64}, {tF64, tInt}, {tF64, tF32}, {tF32}, {sliceOf(tF64)}, {arrayOf(3, tF64)}}
	for _, s := range g.structs {
		choices = append(choices, []*typ{s}, []*typ{pointerTo(s), tF64})
		if g.in(20) {
			choices = append(choices, []*typ{sliceOf(pointerTo(s))}, []*typ{tableOf(s), tF64}, []*typ{tableOf(pointerTo(s))}, []*typ{sliceOf(s), tF64})
		}
	}
	if g.in(30) {
		choices = append(choices, []*typ{sliceOf(sliceOf(tF64))}, []*typ{tableOf(tF64), tF64}, []*typ{sliceOf(arrayOf(2, tF64))})
	}
	if g.writesCallers() {
		choices = append(choices, nil)
	}
	g.fn.results = pick(g, choices)
	g.fn.errs = g.in(7)
	kinds = []string{"grad", "vjp", "jvp"}
	if !g.oneFloat() {
		kinds = kinds[1:]
	}
	return g.resultList(g.in(15)), kinds
}

// writesCallers reports whether the caller would see what the function writes.
func (g *gen) writesCallers() bool {
	for _, v := range g.fn.vars {
		if !v.t.aggregate() && !v.t.isFloat() && v.t.holds() {
			return true
		}
	}
	return false
}

// oneFloat reports whether there is a gradient.
func (g *gen) oneFloat() bool {
	floats := 0
	for _, t := range g.fn.results {
		switch {
		case t.isFloat():
			floats++
		case t.holds():
			return false
		}
	}
	return floats == 1
}

// resultList writes the results, with names or without.
func (g *gen) resultList(named bool) string {
	for _, t := range g.fn.results {
		named = named && t.flat() && !g.fn.errs
	}
	var parts []string
	for i, t := range g.fn.results {
		text := t.String()
		if named {
			v := g.declare(g.name(fmt.Sprintf("out%d", i)), t)
			v.param = true
			g.fn.named = append(g.fn.named, v.name)
			text = v.name + " " + text
		}
		parts = append(parts, text)
	}
	if g.fn.errs {
		parts = append(parts, "error")
	}
	return "(" + strings.Join(parts, ", ") + ")"
}

// leave is a return statement.
func (g *gen) leave() string {
	if len(g.fn.named) > 0 && g.in(60) {
		return "return\n"
	}
	var parts []string
	for _, t := range g.fn.results {
		parts = append(parts, g.expr(t, 2))
	}
	if g.fn.errs {
		parts = append(parts, "nil")
	}
	return "return " + strings.Join(parts, ", ") + "\n"
}

// fail is a return statement with an error, or an early return.
func (g *gen) fail() string {
	if !g.fn.errs || g.in(50) {
		return g.leave()
	}
	var parts []string
	for _, t := range g.fn.results {
		parts = append(parts, g.expr(t, 1))
	}
	return "return " + strings.Join(append(parts, `fmt.Errorf("failed")`), ", ") + "\n"
}

// finish is the return statement at the end: it gathers what is in scope.
func (g *gen) finish() string {
	out := ""
	if len(g.fn.results) == 0 || len(g.fn.named) > 0 {
		if len(g.fn.named) > 0 && g.fn.results[0].isFloat() {
			out = fmt.Sprintf("%s += %s\n", g.fn.named[0], g.convert(g.fn.results[0], g.gather()))
		}
		if g.fn.errs {
			return "return nil\n"
		}
		return out + "return\n"
	}
	var parts []string
	for i, t := range g.fn.results {
		e := g.expr(t, 2)
		if i == 0 && t.isFloat() {
			e = g.convert(t, g.gather())
		}
		parts = append(parts, e)
	}
	if g.fn.errs {
		parts = append(parts, "nil")
	}
	return out + "return " + strings.Join(parts, ", ") + "\n"
}

// gather sums some floats in scope.
func (g *gen) gather() string {
	terms := []string{g.float(2)}
	for range g.n(4) {
		terms = append(terms, g.leaf())
	}
	return strings.Join(terms, " + ")
}
