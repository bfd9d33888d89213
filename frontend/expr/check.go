package expr

// Check resolves names, kinds and sizes; what follows may assume them. A
// mistake ends the check of its operand or statement, and the others go on.

import (
	"fmt"
	"go/token"
	"strings"

	"chainrule/ir"
)

// checker checks one function or constant.
type checker struct {
	pkg        *Package
	errs       *errorList
	fn         *function
	scope      *scope
	constants  bool            // functions of constants are computed
	promoted   promoted        // which carried integers turned out to be floats
	later      []func()        // checks for when every index has its range
	guarded    int             // how many conditions surround the expression
	binders    int             // how many indices are bound around the expression
	before     []stmt          // hidden definitions needed by the statement at hand
	cost       int             // how many operations the function may take, its calls included
	incomplete bool            // a statement could not be read: names may be missing
	closed     map[string]bool // indices of the statement's reductions so far
}

// serial numbers order the variables of a process of checking; only the order matters.
func (c *checker) newVariable(name string, pos token.Position, t typ) *variable {
	c.pkg.serial++
	return &variable{name: name, pos: pos, serial: c.pkg.serial, typ: t}
}

// scope is the names of a block, and of those around it.
type scope struct {
	names map[string]*variable
	outer *scope
}

func (s *scope) lookup(name string) *variable {
	for ; s != nil; s = s.outer {
		if v := s.names[name]; v != nil {
			return v
		}
	}
	return nil
}

func (s *scope) set(v *variable) {
	if s.names == nil {
		s.names = map[string]*variable{}
	}
	s.names[v.name] = v
}

func (c *checker) open() { c.scope = &scope{outer: c.scope} }

// close leaves the innermost scope and gives it.
func (c *checker) close() *scope {
	s := c.scope
	c.scope = s.outer
	return s
}

// bail ends the check of an operand whose mistake was reported.
type bail struct{}

func (c *checker) failf(pos token.Position, format string, args ...any) {
	c.errs.addf(pos, format, args...)
	panic(bail{})
}

// try runs f and reports whether it came to its end.
func (c *checker) try(f func()) (ok bool) {
	sc, guarded, binders := c.scope, c.guarded, c.binders
	defer func() {
		switch r := recover().(type) {
		case nil:
		case bail:
			c.scope, c.guarded, c.binders, ok = sc, guarded, binders, false
		default:
			panic(r)
		}
	}()
	f()
	return true
}

// all checks every expression, the later ones also after a mistake in an earlier one.
func (c *checker) all(xs []Expr) []node {
	out := make([]node, len(xs))
	ok := true
	for i, x := range xs {
		ok = c.try(func() { out[i] = c.expr(x) }) && ok
	}
	if !ok {
		panic(bail{})
	}
	return out
}

func (c *checker) expr(x Expr) node {
	c.cost++
	switch x := x.(type) {
	case *Num:
		return c.literal(x)
	case *Ref:
		return c.ref(x)
	case *Paren:
		return c.expr(x.X)
	case *Unary:
		return c.unary(x)
	case *Chain:
		return c.chain(x)
	case *Cond:
		return c.cond(x)
	}
	if fs := c.factors(x); len(fs) > 1 {
		return c.productOf(fs)
	}
	switch x := x.(type) {
	case *Power:
		return c.power(x)
	case *Call:
		return c.call(x)
	case *Index:
		return c.index(x)
	case *Reduce:
		return c.reduce(x)
	}
	panic(fmt.Sprintf("expression %T", x))
}

// ref resolves a name.
func (c *checker) ref(x *Ref) node {
	if v := c.scope.lookup(x.Name); v != nil {
		if v.typ.kind == badKind {
			panic(bail{})
		}
		return &varNode{head{x.Pos, v.typ}, v}
	}
	if d := c.pkg.constants[x.Name]; d != nil {
		k := *c.constantDecl(d).(*constNode)
		k.pos = x.Pos
		return &k
	}
	if v, ok := knownConstants[x.Name]; ok {
		return c.number(x.Pos, v)
	}
	c.unknown(x)
	return nil
}

// badKind is the kind of a variable whose definition has a mistake; its uses are silent.
const badKind = ir.Kind(255)

func (c *checker) unknown(x *Ref) {
	if c.closed[x.Name] {
		c.failf(x.Pos, "unknown name %s: the term of a reduction ends before + and -; put it in parentheses to run over all of it", x.Name)
	}
	if c.isFunction(x.Name) {
		c.failf(x.Pos, "%s is a function: write %s(…)", x.Name, x.Name)
	}
	if c.incomplete || c.pkg.incomplete || c.pkg.lost[x.Name] {
		panic(bail{})
	}
	if near := c.nearest(x.Name, false); near != "" {
		c.failf(x.Pos, "unknown name %s: did you mean %s?", x.Name, near)
	}
	for i := range x.Name {
		if i > 0 && c.scope.lookup(x.Name[:i]) != nil && c.scope.lookup(x.Name[i:]) != nil {
			c.failf(x.Pos, "unknown name %s: for a product write %s*%s", x.Name, x.Name[:i], x.Name[i:])
		}
	}
	c.failf(x.Pos, "unknown name %s", x.Name)
}

