package expr

// A function's parameters, sizes and results.

import (
	"go/token"
	"math/big"

	"chainrule/ir"
)

// function is a function of the package and what checking found out about it.
type function struct {
	name   string
	doc    string
	decl   *Func
	errs   *errorList
	state  state
	broken bool
	cost   int // how many operations it may take, its calls included

	params  []*variable
	sizes   []*variable        // named in dimensions only, in order of appearance
	own     map[*variable]bool // the same as a set
	inDims  map[*variable]bool // the int parameters used in dimensions
	extra   []*variable        // sizes that no length gives
	infer   []inference
	checks  []*variable // array parameters whose length gives no size
	body    []stmt
	results []*variable
	names   []string
	wrt     []string
}

// inference solves len(param) = p·v + q for the size v.
type inference struct {
	param *variable
	v     *variable
	p, q  size
}

func (c *checker) function() {
	fn := c.fn
	fn.own, fn.inDims = map[*variable]bool{}, map[*variable]bool{}
	for _, p := range fn.decl.Params {
		c.declareParam(p)
	}
	for i, p := range fn.decl.Params {
		if !c.try(func() { c.dimensions(p, fn.params[i]) }) {
			fn.params[i].typ = typ{kind: badKind}
		}
	}
	c.try(c.checkWrt)
	c.planSizes()
	if fn.decl.X != nil {
		c.single()
	} else {
		c.block()
	}
}

// declareParam declares a parameter, an array without its dimensions; one with
// a mistake is known to be bad.
func (c *checker) declareParam(p *Param) {
	v := c.newVariable(p.Name.Name, p.Name.Pos, typ{kind: badKind})
	c.fn.params = append(c.fn.params, v)
	c.try(func() {
		c.goKeyword(p.Name)
		if c.scope.lookup(v.name) != nil {
			c.failf(v.pos, "parameter %s is declared twice", v.name)
		}
		switch p.Kind {
		case "":
			v.typ = floatType
		case "int":
			v.typ = intType
		default:
			c.failf(v.pos, "parameter %s: %s is no kind; leave it out for float, or write int", v.name, p.Kind)
		}
	})
	c.scope.set(v)
}

// dimensions gives an array its dimensions, in which new names are sizes.
func (c *checker) dimensions(p *Param, v *variable) {
	for _, d := range p.Dims {
		c.sizeNames(d)
		s := c.dim(d)
		if k, ok := s.constant(); ok && (k.Sign() <= 0 || !k.IsInt()) {
			c.failf(d.At(), "the size %s of %s is not a positive integer", s, v.name)
		}
		v.typ.dims = append(v.typ.dims, s)
	}
}

// sizeNames declares the names in a dimension that are not declared yet.
func (c *checker) sizeNames(x Expr) {
	switch x := x.(type) {
	case *Paren:
		c.sizeNames(x.X)
	case *Power:
		c.sizeNames(x.X)
	case *Chain:
		for _, o := range x.operands() {
			c.sizeNames(o)
		}
	case *Call:
		c.sizeNames(x.Fun)
		for _, a := range x.Args {
			c.sizeNames(a)
		}
	case *Ref:
		c.sizeName(x)
	}
}

func (c *checker) sizeName(x *Ref) {
	v := c.scope.lookup(x.Name)
	switch {
	case v == nil && c.pkg.constants[x.Name] == nil:
		c.goKeyword(identOf(x))
		v = c.newVariable(x.Name, x.Pos, intType)
		c.scope.set(v)
		c.fn.sizes = append(c.fn.sizes, v)
		c.fn.own[v], v.extent = true, true
	case v == nil:
	case v.typ.kind == badKind:
	case v.typ.kind != ir.Int:
		c.failf(x.Pos, "the size %s is a parameter that is no integer: write %s int", x.Name, x.Name)
	case !c.fn.own[v]:
		c.fn.inDims[v], v.extent = true, true
	}
}

func (c *checker) checkWrt() {
	for _, w := range c.fn.decl.Wrt {
		v := c.scope.lookup(w.Name)
		if v != nil && v.typ.kind == badKind {
			continue
		}
		if v == nil || v.typ.kind != ir.F64 {
			c.failf(w.Pos, "wrt %s: only float parameters can be differentiated by", w.Name)
		}
		c.fn.wrt = append(c.fn.wrt, w.Name)
	}
}

