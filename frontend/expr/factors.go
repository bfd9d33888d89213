package expr

// Products, and the names before parentheses that turn out to be factors:
// x(y+1)² is x·(y+1)² when x is a variable.

import (
	"go/constant"
	"go/token"

	"chainrule/ir"
)

// factor is one factor of a product and how it joins those before it.
type factor struct {
	pos token.Position
	op  string
	x   Expr
}

// isVariable reports whether a name before a parenthesis multiplies.
func (c *checker) isVariable(name string) bool {
	if c.scope.lookup(name) != nil {
		return true
	}
	_, known := knownConstants[name]
	return !c.isFunction(name) && (known || c.pkg.constants[name] != nil)
}

// factors splits an operand into the factors it is made of, mostly itself.
func (c *checker) factors(x Expr) []factor {
	switch x := x.(type) {
	case *Call:
		if !c.isVariable(x.Fun.Name) {
			break
		}
		if len(x.Args) != 1 {
			c.failf(x.Fun.Pos, "%s is a variable, not a function", x.Fun.Name)
		}
		return []factor{{x.Fun.Pos, "", x.Fun}, {x.Args[0].At(), "", &Paren{Pos: x.Args[0].At(), X: x.Args[0]}}}
	case *Reduce:
		if x.Body == nil || !c.declared(x) {
			break
		}
		whole := *x
		whole.Body = nil
		return append([]factor{{x.At(), "", &whole}}, c.factorsOf(x.Body)...)
	case *Power:
		return c.powerFactors(x)
	case *Index:
		fs := c.factors(x.X)
		if len(fs) > 1 {
			last := &fs[len(fs)-1]
			last.x = &Index{X: last.x, Pos: x.Pos, Indices: x.Indices}
			return fs
		}
	}
	return []factor{{x.At(), "", x}}
}

// declared reports whether the names in a reduction's parentheses are variables.
func (c *checker) declared(x *Reduce) bool {
	for _, it := range x.Items {
		r, ok := it.X.(*Ref)
		if !ok || it.Lo != nil {
			return false
		}
		if v := c.scope.lookup(r.Name); v == nil || v.typ.scalar() && v.typ.kind != badKind {
			return false
		}
	}
	return true
}

func (c *checker) powerFactors(x *Power) []factor {
	base := c.factors(x.X)
	last := &base[len(base)-1]
	if x.Super {
		last.x = &Power{Pos: x.Pos, X: last.x, Y: x.Y, Super: true}
		return base
	}
	exponent, sign := x.Y, false
	if u, ok := x.Y.(*Unary); ok && u.Op == "-" {
		exponent, sign = u.X, true
	}
	rest := c.factors(exponent)
	if len(rest) == 1 {
		last.x = &Power{Pos: x.Pos, X: last.x, Y: x.Y}
		return base
	}
	y := rest[0].x
	if sign {
		y = &Unary{Pos: x.Y.At(), Op: "-", X: y}
	}
	last.x = &Power{Pos: x.Pos, X: last.x, Y: y}
	return append(base, rest[1:]...)
}

// factorsOf lists the factors of a written product.
func (c *checker) factorsOf(x *Chain) []factor {
	out := c.factors(x.First)
	for _, l := range x.Rest {
		fs := c.factors(l.X)
		if l.Op == "/" && len(fs) > 1 {
			c.failf(l.Pos, "a division before a product without a sign can be read two ways: use parentheses")
		}
		fs[0].op, fs[0].pos = l.Op, l.Pos
		out = append(out, fs...)
	}
	return out
}

// productOf multiplies and divides from left to right.
func (c *checker) productOf(fs []factor) node {
	xs := make([]Expr, len(fs))
	for i, f := range fs {
		xs[i] = f.x
	}
	args := c.all(xs)
	acc := args[0]
	for i, f := range fs[1:] {
		acc = c.times(f, acc, args[i+1])
	}
	return acc
}

func (c *checker) times(f factor, a, b node) node {
	c.numeric(a)
	c.numeric(b)
	tok, op := token.MUL, "mul"
	if f.op == "/" {
		tok, op = token.QUO, "div"
	}
	if x, y, ok := foldable(a, b); ok {
		return c.binaryConst(f.pos, tok, x, y)
	}
	if op == "div" && !b.is().scalar() {
		c.failf(f.pos, "division by an array %s: write z[i] = … / … for each element", shape(b.is().dims))
	}
	if op == "div" {
		return c.elementwise(f.pos, ir.MustOp("div"), c.float(a), c.float(b))
	}
	if !a.is().scalar() && !b.is().scalar() {
		return c.matrixProduct(f, c.float(a), c.float(b))
	}
	return c.arithmetic(f.pos, op, a, b)
}

// matrixProduct checks the product of vectors and matrices.
func (c *checker) matrixProduct(f factor, a, b node) node {
	x, y := a.is().dims, b.is().dims
	if len(x) > 2 || len(y) > 2 {
		c.failf(f.pos, "a product of arrays %s and %s: write it with sum and indices", shape(x), shape(y))
	}
	if len(x) == 1 && len(y) == 1 && f.op != "·" {
		c.failf(f.pos, "a product of two vectors: write x·y for the scalar product, or z[i] = x[i]*y[i]")
	}
	if inner := x[len(x)-1]; !inner.equal(y[0]) {
		c.failf(f.pos, "the shapes %s and %s do not fit: the product needs %s = %s%s", shape(x), shape(y), inner, y[0], transposeHint(x, y))
	}
	dims := append(append([]size(nil), x[:len(x)-1]...), y[1:]...)
	return &productNode{head{f.pos, typ{ir.F64, dims}}, a, b}
}

// transposeHint offers the transposed matrix where that would fit.
func transposeHint(x, y []size) string {
	if len(x) == 2 && x[0].equal(y[0]) {
		return "; the transposed matrix would fit: write ᵀ after it"
	}
	return ""
}

// sizeOf gives the value of an integer expression as a size, if it is a polynomial.
func (c *checker) sizeOf(n node) (size, bool) {
	switch n := n.(type) {
	case *constNode:
		if isWhole(n.val) {
			v, ok := constant.Int64Val(n.val)
			return constSize(v), ok
		}
	case *sizeNode:
		return n.s, true
	case *varNode:
		if n.v.value != nil {
			return *n.v.value, true
		}
		return varSize(n.v), n.t.kind == ir.Int && n.t.scalar()
	case *opNode:
		return c.sizeOfOp(n)
	}
	return size{}, false
}

func (c *checker) sizeOfOp(n *opNode) (size, bool) {
	name := n.op.Name
	if name != "iadd" && name != "isub" && name != "imul" {
		return size{}, false
	}
	a, ok1 := c.sizeOf(n.args[0])
	b, ok2 := c.sizeOf(n.args[1])
	switch {
	case !ok1 || !ok2 || len(a.terms)*len(b.terms) > 64 || a.degree()+b.degree() > 8:
		return size{}, false
	case name == "iadd":
		return a.plus(b), true
	case name == "isub":
		return a.minus(b), true
	}
	return a.times(b), true
}
