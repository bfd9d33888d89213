// Loops and what they carry.

package codegen

import (
	"math"
	"slices"

	"chainrule/ir"
)

// loop emits a counted loop. Each carried value is one variable, which holds
// the initial value before the loop and the result after it.
func (g *gen) loop(in *ir.Instr) {
	if put := g.cleared(in); put != nil {
		g.clearElements(in, put)
		return
	}
	var lo, hi *expr
	s := g.enterLoop(in, func(vars []*variable) { lo, hi = g.steady(in.Lo(), vars), g.steady(in.Hi(), vars) })
	ks, vars := s.ks, s.vars
	index := &variable{fixed: true}
	hi = g.stackRuns(in, index, lo, hi)
	g.names.push()
	index.name = g.names.declare(g.indexName(in), g.names.depth())
	g.bind(in.Index(), index)
	for i, k := range ks {
		g.bind(in.Carried()[k], vars[i])
	}
	c := &counted{index: index, lo: lo, hi: hi, down: in.Down(), sure: surelyRuns(in), before: &block{}}
	g.loops[in] = c
	c.body = g.body(in.Regions[0], ks, vars)
	g.names.pop()
	g.at = in.Pos
	g.put(c)
	for i, k := range ks {
		g.bind(in.Results[k], vars[i])
	}
}

// enterLoop gives what a loop carries its variables and their initial values.
// What is left to compute before they change is done between.
func (g *gen) enterLoop(in *ir.Instr, between func(vars []*variable)) slots {
	ks := g.facts.slots(in)
	vars := make([]*variable, len(ks))
	for i, k := range ks {
		vars[i] = g.taken(in, k)
	}
	for i, k := range ks {
		if b := g.preferred(in.Results[k], g.facts.enter[in]); vars[i] == nil && !slices.Contains(vars, b) {
			vars[i] = b
		}
	}
	first := make([]*expr, len(ks))
	for i, k := range ks {
		first[i] = g.use(inits(in)[k])
	}
	g.beforeWrites(in, vars)
	between(vars)
	s := slots{ks, vars}
	g.start(in, s, first)
	return s
}

// taken is the variable of a slot's initial value, if the slot may go on with it.
func (g *gen) taken(in *ir.Instr, k int) *variable {
	init := inits(in)[k]
	b := g.bound[init]
	if b == nil || !g.mayTake(init, in, carriedIn(in, in.Regions[0])[k], g.facts.enter[in]) {
		return nil
	}
	at := len(in.Args) - len(inits(in)) + k
	for j, other := range in.Args {
		if other == init && j != at {
			return nil
		}
	}
	return b
}

// mayTake reports whether the variable of v may become that of next, because v
// is not read after the number last.
func (g *gen) mayTake(v *ir.Value, in *ir.Instr, next *ir.Value, last int) bool {
	b := g.bound[v]
	return b != nil && alike(v, next) && !b.fixed && b.holds == v && v.Region() == in.In &&
		!g.facts.readWithin(v, last, g.facts.end[in.In])
}

func (g *gen) isParam(v *ir.Value) bool { return v.Of == g.fn.Body }

// alike reports whether two values may go by one name.
func alike(v, w *ir.Value) bool {
	return ir.Invented(v.Name) || ir.Invented(w.Name) || v.Name == w.Name
}

// beforeWrites makes variables of the held expressions that read what the
// instruction and its regions write.
func (g *gen) beforeWrites(in *ir.Instr, vars []*variable) {
	g.flushPlaces(g.facts.written[in])
	for _, b := range vars {
		if b != nil {
			g.flush(&b.cell)
		}
	}
}

// steady is a bound of a loop, which must not change while the loop runs.
func (g *gen) steady(v *ir.Value, vars []*variable) *expr {
	e := g.use(v)
	for _, b := range vars {
		if b != nil && e.mentions(b) {
			end := g.fresh("end")
			g.put(&declare{end, e})
			return nameOf(end)
		}
	}
	return e
}

