// The functions built into the language.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"

	"chainrule/ir"
)

func (l *lowerer) builtin(e *ast.CallExpr) operand {
	name := builtinName(l.info(), e.Fun)
	switch name {
	case "len", "cap":
		return l.length(e, name)
	case "make":
		return l.makes(e)
	case "new":
		t := l.typ(e)
		elem := t.Underlying().(*types.Pointer).Elem()
		p := l.fresh("", elem)
		if tv := l.info().Types[e.Args[0]]; !tv.IsType() { // new(value)
			l.store(e, p, l.converted(e, l.expr(e.Args[0]), elem))
		}
		return operand{t: t, v: p.ref}
	case "append":
		return l.appends(e)
	case "copy":
		return l.copies(e)
	case "clear":
		return l.clears(e)
	case "delete":
		m := l.expr(e.Args[0])
		key := l.converted(e, l.expr(e.Args[1]), m.t.Underlying().(*types.Map).Key())
		l.b.Remove(l.value(e, m), l.value(e, key))
		return operand{tuple: []operand{}}
	case "min", "max":
		return l.extremum(e, name)
	case "panic":
		v := l.goValue(e, l.expr(e.Args[0]), types.Universe.Lookup("any").Type())
		l.at(e)
		l.b.GoCall("panic($0)", []*ir.Value{v})
		return operand{tuple: []operand{}}
	case "print", "println":
		return l.prints(e, name)
	}
	l.refuse(e, "%s is not supported in a function that is differentiated", name)
	return operand{}
}

func builtinName(info *types.Info, e ast.Expr) string {
	switch x := ast.Unparen(e).(type) {
	case *ast.Ident:
		return x.Name
	case *ast.SelectorExpr: // of package unsafe
		return "unsafe." + x.Sel.Name
	}
	return ""
}

func (l *lowerer) length(e *ast.CallExpr, name string) operand {
	o := l.expr(e.Args[0])
	t := types.Typ[types.Int]
	if a, ok := arrayOf(o.t); ok {
		return operand{t: t, v: l.b.Int(int(a.Len()))}
	}
	v := l.value(e, o)
	switch {
	case classOf(o.t) != reference:
		return operand{t: t, v: l.b.GoExpr(ir.TInt, name+"($0)", v)}
	case name == "cap":
		return operand{t: t, v: l.b.Room(v)}
	}
	return operand{t: t, v: l.b.Size(v)}
}

// arrayOf is the array that t is or points to.
func arrayOf(t types.Type) (*types.Array, bool) {
	if p, ok := t.Underlying().(*types.Pointer); ok {
		t = p.Elem()
	}
	a, ok := t.Underlying().(*types.Array)
	return a, ok
}

func (l *lowerer) makes(e *ast.CallExpr) operand {
	t := l.typ(e)
	switch t.Underlying().(type) {
	case *types.Slice:
		n := l.index(e.Args[1])
		room := n
		if len(e.Args) > 2 {
			room = l.index(e.Args[2])
		}
		return operand{t: t, v: l.b.Make(irType(t), n, room)}
	case *types.Map:
		return operand{t: t, v: l.b.MakeMap(irType(t))}
	}
	l.refuse(e, "channels carry values in an order that is not known here: use a slice")
	return operand{}
}

// appends grows the slice and writes the new elements.
func (l *lowerer) appends(e *ast.CallExpr) operand {
	t := l.typ(e)
	s := l.value(e.Args[0], l.converted(e.Args[0], l.expr(e.Args[0]), t))
	elem := t.Underlying().(*types.Slice).Elem()
	if e.Ellipsis != token.NoPos {
		return operand{t: t, v: l.appendSlice(e, s, elem)}
	}
	values := make([]operand, len(e.Args)-1)
	for i, a := range e.Args[1:] {
		values[i] = l.snapshot(a, l.converted(a, l.expr(a), elem))
	}
	n := l.b.Size(s)
	grown := l.b.Grow(s, l.b.Int(len(values)), leafText(elem))
	for i, v := range values {
		at := n
		if i > 0 {
			at = l.b.Op("iadd", n, l.b.Int(i))
		}
		if v.known != nil {
			v = operand{t: elem, v: l.value(e, v)}
		}
		l.store(e, place{ref: grown, path: "[$]", index: []*ir.Value{at}, t: elem}, v)
	}
	return operand{t: t, v: grown}
}

