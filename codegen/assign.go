// Parallel assignment: every value is computed from what the variables hold
// before any of them changes.

package codegen

import (
	"slices"
	"strings"
)

// assignAll assigns each value to its variable: one after another in an order
// that spoils no value, and as a tuple where there is no such order.
func (g *gen) assignAll(vars []*variable, values []*expr) {
	at := map[*variable]int{}
	values = slices.Clone(values)
	for i, b := range vars {
		values[i] = g.fitted(b, values[i])
		if !values[i].isName(b) {
			at[b] = i
		}
	}
	// readers counts the assignments still to come that read a variable.
	readers := make([]int, len(vars))
	each := func(i int, f func(j int)) {
		values[i].visit(func(e *expr) {
			if j, ok := at[e.v]; ok && e.kind == nameExpr && j != i {
				f(j)
			}
		})
	}
	var ready []int
	for i, b := range vars {
		if j, ok := at[b]; ok && j == i {
			each(i, func(j int) { readers[j]++ })
		}
	}
	for i, b := range vars {
		if j, ok := at[b]; ok && j == i && readers[i] == 0 {
			ready = append(ready, i)
		}
	}
	for len(ready) > 0 {
		i := ready[0]
		ready = ready[1:]
		g.write(vars[i], values[i])
		delete(at, vars[i])
		each(i, func(j int) {
			if readers[j]--; readers[j] == 0 {
				ready = append(ready, j)
			}
		})
	}
	g.assignTuple(vars, values, at)
}

// assignTuple assigns what is left in one statement.
func (g *gen) assignTuple(vars []*variable, values []*expr, left map[*variable]int) {
	if len(left) == 0 {
		return
	}
	s := &assign{op: "="}
	for i, b := range vars {
		if j, ok := left[b]; ok && j == i {
			s.lhs, s.rhs = append(s.lhs, nameOf(b)), append(s.rhs, values[i])
			b.zero = false
		}
	}
	g.put(s)
}

// write assigns an expression to a variable, unless it is the zero that the
// variable holds from the beginning.
func (g *gen) write(b *variable, e *expr) {
	e = g.fitted(b, e)
	known := b.zero && isZero(e) && b.since == innermost(g.top().region)
	b.zero = b.zero && known
	if !known {
		g.put(assignment(b, e))
	}
}

// isZero reports whether e is a zero of any type, and not the negative one.
func isZero(e *expr) bool {
	if e.kind == textExpr {
		return strings.HasPrefix(e.text, "*new(") && len(e.args) == 0
	}
	return e.kind == litExpr && (e.text == "false" || e.text == "nil" || e.text == `""` || strings.Trim(e.text, "0.") == "")
}
