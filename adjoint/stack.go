// Stacks that the function has itself, as the derivatives of this package do:
// the adjoint of a push is a pop from the stack's shadow, that of a pop a push.
// The reverse sweep meets them in the other order, so each pop takes what the
// push that belongs to it has put there.

package adjoint

import "chainrule/ir"

// stack makes the shadow of a stack, and carries adjoints through a push or pop.
func (fr *frame) stack(in *ir.Instr) {
	switch s := fr.shadow[in.Args[0]]; {
	case in.IsPush():
		fr.add(in.Args[1], fr.b.Pop(s))
	case in.IsPop():
		fr.b.Push(s, fr.orZero(fr.adj[in.Result()]))
	}
}

// makeShadowStack makes the shadow of a stack.
func (fr *frame) makeShadowStack(in *ir.Instr) {
	if v := in.Result(); fr.act.active(v) && fr.shadow[v] == nil {
		fr.b.Pos = in.Pos
		fr.shadow[v] = fr.b.Stack(v.Type)
		if v.Name != "" {
			fr.shadow[v].Name = "d" + v.Name
		}
	}
}

// stack keeps the tangents of what a stack holds on a stack beside it.
func (t *tangents) stack(b *ir.Builder, in *ir.Instr) {
	switch {
	case in.IsStack():
		if v := in.Result(); t.act.active(v) {
			t.set(v, b.Stack(v.Type))
		}
	case t.dot[in.Args[0]] == nil:
	case in.IsPush():
		b.Push(t.dot[in.Args[0]], t.orZero(b, in.Args[1]))
	case in.IsPop():
		t.set(in.Result(), b.Pop(t.dot[in.Args[0]]))
	}
}

// isStackOp reports whether the instruction is on a stack.
func isStackOp(in *ir.Instr) bool { return in.IsStack() || in.IsPush() || in.IsPop() }
