package expr

// Indices: where they get their ranges, and what is provably out of range.

import (
	"math/big"

	"chainrule/ir"
)

func (c *checker) index(x *Index) node {
	args := c.all(append([]Expr{x.X}, x.Indices...))
	a := args[0]
	dims := a.is().dims
	if len(dims) == 0 {
		c.failf(x.Pos, "this is %s, which has no elements", shapeWord(a.is()))
	}
	if len(args)-1 > len(dims) {
		c.failf(args[len(dims)+1].at(), "%d indices for an array %s", len(args)-1, shape(dims))
	}
	for i, n := range args[1:] {
		c.int(n, "an index")
		c.use(n, dims[i], a)
	}
	return &indexNode{head{args[0].at(), typ{a.is().kind, dims[len(args)-1:]}}, a, args[1:]}
}

// use notes that n indexes an axis of extent d: an index without a range takes
// it from there, every other index is held against it once ranges are known.
func (c *checker) use(n node, d size, array node) {
	name := "this array"
	if v, ok := array.(*varNode); ok {
		name = v.v.name
	}
	v, direct := n.(*varNode)
	if !direct || !v.v.index || v.v.ranged && v.v.source == "" {
		if c.guarded == 0 {
			c.later = append(c.later, func() { c.inRange(n, d, name) })
		}
		return
	}
	if !v.v.ranged {
		v.v.ranged, v.v.source = true, name
		v.v.lo = &sizeNode{head{n.at(), intType}, size{}}
		v.v.hi = &sizeNode{head{n.at(), intType}, d}
		return
	}
	if hi, _ := c.sizeOf(v.v.hi); !hi.equal(d) {
		c.failf(n.at(), "%s runs over the %s elements of %s, but %s has %s here: the sizes must agree, or write %s in a..b",
			v.v.name, hi, v.v.source, name, d, v.v.name)
	}
}

// inRange refuses an index that leaves the array for certain: by a constant at
// the end of a range, or by a constant index.
func (c *checker) inRange(n node, d size, name string) {
	s, ok := c.sizeOf(n)
	if !ok {
		return
	}
	lo, hi, ok := c.extremes(s)
	if !ok {
		return
	}
	if k, ok := lo.constant(); ok && k.Sign() < 0 {
		c.errs.addf(n.at(), "index %s of %s is out of range: it reaches %s, and the first element is 0%s", s, name, lo, c.advise(s, lo, true))
		return
	}
	if over, ok := hi.minus(d).constant(); ok && over.Sign() >= 0 {
		c.errs.addf(n.at(), "index %s of %s is out of range: it reaches %s, and the axis has %s elements, 0 to %s%s",
			s, name, hi, d, d.minus(constSize(1)), c.advise(s, constSize(1).plus(size{[]term{{coef: over}}}), false))
	}
}

// advise says which range the index variable should have, for an index i ± k.
func (c *checker) advise(s, by size, low bool) string {
	var v *variable
	s.vars(func(w *variable) {
		if w.index && w.ranged {
			v = w
		}
	})
	if v == nil {
		return ""
	}
	lo, _ := c.sizeOf(v.lo)
	hi, ok := c.sizeOf(v.hi)
	p, _, linear := s.split(v)
	if k, isConst := p.constant(); !ok || !linear || !isConst || k.Cmp(big.NewRat(1, 1)) != 0 {
		return ""
	}
	if low {
		lo = lo.minus(by)
	} else {
		hi = hi.minus(by)
	}
	return ": write " + v.name + " in " + lo.String() + ".." + hi.String()
}

// extremes bounds a size over the ranges of the indices in it.
func (c *checker) extremes(s size) (lo, hi size, ok bool) {
	lo, hi = s, s
	for range 16 { // ranges may depend on outer indices
		var v *variable
		find := func(w *variable) {
			if w.index && w.ranged {
				v = w
			}
		}
		lo.vars(find)
		hi.vars(find)
		if v == nil {
			return lo, hi, true
		}
		first, ok1 := c.sizeOf(v.lo)
		end, ok2 := c.sizeOf(v.hi)
		if !ok1 || !ok2 {
			return lo, hi, false
		}
		last := end.minus(constSize(1))
		if lo, ok1 = extreme(lo, v, first, last); !ok1 {
			return lo, hi, false
		}
		if hi, ok2 = extreme(hi, v, last, first); !ok2 {
			return lo, hi, false
		}
	}
	return lo, hi, false
}

