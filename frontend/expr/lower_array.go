package expr

// Array expressions. An array is lowered to the way of computing one element,
// so that what uses it loops over it once; what must be read more than once or
// by another is materialised.

import (
	"fmt"

	"chainrule/ir"
)

// elems is an array as a function of indices. value gives it as memory.
type elems struct {
	at    func(idx []*ir.Value) *ir.Value
	value func() *ir.Value
}

func (l *lowerer) memory(v *ir.Value) elems {
	return elems{
		at:    func(idx []*ir.Value) *ir.Value { return l.b.Load(v, idx...) },
		value: func() *ir.Value { return v },
	}
}

// array prepares an array expression for reading elements.
func (l *lowerer) array(n node) elems {
	if v := l.ready[n]; v != nil {
		return l.memory(v)
	}
	e := elems{value: func() *ir.Value { return l.materialise(n, nil) }}
	switch n := n.(type) {
	case *varNode:
		return l.memory(l.env[n.v])
	case *callNode:
		return l.memory(l.invoke(n.call)[n.result])
	case *indexNode:
		return l.part(n)
	case *opNode:
		e.at = l.elementwise(n)
	case *transposeNode:
		x := l.array(n.x)
		e.at = func(idx []*ir.Value) *ir.Value { return x.at([]*ir.Value{idx[1], idx[0]}) }
	case *condNode:
		e.at = l.chooseElement(n)
	case *productNode:
		e.at = l.productElement(n)
	default:
		panic(fmt.Sprintf("array %T", n))
	}
	return e
}

// part is the part of an array with its leading indices fixed.
func (l *lowerer) part(n *indexNode) elems {
	x := l.array(n.x)
	lead := l.scalars(n.idx)
	return elems{
		at: func(idx []*ir.Value) *ir.Value {
			return x.at(append(lead[:len(lead):len(lead)], idx...))
		},
		value: func() *ir.Value { return l.at(n.pos).Part(x.value(), lead...) },
	}
}

// operand is a scalar, computed once, or an array.
func (l *lowerer) operand(n node) func(idx []*ir.Value) *ir.Value {
	if n.is().scalar() {
		v := l.scalar(n)
		return func([]*ir.Value) *ir.Value { return v }
	}
	return l.array(n).at
}

func (l *lowerer) elementwise(n *opNode) func([]*ir.Value) *ir.Value {
	var args []func([]*ir.Value) *ir.Value
	for _, a := range n.args {
		args = append(args, l.operand(a))
	}
	return func(idx []*ir.Value) *ir.Value {
		vals := make([]*ir.Value, len(args))
		for i, a := range args {
			vals[i] = a(idx)
		}
		return l.at(n.pos).Op(n.op.Name, vals...)
	}
}

// chooseElement decides each element by itself; scalar branches stay lazy.
func (l *lowerer) chooseElement(n *condNode) func([]*ir.Value) *ir.Value {
	arrays := map[node]elems{}
	for _, k := range n.cases {
		if !k.then.is().scalar() {
			arrays[k.then] = l.array(k.then)
		}
	}
	if !n.other.is().scalar() {
		arrays[n.other] = l.array(n.other)
	}
	return func(idx []*ir.Value) *ir.Value {
		return l.cond(n, 0, ir.TF64, func(v node) *ir.Value {
			if e, ok := arrays[v]; ok {
				return e.at(idx)
			}
			return l.scalar(v)
		})
	}
}

// productElement is one element of a matrix product: a sum over the inner axis.
func (l *lowerer) productElement(n *productNode) func([]*ir.Value) *ir.Value {
	x, y := l.readable(n.x), l.readable(n.y)
	xd := n.x.is().dims
	outer := len(xd) - 1
	return func(idx []*ir.Value) *ir.Value {
		b := l.at(n.pos)
		count := l.size(xd[outer])
		sum := l.forEach(b.Int(0), count, []*ir.Value{b.Float(0)}, "k", func(k *ir.Value, acc []*ir.Value) []*ir.Value {
			left := append(append([]*ir.Value(nil), idx[:outer]...), k)
			right := append([]*ir.Value{k}, idx[outer:]...)
			p := b.Op("mul", x.at(left), y.at(right))
			return []*ir.Value{b.Op("add", acc[0], p)}
		})
		return sum[0]
	}
}

// readable reports whether an element of an array costs no more than a load.
func readable(n node) bool {
	switch n := n.(type) {
	case *varNode, *callNode:
		return true
	case *indexNode:
		_, ok := n.x.(*varNode)
		return ok
	case *transposeNode:
		return readable(n.x)
	}
	return false
}

// readable prepares an array for a loop that reads its elements again and
// again: one that costs more than a load is materialised.
func (l *lowerer) readable(n node) elems {
	if readable(n) {
		return l.array(n)
	}
	return l.memory(l.value(n))
}

// value gives an array as memory.
func (l *lowerer) value(n node) *ir.Value { return l.array(n).value() }

// materialise computes all elements into memory, new unless to is given.
func (l *lowerer) materialise(n node, to *ir.Value) *ir.Value {
	e := l.array(n)
	t := n.is()
	l.at(n.at())
	dims := l.dims(t)
	if to == nil {
		to = l.b.Alloc(t.kind, ir.AllocOnce, dims...)
	}
	l.each(dims, func(idx []*ir.Value) { l.b.Store(to, e.at(idx), idx...) })
	return to
}

// copyOf copies memory, to a new array unless to is given.
func (l *lowerer) copyOf(v *ir.Value, dims []*ir.Value, to *ir.Value) *ir.Value {
	if to == nil {
		to = l.b.Alloc(v.Type.Kind, ir.AllocOnce, dims...)
	}
	l.each(dims, func(idx []*ir.Value) { l.b.Store(to, l.b.Load(v, idx...), idx...) })
	return to
}

// each runs body over all indices of a shape.
func (l *lowerer) each(dims []*ir.Value, body func(idx []*ir.Value)) {
	var level func(idx []*ir.Value)
	level = func(idx []*ir.Value) {
		if len(idx) == len(dims) {
			body(idx)
			return
		}
		name := "i"
		if len(idx) > 0 {
			name = string(rune('i' + len(idx)%10))
		}
		l.forEach(l.b.Int(0), dims[len(idx)], nil, name, func(i *ir.Value, _ []*ir.Value) []*ir.Value {
			level(append(idx[:len(idx):len(idx)], i))
			return nil
		})
	}
	level(nil)
}