// start gives the carried variables their initial values.
func (g *gen) start(in *ir.Instr, s slots, inits []*expr) {
	var old []*variable
	var values []*expr
	for i, k := range s.ks {
		if s.vars[i] != nil {
			old, values = append(old, s.vars[i]), append(values, inits[i])
			continue
		}
		s.vars[i] = g.fresh(g.slotName(in, k))
		g.first(s.vars[i], inits[i], in.Results[k])
	}
	g.assignAll(old, values)
}

// indexName is the user's name for a loop's index, or where that is a letter that
// is taken, the next of the usual ones.
func (g *gen) indexName(in *ir.Instr) string {
	name := in.Index().Name
	if !ir.Invented(name) && name != "i" && (len(name) > 1 || !g.names.isTaken(name)) {
		return name
	}
	for _, letter := range []string{"i", "j", "k", "l"} {
		if !g.names.isTaken(letter) {
			return letter
		}
	}
	return "i"
}

// slotName is the user's name for what a loop carries or a branch gives.
func (g *gen) slotName(in *ir.Instr, k int) string {
	values := []*ir.Value{in.Results[k]}
	if repeats(in) {
		values = append(values, carriedIn(in, bodyOf(in))[k], inits(in)[k], bodyOf(in).Yield[k])
	} else {
		values = append(values, in.Regions[0].Yield[k], in.Regions[1].Yield[k])
	}
	for _, v := range values {
		if !ir.Invented(v.Name) && !v.IsConst() { // a constant serves many, by the name of one
			return v.Name
		}
	}
	if in.IsLoop() && in.Results[k].Type == ir.TF64 {
		return g.carriedName(in, k)
	}
	if name := typeName(in.Results[k].Type); name != "" {
		return name
	}
	return g.names.temp()
}

// carriedName says what a loop computes: a sum, or the greatest of all.
func (g *gen) carriedName(in *ir.Instr, k int) string {
	if adds(in, k) {
		return "sum"
	}
	if first := in.Inits()[k].Def; first != nil && first.Attr == math.Inf(-1) {
		return "most"
	}
	return g.names.temp()
}

// adds reports whether a loop only adds to a value that it carries.
func adds(in *ir.Instr, k int) bool {
	y, any := in.Regions[0].Yield[k], false
	for y != in.Carried()[k] {
		switch {
		case y.Def == nil:
			return false
		case y.Def.Op.Name == "add", y.Def.Op.Name == "sub":
			y, any = y.Def.Args[0], true
		case y.Def.IsLoop():
			at := slices.Index(y.Def.Results, y)
			if !adds(y.Def, at) {
				return false
			}
			y, any = y.Def.Inits()[at], true
		default:
			return false
		}
	}
	return any
}

// body emits a region whose yields go to the variables.
func (g *gen) body(r *ir.Region, ks []int, vars []*variable) *block {
	b := &block{region: r}
	g.blocks = append(g.blocks, b)
	for i, k := range ks {
		g.preferIn(r, r.Yield[k], vars[i])
	}
	g.instrs(r)
	if !b.ended {
		values := make([]*expr, len(ks))
		for i, k := range ks {
			values[i] = g.use(r.Yield[k])
		}
		g.assignAll(vars, values)
	}
	g.close(b)
	return b
}

// preferIn lets y, which r yields to b, be computed into b itself where nothing
// reads what b holds after that.
func (g *gen) preferIn(r *ir.Region, y *ir.Value, b *variable) {
	if y.Def == nil || y.Def.In != r || g.prefer[y] != nil || literal(y) != nil || g.pairs[y.Def] != nil {
		return
	}
	at := g.facts.enter[y.Def]
	if y.Def.IsIf() {
		at = g.facts.leave[y.Def]
	}
	if b.holds == nil || !g.facts.readWithin(b.holds, at, g.facts.end[r]) {
		g.prefer[y] = b
	}
}
