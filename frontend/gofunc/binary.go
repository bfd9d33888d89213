// Operators of two operands, and conversions.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"strconv"
	"strings"

	"chainrule/ir"
)

var floatOps = map[token.Token]string{token.ADD: "add", token.SUB: "sub", token.MUL: "mul", token.QUO: "div"}

var intOps = map[token.Token]string{
	token.ADD: "iadd", token.SUB: "isub", token.MUL: "imul", token.QUO: "idiv", token.REM: "imod",
	token.AND: "iand", token.OR: "ior", token.XOR: "ixor", token.AND_NOT: "iandnot", token.SHL: "ishl", token.SHR: "ishr",
}

// comparisons are rows for floats and integers; a swapped one takes its operands
// in the other order.
var comparisons = map[token.Token]struct {
	float, integer string
	swapped        bool
}{
	token.LSS: {"lt", "ilt", false}, token.LEQ: {"le", "ile", false}, token.GTR: {"lt", "ilt", true},
	token.GEQ: {"le", "ile", true}, token.EQL: {"eq", "ieq", false}, token.NEQ: {"ne", "ine", false},
}

func (l *lowerer) binaryExpr(e *ast.BinaryExpr) operand {
	t := l.typ(e)
	switch e.Op {
	case token.LAND, token.LOR:
		return operand{t: t, v: l.shortCircuit(e)}
	case token.EQL, token.NEQ, token.LSS, token.LEQ, token.GTR, token.GEQ:
		return operand{t: t, v: l.comparison(e)}
	}
	x := l.expr(e.X)
	y := l.expr(e.Y)
	return l.binary(e, e.Op, t, x, y)
}

// binary lowers arithmetic of type t.
func (l *lowerer) binary(n ast.Node, op token.Token, t types.Type, x, y operand) operand {
	shift := op == token.SHL || op == token.SHR
	x = l.converted(n, x, t)
	if !shift {
		y = l.converted(n, y, t)
	}
	a, b := l.value(n, x), l.value(n, y)
	switch {
	case classOf(t) == float:
		v := l.b.Op(floatOps[op], a, b)
		if isFloat32(t) {
			v = l.b.F32(v)
		}
		return operand{t: t, v: v}
	case classOf(t) == integer && b.Type == ir.TInt:
		return operand{t: t, v: l.b.Op(intOps[op], a, b)}
	case op == token.QUO || op == token.REM || shift:
		return operand{t: t, v: l.b.GoCall("$0 "+op.String()+" $1", []*ir.Value{a, b}, irType(t)).Result()} // may panic
	}
	return operand{t: t, v: l.b.GoExpr(irType(t), "$0 "+op.String()+" $1", a, b)}
}

// shortCircuit evaluates the second operand only where the first leaves it open.
func (l *lowerer) shortCircuit(e *ast.BinaryExpr) *ir.Value {
	x := l.value(e.X, l.expr(e.X))
	if l.harmless(e.Y) {
		row := "and"
		if e.Op == token.LOR {
			row = "or"
		}
		return l.b.Op(row, x, l.value(e.Y, l.expr(e.Y)))
	}
	in := l.b.If(x, ir.TBool)
	second, other := in.Regions[0], in.Regions[1]
	if e.Op == token.LOR {
		second, other = other, second
	}
	l.in(second, func() {
		v := l.value(e.Y, l.expr(e.Y))
		l.b.Region.Yield = []*ir.Value{v}
	})
	l.in(other, func() { l.b.Region.Yield = []*ir.Value{l.b.Bool(e.Op == token.LOR)} })
	return in.Result()
}

// harmless reports whether evaluating e costs little and cannot fail or do
// anything: names, constants and arithmetic of floats.
func (l *lowerer) harmless(e ast.Expr) bool {
	switch e := ast.Unparen(e).(type) {
	case *ast.Ident, *ast.BasicLit:
		return true
	case *ast.UnaryExpr:
		return e.Op != token.ARROW && e.Op != token.AND && l.harmless(e.X)
	case *ast.BinaryExpr:
		if c := classOf(l.typ(e.X)); c != float && c != integer && c != boolean {
			return false
		}
		divides := classOf(l.typ(e.X)) == integer && (e.Op == token.QUO || e.Op == token.REM || e.Op == token.SHL || e.Op == token.SHR)
		return !divides && l.harmless(e.X) && l.harmless(e.Y)
	}
	return l.info().Types[e].Value != nil
}

