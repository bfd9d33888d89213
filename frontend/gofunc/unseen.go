// Interface values that are not known here, in variables that hold known ones too.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// unseen is an interface value whose dynamic type is not known here, kept in a cell.
type unseen struct{ cell place }

// seen is an option as it is given to Go code.
func (l *lowerer) seen(o operand) operand {
	if u, ok := o.known.(*unseen); ok {
		return operand{t: u.cell.t, v: l.load(u.cell)}
	}
	return o
}

// isNilUnseen is whether the value is the nil interface.
func (l *lowerer) isNilUnseen(u *unseen) *ir.Value {
	return l.b.GoExpr(ir.TBool, "$0 == nil", l.load(u.cell))
}

// assertedUnseen is whether the variable holds the value, and that is of type t; if so
// it is put into the cell.
func (l *lowerer) assertedUnseen(n ast.Node, is *ir.Value, o operand, t types.Type, cell place) *ir.Value {
	found := l.flag("")
	l.when(is, func() {
		v, holds := l.asserted(n, o, t)
		if l.b.Put(found, "", holds); t != nil {
			l.store(n, cell, v)
		}
	}, nil)
	return l.b.Get(ir.TBool, found, "")
}

// callHeld calls a method of what a variable holds.
func (l *lowerer) callHeld(n ast.Node, c *callable, o operand, sig *types.Signature, args []operand) operand {
	b, ok := o.known.(*boxed)
	if ok {
		return l.expandBoxed(n, c, b, args)
	}
	if len(l.implementations(c.fn)) == 0 {
		l.refuse(n, "%s is called of a value that is known here and of one that is not, and its package has no type with that method: give each a variable of its own", c.fn.Name())
	}
	x := l.seen(o)
	return l.applyDynamic(n, &callable{fn: c.fn, recv: &x}, sig, args)
}

// anyOf is the value of a variable that holds known interface values as Go code
// takes it.
func (l *lowerer) anyOf(n ast.Node, t types.Type, c *choice) *ir.Value {
	tag, p := l.load(c.tag), l.fresh("", t)
	for i, o := range c.options {
		l.when(l.b.Op("ieq", tag, l.b.Int(i)), func() { l.b.Put(p.ref, p.path, l.value(n, l.seen(o))) }, nil)
	}
	return l.load(p)
}
