// Interfaces: values whose dynamic type is known here, and those whose methods
// are found among the types of the package.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// assertion lowers x.(T); with ok it is the pair of the value and whether it holds.
func (l *lowerer) assertion(e *ast.TypeAssertExpr, ok bool) operand {
	t := l.typ(e.Type)
	v, holds := l.asserted(e, l.expr(e.X), t)
	if ok {
		return operand{tuple: []operand{v, {t: types.Typ[types.Bool], v: holds}}}
	}
	if !holds.IsConst() {
		l.when(l.b.Op("not", holds), func() {
			l.b.GoCall("panic($0)", []*ir.Value{l.b.GoExpr(ir.GoType("string"), quoted("interface conversion: not "+goName(t)))})
		}, nil)
	}
	return v
}

// asserted is the value of an interface as type t, nil for the nil interface, and
// whether it is one.
func (l *lowerer) asserted(n ast.Node, o operand, t types.Type) (operand, *ir.Value) {
	if b, ok := o.known.(*boxed); ok {
		return l.assertedBox(n, b, t)
	}
	switch k := o.known.(type) {
	case *choice:
		return l.assertedChoice(n, k, t)
	case *unseen:
		o = l.seen(o)
	}
	v := l.value(n, o)
	if t == nil {
		return operand{t: types.Typ[types.UntypedNil]}, l.b.GoExpr(ir.TBool, "$0 == nil", v)
	}
	in := l.b.GoCall("$0.("+goText(t)+")", []*ir.Value{v}, goResult(t), ir.TBool)
	return l.received(n, in.Results[0], t), in.Results[1]
}

// assertedChoice is asserted for a variable that holds known values.
func (l *lowerer) assertedChoice(n ast.Node, c *choice, t types.Type) (operand, *ir.Value) {
	tag, holds := l.load(c.tag), l.b.Bool(false)
	cell := place{t: t}
	if t != nil {
		cell = l.fresh("", t)
	}
	for i, o := range c.options {
		is := l.b.Op("ieq", tag, l.b.Int(i))
		b, ok := o.known.(*boxed)
		_, open := o.known.(*unseen)
		switch {
		case open && (t == nil || !isInterface(t)):
			holds = l.b.Op("or", holds, l.assertedUnseen(n, is, o, t, cell))
		case ok && t != nil && !isInterface(t) && goText(b.inside.t) == goText(t):
			holds = l.b.Op("or", holds, is)
			l.when(is, func() { l.store(n, cell, b.inside) }, nil)
		case (ok || open) && t != nil && isInterface(t):
			l.refuse(n, "an assertion to an interface of a value that is one of several is not supported: assert the type itself")
		}
	}
	if t == nil {
		holds = l.b.Op("or", holds, l.b.Op("ilt", tag, l.b.Int(0)))
		return operand{t: types.Typ[types.UntypedNil]}, holds
	}
	return l.snapshot(n, l.read(cell)), holds
}

func (l *lowerer) assertedBox(n ast.Node, b *boxed, t types.Type) (operand, *ir.Value) {
	switch {
	case t == nil:
		return operand{t: types.Typ[types.UntypedNil]}, l.b.Bool(false)
	case isInterface(t):
		holds := types.Implements(b.inside.t, t.Underlying().(*types.Interface))
		return operand{t: t, known: b}, l.b.Bool(holds)
	case goText(b.inside.t) == goText(t):
		return b.inside, l.b.Bool(true)
	}
	return l.zero(t), l.b.Bool(false)
}

// goResult is the type in which Go code gives a value of type t.
func goResult(t types.Type) ir.Type {
	if classOf(t) == aggregate || classOf(t) == function {
		return ir.GoType(goText(t))
	}
	if cell(t) != "" {
		return ir.GoType(goText(t))
	}
	return irType(t)
}

// received is what Go code gave, as an operand of type t.
func (l *lowerer) received(n ast.Node, v *ir.Value, t types.Type) operand {
	switch c := classOf(t); {
	case c == aggregate:
		p := l.fresh("", t)
		l.b.Put(p.ref, "", v)
		return operand{t: t, place: &p}
	case v.Type.Kind == ir.Go && c == float:
		return operand{t: t, v: l.b.GoExpr(ir.TF64, "float64($0)", v)}
	case v.Type.Kind == ir.Go && (c == integer || c == boolean):
		return operand{t: t, v: l.b.GoExpr(irType(t), basicName(c)+"($0)", v)}
	case c == carried && v.Type != irType(t):
		return operand{t: t, v: l.b.GoExpr(irType(t), conversion(irType(t).Go), v)}
	}
	return operand{t: t, v: v}
}

// dynamicMethod is a method of an interface value.
func (l *lowerer) dynamicMethod(e *ast.SelectorExpr, fn *types.Func) any {
	o := l.expr(e.X)
	return &callable{fn: fn, recv: &o}
}

// expandBoxed expands a method of a known interface value.
func (l *lowerer) expandBoxed(n ast.Node, c *callable, b *boxed, args []operand) operand {
	obj, index, _ := types.LookupFieldOrMethod(b.inside.t, true, c.fn.Pkg(), c.fn.Name())
	fn, ok := obj.(*types.Func)
	if !ok {
		l.refuse(n, "%s has no method %s", goName(b.inside.t), c.fn.Name())
	}
	p := place{t: b.inside.t}
	if b.inside.place != nil {
		p = *b.inside.place
	} else {
		p = l.fresh("", b.inside.t)
		l.store(n, p, b.inside)
	}
	p = l.through(n, p, index[:len(index)-1])
	return l.apply(n, operand{known: l.methodOf(n, fn, p)}, args)
}