// extreme puts at in the place of v if its coefficient is positive, else the other end.
func extreme(s size, v *variable, at, other size) (size, bool) {
	p, q, ok := s.split(v)
	if !ok {
		return s, false
	}
	k, ok := p.constant()
	if !ok {
		return s, false
	}
	if k.Sign() < 0 {
		at = other
	}
	return q.plus(at.scale(k)), true
}

// bind declares an index for a reduction or a definition.
func (c *checker) bind(id Ident, lo, hi Expr) *variable {
	c.goKeyword(id)
	if v := c.scope.lookup(id.Name); v != nil && v.index {
		c.failf(id.Pos, "%s is already an index here, because a reduction reaches over * and /: put the outer one in parentheses where it ends, or choose another name", id.Name)
	} else if v != nil {
		c.failf(id.Pos, "%s is already a name of this function: choose another name for the index", id.Name)
	}
	v := c.newVariable(id.Name, id.Pos, intType)
	v.index = true
	if lo != nil {
		c.setRange(v, lo, hi)
	}
	c.scope.set(v)
	return v
}

func (c *checker) setRange(v *variable, lo, hi Expr) {
	args := c.all([]Expr{lo, hi})
	v.ranged = true
	v.lo = c.int(args[0], "the begin of a range")
	v.hi = c.int(args[1], "the end of a range")
}

// settle demands that every index has got a range.
func (c *checker) settle(over []*variable) {
	for _, v := range over {
		if !v.ranged {
			c.failf(v.pos, "the range of %s does not follow from its use: write %s in a..b", v.name, v.name)
		}
	}
}

// runLater makes the checks that had to wait for ranges.
func (c *checker) runLater() {
	for _, f := range c.later {
		f()
	}
	c.later = nil
}

// dim turns the written size of a dimension into a size; division by a
// constant is exact there.
func (c *checker) dim(x Expr) size {
	switch x := x.(type) {
	case *Paren:
		return c.dim(x.X)
	case *Num, *Ref:
		n := c.int(c.expr(x), "a size")
		s, ok := c.sizeOf(n)
		if !ok {
			c.failf(x.At(), "this number is too large for a size")
		}
		return s
	case *Power:
		return c.dimPower(x)
	case *Chain:
		return c.dimChain(x)
	case *Call:
		if fs := c.factors(x); len(fs) == 2 {
			return c.dim(fs[0].x).times(c.dim(fs[1].x))
		}
	}
	c.failf(x.At(), "a size is made of names, integers, + - * and division by a constant")
	return size{}
}

func (c *checker) dimPower(x *Power) size {
	base, exp := c.dim(x.X), c.dim(x.Y)
	k, ok := exp.constant()
	if !ok || !k.IsInt() || k.Sign() < 0 || k.Num().Int64() > 8 {
		c.failf(x.Pos, "the exponent in a size is a small number")
	}
	s := constSize(1)
	for range k.Num().Int64() {
		s = s.times(base)
	}
	return s
}

func (c *checker) dimChain(x *Chain) size {
	acc := c.dim(x.First)
	for _, l := range x.Rest {
		s := c.dim(l.X)
		if len(acc.terms)*len(s.terms) > 64 || acc.degree()+s.degree() > 16 {
			c.failf(l.Pos, "this size is too complicated: give it a name as an int parameter")
		}
		switch l.Op {
		case "+":
			acc = acc.plus(s)
		case "-":
			acc = acc.minus(s)
		case "/":
			k, ok := s.constant()
			if !ok || k.Sign() == 0 {
				c.failf(l.Pos, "a size can be divided by a constant only")
			}
			acc = acc.scale(new(big.Rat).Inv(k))
		case "*", "·", "":
			acc = acc.times(s)
		default:
			c.failf(l.Pos, "a size is a number, not a condition")
		}
	}
	return acc
}

// opaque gives a size to an integer that is no polynomial, by a hidden variable
// defined before the statement.
func (c *checker) opaque(n node) size {
	if s, ok := c.sizeOf(n); ok {
		return s
	}
	if c.binders > 0 {
		c.failf(n.at(), "a size cannot depend on an index in this way: define it by a name first")
	}
	v := c.newVariable("size", n.at(), typ{kind: ir.Int})
	c.before = append(c.before, &define{pos: n.at(), vars: []*variable{v}, vals: []node{n}})
	return varSize(v)
}

func identOf(x *Ref) Ident { return Ident{Pos: x.Pos, Name: x.Name} }