func (l *lowerer) comparison(e *ast.BinaryExpr) *ir.Value {
	if v := l.usedAdjoint(e); v != nil {
		return v
	}
	x, y := l.expr(e.X), l.expr(e.Y)
	return l.compare(e, e.Op, x, y)
}

// usedAdjoint lowers the question whether an adjoint is used, which chainrule writes
// with the constant 0.0, and nil for everything else.
func (l *lowerer) usedAdjoint(e *ast.BinaryExpr) *ir.Value {
	c, ok := e.Y.(*ast.BasicLit)
	if !ok || c.Value != "0.0" || e.Op != token.NEQ && e.Op != token.EQL || !generated(l.frame.body.File) {
		return nil
	}
	v := l.b.Op("used", l.value(e.X, l.expr(e.X)))
	if e.Op == token.EQL {
		v = l.b.Op("not", v)
	}
	return v
}

// compare lowers a comparison of two operands, of which one may be nil.
func (l *lowerer) compare(n ast.Node, op token.Token, x, y operand) *ir.Value {
	if isNil(x) {
		x, y = y, x
	}
	if isNil(y) {
		return l.comparedWithNil(n, op, x)
	}
	t := x.t
	if isInterface(y.t) && !isInterface(x.t) || isUntyped(x.t) {
		t = y.t
	}
	x, y = l.converted(n, x, t), l.converted(n, y, t)
	if c := classOf(t); c == aggregate {
		return l.sameParts(n, op, x, y)
	} else if rows := comparisons[op]; c == float || c == integer {
		row := rows.float
		if c == integer {
			row = rows.integer
		}
		a, b := l.value(n, x), l.value(n, y)
		if rows.swapped {
			a, b = b, a
		}
		return l.b.Op(row, a, b)
	}
	a, b := l.value(n, x), l.value(n, y)
	if s, ok := constantText(a); ok && (op == token.EQL || op == token.NEQ) {
		if t, ok := constantText(b); ok {
			return l.b.Bool((s == t) == (op == token.EQL))
		}
	}
	return l.b.GoExpr(ir.TBool, "$0 "+op.String()+" $1", a, b)
}

// constantText is the value of a string constant.
func constantText(v *ir.Value) (string, bool) {
	if v.Def == nil || !v.Def.IsGoExpr() || len(v.Def.Args) > 0 {
		return "", false
	}
	s, err := strconv.Unquote(v.Def.Template())
	return s, err == nil
}

func isUntyped(t types.Type) bool {
	b, ok := t.(*types.Basic)
	return ok && b.Info()&types.IsUntyped != 0
}

func isNil(o operand) bool {
	b, ok := o.t.(*types.Basic)
	return ok && b.Kind() == types.UntypedNil
}

func (l *lowerer) comparedWithNil(n ast.Node, op token.Token, x operand) *ir.Value {
	var v *ir.Value
	switch {
	case x.known != nil:
		v = l.knownNil(x.known)
	case classOf(x.t) == reference:
		v = l.b.IsNil(l.value(n, x))
	case classOf(x.t) == function && x.v == nil, isNilText(x):
		v = l.b.Bool(true)
	default:
		return l.b.GoExpr(ir.TBool, "$0 "+op.String()+" nil", l.value(n, x))
	}
	if op == token.NEQ {
		return l.b.Op("not", v)
	}
	return v
}

// knownNil reports whether what is known is nil: of a variable, what it holds now.
func (l *lowerer) knownNil(known any) *ir.Value {
	switch k := known.(type) {
	case *boxed:
		return l.b.Bool(isNil(k.inside))
	case nobody:
		return l.b.Bool(true)
	case *unseen:
		return l.isNilUnseen(k)
	case *choice:
		tag := l.load(k.tag)
		v := l.b.Op("ilt", tag, l.b.Int(0))
		for i, o := range k.options {
			if u, ok := o.known.(*unseen); ok {
				v = l.b.Op("or", v, l.b.Op("and", l.b.Op("ieq", tag, l.b.Int(i)), l.isNilUnseen(u)))
			}
		}
		return v
	}
	return l.b.Bool(false)
}

