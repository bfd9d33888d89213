package expr

// Loops and branches: the variables that an iteration hands to the next, and
// what a variable is after either side of a branch.

import (
	"go/token"

	"chainrule/ir"
)

// promoted remembers, per loop, the carried names that begin as integers and become floats.
type promoted map[*For]map[string]bool

// loop checks a for statement. Whether a name that begins with an integer is
// carried as a float shows at the end of the body; the check is then repeated.
func (c *checker) loop(f *For) {
	if c.promoted[f] == nil {
		c.promoted[f] = map[string]bool{}
	}
	lo, hi := c.all2(f.Lo, f.Hi)
	outer, errs, tail := append(c.fn.body, c.before...), len(c.errs.list), c.scope
	c.before = nil
	for {
		c.fn.body, c.scope = nil, tail
		n := len(c.promoted[f])
		l := c.loopOnce(f, lo, hi)
		if len(c.promoted[f]) > n {
			c.errs.list = c.errs.list[:errs]
			continue
		}
		l.body = c.fn.body
		c.fn.body = outer
		for _, k := range l.carried {
			c.scope.set(k.after)
		}
		c.emit(l)
		return
	}
}

func (c *checker) all2(a, b Expr) (node, node) {
	ns := c.all([]Expr{a, b})
	return c.int(ns[0], "the begin of a range"), c.int(ns[1], "the end of a range")
}

// loopOnce checks the body with the kinds of carried names known so far.
func (c *checker) loopOnce(f *For, lo, hi node) *loop {
	l := &loop{pos: f.Pos}
	var before []*variable
	for _, name := range assigned(f.Body.Stmts...) {
		if v := c.scope.lookup(name); v != nil && v.typ.kind != badKind {
			before = append(before, v)
		}
	}
	c.open()
	for _, v := range before {
		s := c.newVariable(v.name, v.pos, v.typ)
		if c.promoted[f][v.name] {
			s.typ.kind = ir.F64
		}
		l.carried = append(l.carried, carry{before: v, start: s})
		c.scope.set(s)
	}
	c.open()
	l.index = c.bind(f.Index, nil, nil)
	l.index.ranged, l.index.lo, l.index.hi = true, lo, hi
	for _, s := range f.Body.Stmts {
		c.stmt(s)
	}
	inner := c.close()
	c.close()
	for i := range l.carried {
		c.carryOver(f, &l.carried[i], inner)
	}
	return l
}

// carryOver settles the kind and shape of one carried variable.
func (c *checker) carryOver(f *For, k *carry, inner *scope) {
	k.end = inner.names[k.start.name]
	if k.end == nil {
		k.end = k.start
	}
	start, end := k.start.typ, k.end.typ
	k.after = c.newVariable(k.start.name, k.end.pos, start)
	switch {
	case end.kind == badKind:
		k.after.typ = end
	case !sameShape(start.dims, end.dims):
		c.errs.addf(k.end.pos, "%s is %s before the loop and %s after an iteration: it must keep its shape",
			k.start.name, shapeWord(start), shapeWord(end))
	case start.kind != end.kind && len(start.dims) > 0:
		c.errs.addf(k.end.pos, "%s holds integers and floats by turns: it must keep its kind in a loop", k.start.name)
	case start.kind == ir.Int && end.kind == ir.F64:
		c.promoted[f][k.start.name] = true
	case start.kind == ir.Bool || end.kind == ir.Bool:
		if start.kind != end.kind {
			c.errs.addf(k.end.pos, "%s is a number and a condition by turns", k.start.name)
		}
	case start.kind == ir.F64 && end.kind == ir.Int:
		k.end = c.converted(k.end)
	}
}

// converted defines the float that an integer variable is where floats are carried.
func (c *checker) converted(v *variable) *variable {
	w := c.newVariable(v.name, v.pos, typ{ir.F64, v.typ.dims})
	n := c.float(&varNode{head{v.pos, v.typ}, v})
	c.fn.body = append(c.fn.body, &define{pos: v.pos, vars: []*variable{w}, vals: []node{n}})
	return w
}

// branch checks an if statement, whose further conditions nest in the else part.
func (c *checker) branch(f *If) {
	if len(f.Elses) > maxNesting {
		c.failf(f.Pos, "more than %d conditions", maxNesting)
	}
	c.branchFrom(f, 0)
}

// arm is one side of a branch: its statements and the names it assigns.
type arm struct {
	body  []stmt
	names *scope
}

func (c *checker) branchFrom(f *If, i int) {
	cond, then := f.Cond, f.Then
	if i > 0 {
		cond, then = f.Elses[i-1].Cond, f.Elses[i-1].Then
	}
	n := c.bool(c.expr(cond))
	c.guarded++
	a := c.arm(func() { c.stmts(then) })
	b := c.arm(func() {
		switch {
		case i < len(f.Elses):
			c.branchFrom(f, i+1)
		case f.Else != nil:
			c.stmts(f.Else)
		}
	})
	c.guarded--
	out := &branch{pos: f.Pos, cond: n}
	c.merge(out, &a, &b, f)
	out.then, out.other = a.body, b.body
	c.emit(out)
	for _, m := range out.merged {
		c.scope.set(m.after)
	}
}

func (c *checker) stmts(b *Block) {
	for _, s := range b.Stmts {
		c.stmt(s)
	}
}

// arm checks one side in a scope and a list of its own.
func (c *checker) arm(check func()) arm {
	outer, before := c.fn.body, c.before
	c.fn.body, c.before = nil, nil
	c.open()
	check()
	a := arm{c.fn.body, c.close()}
	c.fn.body, c.before = outer, before
	return a
}

// merge finds what the variables are after the branch: those assigned on both
// sides, and those assigned on one that existed before.
func (c *checker) merge(out *branch, a, b *arm, f *If) {
	for _, name := range assigned(&Stmt{If: f}) {
		x, y := a.names.names[name], b.names.names[name]
		old := c.scope.lookup(name)
		if x == nil {
			x = old
		}
		if y == nil {
			y = old
		}
		if x == nil || y == nil || x == old && y == old {
			continue
		}
		c.mergeOne(out, a, b, x, y)
	}
}

func (c *checker) mergeOne(out *branch, a, b *arm, x, y *variable) {
	t := x.typ
	pos := x.pos
	switch {
	case x.typ.kind == badKind || y.typ.kind == badKind:
		t = typ{kind: badKind}
	case !x.typ.scalar() || !y.typ.scalar():
		c.failf(later(x.pos, y.pos), "an if statement can choose between scalars only: write %s[i] = if … then … else …", x.name)
	case x.typ.kind != y.typ.kind && (x.typ.kind == ir.Bool || y.typ.kind == ir.Bool):
		c.failf(later(x.pos, y.pos), "%s is a number on one side and a condition on the other", x.name)
	case x.typ.kind != y.typ.kind:
		t = floatType
		x, y = c.convertIn(a, x), c.convertIn(b, y)
	}
	out.merged = append(out.merged, merge{c.newVariable(x.name, pos, t), x, y})
}

// convertIn makes a float of an integer at the end of one side.
func (c *checker) convertIn(a *arm, v *variable) *variable {
	if v.typ.kind != ir.Int {
		return v
	}
	outer := c.fn.body
	c.fn.body = a.body
	w := c.converted(v)
	a.body, c.fn.body = c.fn.body, outer
	return w
}

func later(a, b token.Position) token.Position {
	if a.Offset > b.Offset {
		return a
	}
	return b
}
