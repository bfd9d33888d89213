package expr

// Calls: of rows of the operation table, of the few functions that are not
// rows, and of the package's own functions.

import (
	"math/big"
	"strings"

	"chainrule/ir"
)

// builtins are the functions that are not rows of the table: they work on
// integers or arrays.
var builtins map[string]func(c *checker, x *Call, args []node) node

func init() {
	builtins = map[string]func(c *checker, x *Call, args []node) node{
		"dot": (*checker).dot,
		"div": func(c *checker, x *Call, args []node) node { return c.quotient(x, args, "idiv") },
		"mod": (*checker).mod,
		"int": (*checker).truncate,
	}
}

// callableRow finds a row by its usual name. Rows that Go writes with an
// operator, and those on integers and conditions, have no name in the language.
func callableRow(name string) *ir.Op {
	op := ir.LookupOp(name)
	if op == nil || op.Struct != nil || op.Out == ir.TInt && !strings.HasPrefix(op.Go, "math.") {
		return nil
	}
	floats := 0
	for _, t := range op.In {
		if t == ir.TF64 {
			floats++
		} else if t != ir.TInt {
			return nil
		}
	}
	if floats == 0 || op.Out == ir.TBool || strings.ContainsAny(op.Go, "+-*/<>=") && !strings.Contains(op.Go, "(") {
		return nil
	}
	return op
}

func evalRow(op *ir.Op, args []float64) float64 {
	s := make([]ir.Scalar, len(args))
	for i, a := range args {
		s[i].F = a
		s[i].I = int(a)
	}
	return op.Eval(s).F
}

func (c *checker) call(x *Call) node {
	name := x.Fun.Name
	if fn := c.pkg.functions[name]; fn != nil {
		if c.constants {
			c.failf(x.At(), "a constant cannot call %s, a function of the package", name)
		}
		k := c.callOf(x, fn)
		if len(fn.results) != 1 {
			c.failf(x.At(), "%s has %d results: write a, b = %s(…)", name, len(fn.results), name)
		}
		return &callNode{head{x.At(), k.resultType(0)}, k, 0}
	}
	builtin, row := builtins[name], callableRow(name)
	if builtin == nil && row == nil {
		c.unknownFunction(x)
	}
	args := c.all(x.Args)
	if builtin != nil {
		return builtin(c, x, args)
	}
	c.count(x, args, len(row.In))
	for i, a := range args {
		if row.In[i] == ir.TInt {
			args[i] = c.int(a, "this argument of "+name)
		} else {
			args[i] = c.float(a)
		}
	}
	return c.elementwise(x.At(), row, args...)
}

func (c *checker) unknownFunction(x *Call) {
	if c.pkg.incomplete || c.pkg.lost[x.Fun.Name] {
		panic(bail{})
	}
	if near := c.nearest(x.Fun.Name, true); near != "" {
		c.failf(x.At(), "unknown function %s: did you mean %s?", x.Fun.Name, near)
	}
	c.failf(x.At(), "unknown function %s; if it is meant as a factor, %s is not a declared variable", x.Fun.Name, x.Fun.Name)
}

func (c *checker) count(x *Call, args []node, want int) {
	if len(args) != want {
		c.failf(x.At(), "%s takes %d %s, and here are %d", x.Fun.Name, want, plural("argument", want), len(args))
	}
}

func plural(word string, n int) string {
	if n == 1 {
		return word
	}
	return word + "s"
}

func (c *checker) quotient(x *Call, args []node, op string) node {
	c.count(x, args, 2)
	for i := range args {
		args[i] = c.int(args[i], "an argument of "+x.Fun.Name)
	}
	if k, ok := args[1].(*constNode); ok && float64Zero(k) {
		c.failf(x.At(), "division by zero")
	}
	return &opNode{head{x.At(), intType}, ir.MustOp(op), args}
}

func float64Zero(k *constNode) bool { f, _ := float64Of(k.val); return f == 0 }

// mod is the remainder of integers, or of floats where the table has a row for it.
func (c *checker) mod(x *Call, args []node) node {
	c.count(x, args, 2)
	row := callableRow("mod")
	if row == nil || args[0].is().kind == ir.Int && args[1].is().kind == ir.Int {
		return c.quotient(x, args, "imod")
	}
	return c.elementwise(x.At(), row, c.float(args[0]), c.float(args[1]))
}

func (c *checker) truncate(x *Call, args []node) node {
	c.count(x, args, 1)
	if t := args[0].is(); !t.scalar() {
		c.failf(x.At(), "int takes a scalar, and this is an array %s", shape(t.dims))
	}
	if args[0].is().kind == ir.Int {
		return args[0]
	}
	return &opNode{head{x.At(), intType}, ir.MustOp("ftoi"), []node{c.float(args[0])}}
}

