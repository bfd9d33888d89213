// Expressions of the generated Go, with parentheses where precedence asks.

package codegen

import (
	"go/token"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

type exprKind uint8

const (
	nameExpr   exprKind = iota // v
	litExpr                    // text
	callExpr                   // pkg.text(args)
	binaryExpr                 // args[0] text args[1]
	unaryExpr                  // text args[0]
	indexExpr                  // args[0][args[1]]
	sliceExpr                  // args[0][args[1]:args[2]:args[3]], each but the first may be nil
	fieldExpr                  // args[0].text
	textExpr                   // pieces, in which args stand
)

// expr is a Go expression. An expression is never changed once made, so trees
// may share parts.
type expr struct {
	kind  exprKind
	text  string
	pkg   string
	v     *variable
	args  []*expr
	width int  // of the text, roughly
	prec  int  // of the outermost operator, as token.Token.Precedence has it
	konst bool // whether Go treats it as a constant

	reads    []ir.Place // what it reads itself, its parts apart
	typ      string     // its Go type, if known
	pieces   []piece
	open     bool // it has a composite literal that a header would misread
	total    bool // it compares what is always less, equal or greater
	converts bool // it is a conversion of args[0] to typ
	renames  bool // one to the same type without its name
}

const (
	unaryPrec   = token.UnaryPrec
	primaryPrec = token.HighestPrec
)

func newExpr(e expr) *expr {
	e.width += len(e.text)
	if e.pkg != "" {
		e.width += len(e.pkg) + 1
	}
	for _, a := range e.args {
		if a != nil {
			e.width += a.width + 2
		}
	}
	return &e
}

func nameOf(v *variable) *expr {
	return newExpr(expr{kind: nameExpr, v: v, typ: v.typ, width: len(v.name), prec: primaryPrec})
}

// lit is a constant or another text that needs no parentheses. A sign makes it
// a unary expression.
func lit(text string) *expr {
	e := expr{kind: litExpr, text: text, prec: primaryPrec, konst: true}
	if strings.HasPrefix(text, "-") {
		e.prec = unaryPrec
	}
	return newExpr(e)
}

func intLit(i int) *expr { return lit(strconv.Itoa(i)) }

// call is a call of a builtin, a conversion or a function of the file if pkg is
// empty.
func call(pkg, fun string, args ...*expr) *expr {
	return newExpr(expr{kind: callExpr, pkg: pkg, text: fun, args: args, prec: primaryPrec})
}

func unary(op string, x *expr) *expr {
	return newExpr(expr{kind: unaryExpr, text: op, args: []*expr{x}, prec: unaryPrec})
}

func binary(x *expr, op string, y *expr) *expr {
	return newExpr(expr{kind: binaryExpr, text: op, args: []*expr{x, y}, prec: precedence(op)})
}

var precedences = map[string]int{
	"||": token.LOR.Precedence(), "&&": token.LAND.Precedence(),
	"==": token.EQL.Precedence(), "!=": token.NEQ.Precedence(),
	"<": token.LSS.Precedence(), "<=": token.LEQ.Precedence(),
	">": token.GTR.Precedence(), ">=": token.GEQ.Precedence(),
	"+": token.ADD.Precedence(), "-": token.SUB.Precedence(),
	"*": token.MUL.Precedence(), "/": token.QUO.Precedence(), "%": token.REM.Precedence(),
	"&": token.AND.Precedence(), "|": token.OR.Precedence(), "^": token.XOR.Precedence(), "&^": token.AND_NOT.Precedence(),
	"<<": token.SHL.Precedence(), ">>": token.SHR.Precedence(),
}

func precedence(op string) int {
	p, ok := precedences[op]
	if !ok {
		fail("no Go operator %q", op)
	}
	return p
}

func index(base, i *expr) *expr {
	return newExpr(expr{kind: indexExpr, args: []*expr{base, i}, prec: primaryPrec})
}

// slice is base[lo:hi:limit]; nil stands for what is not written.
func slice(base, lo, hi, limit *expr) *expr {
	return newExpr(expr{kind: sliceExpr, args: []*expr{base, lo, hi, limit}, prec: primaryPrec})
}

func field(base *expr, name string) *expr {
	return newExpr(expr{kind: fieldExpr, text: name, args: []*expr{base}, prec: primaryPrec})
}

// visit calls f for every part of the expression.
func (e *expr) visit(f func(*expr)) {
	if e == nil {
		return
	}
	f(e)
	for _, a := range e.args {
		a.visit(f)
	}
}

// mentions reports whether the variable occurs in the expression.
func (e *expr) mentions(v *variable) bool {
	found := false
	e.visit(func(e *expr) { found = found || e.v == v })
	return found
}

// same reports whether two expressions are written the same way.
func (e *expr) same(o *expr) bool {
	if e == o || e == nil || o == nil {
		return e == o
	}
	return e.kind == o.kind && e.text == o.text && e.pkg == o.pkg && e.v == o.v &&
		slices.EqualFunc(e.args, o.args, (*expr).same)
}

// isName reports whether the expression is just v.
func (e *expr) isName(v *variable) bool { return e.kind == nameExpr && e.v == v }

// simple reports whether writing the expression twice costs nothing.
func (e *expr) simple() bool {
	return e.kind == nameExpr || e.kind == litExpr || e.kind == fieldExpr && e.reads == nil && e.args[0].simple()
}

// code renders the expression; the variables in it are marked as read.
func (e *expr) code() *jen.Statement {
	switch e.kind {
	case nameExpr:
		e.v.read = true
		return jen.Id(e.v.name)
	case litExpr:
		return jen.Id(e.text)
	case callExpr:
		if e.pkg != "" {
			return jen.Qual(e.pkg, e.text).Call(codes(e.args)...)
		}
		return jen.Id(e.text).Call(codes(e.args)...)
	case unaryExpr:
		return jen.Op(e.text).Add(e.args[0].above(unaryPrec))
	case binaryExpr:
		return e.args[0].above(e.prec - 1).Op(e.text).Add(e.args[1].above(e.prec))
	case indexExpr:
		return e.args[0].above(unaryPrec).Index(e.args[1].code())
	case fieldExpr:
		return e.args[0].above(unaryPrec).Dot(e.text)
	case textExpr:
		return render(e.pieces, e.args)
	}
	return e.args[0].above(unaryPrec).Index(e.bounds()...)
}

// above renders the expression, in parentheses unless it binds tighter than prec.
func (e *expr) above(prec int) *jen.Statement {
	if e.prec > prec {
		return e.code()
	}
	return jen.Parens(e.code())
}

// bounds renders what stands between the colons of a slice expression.
func (e *expr) bounds() []jen.Code {
	parts := e.args[1:]
	if parts[2] == nil {
		parts = parts[:2]
	}
	out := make([]jen.Code, len(parts))
	for i, p := range parts {
		out[i] = jen.Empty()
		if p != nil {
			out[i] = p.code()
		}
	}
	return out
}

func codes(es []*expr) []jen.Code {
	out := make([]jen.Code, len(es))
	for i, e := range es {
		out[i] = e.code()
	}
	return out
}