// sameParts compares two aggregates part by part.
func (l *lowerer) sameParts(n ast.Node, op token.Token, x, y operand) *ir.Value {
	list, ok := leaves(x.t)
	if !ok || x.place.entry != nil || y.place.entry != nil {
		return l.b.GoExpr(ir.TBool, "$0 "+op.String()+" $1", l.value(n, x), l.value(n, y))
	}
	same := l.b.Bool(true)
	for _, f := range list {
		part := func(p place) operand {
			p.path, p.t = p.path+f.path, f.t
			return operand{t: f.t, v: l.load(p)}
		}
		same = l.b.Op("and", same, l.compare(n, token.EQL, part(*x.place), part(*y.place)))
	}
	if op == token.NEQ {
		return l.b.Op("not", same)
	}
	return same
}

// converted is the operand as a value of type t, to which it is assignable or
// convertible.
func (l *lowerer) converted(n ast.Node, o operand, t types.Type) operand {
	if o.t == t {
		return o
	}
	if isNil(o) {
		if isInterface(t) {
			return operand{t: t, known: nil, v: l.b.GoExpr(irType(t), "nil")}
		}
		return l.zero(t)
	}
	if isInterface(t) {
		return l.box(n, o, t)
	}
	from, to := classOf(o.t), classOf(t)
	switch {
	case to == float && from == float:
		v := l.value(n, o)
		if isFloat32(t) && !isFloat32(o.t) {
			v = l.b.F32(v)
		}
		return operand{t: t, v: v}
	case to == from:
		if to == carried {
			return l.convertCarried(n, o, t)
		}
		o.t = t
		if o.place != nil {
			p := *o.place
			p.t = t
			o.place = &p
		}
		return o
	case isUntyped(o.t) && o.v != nil && o.v.IsConst():
		return l.constantTo(n, o, t)
	}
	return l.convertNumber(n, o, t, from, to)
}

// constantTo converts a constant that was given its default type.
func (l *lowerer) constantTo(n ast.Node, o operand, t types.Type) operand {
	switch a := o.v.Def.Attr.(type) {
	case int:
		if classOf(t) == float {
			return l.converted(n, operand{t: types.Typ[types.Float64], v: l.b.Float(float64(a))}, t)
		}
		return operand{t: t, v: l.b.GoExpr(irType(t), irType(t).Go+"("+itoa(a)+")")}
	}
	return l.convertNumber(n, o, t, classOf(o.t), classOf(t))
}

func (l *lowerer) convertNumber(n ast.Node, o operand, t types.Type, from, to class) operand {
	v := l.value(n, o)
	switch {
	case from == integer && to == float:
		v = l.b.Op("itof", v)
		if isFloat32(t) {
			v = l.b.F32(v)
		}
	case from == float && to == integer:
		v = l.b.Op("ftoi", v)
	case to == float && isFloat32(t):
		v = l.b.GoExpr(ir.TF64, "float64(float32($0))", v)
	case to == float:
		v = l.b.GoExpr(ir.TF64, "float64($0)", v)
	case to == integer, to == boolean:
		v = l.b.GoExpr(irType(t), basicName(to)+"($0)", v)
	case v.Type.IsRef(): // reads memory
		v = l.b.GoCall(conversion(irType(t).Go), []*ir.Value{v}, irType(t)).Result()
	default:
		v = l.b.GoExpr(irType(t), conversion(irType(t).Go), v)
	}
	return operand{t: t, v: v}
}

func basicName(c class) string {
	if c == integer {
		return "int"
	}
	return "bool"
}

func (l *lowerer) convertCarried(n ast.Node, o operand, t types.Type) operand {
	if types.Identical(o.t, t) || irType(o.t) == irType(t) {
		o.t = t
		return o
	}
	return operand{t: t, v: l.b.GoExpr(irType(t), conversion(irType(t).Go), l.value(n, o))}
}

// globalText is the name of the package's variable that an operand is, if it is one.
func globalText(o operand) (string, bool) {
	if o.place == nil || o.place.path != "" || o.place.ref == nil || o.place.ref.Def == nil || !o.place.ref.Def.IsGoExpr() {
		return "", false
	}
	return strings.CutPrefix(o.place.ref.Def.Template(), "&")
}

// box makes an interface value.
func (l *lowerer) box(n ast.Node, o operand, t types.Type) operand {
	if isInterface(o.t) {
		o.t = t
		return o
	}
	if text, ok := globalText(o); ok && !carriesFloats(o.t) { // as it is: an error, say
		return operand{t: t, v: l.b.GoExpr(irType(t), text)}
	}
	return operand{t: t, known: &boxed{l.snapshot(n, l.converted(n, o, defaulted(o.t)))}}
}
