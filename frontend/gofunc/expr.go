// Expressions.

package gofunc

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"strconv"

	"chainrule/ir"
)

// expr lowers an expression of one value.
func (l *lowerer) expr(e ast.Expr) operand {
	tv := l.info().Types[e]
	if tv.Value != nil {
		return l.constant(tv.Value, l.replace(tv.Type))
	}
	pos := l.b.Pos
	if _, short := e.(*ast.Ident); !short {
		l.at(e)
	}
	o := l.variant(e)
	l.b.Pos = pos
	return o
}

func (l *lowerer) variant(e ast.Expr) operand {
	switch e := e.(type) {
	case *ast.ParenExpr:
		return l.expr(e.X)
	case *ast.Ident:
		return l.ident(e)
	case *ast.SelectorExpr:
		return l.selector(e)
	case *ast.BinaryExpr:
		return l.binaryExpr(e)
	case *ast.UnaryExpr:
		return l.unary(e)
	case *ast.CallExpr:
		return l.single(e, l.call(e))
	case *ast.IndexExpr:
		return l.indexExpr(e)
	case *ast.IndexListExpr:
		return l.expr(e.X)
	case *ast.SliceExpr:
		return l.sliceExpr(e)
	case *ast.StarExpr:
		return l.read(l.placeOf(e))
	case *ast.CompositeLit:
		return l.literal(e, l.typ(e))
	case *ast.FuncLit:
		return operand{t: l.typ(e), known: &closure{lit: e, frame: l.frame}}
	case *ast.TypeAssertExpr:
		return l.assertion(e, false)
	}
	l.refuse(e, "this expression is not supported")
	return operand{}
}

// single is the only value of a call.
func (l *lowerer) single(e ast.Expr, o operand) operand {
	switch len(o.tuple) {
	case 0:
		return o
	case 1:
		return o.tuple[0]
	}
	l.refuse(e, "%d values where one is needed", len(o.tuple))
	return operand{}
}

// constant is a constant of the type; an untyped one takes its default.
func (l *lowerer) constant(v constant.Value, t types.Type) operand {
	t = defaulted(t)
	switch classOf(t) {
	case float:
		f, _ := constant.Float64Val(constant.ToFloat(v))
		if isFloat32(t) {
			g, _ := constant.Float32Val(constant.ToFloat(v))
			f = float64(g)
		}
		return operand{t: t, v: l.b.Float(f)}
	case integer:
		i, _ := constant.Int64Val(constant.ToInt(v))
		return operand{t: t, v: l.b.Int(int(i))}
	case boolean:
		return operand{t: t, v: l.b.Bool(constant.BoolVal(v))}
	}
	if v.Kind() == constant.String {
		return operand{t: t, v: l.b.GoExpr(irType(t), strconv.Quote(constant.StringVal(v)))}
	}
	return operand{t: t, v: l.b.GoExpr(irType(t), irType(t).Go+"("+v.ExactString()+")")}
}

func (l *lowerer) constantBool(e ast.Expr) (value, ok bool) {
	if v := l.info().Types[e].Value; v != nil && v.Kind() == constant.Bool {
		return constant.BoolVal(v), true
	}
	return false, false
}

func (l *lowerer) constantInt(e ast.Expr) (int, bool) {
	if v := l.info().Types[e].Value; v != nil {
		if i, ok := constant.Int64Val(constant.ToInt(v)); ok {
			return int(i), true
		}
	}
	return 0, false
}

func (l *lowerer) ident(e *ast.Ident) operand {
	if e.Name == "_" {
		l.refuse(e, "_ has no value")
	}
	switch obj := l.info().ObjectOf(e).(type) {
	case *types.Nil:
		return operand{t: types.Typ[types.UntypedNil]}
	case *types.Func:
		return operand{t: l.typ(e), known: l.functionOf(e, obj)}
	case *types.Var:
		if o, ok := l.lookup(e); ok {
			return l.held(e, o)
		}
		return l.readGlobal(e, obj)
	}
	l.noValue(e, e.Name)
	return operand{}
}

// held is what a variable holds now.
func (l *lowerer) held(n ast.Node, o operand) operand {
	if c, ok := o.known.(*choice); ok {
		c.read = append(c.read, l.b.Region)
		if now, ok := c.chosen(); ok {
			return l.seen(now)
		}
		return o
	}
	if o.place != nil {
		return l.read(*o.place)
	}
	return o
}

func (l *lowerer) selector(e *ast.SelectorExpr) operand {
	s := l.info().Selections[e]
	switch {
	case s == nil:
		return l.imported(e)
	case s.Kind() == types.FieldVal:
		if o, ok := l.carriedField(e); ok {
			return o
		}
		return l.read(l.fieldPlace(e))
	case s.Kind() == types.MethodVal:
		return operand{t: l.typ(e), known: l.methodValue(e, s)}
	}
	return operand{t: l.typ(e), known: l.functionOf(e.Sel, s.Obj().(*types.Func))} // T.Method
}

// imported is an object of another package.
func (l *lowerer) imported(e *ast.SelectorExpr) operand {
	switch obj := l.info().Uses[e.Sel].(type) {
	case *types.Func:
		return operand{t: l.typ(e), known: l.functionOf(e.Sel, obj)}
	case *types.Var:
		return l.readGlobal(e, obj)
	}
	if x, ok := e.X.(*ast.Ident); ok && x.Name == "C" {
		l.refuse(e, "C.%s is C, and no derivative passes through it: call it in a function of Go with a %srule", e.Sel.Name, prefix)
	}
	l.noValue(e, e.Sel.Name)
	return operand{}
}

