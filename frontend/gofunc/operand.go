// Operands and places: what expressions denote while they are lowered.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"chainrule/ir"
)

// operand is the value of an expression: a value of the IR, an aggregate in a
// place, something known while lowering, or several of these.
type operand struct {
	t     types.Type
	v     *ir.Value // of the classes float, integer, boolean, reference, carried
	place *place    // an aggregate, or a variable
	known any       // a *closure, a *types.Func, a *boxed
	tuple []operand
}

// place is a part of memory.
type place struct {
	ref   *ir.Value
	path  string
	index []*ir.Value
	t     types.Type
	entry *entry // if it is an entry of a map instead
}

// entry is the place of a key in a map.
type entry struct{ m, key *ir.Value }

// boxed is the value of an interface whose dynamic type is known.
type boxed struct{ inside operand }

// value is the operand as a value of the IR.
func (l *lowerer) value(n ast.Node, o operand) *ir.Value {
	switch {
	case o.v != nil:
		return o.v
	case o.place != nil && classOf(o.t) != aggregate:
		return l.load(*o.place)
	case o.place != nil:
		return l.whole(*o.place)
	}
	switch k := o.known.(type) {
	case *boxed:
		return l.unbox(n, o.t, k)
	case *unseen:
		return l.load(k.cell)
	case *choice:
		if isInterface(o.t) {
			return l.anyOf(n, o.t, k)
		}
	}
	l.refuse(n, "a value of type %s is not known here: only functions that are known where they are called can be differentiated through", goName(o.t))
	return nil
}

// unbox gives a known interface value to Go code.
func (l *lowerer) unbox(n ast.Node, t types.Type, b *boxed) *ir.Value {
	v := l.value(n, b.inside)
	if _, ok := b.inside.t.(*types.Basic); ok && b.inside.t == types.Typ[types.UntypedNil] {
		return v
	}
	return l.b.GoExpr(irType(t), conversion(goText(t)), l.exact(v, b.inside.t))
}

// exact is a value as Go code needs it: of its very type.
func (l *lowerer) exact(v *ir.Value, t types.Type) *ir.Value {
	name := goText(defaulted(t))
	if v.Type == irType(t) && (cell(t) != "" || v.Type.IsRef() && name != v.Type.Go) {
		return l.b.GoExpr(ir.GoType(name), conversion(name), v)
	}
	return v
}

// conversion is the template of a conversion to a type.
func conversion(name string) string {
	if name[0] == '{' || token.IsIdentifier(name) {
		return name + "($0)"
	}
	return "(" + name + ")($0)"
}

// whole is an aggregate as a Go value, for Go code.
func (l *lowerer) whole(p place) *ir.Value {
	if p.entry != nil {
		return l.b.Lookup(ir.GoType(goText(p.t)), "", p.entry.m, p.entry.key)
	}
	return l.b.Get(ir.GoType(goText(p.t)), p.ref, p.path, p.index...)
}

// load reads a place that is no aggregate.
func (l *lowerer) load(p place) *ir.Value {
	t := irType(p.t)
	if p.entry != nil {
		return l.b.Lookup(t, cell(p.t), p.entry.m, p.entry.key)
	}
	return l.b.Get(t, p.ref, barred(p), p.index...)
}

// barred is the path of a place with the type of what is there, if that must be said.
func barred(p place) string {
	if c := cell(p.t); c != "" {
		return p.path + "|" + c
	}
	return p.path
}

// at is the operand that a place holds now; an aggregate stays where it is.
func (l *lowerer) read(p place) operand {
	if classOf(p.t) == aggregate {
		return operand{t: p.t, place: &p}
	}
	return operand{t: p.t, v: l.load(p)}
}

// store writes an operand, converted already, to a place.
func (l *lowerer) store(n ast.Node, p place, o operand) {
	if classOf(p.t) == aggregate {
		l.copy(n, p, o)
		return
	}
	v := l.value(n, o)
	if p.entry != nil {
		l.b.Enter(cell(p.t), p.entry.m, p.entry.key, v)
		return
	}
	l.b.Put(p.ref, barred(p), v, p.index...)
}

