// Composite literals.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

func (l *lowerer) literal(e *ast.CompositeLit, t types.Type) operand {
	if ptr, ok := t.Underlying().(*types.Pointer); ok { // an elided &T{…}
		o := l.literal(e, ptr.Elem())
		return operand{t: t, v: o.place.ref}
	}
	switch u := t.Underlying().(type) {
	case *types.Struct:
		return l.structLiteral(e, t, u)
	case *types.Array:
		p := l.fresh("", t)
		l.elements(e, u.Elem(), func(i int) place { return p.element(i, u.Elem()) })
		return operand{t: t, place: &p}
	case *types.Slice:
		return l.sliceLiteral(e, t, u)
	case *types.Map:
		return l.mapLiteral(e, t, u)
	}
	l.refuse(e, "a literal of type %s is not supported", goName(t))
	return operand{}
}

func (l *lowerer) structLiteral(e *ast.CompositeLit, t types.Type, u *types.Struct) operand {
	if classOf(t) == carried {
		if len(e.Elts) > 0 {
			l.refuse(e, "a literal of %s is not supported: make it outside the function", goName(t))
		}
		return l.zero(t)
	}
	p := l.fresh("", t)
	for i, elt := range e.Elts {
		f, x := u.Field(i), elt
		if kv, ok := elt.(*ast.KeyValueExpr); ok {
			f, x = fieldNamed(u, kv.Key.(*ast.Ident).Name), kv.Value
		}
		l.fill(x, p.field(f.Name(), l.replace(f.Type())))
	}
	return operand{t: t, place: &p}
}

func fieldNamed(u *types.Struct, name string) *types.Var {
	for f := range u.Fields() {
		if f.Name() == name {
			return f
		}
	}
	return nil
}

// fill stores an element of a literal.
func (l *lowerer) fill(x ast.Expr, to place) {
	var o operand
	if lit, ok := x.(*ast.CompositeLit); ok && !isInterface(to.t) {
		o = l.literal(lit, to.t)
	} else {
		o = l.converted(x, l.expr(x), to.t)
	}
	if o.known != nil {
		o = operand{t: to.t, v: l.functionOrBox(x, o)}
	}
	l.store(x, to, o)
}

// functionOrBox is a known function or interface as a value in memory.
func (l *lowerer) functionOrBox(x ast.Node, o operand) *ir.Value {
	if text, ok := l.functionText(x, o); ok {
		return l.b.GoExpr(ir.GoType(goText(o.t)), text)
	}
	return l.value(x, o)
}

// elements fills the elements of an array or slice literal and gives their number.
func (l *lowerer) elements(e *ast.CompositeLit, elem types.Type, at func(i int) place) {
	l.eachElement(e, func(i int, x ast.Expr) { l.fill(x, at(i)) })
}

// eachElement visits the elements of a literal with their indices.
func (l *lowerer) eachElement(e *ast.CompositeLit, visit func(i int, x ast.Expr)) (n int) {
	i := 0
	for _, x := range e.Elts {
		if kv, ok := x.(*ast.KeyValueExpr); ok {
			if k, ok := l.constantInt(kv.Key); ok {
				i = k
			}
			x = kv.Value
		}
		if visit != nil {
			visit(i, x)
		}
		i++
		n = max(n, i)
	}
	return n
}

func (l *lowerer) sliceLiteral(e *ast.CompositeLit, t types.Type, u *types.Slice) operand {
	n := l.b.Int(l.eachElement(e, nil))
	s := l.b.Make(irType(t), n, n)
	l.elements(e, u.Elem(), func(i int) place {
		return place{ref: s, path: "[$]", index: []*ir.Value{l.b.Int(i)}, t: u.Elem()}
	})
	return operand{t: t, v: s}
}

func (l *lowerer) mapLiteral(e *ast.CompositeLit, t types.Type, u *types.Map) operand {
	m := l.b.MakeMap(irType(t))
	for _, x := range e.Elts {
		kv := x.(*ast.KeyValueExpr)
		key := l.value(kv.Key, l.converted(kv.Key, l.expr(kv.Key), u.Key()))
		l.fill(kv.Value, place{entry: &entry{m, key}, t: u.Elem()})
	}
	return operand{t: t, v: m}
}
