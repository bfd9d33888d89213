// Lower turns the body of a Go function into ir: naively, with every variable a
// cell of memory. What this package does not see through is carried as Go text;
// which of it matters to a derivative is for package adjoint to say.

package gofunc

import (
	"fmt"
	"go/ast"
	"go/types"
	"strings"

	"chainrule/ir"
)

// lowerer is the state of lowering one function and all that it calls.
type lowerer struct {
	prog   *Program
	fn     *ir.Func
	b      *ir.Builder
	ds     ir.Diagnostics
	frame  *frame
	stack  []string        // keys of the functions that are being expanded
	left   int             // calls that may still be expanded
	making int             // the depth of the stack at which an item of a pool is made
	root   *Body           // of the function that is differentiated
	target string          // the path of the package that the output goes into
	floats map[string]bool // parameters that lead to floats, by name

	asking    map[*types.Func]bool     // by readsParam
	tables    map[string]place         // variables of other packages, by their names
	separates *[]*separated            // the functions that became functions of their own
	fixed     map[types.Object]operand // parameters whose operands are known functions
}

// frame is a function whose body is being lowered in place.
type frame struct {
	body     *Body
	code     *ast.BlockStmt
	parent   *frame // of the function that a literal is in
	subst    map[*types.TypeParam]types.Type
	vars     map[types.Object]operand
	known    []*choice // results that are known functions or interfaces
	results  []place   // cells of the results
	sig      *types.Signature
	ret      *ir.Value             // flag: returned; nil if nothing needs it
	targets  []*target             // of break and continue, innermost last
	label    string                // of the statement that comes next
	defers   []func()              // what runs when the function ends
	mutable  map[types.Object]bool // variables that something assigns or points to
	escaping map[types.Object]bool // made when asked for
}

// refusal ends the lowering of a function.
type refusal struct{}

// Lower gives the function of a request in the intermediate form. What it
// cannot take is refused, with a position.
func (p *Program) Lower(r Request) (*ir.Func, ir.Diagnostics) {
	l := p.newLowerer(r.Body.Func.Name())
	l.root, l.target = r.Body, r.Target
	l.function(r)
	if len(l.ds) > 0 {
		return nil, p.WithLines(l.ds)
	}
	return l.fn, nil
}

// mostCalls bounds how many calls are expanded in one function.
const mostCalls = 5000

func (p *Program) newLowerer(name string) *lowerer {
	f := ir.NewFunc(name)
	f.Callees = map[string]*ir.Func{}
	return &lowerer{prog: p, fn: f, b: f.Body.Build(), left: mostCalls, floats: map[string]bool{}, separates: &[]*separated{}, tables: map[string]place{}, asking: map[*types.Func]bool{}}
}

// function lowers the requested function.
func (l *lowerer) function(r Request) {
	defer l.recover()
	l.fn.Doc, l.fn.Pos = r.Body.Decl.Doc.Text(), l.prog.Position(r.Body.Decl.Name.Pos())
	l.push(r.Body, r.Body.Decl.Body)
	l.frame.subst = l.instance(r)
	l.stack = append(l.stack, Key(r.Body.Func))
	l.signature(r)
	if !l.asRow(r.Body) {
		l.run(r.Body.Decl.Body)
	}
	l.yield()
	markWriters(l.fn)
	l.fn.Wrt = l.wrt(r)
	l.verify(r.Body.Decl)
}

// asRow lowers a function of package math to what it is where it is called.
func (l *lowerer) asRow(b *Body) bool {
	if b.Pkg.Path() != "math" {
		return false
	}
	run := l.mathFunc(b.Func)
	if run == nil {
		return false
	}
	var x []*ir.Value
	for _, id := range paramNames(b.Decl) {
		x = append(x, l.value(id, l.ident(id)))
	}
	for i, o := range run(x).tuple {
		l.store(b.Decl, l.frame.results[i], o)
	}
	return true
}

// verify refuses what reached out of a scope on the way: a literal that captures
// a variable of a branch or loop and is called behind it.
func (l *lowerer) verify(d *ast.FuncDecl) {
	err := ir.Verify(l.fn)
	if err == nil || len(l.ds) > 0 {
		return
	}
	if !strings.Contains(err.Error(), "outside the scope") {
		panic(fmt.Sprintf("lowering %s: %v", d.Name.Name, err))
	}
	l.report(d.Name, "a function literal in %s captures variables of a branch or loop and is called behind it, which is not supported: declare them at the beginning", d.Name.Name)
}

func (l *lowerer) recover() {
	switch e := recover().(type) {
	case nil, refusal:
	default:
		panic(e)
	}
}

// push makes the frame of a function that is lowered from here on.
func (l *lowerer) push(body *Body, code *ast.BlockStmt) *frame {
	f := &frame{body: body, code: code, vars: map[types.Object]operand{}, mutable: mutated(body.Info, code)}
	l.frame = f
	return f
}

// refuse reports what cannot be taken and ends the lowering of the function.
func (l *lowerer) refuse(n ast.Node, format string, args ...any) {
	l.report(n, format, args...)
	panic(refusal{})
}

// report reports a mistake and goes on.
func (l *lowerer) report(n ast.Node, format string, args ...any) {
	l.ds.Add(l.prog.Position(n.Pos()), format, args...)
}

// at makes the source of n the place of what is emitted from here on, unless
// the code is that of a callee: then it is that of the call.
func (l *lowerer) at(n ast.Node) { l.b.Pos = l.prog.Position(n.Pos()) }

// typ is the type of an expression, with type parameters replaced.
func (l *lowerer) typ(e ast.Expr) types.Type { return l.replace(l.info().TypeOf(e)) }

func (l *lowerer) info() *types.Info { return l.frame.body.Info }

// in runs f with the region as the place of emission.
func (l *lowerer) in(r *ir.Region, f func()) {
	old := l.b
	l.b = r.Build()
	l.b.Pos = old.Pos
	f()
	l.b = old
}

// when emits a branch.
func (l *lowerer) when(c *ir.Value, then, other func()) {
	in := l.b.If(c)
	l.in(in.Regions[0], then)
	if other != nil {
		l.in(in.Regions[1], other)
	}
}

// scope runs f, in which the place of the source may change.
func (l *lowerer) scope(f func()) {
	pos := l.b.Pos
	f()
	l.b.Pos = pos
}

// run lowers the body of the frame's function and what it deferred.
func (l *lowerer) run(code *ast.BlockStmt) {
	if j := jumpsOf(code); j.ret && !onlyAtEnd(code) {
		l.frame.ret = l.flag("returned")
	}
	l.stmts(code.List)
	for i := len(l.frame.defers) - 1; i >= 0; i-- {
		l.frame.defers[i]()
	}
}

// flag is a cell that holds false.
func (l *lowerer) flag(name string) *ir.Value {
	c := l.b.New(ir.GoType("*bool"))
	c.Name = name
	l.b.Put(c, "", l.b.Bool(false))
	return c
}

func (l *lowerer) raise(flag *ir.Value) {
	if flag != nil {
		l.b.Put(flag, "", l.b.Bool(true))
	}
}
