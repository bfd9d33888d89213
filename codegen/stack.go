// Stacks: slices that grow and shrink at their end. They keep their room in the
// work space, but nothing of the program's memory.

package codegen

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// stack emits an empty stack.
func (g *gen) stack(in *ir.Instr) {
	v := in.Result()
	name := v.Name
	if invented(name) {
		name = "tape"
	}
	b := g.fresh(name)
	typ := typeText(v.Type)
	if g.private {
		g.put(g.zeroOf(b, typ))
	} else {
		g.put(&declare{b, g.room(b, v.Type)})
	}
	g.bind(v, b)
}

// room is the empty slice in the work space from which a variable grows. It goes
// back at the end of the block, without what it holds of the program's memory.
func (g *gen) room(b *variable, t ir.Type) *expr {
	elem := strings.TrimPrefix(typeText(t), "[]")
	room := field(nameOf(g.ws), g.file.workspace(g.base).field(b.name, elem))
	g.ws.read = true
	ends := []stmt{&assign{[]*expr{room}, "=", []*expr{nameOf(b)}}}
	if t.Kind == ir.Go && elem != "int" {
		all := slice(nameOf(b), nil, call("", "cap", nameOf(b)), nil)
		ends = append(ends, &run{call("", "clear", all)})
	}
	g.top().ends = append(g.top().ends, ends...)
	return slice(room, nil, intLit(0), nil)
}

// push emits v on top of a stack.
func (g *gen) push(in *ir.Instr) {
	g.narrow(in.Args[1:])
	s := g.stackOf(in)
	g.put(assignment(s, call("", "append", nameOf(s), g.use(in.Args[1]))))
}

// pop emits the taking of what is on top of a stack.
func (g *gen) pop(in *ir.Instr) {
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
