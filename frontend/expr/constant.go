package expr

// Constants are exact until they are used: rationals, or floats of 512 bits
// where a rational would grow without bound.

import (
	"go/constant"
	"go/token"
	"math"
	"strings"
)

// The digits are those of package math, which tests compare.
var knownConstants = map[string]constant.Value{
	"e":  constant.MakeFromLiteral("2.71828182845904523536028747135266249775724709369995957496696763", token.FLOAT, 0),
	"pi": constant.MakeFromLiteral("3.14159265358979323846264338327950288419716939937510582097494459", token.FLOAT, 0),
}

func init() { knownConstants["π"] = knownConstants["pi"] }

// maxPower bounds the exponents that are computed exactly.
const maxPower = 4096

// maxDigits bounds the length of a number as written.
const maxDigits = 10_000

// literal is the value of a number as written.
func (c *checker) literal(x *Num) node {
	if len(x.Text) > maxDigits {
		c.failf(x.Pos, "a number of more than %d digits", maxDigits)
	}
	kind := token.INT
	hex := strings.HasPrefix(x.Text, "0x") || strings.HasPrefix(x.Text, "0X")
	if strings.ContainsRune(x.Text, '.') || !hex && strings.ContainsAny(x.Text, "eE") || hex && strings.ContainsAny(x.Text, "pP") {
		kind = token.FLOAT
	}
	v := constant.MakeFromLiteral(x.Text, kind, 0)
	if v.Kind() == constant.Unknown {
		c.failf(x.Pos, "the number %s is malformed or too large", x.Text)
	}
	return c.number(x.Pos, v)
}

// fits reports whether a whole constant is an int of any platform's 64 bits.
func fits(v constant.Value) bool {
	_, ok := constant.Int64Val(constant.ToInt(v))
	return ok
}

// trim keeps a value from growing without bound, and makes whole values ints.
func trim(v constant.Value) constant.Value {
	if i := constant.ToInt(v); i.Kind() == constant.Int {
		if constant.BitLen(i) <= maxPower {
			return i
		}
		return constant.ToFloat(i)
	}
	return v
}

func isWhole(v constant.Value) bool { return v.Kind() == constant.Int }

// foldable reports whether both nodes are constants.
func foldable(a, b node) (x, y constant.Value, ok bool) {
	p, ok1 := a.(*constNode)
	q, ok2 := b.(*constNode)
	if !ok1 || !ok2 {
		return nil, nil, false
	}
	return p.val, q.val, true
}

func (c *checker) number(pos token.Position, v constant.Value) node {
	t := floatType
	if v = trim(v); isWhole(v) {
		t = intType
	}
	return &constNode{head{pos, t}, v}
}

// binaryConst computes + - * / exactly.
func (c *checker) binaryConst(pos token.Position, op token.Token, x, y constant.Value) node {
	if op == token.QUO && constant.Sign(y) == 0 {
		c.failf(pos, "division by zero")
	}
	return c.number(pos, constant.BinaryOp(constant.ToFloat(x), op, constant.ToFloat(y)))
}

// powerConst computes x^n exactly for a whole n of moderate size.
func (c *checker) powerConst(pos token.Position, x, n constant.Value) (node, bool) {
	if !isWhole(n) {
		return nil, false
	}
	k, ok := constant.Int64Val(n)
	if !ok || k > maxPower || k < -maxPower {
		return nil, false
	}
	if k < 0 && constant.Sign(x) == 0 {
		c.failf(pos, "division by zero")
	}
	p := constant.ToFloat(constant.MakeInt64(1))
	x = constant.ToFloat(x)
	for m := max(k, -k); m > 0; m >>= 1 {
		if m&1 != 0 {
			p = constant.BinaryOp(p, token.MUL, x)
		}
		x = constant.BinaryOp(x, token.MUL, x)
	}
	if k < 0 {
		p = constant.BinaryOp(constant.MakeInt64(1), token.QUO, p)
	}
	return c.number(pos, p), true
}

// float64Of rounds a constant once.
func float64Of(v constant.Value) (float64, bool) {
	f, _ := constant.Float64Val(constant.ToFloat(v))
	return f, !math.IsInf(f, 0)
}

// constants evaluates the package's constants, each when first used.
func (c *checker) constantDecl(d *constDecl) node {
	switch d.state {
	case visiting:
		c.failf(d.decl.Name.Pos, "constant %s is defined by itself", d.decl.Name.Name)
	case unvisited:
		d.state = visiting
		inner := &checker{pkg: c.pkg, errs: d.errs, scope: &scope{}, constants: true, closed: map[string]bool{}}
		inner.try(func() { d.val = inner.constExpr(d.decl.X) })
		d.state = visited
	}
	if d.val == nil {
		panic(bail{})
	}
	return d.val
}

// constExpr checks an expression that must be constant; functions of constants are rounded.
func (c *checker) constExpr(x Expr) node {
	n := c.expr(x)
	if k, ok := n.(*constNode); ok {
		return k
	}
	c.failf(x.At(), "a constant is expected")
	return nil
}

// roundedCall computes a function of constants in a constant's definition.
func (c *checker) roundedCall(n *opNode) node {
	args := make([]float64, len(n.args))
	for i, a := range n.args {
		k, ok := a.(*constNode)
		if !ok {
			return n
		}
		args[i], _ = float64Of(k.val)
	}
	y := evalRow(n.op, args)
	if math.IsNaN(y) || math.IsInf(y, 0) {
		c.failf(n.pos, "%s of these constants is %v", n.op.Name, y)
	}
	return c.number(n.pos, constant.MakeFloat64(y))
}
