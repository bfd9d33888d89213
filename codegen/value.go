// Values: which fold into their use, which become variables, and when.

package codegen

import "chainrule/ir"

// readable is the width up to which expressions grow by folding.
const readable = 78

// held is the expression of a value that waits to be folded into its use.
type held struct {
	v    *ir.Value
	e    *expr
	done bool
}

// use is the expression of an operand.
func (g *gen) use(v *ir.Value) *expr {
	if e := literal(v); e != nil {
		return e
	}
	if e := g.inline[v]; e != nil {
		return e
	}
	if b := g.bound[v]; b != nil {
		if b.holds != v {
			fail("%s: variable %s was overwritten before its last use", g.fn.Name, b.name)
		}
		return g.valueIn(b, v)
	}
	if h := g.held[v]; h != nil {
		if g.inlined(v) {
			return h.e
		}
		h.done = true
		return h.e
	}
	fail("%s: value %q is used before it is computed", g.fn.Name, v.Name)
	return nil
}

func (g *gen) uses(vs []*ir.Value) []*expr {
	es := make([]*expr, len(vs))
	for i, v := range vs {
		es[i] = g.use(v)
	}
	return es
}

// define gives a value its expression: at once if it must be a variable, else
// when it is used or when something that it reads is about to be written.
func (g *gen) define(v *ir.Value, e *expr) {
	if !g.folds(v) && !g.inlined(v) {
		g.settle(v, e)
		return
	}
	h := &held{v: v, e: e}
	g.held[v] = h
	if g.inlined(v) {
		return
	}
	e.visit(func(e *expr) {
		if e.kind == nameExpr && !e.v.fixed {
			e.v.cell.readers = append(e.v.cell.readers, h)
		}
	})
	if e.readsMemory() {
		g.readers = append(g.readers, h)
	}
}

// folds reports whether a value may wait: it has one use, in no deeper loop,
// and no name of its own.
func (g *gen) folds(v *ir.Value) bool {
	if !g.facts.usedOnce(v) || g.prefer[v] != nil {
		return false
	}
	u := g.facts.values[v]
	named := !ir.Invented(v.Name) && !g.returned(v) && !v.Def.IsLen() && !v.Def.IsSize()
	return !named && !u.extent && innermost(u.region) == innermost(v.Region())
}

// returned reports whether v is the only result of the function.
func (g *gen) returned(v *ir.Value) bool {
	y := g.fn.Body.Yield
	return len(y) == 1 && y[0] == v
}

// inlined reports whether a value is written out at each use: a loop's index
// and a constant.
func (g *gen) inlined(v *ir.Value) bool {
	if v.Type != ir.TInt || !ir.Invented(v.Name) {
		return false
	}
	w, _, ok := offset(v)
	return ok && indexOf(w) != nil
}

// settle makes a value a variable.
func (g *gen) settle(v *ir.Value, e *expr) {
	at := g.at
	if v.Def != nil {
		g.at = v.Def.Pos
	}
	b := g.preferred(v, g.facts.enter[v.Def])
	if b == nil {
		b = g.continued(v, e)
	}
	switch {
	case b != nil:
		g.flush(&b.cell)
		g.write(b, e)
	case g.singles.held[v]:
		b = g.settleSingle(v, e)
	default:
		b = g.fresh(g.nameFor(v, e))
		g.introduce(b, e, v.Type, false)
	}
	g.bind(v, b)
	g.at = at
}

// continued is the variable of a sum that v goes on with: of the same name, and
// not read again.
func (g *gen) continued(v *ir.Value, e *expr) *variable {
	if e.kind != binaryExpr || !compound[e.text] || e.args[0].kind != nameExpr || v.Def == nil {
		return nil
	}
	b := e.args[0].v
	old := b.holds
	if old == nil || old.Def == nil || ir.Invented(v.Name) || old.Name != v.Name || e.args[1].mentions(b) && !e.args[1].isName(b) || !g.mayTake(old, v.Def, v, g.facts.enter[v.Def]) {
		return nil
	}
	return b
}

// preferred is the existing variable that v should be computed into, if what
// it holds is not read after the number at; or nil.
func (g *gen) preferred(v *ir.Value, at int) *variable {
	b := g.prefer[v]
	if b == nil || b.holds != nil && g.facts.readWithin(b.holds, at, g.facts.end[v.Region()]) {
		return nil
	}
	return b
}

func (g *gen) bind(v *ir.Value, b *variable) {
	b.holds = v
	g.bound[v] = b
}

// fresh makes a variable of the innermost block.
func (g *gen) fresh(name string) *variable {
	return &variable{name: g.names.declare(name, g.names.depth())}
}

// flush makes variables of the held expressions that read what is about to be
// written.
func (g *gen) flush(c *cell) {
	readers := c.readers
	c.readers = nil
	for _, h := range readers {
		if !h.done {
			h.done = true
			g.settle(h.v, h.e)
		}
	}
}

// narrow makes variables of held operands, the widest first, until an
// expression of them all is readable.
func (g *gen) narrow(vs []*ir.Value) {
	total := 0
	for _, v := range vs {
		if h := g.waiting(v); h != nil {
			total += h.e.width
		}
	}
	for total > readable {
		var widest *held
		for _, v := range vs {
			if h := g.waiting(v); h != nil && (widest == nil || h.e.width > widest.e.width) {
				widest = h
			}
		}
		total -= widest.e.width
		g.name(widest)
	}
}

// name makes a variable of a held expression here and now.
func (g *gen) name(h *held) {
	h.done = true
	g.settle(h.v, h.e)
}

// waiting is the held expression of a value that is no variable yet.
func (g *gen) waiting(v *ir.Value) *held {
	if h := g.held[v]; h != nil && !h.done && !g.inlined(v) {
		return h
	}
	return nil
}

// variableFor makes a value a variable even if it is a constant.
func (g *gen) variableFor(v *ir.Value) *expr {
	e := g.use(v)
	if e.kind == nameExpr {
		return e
	}
	b := g.fresh(g.nameFor(v, e))
	g.introduce(b, e, v.Type, false)
	b.holds = v
	return nameOf(b)
}