// carriedField is a field of a struct that is carried whole.
func (l *lowerer) carriedField(e *ast.SelectorExpr) (operand, bool) {
	t := l.typ(e.X)
	if ptr, ok := t.Underlying().(*types.Pointer); ok {
		t = ptr.Elem()
	}
	if classOf(t) != carried || isInterface(t) {
		return operand{}, false
	}
	ft := l.typ(e)
	v := l.b.GoCall("$0."+e.Sel.Name, []*ir.Value{l.value(e.X, l.expr(e.X))}, irType(ft)).Result()
	return operand{t: ft, v: v}, true
}

func (l *lowerer) unary(e *ast.UnaryExpr) operand {
	t := l.typ(e)
	switch e.Op {
	case token.AND:
		return l.pointer(e)
	case token.ARROW:
		l.refuse(e, "a receive from a channel is not supported: use a slice")
	}
	x := l.expr(e.X)
	switch v := l.value(e.X, x); {
	case e.Op == token.ADD:
		return operand{t: t, v: v}
	case e.Op == token.NOT:
		return operand{t: t, v: l.b.Op("not", v)}
	case e.Op == token.SUB && classOf(t) == float:
		return operand{t: t, v: l.b.Op("neg", v)}
	case e.Op == token.SUB && classOf(t) == integer:
		return operand{t: t, v: l.b.Op("isub", l.b.Int(0), v)}
	case e.Op == token.XOR && classOf(t) == integer:
		return operand{t: t, v: l.b.Op("ixor", v, l.b.Int(-1))}
	default:
		return operand{t: t, v: l.b.GoExpr(irType(t), e.Op.String()+"$0", v)}
	}
}

// pointer lowers &x.
func (l *lowerer) pointer(e *ast.UnaryExpr) operand {
	x, t := ast.Unparen(e.X), l.typ(e)
	if lit, ok := x.(*ast.CompositeLit); ok {
		o := l.snapshot(lit, l.literal(lit, l.typ(lit)))
		if o.place == nil { // of a slice or map
			c := l.fresh("", o.t)
			l.store(lit, c, o)
			o.place = &c
		}
		return operand{t: t, v: o.place.ref}
	}
	return operand{t: t, v: l.address(e, l.placeOf(x))}
}

// address is a pointer to a place.
func (l *lowerer) address(n ast.Node, p place) *ir.Value {
	switch {
	case p.entry != nil:
		l.refuse(n, "an element of a map has no address")
	case p.path == "":
		return p.ref
	}
	return l.b.Addr(ir.GoType("*"+goText(p.t)), p.ref, p.path, p.index...)
}

func (l *lowerer) indexExpr(e *ast.IndexExpr) operand {
	if tv := l.info().Types[e.X]; tv.IsType() || isSignature(tv.Type) {
		return l.expr(e.X) // an instance of a generic function
	}
	t := l.typ(e.X)
	if classOf(t) == carried { // a string
		v := l.b.GoCall("$0[$1]", []*ir.Value{l.value(e.X, l.expr(e.X)), l.index(e.Index)}, irType(l.typ(e))).Result()
		return operand{t: l.typ(e), v: v}
	}
	return l.read(l.elementPlace(e))
}

func isSignature(t types.Type) bool {
	if t == nil {
		return false
	}
	_, ok := t.Underlying().(*types.Signature)
	return ok
}

// index is an index or size: an int whatever its integer type.
func (l *lowerer) index(e ast.Expr) *ir.Value {
	o := l.expr(e)
	if classOf(o.t) == integer {
		return l.value(e, o)
	}
	return l.b.GoExpr(ir.TInt, "int($0)", l.value(e, o))
}

func (l *lowerer) sliceExpr(e *ast.SliceExpr) operand {
	t, from := l.typ(e), l.typ(e.X)
	if classOf(from) == carried {
		return l.substring(e)
	}
	var ref *ir.Value
	size := func() *ir.Value { return l.b.Size(ref) }
	switch u := from.Underlying().(type) {
	case *types.Slice:
		ref = l.value(e.X, l.expr(e.X))
	case *types.Pointer:
		ref = l.value(e.X, l.expr(e.X))
		n := u.Elem().Underlying().(*types.Array).Len()
		size = func() *ir.Value { return l.b.Int(int(n)) }
	case *types.Array:
		ref = l.address(e, l.placeOf(e.X))
		size = func() *ir.Value { return l.b.Int(int(u.Len())) }
	}
	bounds := []*ir.Value{l.bound(e.Low, func() *ir.Value { return l.b.Int(0) }), l.bound(e.High, size)}
	if e.Max != nil {
		bounds = append(bounds, l.index(e.Max))
	} else if _, array := from.Underlying().(*types.Slice); !array {
		bounds = append(bounds, size())
	}
	return operand{t: t, v: l.b.Reslice(irType(t), ref, bounds...)}
}

func (l *lowerer) bound(e ast.Expr, otherwise func() *ir.Value) *ir.Value {
	if e == nil {
		return otherwise()
	}
	return l.index(e)
}

func (l *lowerer) substring(e *ast.SliceExpr) operand {
	args := []*ir.Value{l.value(e.X, l.expr(e.X))}
	text := "$0["
	if e.Low != nil {
		text += "$1"
		args = append(args, l.index(e.Low))
	}
	text += ":"
	if e.High != nil {
		text += "$" + itoa(len(args))
		args = append(args, l.index(e.High))
	}
	return operand{t: l.typ(e), v: l.b.GoCall(text+"]", args, irType(l.typ(e))).Result()}
}
