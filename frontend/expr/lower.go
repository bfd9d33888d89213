package expr

// Lower turns checked functions into ir. A call becomes the callee's
// instructions in its place.

import (
	"fmt"
	"go/token"
	"math/big"
	"strings"

	"chainrule/ir"
)

// What one function, and all of a package, may grow to by calls.
const (
	maxInstrs  = 2_000_000
	maxPackage = 20_000_000
)

// lowerer builds one ir function.
type lowerer struct {
	fn    *function
	b     *ir.Builder
	env   map[*variable]*ir.Value // of the function being emitted, a callee for example
	ready map[node]*ir.Value      // what was computed before the loops around it
	dest  map[*variable]*ir.Value // where an array is to be written
	lens  map[*variable]*ir.Value // of array parameters
	nodes int
	// callees holds the values that have their names from an expanded call.
	callees map[*ir.Value]bool
	callAt  *token.Position // the outermost call being emitted
}

// tooLarge ends the lowering of a function that grows without reason.
type tooLarge struct{ pos token.Position }

// Lower gives the functions of the package in order of declaration, none if
// Load reported mistakes.
func (p *Package) Lower() ([]*ir.Func, ir.Diagnostics) {
	var out []*ir.Func
	var ds ir.Diagnostics
	if p.failed {
		return nil, nil
	}
	for _, fn := range p.order {
		before := len(fn.errs.list)
		if f := lowerFunc(fn); f != nil {
			out = append(out, f)
		}
		ds = append(ds, fn.errs.list[before:]...)
	}
	return out, ds
}

func lowerFunc(fn *function) (f *ir.Func) {
	defer func() {
		switch r := recover().(type) {
		case nil:
		case tooLarge:
			f = nil
			fn.errs.addf(r.pos, "%s expands to more than %d operations: name the inner parts and use the names", fn.name, maxInstrs)
		default:
			f = nil
			fn.errs.internal(fn.decl.Name.Pos, "lowering "+fn.name, r)
		}
	}()
	f = ir.NewFunc(fn.name)
	f.Doc, f.Pos, f.Wrt, f.Results = fn.doc, fn.decl.Name.Pos, fn.wrt, fn.names
	l := &lowerer{fn: fn, b: f.Body.Build(), env: map[*variable]*ir.Value{}, ready: map[node]*ir.Value{}, dest: map[*variable]*ir.Value{}, lens: map[*variable]*ir.Value{}, callees: map[*ir.Value]bool{}}
	l.params(f)
	l.stmts(fn.body)
	l.results(f)
	return f
}

// at gives a position to the instructions that follow, and counts.
func (l *lowerer) at(pos token.Position) *ir.Builder {
	if l.nodes++; l.nodes > maxInstrs {
		if l.callAt != nil {
			pos = *l.callAt
		}
		panic(tooLarge{pos})
	}
	l.b.Pos = pos
	return l.b
}

// params declares the parameters and finds the sizes from the lengths.
func (l *lowerer) params(f *ir.Func) {
	l.b.Pos = f.Pos
	for _, p := range l.fn.params {
		t := ir.Type{Kind: p.typ.kind}
		if !p.typ.scalar() {
			t = ir.Array(p.typ.kind, 1)
		}
		l.env[p] = f.Body.AddParam(p.name, t)
	}
	for _, e := range l.fn.extra {
		l.env[e] = f.Body.AddParam(e.name, ir.TInt)
	}
	for _, inf := range l.fn.infer {
		l.inferSize(inf)
	}
	for _, inf := range l.fn.infer {
		if !inf.exact() {
			l.requireLen(inf.param)
		}
	}
	for _, p := range l.fn.checks {
		l.requireLen(p)
	}
	for _, p := range l.fn.params {
		if len(p.typ.dims) > 1 {
			l.at(p.pos)
			var dims []*ir.Value
			for _, d := range p.typ.dims {
				dims = append(dims, l.size(d))
			}
			l.env[p] = l.b.View(l.env[p], dims...).Named(p.name)
		}
	}
}

// inferSize computes v from len = p·v + q; a zero factor leaves v at zero.
func (l *lowerer) inferSize(inf inference) {
	l.at(inf.param.pos)
	n := l.lenOf(inf.param)
	if inf.exact() {
		l.env[inf.v] = n.Named(inf.v.name)
		return
	}
	total := product(inf.param.typ.dims)
	d := total.denominator()
	n = l.intConst("imul", n, d)
	if len(inf.q.terms) > 0 {
		n = l.b.Op("isub", n, l.size(inf.q.scale(ratInt(d))))
	}
	p := inf.p.scale(ratInt(d))
	if k, ok := p.constant(); ok && k.Cmp(big.NewRat(1, 1)) == 0 {
		l.env[inf.v] = l.b.Op("imax", n, l.b.Int(0)).Named(inf.v.name)
		return
	}
	divisor := l.size(p)
	if !p.known() {
		divisor = l.b.Op("imax", divisor, l.b.Int(1))
	}
	v := l.intOp("idiv", n, divisor)
	if len(inf.q.terms) > 0 {
		v = l.b.Op("imax", v, l.b.Int(0))
	}
	l.env[inf.v] = v.Named(inf.v.name)
}

// requireLen emits the check that a length is what the sizes say.
func (l *lowerer) requireLen(p *variable) {
	l.at(p.pos)
	want := product(p.typ.dims)
	got := l.lenOf(p)
	text := ""
	if !want.known() {
		text = written(p.typ.dims) + " = "
	}
	d := want.denominator()
	message := fmt.Sprintf("%s: len(%s) is %%d, want %s%%d", l.fn.name, p.name, text)
	if d.Cmp(big.NewInt(1)) != 0 {
		want = want.scale(ratInt(d))
		message = fmt.Sprintf("%s: %s times len(%s) is %%d, want %s = %%d", l.fn.name, d, p.name, want)
		got = l.intConst("imul", got, d)
	}
	l.b.Require(got, l.size(want), message)
}

// written is a product of dimensions in the order of declaration.
func written(dims []size) string {
	var parts []string
	for _, d := range dims {
		text := d.String()
		if len(dims) > 1 && len(d.terms) > 1 && d.denominator().IsInt64() && d.denominator().Int64() == 1 {
			text = "(" + text + ")"
		}
		parts = append(parts, text)
	}
	return strings.Join(parts, "*")
}

// results yields what the body left in the result variables; an array that is
// not this function's own is copied.
func (l *lowerer) results(f *ir.Func) {
	given := map[*ir.Value]bool{}
	for i, r := range l.fn.results {
		v := l.env[r]
		if !r.typ.scalar() && (!v.Once() || given[v]) {
			l.at(r.pos)
			v = l.copyOf(v, l.dims(r.typ), nil).Named(f.Results[i])
		}
		given[v] = true
		f.Body.Yield = append(f.Body.Yield, v)
	}
}