func (c *checker) isFunction(name string) bool {
	return c.pkg.functions[name] != nil || reductions[name] || builtins[name] != nil || callableRow(name) != nil
}

// float converts a number to float.
func (c *checker) float(n node) node {
	if k, ok := n.(*constNode); ok {
		if _, ok := float64Of(k.val); !ok {
			c.failf(n.at(), "the constant is too large for a float64")
		}
		return &constNode{head{k.pos, floatType}, k.val}
	}
	if c.numeric(n).is().kind == ir.F64 {
		return n
	}
	if k, ok := n.(*condNode); ok {
		out := &condNode{head: head{k.pos, typ{ir.F64, k.t.dims}}, other: c.float(k.other)}
		for _, x := range k.cases {
			out.cases = append(out.cases, caseNode{x.cond, c.float(x.then)})
		}
		return out
	}
	if v, ok := n.(*varNode); ok && v.v.value != nil {
		if r, ok := v.v.value.constant(); ok && r.IsInt() {
			return &constNode{head{n.at(), floatType}, constantOf(r)}
		}
	}
	return &opNode{head{n.at(), typ{ir.F64, n.is().dims}}, ir.MustOp("itof"), []node{n}}
}

// numerals reports whether an integer is made of literals only, by way of names
// perhaps: as the value of a result it is meant as a float.
func numerals(n node) bool {
	only := n.is().kind == ir.Int
	walk(n, func(n node) {
		switch n := n.(type) {
		case *varNode:
			only = only && (n.is().kind == ir.Bool || n.v.numeral)
		case *sizeNode:
			only = false
		}
	})
	return only
}

// int demands an integer scalar.
func (c *checker) int(n node, use string) node {
	if t := n.is(); t.kind != ir.Int || !t.scalar() {
		what := "a float"
		switch {
		case !t.scalar():
			what = "an array " + shape(t.dims)
		case t.kind == ir.Bool:
			what = "a condition"
		}
		c.failf(n.at(), "an integer is expected as %s, and this is %s%s", use, what, intHint(t))
	}
	if k, ok := n.(*constNode); ok && !fits(k.val) {
		c.failf(n.at(), "the constant is too large for an int")
	}
	return n
}

func intHint(t typ) string {
	if t.kind == ir.F64 && t.scalar() {
		return ": write int(…), or div(a, b) for a quotient"
	}
	return ""
}

func (c *checker) bool(n node) node {
	if t := n.is(); t.kind != ir.Bool {
		c.failf(n.at(), "a condition is expected, and this is a number")
	}
	return n
}

func (c *checker) numeric(n node) node {
	if n.is().kind == ir.Bool {
		c.failf(n.at(), "a number is expected, and this is a condition: write if … then 1 else 0")
	}
	return n
}

// cond checks a piecewise value; its branches are of one kind and shape.
func (c *checker) cond(x *Cond) node {
	if len(x.Cases) > maxNesting {
		c.failf(x.Pos, "more than %d cases", maxNesting)
	}
	var conds, values []node
	ok := true
	for i, k := range x.Cases {
		ok = c.try(func() { conds = append(conds, c.bool(c.expr(k.If))) }) && ok
		if i == 0 {
			c.guarded++
		}
		ok = c.try(func() { values = append(values, c.numeric(c.expr(k.Then))) }) && ok
	}
	ok = c.try(func() { values = append(values, c.numeric(c.expr(x.Else))) }) && ok
	c.guarded--
	if !ok {
		panic(bail{})
	}
	t := c.common(values)
	out := &condNode{head: head{x.Pos, t}}
	for i, v := range values {
		if t.kind == ir.F64 {
			v = c.float(v)
		}
		if i == len(conds) {
			out.other = v
		} else {
			out.cases = append(out.cases, caseNode{conds[i], v})
		}
	}
	return out
}

// common is the type of values that take each other's place; scalars go with any shape.
func (c *checker) common(values []node) typ {
	t := values[0].is()
	for _, v := range values[1:] {
		u := v.is()
		if u.kind != t.kind {
			t.kind = ir.F64
		}
		switch {
		case t.scalar():
			t.dims = u.dims
		case !u.scalar() && !sameShape(t.dims, u.dims):
			c.failf(v.at(), "the values have different shapes, %s and %s", shape(t.dims), shape(u.dims))
		}
	}
	if len(t.dims) > 0 && t.kind == ir.Int {
		t.kind = ir.F64
	}
	return t
}

// goKeyword refuses names that Go could not have.
func (c *checker) goKeyword(id Ident) {
	switch {
	case token.IsKeyword(id.Name):
		c.failf(id.Pos, "%s is a Go keyword: choose another name", id.Name)
	case strings.Trim(id.Name, "_") == "":
		c.failf(id.Pos, "a name needs a letter")
	}
}
