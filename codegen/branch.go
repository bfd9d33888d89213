// Branches and what they give.

package codegen

import (
	"slices"

	"chainrule/ir"
)

// branch emits an if. Each needed result is a variable that both regions
// assign, or that holds what one of them yields from before.
func (g *gen) branch(in *ir.Instr) {
	if panics(in.Regions[0]) || panics(in.Regions[1]) {
		g.guard(in)
		return
	}
	if g.logical(in) {
		return
	}
	ks := g.facts.slots(in)
	vars := make([]*variable, len(ks))
	for i, k := range ks {
		vars[i] = g.branchVariable(in, k, vars[:i])
	}
	cond := g.use(in.Args[0])
	g.beforeWrites(in, vars)
	short := g.nothingToDo(in.Regions[1])
	var late slots // what the second region must set
	for i, k := range ks {
		started := false
		if vars[i] == nil {
			vars[i], started = g.branchFresh(in, k, short)
		}
		if !started {
			late.ks, late.vars = append(late.ks, k), append(late.vars, vars[i])
		}
	}
	before, zeros := holds(vars), g.stillZero()
	then := g.scoped(in.Regions[0], ks, vars)
	restore(vars, before)
	after := g.stillZero()
	setZero(zeros, true)
	other := g.scoped(in.Regions[1], late.ks, late.vars)
	setZero(slices.DeleteFunc(zeros, func(b *variable) bool { return slices.Contains(after, b) }), false)
	g.at = in.Pos
	g.put(&conditional{cond: cond, then: then, other: other})
	for i, k := range ks {
		g.bind(in.Results[k], vars[i])
	}
}

// slots are numbers of results with their variables.
type slots struct {
	ks   []int
	vars []*variable
}

func holds(vars []*variable) []*ir.Value {
	vs := make([]*ir.Value, len(vars))
	for i, b := range vars {
		vs[i] = b.holds
	}
	return vs
}

func restore(vars []*variable, vs []*ir.Value) {
	for i, b := range vars {
		b.holds = vs[i]
	}
}

// stillZero lists the variables that are known to be zero here.
func (g *gen) stillZero() []*variable {
	g.zeros = slices.DeleteFunc(g.zeros, func(b *variable) bool { return !b.zero })
	return slices.Clone(g.zeros)
}

func setZero(vars []*variable, zero bool) {
	for _, b := range vars {
		b.zero = zero
	}
}

// zeroed says that a variable holds zero from here on.
func (g *gen) zeroed(b *variable, in *ir.Region) *variable {
	b.zero, b.since = true, innermost(in)
	g.zeros = append(g.zeros, b)
	return b
}

// scoped is the body of a region in a scope of its own.
func (g *gen) scoped(r *ir.Region, ks []int, vars []*variable) *block {
	g.names.push()
	defer g.names.pop()
	return g.body(r, ks, vars)
}

// branchVariable is the existing variable that a result may go on with: the one
// in which it is wanted, that of a value which a region yields and nothing reads
// later, or nil.
func (g *gen) branchVariable(in *ir.Instr, k int, others []*variable) *variable {
	if b := g.preferred(in.Results[k], g.facts.leave[in]); b != nil && !slices.Contains(others, b) {
		return b
	}
	for _, r := range in.Regions {
		y := r.Yield[k]
		b := g.bound[y]
		if b != nil && !slices.Contains(others, b) && g.mayTake(y, in, in.Results[k], g.facts.leave[in]) {
			return b
		}
	}
	return nil
}

// branchFresh declares a variable for a result. If the second region does
// nothing, the variable may start as what that yields.
func (g *gen) branchFresh(in *ir.Instr, k int, short bool) (b *variable, started bool) {
	b = g.fresh(g.slotName(in, k))
	y := in.Regions[1].Yield[k]
	if short && (literal(y) != nil || g.bound[y] != nil || g.inline[y] != nil) {
		e := g.use(y)
		g.first(b, e, in.Results[k])
		if isZero(e) {
			g.zeroed(b, in.In)
		}
		return b, true
	}
	if b.typ = typeText(y.Type); g.singles.held[in.Results[k]] {
		b.typ = "float32"
	}
	g.put(g.zeroOf(g.zeroed(b, in.In), b.typ))
	return b, false
}

// nothingToDo reports whether a region only yields.
func (g *gen) nothingToDo(r *ir.Region) bool {
	for _, in := range r.Instrs {
		if g.facts.live[in] && (len(in.Results) != 1 || literal(in.Result()) == nil) {
			return false
		}
	}
	return true
}
