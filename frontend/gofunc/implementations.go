// Method calls on interfaces whose dynamic type is not known: a branch for each
// type of the package that has the methods.

package gofunc

import (
	"go/ast"
	"go/types"
	"slices"

	"chainrule/ir"
)

// dynamicCall prepares a call of a method of an interface value over the types
// that may be in it; nil if there are none here.
func (l *lowerer) dynamicCall(e *ast.CallExpr, c *callable, sig *types.Signature) func() operand {
	list := l.implementations(c.fn)
	if len(list) == 0 {
		return nil
	}
	args := l.arguments(e, sig)
	return func() operand { return l.applyDynamic(e, c, sig, args) }
}

// applyDynamic calls a method of an interface value.
func (l *lowerer) applyDynamic(n ast.Node, c *callable, sig *types.Signature, args []operand) operand {
	if d, ok := c.recv.known.(*choice); ok {
		return l.dispatch(n, d, sig.Results(), func(o operand) operand { return l.callHeld(n, c, o, sig, args) })
	}
	x := l.value(n, *c.recv)
	cells := make([]place, sig.Results().Len())
	for i := range cells {
		cells[i] = l.fresh("", l.replace(sig.Results().At(i).Type()))
	}
	l.implementation(n, c, x, l.implementations(c.fn), args, func(out operand) {
		for i := range cells {
			l.store(n, cells[i], l.converted(n, out.tuple[i], cells[i].t))
		}
	})
	out := operand{tuple: []operand{}}
	for _, p := range cells {
		out.tuple = append(out.tuple, l.snapshot(n, l.read(p)))
	}
	return out
}

// implementation branches on whether x is of the first of the types.
func (l *lowerer) implementation(n ast.Node, c *callable, x *ir.Value, list []types.Type, args []operand, take func(operand)) {
	if len(list) == 0 {
		why := c.fn.Name() + " is called for a type that is not of the package of the interface"
		l.b.GoCall("panic($0)", []*ir.Value{l.b.GoExpr(ir.GoType("string"), quoted(why))})
		return
	}
	t := list[0]
	in := l.b.GoCall("$0.("+goText(t)+")", []*ir.Value{x}, goResult(t), ir.TBool)
	l.when(in.Results[1], func() {
		inside := l.received(n, in.Results[0], t)
		take(l.expandBoxed(n, c, &boxed{inside}, args))
	}, func() { l.implementation(n, c, x, list[1:], args, take) })
}

// implementations lists the types with the method's interface that its package
// and that of the function have, in the order of their names.
func (l *lowerer) implementations(fn *types.Func) (list []types.Type) {
	iface, ok := receiverType(fn).Underlying().(*types.Interface)
	if !ok {
		return nil
	}
	seen := map[string]bool{}
	for _, pkg := range []*types.Package{fn.Pkg(), l.root.Pkg} {
		if pkg == nil || standard(pkg.Path()) || seen[pkg.Path()] {
			continue
		}
		seen[pkg.Path()] = true
		for _, name := range pkg.Scope().Names() {
			if t := implementing(pkg.Scope().Lookup(name), iface); t != nil && !embeds(t, fn) {
				list = append(list, t)
			}
		}
	}
	return slices.Clip(list)
}

// implementing is the declared type, or the pointer to it, if it has the methods.
func implementing(o types.Object, iface *types.Interface) types.Type {
	n, ok := o.(*types.TypeName)
	if !ok || n.IsAlias() || types.IsInterface(n.Type()) {
		return nil
	}
	if named, ok := n.Type().(*types.Named); ok && named.TypeParams().Len() > 0 {
		return nil
	}
	switch {
	case types.Implements(n.Type(), iface):
		return n.Type()
	case types.Implements(types.NewPointer(n.Type()), iface):
		return types.NewPointer(n.Type())
	}
	return nil
}

// embeds reports whether the type has the method from an interface that it embeds.
func embeds(t types.Type, fn *types.Func) bool {
	obj, _, _ := types.LookupFieldOrMethod(t, true, fn.Pkg(), fn.Name())
	m, ok := obj.(*types.Func)
	return !ok || types.IsInterface(receiverType(m))
}
