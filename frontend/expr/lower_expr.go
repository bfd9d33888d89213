package expr

// Scalar expressions.

import (
	"fmt"
	"go/constant"

	"chainrule/ir"
)

// scalar emits an expression that is a scalar.
func (l *lowerer) scalar(n node) *ir.Value {
	if v := l.ready[n]; v != nil {
		return v
	}
	switch n := n.(type) {
	case *constNode:
		return l.constant(n)
	case *varNode:
		return l.env[n.v]
	case *sizeNode:
		l.at(n.pos)
		return l.size(n.s)
	case *opNode:
		return l.operation(n)
	case *logicNode:
		return l.logic(n)
	case *compareNode:
		return l.compare(n)
	case *indexNode:
		return l.element(n)
	case *reduceNode:
		return l.reduceNode(n)
	case *wholeNode:
		return l.wholeNode(n)
	case *productNode:
		return l.array(n).at(nil)
	case *condNode:
		return l.cond(n, 0, ir.Type{Kind: n.t.kind}, l.scalar)
	case *callNode:
		return l.invoke(n.call)[n.result]
	}
	panic(fmt.Sprintf("scalar %T", n))
}

func (l *lowerer) constant(n *constNode) *ir.Value {
	b := l.at(n.pos)
	if n.t.kind == ir.Int {
		i, _ := constant.Int64Val(n.val)
		return b.Int(int(i))
	}
	f, _ := float64Of(n.val)
	return b.Float(f)
}

// operation emits a row; its first operands are taken in a loop, because a long
// sum is a long chain of them.
func (l *lowerer) operation(n *opNode) *ir.Value {
	var spine []*opNode
	x := node(n)
	for {
		o, ok := x.(*opNode)
		if !ok || l.ready[x] != nil {
			break
		}
		spine = append(spine, o)
		x = o.args[0]
	}
	v := l.scalar(x)
	for i := len(spine) - 1; i >= 0; i-- {
		o := spine[i]
		args := []*ir.Value{v}
		for _, a := range o.args[1:] {
			args = append(args, l.scalar(a))
		}
		v = l.at(o.pos).Op(o.op.Name, args...)
	}
	return v
}

// logic evaluates a later operand only where an earlier one leaves it open, if
// evaluating it could fail.
func (l *lowerer) logic(n *logicNode) *ir.Value {
	acc := l.scalar(n.args[0])
	for _, a := range n.args[1:] {
		if !mayFail(a) {
			v := l.scalar(a)
			acc = l.at(n.pos).Op(map[bool]string{true: "and", false: "or"}[n.and], acc, v)
			continue
		}
		l.at(n.pos)
		right := func() *ir.Value { return l.scalar(a) }
		known := func() *ir.Value { return l.b.Bool(!n.and) }
		if n.and {
			acc = l.choose(acc, ir.TBool, right, known)
		} else {
			acc = l.choose(acc, ir.TBool, known, right)
		}
	}
	return acc
}

// mayFail reports whether evaluating an expression may panic.
func mayFail(n node) bool {
	found := false
	walk(n, func(n node) {
		switch n := n.(type) {
		case *indexNode, *callNode, *reduceNode, *wholeNode, *productNode:
			found = true
		case *opNode:
			found = found || n.op.Name == "idiv" || n.op.Name == "imod"
		}
	})
	return found
}

var comparisons = map[string]struct {
	op   string
	swap bool
}{"<": {"lt", false}, ">": {"lt", true}, "<=": {"le", false}, ">=": {"le", true}, "==": {"eq", false}, "!=": {"ne", false}}

// compare emits a chain of comparisons; each operand is evaluated once.
func (l *lowerer) compare(n *compareNode) *ir.Value {
	vals := make([]*ir.Value, len(n.args))
	for i, a := range n.args {
		vals[i] = l.scalar(a)
	}
	var acc *ir.Value
	for i, sign := range n.ops {
		k := comparisons[sign]
		x, y := vals[i], vals[i+1]
		if k.swap {
			x, y = y, x
		}
		if n.args[0].is().kind == ir.Int {
			k.op = "i" + k.op
		}
		v := l.at(n.pos).Op(k.op, x, y)
		if acc == nil {
			acc = v
		} else {
			acc = l.b.Op("and", acc, v)
		}
	}
	return acc
}

// cond emits the cases from the k-th on; value emits one of them.
func (l *lowerer) cond(n *condNode, k int, t ir.Type, value func(node) *ir.Value) *ir.Value {
	if k == len(n.cases) {
		return value(n.other)
	}
	c := l.scalar(n.cases[k].cond)
	l.at(n.pos)
	return l.choose(c, t,
		func() *ir.Value { return value(n.cases[k].then) },
		func() *ir.Value { return l.cond(n, k+1, t, value) })
}

// element emits the read of one element.
func (l *lowerer) element(n *indexNode) *ir.Value {
	e := l.array(n.x)
	idx := l.scalars(n.idx)
	l.at(n.pos)
	return e.at(idx)
}

func (l *lowerer) scalars(ns []node) []*ir.Value {
	out := make([]*ir.Value, len(ns))
	for i, n := range ns {
		out[i] = l.scalar(n)
	}
	return out
}

// invoke emits a function of the package with its parameters bound.
func (l *lowerer) invoke(k *call) []*ir.Value {
	if l.callAt == nil {
		l.callAt = &k.pos
		defer func() { l.callAt = nil }()
	}
	env := map[*variable]*ir.Value{}
	for i, p := range k.fn.params {
		if p.typ.scalar() {
			env[p] = l.scalar(k.args[i])
		} else {
			env[p] = l.value(k.args[i])
		}
	}
	l.at(k.pos)
	for _, s := range k.fn.sizes {
		env[s] = l.size(k.sizes[s])
	}
	for _, r := range k.requires {
		l.b.Require(l.size(r.got), l.size(r.want), r.text)
	}
	outer, ready := l.env, l.ready
	l.env, l.ready = env, map[node]*ir.Value{}
	l.stmts(k.fn.body)
	out := make([]*ir.Value, len(k.fn.results))
	for i, r := range k.fn.results {
		out[i] = l.env[r]
	}
	l.env, l.ready = outer, ready
	return out
}
