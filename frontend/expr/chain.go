package expr

// Arithmetic, comparison and logic.

import (
	"go/constant"
	"go/token"
	"math/big"

	"chainrule/ir"
)

func constantOf(r *big.Rat) constant.Value { return trim(constant.Make(new(big.Rat).Set(r))) }

func (c *checker) chain(x *Chain) node {
	switch op := x.Rest[0].Op; op {
	case "and", "or":
		return c.logic(x, op == "and")
	case "<", "<=", ">", ">=", "==", "!=":
		return c.comparison(x)
	case "+", "-":
		return c.sum(x)
	}
	return c.productOf(c.factorsOf(x))
}

func (x *Chain) operands() []Expr {
	xs := []Expr{x.First}
	for _, l := range x.Rest {
		xs = append(xs, l.X)
	}
	return xs
}

func (c *checker) logic(x *Chain, and bool) node {
	var args []node
	ok := true
	for i, o := range x.operands() {
		ok = c.try(func() { args = append(args, c.bool(c.expr(o))) }) && ok
		if i == 0 {
			c.guarded++
		}
	}
	c.guarded--
	if !ok {
		panic(bail{})
	}
	return &logicNode{head{x.Rest[0].Pos, boolType}, and, args}
}

func (c *checker) comparison(x *Chain) node {
	args := c.all(x.operands())
	ints := true
	for _, a := range args {
		if !c.numeric(a).is().scalar() {
			c.failf(a.at(), "an array %s cannot be compared: compare its elements", shape(a.is().dims))
		}
		ints = ints && a.is().kind == ir.Int
	}
	n := &compareNode{head: head{x.Rest[0].Pos, boolType}, args: args}
	for i, l := range x.Rest {
		if !ints {
			args[i+1] = c.float(args[i+1])
		}
		n.ops = append(n.ops, l.Op)
	}
	if !ints {
		args[0] = c.float(args[0])
	}
	return n
}

func (c *checker) sum(x *Chain) node {
	args := c.all(x.operands())
	acc := args[0]
	for i, l := range x.Rest {
		acc = c.plus(l.Pos, l.Op == "-", acc, args[i+1])
	}
	return acc
}

// plus checks a + b or a - b.
func (c *checker) plus(pos token.Position, minus bool, a, b node) node {
	op, tok := "add", token.ADD
	if minus {
		op, tok = "sub", token.SUB
	}
	if x, y, ok := foldable(a, b); ok {
		return c.binaryConst(pos, tok, x, y)
	}
	return c.arithmetic(pos, op, a, b)
}

// intOps are the rows that serve two integers.
var intOps = map[string]string{"add": "iadd", "sub": "isub", "mul": "imul", "max": "imax", "min": "imin"}

// arithmetic applies a row to two numbers, to integers as such where it can.
func (c *checker) arithmetic(pos token.Position, op string, a, b node) node {
	c.numeric(a)
	c.numeric(b)
	if s, t := a.is(), b.is(); s.kind == ir.Int && t.kind == ir.Int && s.scalar() && t.scalar() && intOps[op] != "" {
		return &opNode{head{pos, intType}, ir.MustOp(intOps[op]), []node{a, b}}
	}
	return c.elementwise(pos, ir.MustOp(op), c.float(a), c.float(b))
}

// elementwise applies a row to scalars and arrays of one shape.
func (c *checker) elementwise(pos token.Position, op *ir.Op, args ...node) node {
	t := typ{kind: op.Out.Kind}
	for _, a := range args {
		u := a.is()
		switch {
		case u.scalar():
		case t.scalar():
			t.dims = u.dims
		case !sameShape(t.dims, u.dims):
			c.failf(pos, "the shapes %s and %s do not fit: elements are combined one by one", shape(t.dims), shape(u.dims))
		}
	}
	n := &opNode{head{pos, t}, op, args}
	if c.constants {
		return c.roundedCall(n)
	}
	return n
}

func (c *checker) unary(x *Unary) node {
	switch x.Op {
	case "not":
		n := c.bool(c.expr(x.X))
		return &opNode{head{x.Pos, boolType}, ir.MustOp("not"), []node{n}}
	case "ᵀ":
		return c.transpose(x)
	case "√":
		return c.elementwise(x.Pos, ir.MustOp("sqrt"), c.float(c.numeric(c.expr(x.X))))
	}
	n := c.numeric(c.expr(x.X))
	if k, ok := n.(*constNode); ok {
		return c.number(x.Pos, constant.UnaryOp(token.SUB, k.val, 0))
	}
	if n.is().kind == ir.Int && n.is().scalar() {
		zero := &constNode{head{x.Pos, intType}, constant.MakeInt64(0)}
		return &opNode{head{x.Pos, intType}, ir.MustOp("isub"), []node{zero, n}}
	}
	return c.elementwise(x.Pos, ir.MustOp("neg"), c.float(n))
}

func (c *checker) transpose(x *Unary) node {
	if len(c.factors(x.X)) > 1 {
		c.failf(x.Pos, "it is not clear what ᵀ transposes: use parentheses")
	}
	n := c.expr(x.X)
	d := n.is().dims
	if len(d) != 2 {
		c.failf(x.Pos, "only a matrix can be transposed, and this is %s", shapeWord(n.is()))
	}
	return &transposeNode{head{x.Pos, typ{n.is().kind, []size{d[1], d[0]}}}, n}
}

func shapeWord(t typ) string {
	if t.scalar() {
		return "a scalar"
	}
	return "an array " + shape(t.dims)
}

// power checks x^y.
func (c *checker) power(x *Power) node {
	if r, ok := x.X.(*Ref); ok && r.Name == "e" && c.scope.lookup("e") == nil && c.pkg.constants["e"] == nil {
		if y := c.numeric(c.expr(x.Y)); !c.constants {
			return c.elementwise(x.Pos, ir.MustOp("exp"), c.float(y))
		}
	}
	args := c.all([]Expr{x.X, x.Y})
	a, b := c.numeric(args[0]), c.numeric(args[1])
	if !b.is().scalar() {
		c.failf(x.Pos, "an exponent is a scalar, and this is an array %s", shape(b.is().dims))
	}
	if u, v, ok := foldable(a, b); ok {
		if n, ok := c.powerConst(x.Pos, u, v); ok {
			return n
		}
	}
	if k, ok := b.(*constNode); ok && a.is().kind == ir.Int && a.is().scalar() && isWhole(k.val) {
		if n, ok := constant.Int64Val(k.val); ok && n >= 1 && n <= 8 {
			return c.intPower(x.Pos, a, int(n))
		}
	}
	if b.is().kind == ir.Int && fitsInt(b) {
		return c.elementwise(x.Pos, ir.MustOp("powi"), c.float(a), b)
	}
	return c.elementwise(x.Pos, ir.MustOp("pow"), c.float(a), c.float(b))
}

// intPower is the integer a to a small power.
func (c *checker) intPower(pos token.Position, a node, n int) node {
	p := a
	for range n - 1 {
		p = &opNode{head{pos, intType}, ir.MustOp("imul"), []node{p, a}}
	}
	return p
}

// fitsInt reports whether a constant is no larger than an int of any platform.
func fitsInt(n node) bool {
	k, ok := n.(*constNode)
	return !ok || constant.BitLen(k.val) < 32
}
