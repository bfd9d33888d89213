// Conversions between the types of the IR and those of Go memory, and rounding
// to float32.

package codegen

import (
	"go/token"
	"math"
	"strconv"
	"strings"

	"chainrule/ir"
)

// of is e as an expression that has the Go type.
func (e *expr) of(typ string) *expr {
	c := *e
	c.typ = typ
	return &c
}

// convert is e as a value of the IR's type.
func (g *gen) convert(e *expr, t ir.Type) *expr {
	if t.IsRef() {
		return e // assignable as it is
	}
	c := g.convertTo(e, typeText(t))
	if c.converts && c != e && t.Kind == ir.Go && e.typ != "" && c.args[0] == e {
		c.renames = true
	}
	return c
}

// assignable is the value v as something that a variable of the Go type can be
// set to.
func (g *gen) assignable(v *ir.Value, typ string) *expr {
	e := g.use(v)
	own := typeText(v.Type)
	if e.typ == "" && v.Type.Kind != ir.Go && e.kind != litExpr {
		e = e.of(own)
	}
	if typ == "" || v.Type.IsRef() && e.typ == own {
		return e
	}
	return g.convertTo(e, typ)
}

// convertTo is e as an expression of the Go type.
func (g *gen) convertTo(e *expr, typ string) *expr {
	switch {
	case e.typ == typ, e.kind == litExpr && e.typ == "" && fits(e.text, typ):
		return e
	case e.converts && e.args[0].typ == typ && typ != "float64":
		return e.args[0] // there and back again
	}
	return g.conversion(typ, e)
}

// fits reports whether a constant can stand where a value of the type is wanted.
func fits(text, typ string) bool {
	x, err := strconv.ParseFloat(text, 64)
	return err != nil || math.Abs(x) < 128 && (typ != "" || x == math.Trunc(x))
}

// conversion is typ(e).
func (g *gen) conversion(typ string, e *expr) *expr {
	text := typ + "($0)"
	if c := typ[0]; c == '*' || c == '<' || strings.HasPrefix(typ, "func") || strings.HasPrefix(typ, "chan") {
		text = "(" + typ + ")($0)"
	}
	c := g.goText(text, e)
	c.typ, c.converts, c.konst = typ, true, e.konst
	return c
}

// f32 emits a rounding to float32.
func (g *gen) f32(in *ir.Instr) {
	if x, ok := in.Args[0].ConstFloat(); ok {
		g.inline[in.Result()] = floatLit(float64(float32(x)))
		return
	}
	if h := g.waiting(in.Args[0]); h == nil || g.single(h.e).width > readable {
		g.narrow(in.Args)
	}
	g.define(in.Result(), g.convertTo(g.single(g.use(in.Args[0])), "float64"))
}

// single is x rounded to float32. A sum, product or quotient of two float32 is
// computed as one of float32, which gives the same bits.
func (g *gen) single(x *expr) *expr {
	if x.kind == binaryExpr && x.prec >= token.ADD.Precedence() {
		y, z := exactly32(x.args[0]), exactly32(x.args[1])
		if y != nil && z != nil && !(y.konst && z.konst) {
			return binary(y, x.text, z).of("float32")
		}
	}
	return g.convertTo(x, "float32")
}

// exactly32 is what is of type float32 in an expression that is a float32 made
// wider, nil if it is none.
func exactly32(e *expr) *expr {
	switch {
	case e.converts && e.typ == "float64" && e.args[0].typ == "float32":
		return e.args[0]
	case e.kind == nameExpr && e.v.single != nil:
		return nameOf(e.v.single)
	case e.kind == unaryExpr && e.text == "-":
		if x := exactly32(e.args[0]); x != nil {
			return unary("-", x)
		}
	case e.kind == litExpr:
		if x, err := strconv.ParseFloat(e.text, 64); err == nil && float64(float32(x)) == x {
			return e
		}
	}
	return nil
}