func (l *lowerer) appendSlice(e *ast.CallExpr, s *ir.Value, elem types.Type) *ir.Value {
	from := l.expr(e.Args[1])
	if isString(from.t) {
		from = l.received(e, l.b.GoCall("[]byte($0)", []*ir.Value{l.value(e, from)}, ir.GoType("[]byte")).Result(), types.NewSlice(types.Typ[types.Byte]))
	}
	if isNil(from) {
		return s
	}
	more := l.value(e, from)
	n := l.b.Size(s)
	grown := l.b.Grow(s, l.b.Size(more), leafText(elem))
	tail := l.b.Reslice(grown.Type, grown, n, l.b.Size(grown))
	l.b.CopyTo(tail, l.sameText(more, tail.Type), leafText(elem))
	return grown
}

// sameText is a reference with the type text of another to the same elements.
func (l *lowerer) sameText(v *ir.Value, t ir.Type) *ir.Value {
	if v.Type != t && v.Type.IsSlice() {
		return l.b.Reslice(t, v, l.b.Int(0), l.b.Size(v))
	}
	return v
}

func (l *lowerer) copies(e *ast.CallExpr) operand {
	to, from := l.expr(e.Args[0]), l.expr(e.Args[1])
	dst := l.value(e, to)
	elem := to.t.Underlying().(*types.Slice).Elem()
	if isString(from.t) {
		n := l.b.GoCall("copy($0, $1)", []*ir.Value{dst, l.value(e, from)}, ir.TInt).Result()
		return operand{t: types.Typ[types.Int], v: n}
	}
	n := l.b.CopyTo(dst, l.sameText(l.value(e, from), dst.Type), leafText(elem))
	return operand{t: types.Typ[types.Int], v: n}
}

// clears zeroes the elements of a slice.
func (l *lowerer) clears(e *ast.CallExpr) operand {
	o := l.expr(e.Args[0])
	s, ok := o.t.Underlying().(*types.Slice)
	if !ok {
		l.refuse(e, "clear of a map is not supported: make a new one")
	}
	r := l.value(e, o)
	loop := l.b.For(l.b.Int(0), l.b.Size(r))
	l.in(loop.Regions[0], func() {
		l.store(e, place{ref: r, path: "[$]", index: []*ir.Value{loop.Index()}, t: s.Elem()}, l.zero(s.Elem()))
	})
	return operand{tuple: []operand{}}
}

func (l *lowerer) extremum(e *ast.CallExpr, name string) operand {
	t := l.typ(e)
	o := l.converted(e, l.expr(e.Args[0]), t)
	for _, a := range e.Args[1:] {
		x, y := l.value(e, o), l.value(a, l.converted(a, l.expr(a), t))
		switch classOf(t) {
		case float:
			o = operand{t: t, v: l.b.Op(name, x, y)}
		case integer:
			o = operand{t: t, v: l.b.Op("i"+name, x, y)}
		default:
			o = operand{t: t, v: l.b.GoExpr(irType(t), name+"($0, $1)", x, y)}
		}
	}
	return o
}

func (l *lowerer) prints(e *ast.CallExpr, name string) operand {
	text, args := name+"(", []*ir.Value(nil)
	for i, a := range e.Args {
		if i > 0 {
			text += ", "
		}
		text += "$" + itoa(i)
		o := l.expr(a)
		args = append(args, l.exact(l.value(a, o), o.t))
	}
	l.b.GoCall(text+")", args)
	return operand{tuple: []operand{}}
}
