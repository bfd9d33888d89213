package expr

// Walks over checked expressions.

import "chainrule/ir"

// walk visits a node and all below it. First operands are followed in a loop,
// because a long sum is a long chain of them.
func walk(n node, visit func(node)) {
	for n != nil {
		visit(n)
		if x, ok := n.(*opNode); ok {
			for _, a := range x.args[1:] {
				walk(a, visit)
			}
			n = x.args[0]
			continue
		}
		for _, k := range children(n) {
			walk(k, visit)
		}
		return
	}
}

// children are the nodes directly below one.
func children(n node) []node {
	switch x := n.(type) {
	case *opNode:
		return x.args
	case *logicNode:
		return x.args
	case *compareNode:
		return x.args
	case *indexNode:
		return append([]node{x.x}, x.idx...)
	case *reduceNode:
		return append(ranges(x.over), x.body)
	case *wholeNode:
		return []node{x.x}
	case *productNode:
		return []node{x.x, x.y}
	case *transposeNode:
		return []node{x.x}
	case *condNode:
		out := []node{x.other}
		for _, k := range x.cases {
			out = append(out, k.cond, k.then)
		}
		return out
	case *callNode:
		return x.call.args
	}
	return nil
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

// integral reports whether an integer comes from an array of integers or a
// function that gives integers: an array filled with it holds integers.
func integral(n node) bool {
	found := false
	walk(n, func(n node) {
		switch n := n.(type) {
		case *indexNode:
			found = found || n.x.is().kind == ir.Int
		case *opNode:
			found = found || n.op.Out == ir.TInt && (n.op.In[0] == ir.TF64 || n.op.Name == "idiv" || n.op.Name == "imod")
		}
	})
	return found && n.is().kind == ir.Int
}
