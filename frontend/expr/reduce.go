package expr

// Reductions over indices and over whole arrays.

import "chainrule/ir"

func (c *checker) reduce(x *Reduce) node {
	if v := c.scope.lookup(x.Op.Name); v != nil {
		c.failf(x.Op.Pos, "%s is a variable of this function: rename it to use the function %s", v.name, v.name)
	}
	if x.Body == nil {
		return c.whole(x)
	}
	c.open()
	c.binders++
	var over []*variable
	for _, it := range x.Items {
		over = append(over, c.bind(identOf(it.X.(*Ref)), it.Lo, it.Hi))
	}
	body := c.body(x)
	c.settle(over)
	c.binders--
	c.close()
	for _, v := range over {
		c.closed[v.name] = true
	}
	return &reduceNode{head{x.At(), floatType}, x.Op.Name, over, body}
}

// body checks the term of a reduction, which is a scalar.
func (c *checker) body(x *Reduce) node {
	var n node
	if len(x.Body.Rest) == 0 {
		n = c.expr(x.Body.First)
	} else {
		n = c.expr(x.Body)
	}
	if t := n.is(); !t.scalar() {
		c.failf(n.at(), "%s runs over scalars, and this is an array %s: index it", x.Op.Name, shape(t.dims))
	}
	return c.float(n)
}

// whole checks a reduction without a term: of all elements of an array, or the
// larger or smaller of several numbers.
func (c *checker) whole(x *Reduce) node {
	xs := make([]Expr, len(x.Items))
	for i, it := range x.Items {
		if it.Lo != nil {
			c.failf(x.At(), "%s over a range needs a term to run over: %s(i in a..b) x[i]", x.Op.Name, x.Op.Name)
		}
		xs[i] = it.X
	}
	if len(xs) == 0 {
		c.failf(x.At(), "%s needs an argument", x.Op.Name)
	}
	if r, ok := xs[0].(*Ref); ok && len(xs) == 1 && c.scope.lookup(r.Name) == nil && c.nearest(r.Name, false) == "" && len(r.Name) < 3 {
		c.failf(r.Pos, "%s is no variable; if it is an index, %s(%s) needs a term to run over, in parentheses if it begins with a sign", r.Name, x.Op.Name, r.Name)
	}
	args := c.all(xs)
	if len(args) == 1 && !args[0].is().scalar() {
		return &wholeNode{head{x.At(), floatType}, x.Op.Name, c.float(args[0])}
	}
	if x.Op.Name != "max" && x.Op.Name != "min" {
		c.failf(x.At(), "%s takes one array, or indices and a term: %s(i) x[i]", x.Op.Name, x.Op.Name)
	}
	if len(args) == 1 {
		c.failf(x.At(), "%s of a single scalar: give two numbers or an array", x.Op.Name)
	}
	acc := args[0]
	for _, a := range args[1:] {
		acc = c.arithmetic(x.At(), x.Op.Name, acc, a)
	}
	return acc
}

// dot is the scalar product of two vectors, or of arrays of one shape.
func (c *checker) dot(x *Call, args []node) node {
	c.count(x, args, 2)
	a, b := c.float(args[0]), c.float(args[1])
	if s, t := a.is(), b.is(); s.scalar() || t.scalar() || !sameShape(s.dims, t.dims) {
		c.failf(x.At(), "dot takes two vectors of one length, and these are %s and %s", shapeWord(s), shapeWord(t))
	}
	product := c.elementwise(x.At(), ir.MustOp("mul"), a, b)
	return &wholeNode{head{x.At(), floatType}, "sum", product}
}
