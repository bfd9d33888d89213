package expr

// Statements: each definition of a name makes a new variable.

import (
	"go/token"

	"chainrule/ir"
)

// emit appends a statement to those being checked.
func (c *checker) emit(s stmt) {
	c.fn.body = append(c.fn.body, c.before...)
	c.before = nil
	c.fn.body = append(c.fn.body, s)
	clear(c.closed)
	c.runLater()
}

// block checks a function's body in braces.
func (c *checker) block() {
	stmts := c.fn.decl.Body.Stmts
	for i, s := range stmts {
		if s.Return != nil && i == len(stmts)-1 {
			c.try(func() { c.finish(s.Return.Values, s.Return.Pos) })
			return
		}
		c.stmt(s)
	}
	if len(c.fn.decl.Results) == 0 && !c.incomplete {
		c.failf(c.fn.decl.Name.Pos, "%s has no result: end it with return, or name its results after the parameters", c.fn.name)
	}
	for _, r := range c.fn.decl.Results {
		c.try(func() { c.namedResult(r) })
	}
}

// namedResult finds the variable that a result is when the body ends.
func (c *checker) namedResult(r Ident) {
	c.resultIdent(r)
	v := c.scope.lookup(r.Name)
	if v == nil {
		c.failf(r.Pos, "result %s is never assigned", r.Name)
	}
	if v.typ.kind == badKind {
		panic(bail{})
	}
	c.fn.results = append(c.fn.results, v)
	c.fn.names = append(c.fn.names, r.Name)
}

// stmt checks one statement; after a mistake the names it defines are known to be bad.
func (c *checker) stmt(s *Stmt) {
	ok := c.try(func() {
		switch {
		case s.bad != nil:
			c.incomplete = true
		case s.Assign != nil:
			c.assign(s.Assign)
		case s.For != nil:
			c.loop(s.For)
		case s.If != nil:
			c.branch(s.If)
		case s.Return != nil:
			c.incomplete = true
			c.failf(s.Return.Pos, "return stands at the end of a function")
		}
	})
	if ok {
		return
	}
	c.before, c.later = nil, nil
	for _, name := range assigned(s) {
		c.scope.set(c.newVariable(name, s.Pos, typ{kind: badKind}))
	}
}

// assigned lists the names that statements assign, each once, in order.
func assigned(stmts ...*Stmt) []string {
	var names []string
	seen := map[string]bool{}
	assignedIn(stmts, func(name string) {
		if !seen[name] {
			seen[name] = true
			names = append(names, name)
		}
	})
	return names
}

func assignedIn(stmts []*Stmt, visit func(string)) {
	block := func(b *Block) {
		if b != nil {
			assignedIn(b.Stmts, visit)
		}
	}
	for _, s := range stmts {
		switch {
		case s.Assign != nil:
			for _, t := range s.Assign.Targets {
				visit(t.Name.Name)
			}
		case s.For != nil:
			block(s.For.Body)
		case s.If != nil:
			block(s.If.Then)
			for _, e := range s.If.Elses {
				block(e.Then)
			}
			block(s.If.Else)
		}
	}
}

// target refuses names that cannot be assigned.
func (c *checker) target(id Ident) {
	c.goKeyword(id)
	v := c.scope.lookup(id.Name)
	switch {
	case v == nil:
	case v.index:
		c.failf(id.Pos, "%s is an index and keeps its value", id.Name)
	case c.fn.own[v] || c.fn.inDims[v]:
		c.failf(id.Pos, "%s is a size and keeps its value", id.Name)
	}
}

func (c *checker) assign(a *Assign) {
	for i, t := range a.Targets {
		c.target(t.Name)
		for _, u := range a.Targets[:i] {
			if u.Name.Name == t.Name.Name {
				c.failf(t.Name.Pos, "%s is assigned twice", t.Name.Name)
			}
		}
		if len(t.Indices) > 0 && len(a.Targets) > 1 {
			c.failf(t.Name.Pos, "an indexed definition stands alone")
		}
	}
	switch {
	case len(a.Targets[0].Indices) > 0:
		if len(a.Values) != 1 {
			c.failf(a.Values[1].At(), "an indexed definition has one value")
		}
		c.fill(a)
	case len(a.Values) == 1 && len(a.Targets) > 1:
		c.assignCall(a)
	case len(a.Targets) != len(a.Values):
		c.failf(a.Pos, "%d names for %d values", len(a.Targets), len(a.Values))
	default:
		c.assignValues(a)
	}
}

