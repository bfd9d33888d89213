// What a counted loop puts on a stack, or takes from there, in every iteration: one
// slice of as many elements as there are iterations, taken before the loop.

package codegen

import (
	"go/token"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// stackRun is what the iterations of a loop put on a stack or take from it.
type stackRun struct {
	elems *variable // in the order in which they were put there
	index *expr     // the number of the iteration's
}

// stackRuns takes the slices for the pushes and pops of a loop. It gives the upper
// bound, which may have become a name.
func (g *gen) stackRuns(in *ir.Instr, index *variable, lo, hi *expr) *expr {
	var n *expr
	runs := map[*variable]*stackRun{}
	for _, op := range g.regular(in) {
		if r := runs[g.stackOf(op)]; r != nil {
			g.runs[op] = r
			continue
		}
		if n == nil {
			hi = g.simply("end", hi)
			n = g.simply("n", g.trips(in, lo, hi))
		}
		s := g.stackOf(op)
		b := g.fresh(s.name + "Run")
		room := binary(call("", "len", nameOf(s)), "-", n)
		if op.IsPush() {
			more := g.goText("{slices}.Grow($0, $1)", nameOf(s), n)
			g.put(assignment(s, slice(more, nil, plus(call("", "len", nameOf(s)), token.ADD, n), nil)))
		}
		g.put(&declare{b, slice(slice(nameOf(s), room, nil, nil), nil, n, nil)})
		if op.IsPop() {
			g.put(assignment(s, slice(nameOf(s), nil, room, nil)))
		}
		at := less(nameOf(index), lo)
		if in.Down() == op.IsPush() {
			at = less(minusOne(hi), nameOf(index))
		}
		runs[s] = &stackRun{b, at}
		g.runs[op] = runs[s]
	}
	return hi
}

// inRun is what a push sets, or a pop gives, of the elements of a loop's iterations.
func (g *gen) inRun(r *stackRun, op *ir.Instr) *expr {
	e := index(nameOf(r.elems), r.index)
	if record := g.records[op.Args[0]]; record != nil {
		return field(e, record.field(op.Args[0]))
	}
	return e
}

// regular lists the pushes and pops of a loop that every iteration reaches, one for
// each stack that nothing else in the loop touches.
func (g *gen) regular(loop *ir.Instr) (list []*ir.Instr) {
	body := loop.Regions[0]
	uses := map[*ir.Value]int{}
	body.Operands(func(v *ir.Value) *ir.Value { uses[v]++; return v })
	for _, in := range body.Instrs {
		if (in.IsPush() || in.IsPop()) && g.facts.live[in] && uses[in.Args[0]] == 1 && !in.Args[0].Region().Inside(body) {
			list = append(list, in)
		}
	}
	return list
}

// trips is the number of iterations of a loop.
func (g *gen) trips(in *ir.Instr, lo, hi *expr) *expr {
	n := less(hi, lo)
	if d := in.Hi().Def; d != nil && d.Op.Name == "iadd" && d.Args[0] == in.Lo() {
		n = g.use(d.Args[1])
	}
	if surelyRuns(in) || isZero(lo) && g.neverNegative(in.Hi()) {
		return n
	}
	return call("", "max", n, intLit(0))
}

// neverNegative reports whether an integer, perhaps one from a stack, is known not
// to be negative.
func (g *gen) neverNegative(v *ir.Value) bool {
	if v.Def == nil || !v.Def.IsPop() {
		return pass.NonNegative(v)
	}
	known := true
	g.fn.Body.Walk(func(in *ir.Instr) {
		known = known && !(in.IsPush() && in.Args[0] == v.Def.Args[0] && !pass.NonNegative(in.Args[1]))
	})
	return known
}

// less is x - y.
func less(x, y *expr) *expr {
	if isZero(y) {
		return x
	}
	return plus(x, token.SUB, y)
}

// surelyRuns reports whether a branch has asked if the loop has an iteration.
func surelyRuns(loop *ir.Instr) bool {
	branch := loop.In.Parent
	if branch == nil || !branch.IsIf() || loop.In != branch.Regions[0] {
		return false
	}
	c := branch.Args[0].Def
	return c != nil && c.Op.Name == "ilt" && c.Args[0] == loop.Lo() && c.Args[1] == loop.Hi()
}

// simply is an expression that may be written repeatedly: e itself or a variable.
func (g *gen) simply(name string, e *expr) *expr {
	if e.simple() {
		return e
	}
	b := g.fresh(name)
	b.fixed = true
	g.put(&declare{b, e})
	return nameOf(b)
}
