package expr

// Statements: each definition of a name makes a new variable.

import "chainrule/ir"

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
	if v.numeral { // meant as a float, as the value of a return would be
		n := c.float(&varNode{head{r.Pos, v.typ}, v})
		v = c.newVariable(r.Name, r.Pos, n.is())
		c.emit(&define{pos: r.Pos, vars: []*variable{v}, vals: []node{n}})
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
		v.numeral = numerals(n)
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