// callOf binds the parameters and sizes of a function of the package.
func (c *checker) callOf(x *Call, fn *function) *call {
	c.pkg.check(fn, x.At(), c)
	if fn.broken {
		panic(bail{})
	}
	if c.cost += fn.cost; c.cost > maxInstrs {
		c.failf(x.At(), "%s expands to more than %d operations with this call of %s: functions that call others twice grow without bound",
			c.fn.name, maxInstrs, fn.name)
	}
	args := c.all(x.Args)
	want := len(fn.params)
	if len(args) != want && len(args) != want+len(fn.extra) {
		c.failf(x.At(), "%s takes %d %s, and here are %d", fn.name, want, plural("argument", want), len(args))
	}
	k := &call{pos: x.At(), fn: fn, args: args[:want:want], sizes: map[*variable]size{}}
	for i, e := range args[want:] {
		k.sizes[fn.extra[i]] = c.opaque(c.int(e, "the size "+fn.extra[i].name))
	}
	for i, p := range fn.params {
		k.args[i] = c.argument(k, p, args[i])
	}
	c.unify(k)
	return k
}

// argument converts one argument to its parameter's kind.
func (c *checker) argument(k *call, p *variable, a node) node {
	t := a.is()
	if len(t.dims) != len(p.typ.dims) {
		c.failf(a.at(), "parameter %s of %s is %s, and this is %s", p.name, k.fn.name, shapeWord(p.typ), shapeWord(t))
	}
	switch {
	case p.typ.kind == ir.F64:
		return c.float(a)
	case t.kind != ir.Int:
		c.failf(a.at(), "parameter %s of %s is an integer, and this is a float%s", p.name, k.fn.name, intHint(t))
	case p.typ.scalar():
		if s, ok := c.sizeOf(a); ok {
			k.sizes[p] = s
		} else if k.fn.inDims[p] {
			k.sizes[p] = c.opaque(a)
		}
	}
	return a
}

// unify finds the callee's sizes from the shapes of the arguments.
func (c *checker) unify(k *call) {
	for progress := true; progress; {
		progress = false
		for i, p := range k.fn.params {
			for axis, d := range p.typ.dims {
				if v, s, ok := solve(d.subst(k.sizes), k.args[i].is().dims[axis], k.fn.own); ok {
					k.sizes[v] = s
					progress = true
				}
			}
		}
	}
	for i, p := range k.fn.params {
		for axis, d := range p.typ.dims {
			c.agree(k, k.args[i], p, axis, d.subst(k.sizes), k.args[i].is().dims[axis])
		}
	}
	for _, v := range k.fn.sizes {
		if _, ok := k.sizes[v]; !ok {
			c.failf(k.pos, "the size %s of %s does not follow from these arguments: give it as a further argument", v.name, k.fn.name)
		}
	}
}

// solve finds the one unknown of want = got, if it is linear.
func solve(want, got size, own map[*variable]bool) (*variable, size, bool) {
	var v *variable
	n := 0
	want.vars(func(w *variable) {
		if own[w] && w != v {
			v = w
			n++
		}
	})
	if n != 1 {
		return nil, size{}, false
	}
	p, q, ok := want.split(v)
	k, isConst := p.constant()
	if !ok || !isConst || k.Sign() == 0 {
		return nil, size{}, false
	}
	return v, got.minus(q).scale(new(big.Rat).Inv(k)), true
}

// agree compares an argument's extent with its parameter's.
func (c *checker) agree(k *call, a node, p *variable, axis int, want, got size) {
	if want.equal(got) {
		return
	}
	text := p.name + " of " + k.fn.name
	if want.known() == got.known() {
		c.failf(a.at(), "the shapes do not fit: %s is %s, and this is %s, where %s is not %s",
			text, shape(substAll(p.typ.dims, k.sizes)), shape(a.is().dims), got, want)
	}
	k.requires = append(k.requires, sizeCheck{got, want,
		c.fn.name + ": axis " + string(rune('0'+axis%10)) + " of " + text + " has %d elements, want %d"})
}

func substAll(dims []size, with map[*variable]size) []size {
	out := make([]size, len(dims))
	for i, d := range dims {
		out[i] = d.subst(with)
	}
	return out
}

// resultType is the type of a result in the caller's sizes.
func (k *call) resultType(i int) typ {
	t := k.fn.results[i].typ
	return typ{t.kind, substAll(t.dims, k.sizes)}
}
