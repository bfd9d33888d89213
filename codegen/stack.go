// Stacks: slices that grow and shrink at their end. They keep their room in the
// work space, but nothing of the program's memory.

package codegen

import (
	"slices"

	"chainrule/ir"
)

// stack emits an empty stack.
func (g *gen) stack(in *ir.Instr) {
	v := in.Result()
	name, typ, refers := v.Name, typeText(v.Type), v.Type.Kind == ir.Go
	if r := g.records[v]; r != nil {
		if r.head != v {
			g.bound[v] = g.bound[r.head]
			return
		}
		name, typ = "tape", "[]"+r.typeText(g.kept)
		refers = slices.ContainsFunc(r.tapes, func(t *ir.Value) bool { return t.Type.Kind == ir.Go })
	}
	if ir.Invented(name) {
		name = "tape"
	}
	b := g.fresh(name)
	if g.private {
		g.put(g.zeroOf(b, typ))
	} else {
		room := field(nameOf(g.ws), g.file.workspace(g.base).field(b.name, typ[2:]))
		g.ws.read = true
		g.put(&declare{b, slice(room, nil, intLit(0), nil)})
		g.top().ends = append(g.top().ends, &assign{[]*expr{room}, "=", []*expr{nameOf(b)}})
		if refers {
			all := slice(nameOf(b), nil, call("", "cap", nameOf(b)), nil)
			g.top().ends = append(g.top().ends, &run{call("", "clear", all)})
		}
	}
	g.bind(v, b)
}

// push emits v on top of a stack.
func (g *gen) push(in *ir.Instr) {
	g.narrow(in.Args[1:])
	if r := g.runs[in]; r != nil {
		g.put(&assign{[]*expr{g.inRun(r, in)}, "=", []*expr{g.use(in.Args[1])}})
		return
	}
	s := g.stackOf(in)
	g.put(assignment(s, call("", "append", nameOf(s), g.use(in.Args[1]))))
}

// pop emits the taking of what is on top of a stack.
func (g *gen) pop(in *ir.Instr) {
	if r := g.runs[in]; r != nil {
		if v := in.Result(); g.facts.needed[v] {
			g.define(v, g.inRun(r, in).of(typeText(v.Type)))
		}
		return
	}
	s := g.stackOf(in)
	last := func() *expr { return minusOne(call("", "len", nameOf(s))) }
	if v := in.Result(); g.facts.needed[v] {
		g.settle(v, index(nameOf(s), last()).of(typeText(v.Type)))
	}
	g.put(assignment(s, slice(nameOf(s), nil, last(), nil)))
}

// stackOf is the variable of the stack that an instruction works on.
func (g *gen) stackOf(in *ir.Instr) *variable { return g.bound[in.Args[0]] }

// giveBack puts what a block took from the work space back, with what it grew to.
func (g *gen) giveBack(b *block) {
	if !b.ended {
		for _, s := range slices.Backward(b.ends) {
			g.put(s)
		}
	}
}

// close ends the block of a region: what it took from the work space goes back.
func (g *gen) close(b *block) {
	g.giveBack(b)
	for _, key := range b.rows {
		delete(g.rows, key)
	}
	g.blocks = g.blocks[:len(g.blocks)-1]
}