// copy writes an aggregate part by part.
func (l *lowerer) copy(n ast.Node, to place, o operand) {
	if o.place == nil {
		l.refuse(n, "a value of type %s cannot be taken apart here", goName(o.t))
	}
	if to.entry != nil || o.place.entry != nil {
		l.copyEntry(n, to, *o.place)
		return
	}
	l.copyParts(n, to, *o.place)
}

func (l *lowerer) copyParts(n ast.Node, to, from place) {
	switch u := to.t.Underlying().(type) {
	case *types.Struct:
		for f := range u.Fields() {
			if f.Name() != "_" {
				l.copyPart(n, to.field(f.Name(), l.replace(f.Type())), from.field(f.Name(), l.replace(f.Type())))
			}
		}
	case *types.Array:
		if u.Len() <= mostLeaves {
			for i := range int(u.Len()) {
				l.copyPart(n, to.element(i, u.Elem()), from.element(i, u.Elem()))
			}
			return
		}
		loop := l.b.For(l.b.Int(0), l.b.Int(int(u.Len())))
		l.in(loop.Regions[0], func() {
			l.copyPart(n, to.indexed(loop.Index(), u.Elem()), from.indexed(loop.Index(), u.Elem()))
		})
	}
}

func (l *lowerer) copyPart(n ast.Node, to, from place) {
	if classOf(to.t) == aggregate {
		l.copyParts(n, to, from)
		return
	}
	l.store(n, to, operand{t: to.t, v: l.load(from)})
}

// copyEntry copies an aggregate into or out of a map, whole.
func (l *lowerer) copyEntry(n ast.Node, to, from place) {
	v := l.whole(from)
	if to.entry != nil {
		l.b.Enter("", to.entry.m, to.entry.key, v)
		return
	}
	l.b.Put(to.ref, to.path, v, to.index...)
}

// field, element and indexed are parts of a place.
func (p place) field(name string, t types.Type) place {
	p.path, p.t = p.path+"."+name, t
	return p
}

func (p place) element(i int, t types.Type) place {
	p.path, p.t = p.path+"["+itoa(i)+"]", t
	return p
}

func (p place) indexed(i *ir.Value, t types.Type) place {
	p.path, p.t = p.path+"[$]", t
	p.index = append(append([]*ir.Value(nil), p.index...), i)
	return p
}

// fresh is a new zeroed variable.
func (l *lowerer) fresh(name string, t types.Type) place {
	c := l.b.New(ir.GoType("*" + goText(defaulted(t))))
	c.Name = name
	return place{ref: c, t: t}
}

// snapshot is an operand that later writes do not change.
func (l *lowerer) snapshot(n ast.Node, o operand) operand {
	if o.place == nil {
		return o
	}
	if classOf(o.t) != aggregate {
		return operand{t: o.t, v: l.load(*o.place)}
	}
	if _, ok := globalText(o); ok && !carriesFloats(o.t) {
		return o // nothing is differentiated by it, and its fields may have no name here
	}
	c := l.fresh("", o.t)
	l.copy(n, c, o)
	return operand{t: o.t, place: &c}
}

// zero is the zero value of a type.
func (l *lowerer) zero(t types.Type) operand {
	switch classOf(t) {
	case float:
		return operand{t: t, v: l.b.Float(0)}
	case integer:
		return operand{t: t, v: l.b.Int(0)}
	case boolean:
		return operand{t: t, v: l.b.Bool(false)}
	case aggregate:
		c := l.fresh("", t)
		return operand{t: t, place: &c}
	case reference:
		return operand{t: t, v: l.b.GoExpr(irType(t), "nil")}
	case function:
		return operand{t: t}
	}
	return operand{t: t, v: l.b.GoExpr(irType(t), zeroText(t))}
}

// zeroText is the Go text of a carried type's zero value.
func zeroText(t types.Type) string {
	switch u := t.Underlying().(type) {
	case *types.Interface, *types.Chan, *types.Signature:
		return "nil"
	case *types.Basic:
		if u.Info()&types.IsString != 0 {
			return `""`
		}
		if u.Info()&types.IsNumeric != 0 {
			return irType(t).Go + "(0)"
		}
	}
	return "*new(" + goText(t) + ")"
}
