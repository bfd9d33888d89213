package expr

// What a loop's body computes again in every iteration without need is
// computed before the loop: z[i] = exp(x[i] - logsumexp(x)) is linear work.
// Reductions, calls and matrix products are worth it; the rest is left to the
// passes. Nothing is moved out of a branch, nor what might panic in a loop
// that never runs.

import "chainrule/ir"

// hoister looks for what does not depend on the blocked indices.
type hoister struct {
	l       *lowerer
	blocked map[*variable]bool
	done    []node
}

// hoist prepares the body of a loop over some indices. What it computed holds
// in the region at hand; the caller calls forget when it leaves that.
func (l *lowerer) hoist(body node, over []*variable) (forget func()) {
	h := &hoister{l: l, blocked: map[*variable]bool{}}
	h.block(over, true)
	h.visit(body)
	return func() {
		for _, n := range h.done {
			delete(l.ready, n)
		}
	}
}

func (h *hoister) set(n node, v *ir.Value) {
	h.l.ready[n] = v
	h.done = append(h.done, n)
}

func (h *hoister) block(over []*variable, on bool) {
	for _, v := range over {
		h.blocked[v] = on
	}
}

// visit hoists n if it can and is worth it, else looks below. First operands
// are followed in a loop, as in walk.
func (h *hoister) visit(n node) {
	for n != nil {
		if h.l.ready[n] != nil || h.try(n) {
			return
		}
		switch x := n.(type) {
		case *opNode:
			for _, a := range x.args[1:] {
				h.visit(a)
			}
			n = x.args[0]
		case *logicNode:
			n = x.args[0]
		case *condNode:
			n = x.cases[0].cond
		case *productNode:
			h.operand(x.x)
			n = x.y
			h.operand(n)
		case *reduceNode:
			h.visit(x.over[0].lo)
			h.visit(x.over[0].hi)
			h.block(x.over, true)
			h.visit(x.body)
			h.block(x.over, false)
			n = nil
		default:
			for _, k := range children(n) {
				h.visit(k)
			}
			n = nil
		}
	}
}

// try computes n now if it does not change in the loop.
func (h *hoister) try(n node) bool {
	if !worthwhile(n) || !h.constant(n) || n.is().scalar() && !safe(n) {
		return false
	}
	if n.is().scalar() {
		h.set(n, h.l.scalar(n))
	} else {
		h.set(n, h.l.value(n))
	}
	return true
}

// operand computes an operand of a product that would have to be materialised.
func (h *hoister) operand(n node) {
	if !readable(n) && h.constant(n) && h.l.ready[n] == nil {
		h.set(n, h.l.value(n))
	}
}

// worthwhile tells what takes a loop or a call to compute. An element of a
// product is best computed where it is used, but not what the product reads.
func worthwhile(n node) bool {
	switch n := n.(type) {
	case *reduceNode, *wholeNode, *callNode:
		return true
	case *productNode:
		return n.t.scalar()
	}
	return false
}

func (h *hoister) constant(n node) bool {
	ok := true
	walk(n, func(n node) {
		switch n := n.(type) {
		case *varNode:
			ok = ok && !h.blocked[n.v]
		case *sizeNode:
			n.s.vars(func(v *variable) { ok = ok && !h.blocked[v] })
		case *callNode:
			for _, s := range n.call.sizes {
				s.vars(func(v *variable) { ok = ok && !h.blocked[v] })
			}
		}
	})
	return ok
}

// safe reports whether evaluating n cannot panic where the loops in it run over
// ranges that fit.
func safe(n node) bool {
	ok := true
	walk(n, func(n node) {
		switch n := n.(type) {
		case *indexNode:
			for _, i := range n.idx {
				ok = ok && indexed(i)
			}
		case *opNode:
			ok = ok && n.op.Name != "idiv" && n.op.Name != "imod"
		case *callNode:
			ok = ok && n.call.fn.safe()
		}
	})
	return ok
}

// indexed reports whether an index moves with the index of a loop.
func indexed(n node) bool {
	found, plain := false, true
	walk(n, func(n node) {
		switch n := n.(type) {
		case *varNode:
			found = found || n.v.index
		case *constNode, *sizeNode:
		case *opNode:
			plain = plain && (n.op == ir.MustOp("iadd") || n.op == ir.MustOp("isub"))
		default:
			plain = false
		}
	})
	return found && plain
}

// safe reports whether a function's body only defines values by safe expressions.
func (fn *function) safe() bool {
	for _, s := range fn.body {
		switch s := s.(type) {
		case *define:
			for _, v := range s.vals {
				if !safe(v) {
					return false
				}
			}
		case *fill:
			if !safe(s.body) {
				return false
			}
		default:
			return false
		}
	}
	return true
}