// planSizes decides which length gives which size; vectors come first, and a
// size that nothing gives becomes a parameter.
func (c *checker) planSizes() {
	fn := c.fn
	known := map[*variable]bool{}
	var open []*variable
	for rank := range 2 {
		for _, p := range fn.params {
			if n := len(p.typ.dims); n == 1 && rank == 0 || n > 1 && rank == 1 {
				open = append(open, p)
			}
		}
	}
	for {
		for c.inferOne(&open, known) {
		}
		var next *variable
		for _, s := range fn.sizes {
			if !known[s] {
				next = s
				break
			}
		}
		if next == nil {
			break
		}
		known[next] = true
		fn.extra = append(fn.extra, next)
	}
	fn.checks = open
}

// inferOne finds a length with one unknown size, and says how to solve for it.
func (c *checker) inferOne(open *[]*variable, known map[*variable]bool) bool {
	for i, p := range *open {
		total := product(p.typ.dims)
		var v *variable
		n := 0
		total.vars(func(w *variable) {
			if c.fn.own[w] && !known[w] && w != v {
				v = w
				n++
			}
		})
		if n != 1 {
			continue
		}
		k, q, ok := total.split(v)
		if !ok {
			continue
		}
		known[v] = true
		c.fn.infer = append(c.fn.infer, inference{param: p, v: v, p: k, q: q})
		*open = append((*open)[:i:i], (*open)[i+1:]...)
		return true
	}
	return false
}

// exact reports whether every length leads to a whole size that needs no check.
func (inf inference) exact() bool {
	k, ok := inf.p.constant()
	return ok && new(big.Rat).Abs(k).Cmp(big.NewRat(1, 1)) == 0 && len(inf.q.terms) == 0
}

// single checks func f(x) = expression.
func (c *checker) single() {
	if len(c.fn.decl.Results) > 1 {
		c.failf(c.fn.decl.Results[1].Pos, "an expression gives one result: write the body in braces")
	}
	c.finish([]Expr{c.fn.decl.X}, c.fn.decl.X.At())
}

// finish checks the values of the results and names them.
func (c *checker) finish(xs []Expr, pos token.Position) {
	fn := c.fn
	if n := len(fn.decl.Results); n > 0 && n != len(xs) {
		c.failf(pos, "%d values for %d results", len(xs), n)
	}
	vals := c.all(xs)
	out := &define{pos: pos, vals: vals}
	for i, v := range vals {
		c.numeric(v)
		if numerals(v) {
			v = c.float(v)
			vals[i] = v
		}
		id := Ident{Pos: xs[i].At(), Name: c.resultName(xs, i)}
		r := c.newVariable(id.Name, id.Pos, v.is())
		out.vars = append(out.vars, r)
		fn.results = append(fn.results, r)
		fn.names = append(fn.names, id.Name)
	}
	c.emit(out)
}

// resultName is the declared name, the name that is returned, or a free letter.
func (c *checker) resultName(xs []Expr, i int) string {
	if rs := c.fn.decl.Results; len(rs) > 0 {
		c.resultIdent(rs[i])
		return rs[i].Name
	}
	taken := map[string]bool{}
	for _, p := range append(append([]*variable(nil), c.fn.params...), c.fn.sizes...) {
		taken[p.name] = true
	}
	for _, n := range c.fn.names {
		taken[n] = true
	}
	if r, ok := xs[i].(*Ref); ok && !taken[r.Name] && c.scope.lookup(r.Name) != nil {
		return r.Name
	}
	for _, n := range []string{"y", "z", "r", "s", "u", "v", "w", "q", "p", "g", "h"} {
		if !taken[n] && c.scope.lookup(n) == nil {
			return n
		}
	}
	name := "result"
	for taken[name] {
		name += "_"
	}
	return name
}

// resultIdent refuses result names that mean something else.
func (c *checker) resultIdent(r Ident) {
	c.goKeyword(r)
	for _, p := range c.fn.params {
		if p.name == r.Name {
			c.failf(r.Pos, "result %s is a parameter too: choose another name", r.Name)
		}
	}
	for _, s := range c.fn.sizes {
		if s.name == r.Name {
			c.failf(r.Pos, "result %s is a size too: choose another name", r.Name)
		}
	}
	for _, n := range c.fn.names {
		if n == r.Name {
			c.failf(r.Pos, "result %s is named twice", r.Name)
		}
	}
}