func (c *checker) assignValues(a *Assign) {
	vals := c.all(a.Values)
	d := &define{pos: a.Pos, vals: vals}
	for i, t := range a.Targets {
		d.vars = append(d.vars, c.valued(t.Name, vals[i]))
	}
	c.emit(d)
	for _, v := range d.vars {
		c.scope.set(v)
	}
}

// valued makes the variable for a value, and remembers an integer's value.
func (c *checker) valued(id Ident, n node) *variable {
	v := c.newVariable(id.Name, id.Pos, n.is())
	if n.is().kind == ir.Int && n.is().scalar() {
		if s, ok := c.sizeOf(n); ok {
			v.value = &s
		}
	}
	return v
}

// assignCall gives the results of a call to several names.
func (c *checker) assignCall(a *Assign) {
	x, ok := a.Values[0].(*Call)
	var fn *function
	if ok {
		fn = c.pkg.functions[x.Fun.Name]
	}
	if fn == nil {
		c.failf(a.Pos, "%d names for 1 value", len(a.Targets))
	}
	k := c.callOf(x, fn)
	if len(fn.results) != len(a.Targets) {
		c.failf(a.Pos, "%d names for the %d results of %s", len(a.Targets), len(fn.results), fn.name)
	}
	d := &defineCall{call: k}
	for i, t := range a.Targets {
		d.vars = append(d.vars, c.newVariable(t.Name.Name, t.Name.Pos, k.resultType(i)))
	}
	c.emit(d)
	for _, v := range d.vars {
		c.scope.set(v)
	}
}

// fill checks z[i, j in 0..k] = value.
func (c *checker) fill(a *Assign) {
	t := a.Targets[0]
	old := c.scope.lookup(t.Name.Name)
	c.open()
	c.binders++
	var over []*variable
	for _, b := range t.Indices {
		over = append(over, c.bind(b.Name, b.Lo, b.Hi))
	}
	body := c.numeric(c.expr(a.Values[0]))
	if !body.is().scalar() {
		c.failf(body.at(), "an element is a scalar, and this is an array %s", shape(body.is().dims))
	}
	c.oldRanges(old, over)
	c.settle(over)
	c.binders--
	c.close()
	kind := ir.Int
	if !integral(body) || old != nil && old.typ.kind == ir.F64 {
		body, kind = c.float(body), ir.F64
	}
	v := c.newVariable(t.Name.Name, t.Name.Pos, typ{kind: kind})
	for _, i := range over {
		v.typ.dims = append(v.typ.dims, c.extent(i))
	}
	c.emit(&fill{pos: t.Name.Pos, v: v, over: over, body: body})
	c.scope.set(v)
}

// oldRanges takes the ranges that the value leaves open from the array redefined.
func (c *checker) oldRanges(old *variable, over []*variable) {
	if old == nil || len(old.typ.dims) != len(over) {
		return
	}
	for i, v := range over {
		if !v.ranged {
			v.ranged, v.source = true, old.name
			v.lo = &sizeNode{head{v.pos, intType}, size{}}
			v.hi = &sizeNode{head{v.pos, intType}, old.typ.dims[i]}
		}
	}
}

// extent is the size of the axis that an index fills from 0.
func (c *checker) extent(v *variable) size {
	if lo, ok := c.sizeOf(v.lo); !ok || len(lo.terms) > 0 {
		c.failf(v.pos, "a definition covers the array from 0: write %s in 0..b", v.name)
	}
	s := c.opaque(v.hi)
	s.vars(func(w *variable) {
		if w.index && c.scope.lookup(w.name) != w {
			c.failf(v.pos, "the range of %s depends on the index %s: the array would not be rectangular", v.name, w.name)
		}
	})
	return s
}

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
