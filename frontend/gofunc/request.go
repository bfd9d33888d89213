// Requests: which functions to differentiate, and how.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
)

// Request is a function to differentiate and how.
type Request struct {
	Body     *Body
	Kinds    []string     // grad, vjp, jvp, hvp, jac, hess
	Wrt      []string     // parameters (the receiver included), or fields of them: p.Sigma; empty means all
	Name     string       // of the derivative; empty means the usual one
	Budget   int          // bytes that a tape may take; 0 means any
	Inactive []string     // parameters that nothing depends on
	Types    []types.Type // the type arguments of a generic function; none means float64 for each
	Pos      token.Position
	Target   string // the path of the package that the output goes into
}

// Func is the function's name within its package: Func or Type.Method.
func (r Request) Func() string { return local(r.Body.Func) }

// NameOf is the name of the derivative of a kind.
func (r Request) NameOf(kind string) string {
	if r.Name != "" {
		return r.Name
	}
	return r.Body.Func.Name() + suffixes[kind]
}

// File is the source file of the function, as Position names it.
func (r Request) File() string { return r.Body.prog.Position(r.Body.File.Package).Filename }

// Requests gives what the directives of the loaded packages ask for, by file
// and in the order of the source, and every mistake in them. Directives of a
// function that differ in nothing but the kind are one request.
func (p *Program) Requests() ([]Request, ir.Diagnostics) {
	p.mu.Lock()
	defer p.mu.Unlock()
	var rs []Request
	var ds ir.Diagnostics
	for _, u := range p.order {
		for _, file := range u.files {
			if p.owns(u, file) {
				found, bad := p.requestsOf(u, file)
				rs, ds = append(rs, found...), append(ds, bad...)
			}
		}
		if p.directed(u) {
			ds = append(ds, p.checkRules(u)...)
		}
	}
	return rs, p.WithLines(ds.Sorted())
}

// owns reports whether the directives of a file are looked at in this package,
// rather than in the package without, or with, its tests.
func (p *Program) owns(u *unit, file *ast.File) bool {
	name := p.Fset.PositionFor(file.Package, false).Filename
	return u.given || isTest(u.meta.ID) == strings.HasSuffix(name, "_test.go")
}

// directed reports whether a package has directives.
func (p *Program) directed(u *unit) bool {
	return slices.ContainsFunc(u.files, func(file *ast.File) bool { return len(p.marks(u, file).list) > 0 })
}

// requestsOf are the requests of a file.
func (p *Program) requestsOf(u *unit, file *ast.File) (rs []Request, ds ir.Diagnostics) {
	m := p.marks(u, file)
	ds = append(ds, m.diags...)
	for _, decl := range file.Decls {
		fn, ok := decl.(*ast.FuncDecl)
		if !ok {
			continue
		}
		if own := m.of(fn); len(own) > 0 {
			g := &gathering{p: p, u: u, file: file, decl: fn}
			g.all(own)
			rs, ds = append(rs, g.requests...), append(ds, g.diags...)
		}
	}
	return rs, ds
}

// of lists the directives above a function.
func (m *marks) of(fn *ast.FuncDecl) (list []*directive) {
	for _, d := range m.list {
		if d.decl == fn {
			list = append(list, d)
		}
	}
	return list
}

// gathering is the state of reading a function's directives.
type gathering struct {
	p        *Program
	u        *unit
	file     *ast.File
	decl     *ast.FuncDecl
	body     *Body
	requests []Request
	diags    ir.Diagnostics
}

func (g *gathering) report(pos token.Pos, format string, args ...any) {
	g.diags.Add(g.p.Position(pos), format, args...)
}

// all reads the function's directives.
func (g *gathering) all(list []*directive) {
	fn, ok := g.u.info.Defs[g.decl.Name].(*types.Func)
	if !ok {
		g.report(g.decl.Name.Pos(), "%s does not type-check", g.decl.Name.Name)
		return
	}
	g.body = &Body{Decl: g.decl, Info: g.u.info, Pkg: g.u.pkg, Func: fn, File: g.file, prog: g.p, unit: g.u}
	for _, d := range list {
		if d.verb == "inactive" {
			g.inactive(d)
		}
	}
	for _, d := range list {
		if suffixes[d.verb] != "" {
			g.derivative(d, list)
		}
	}
}

// inactive checks the names of parameters.
func (g *gathering) inactive(d *directive) {
	for _, w := range d.words {
		for _, name := range w.list() {
			if name.text != "" && g.param(name.text) == nil {
				g.report(name.pos, "%s has no parameter %s%s", g.name(), name.text, meant(name.text, g.params()))
			}
		}
	}
}

// derivative takes a directive that asks for one.
func (g *gathering) derivative(d *directive, list []*directive) {
	all, params := g.body.inactive()
	r := Request{
		Types: g.types(d.options["types"]),
		Body:  g.body, Kinds: []string{d.verb}, Inactive: params, Target: g.u.meta.PkgPath,
		Wrt: g.wrt(d.options["wrt"], params), Name: d.options["name"].text, Budget: g.budget(d.options["budget"]),
		Pos: g.p.Position(d.comment.Pos()),
	}
	if r.Name != "" && (!token.IsIdentifier(r.Name) || r.Name == "_") {
		g.report(d.options["name"].pos, "%q is no Go identifier", r.Name)
	}
	switch {
	case all:
		g.report(d.comment.Pos(), "%s is inactive, by another directive, so it has no derivative", g.name())
	case g.decl.Body == nil:
		g.report(d.comment.Pos(), "%s has no body in Go; write its derivative by hand and register it with %srule", g.name(), prefix)
	case g.decl.Name.Name == "_" || g.decl.Recv == nil && (g.decl.Name.Name == "init" || g.decl.Name.Name == "main" && g.u.pkg.Name() == "main"):
		g.report(d.comment.Pos(), "%s cannot be called, so its derivative is of no use", g.name())
	default:
		g.worth(d.comment.Pos())
	}
	g.merge(r, d)
}

// types reads the type arguments.
func (g *gathering) types(w word) []types.Type {
	if w.text == "" {
		return nil
	}
	args, err := g.body.typeArgs(wordTexts(w.list()))
	if err != nil {
		g.report(w.pos, "types: %v", err)
	}
	return args
}

// worth refuses what has nothing to differentiate.
func (g *gathering) worth(at token.Pos) {
	in, out := g.floats()
	switch {
	case !in:
		g.report(at, "%s has no parameter that holds floats, so there is nothing to differentiate by", g.name())
	case !out:
		g.report(at, "%s has no float result and no parameter through which it could give one", g.name())
	}
}

// merge adds a request, to one that is the same but for its kind if there is one.
func (g *gathering) merge(r Request, d *directive) {
	for i := range g.requests {
		old := &g.requests[i]
		for _, k := range old.Kinds {
			if old.NameOf(k) == r.NameOf(r.Kinds[0]) {
				g.report(d.comment.Pos(), "%s asks for %s once more", d.comment.Text, r.NameOf(r.Kinds[0]))
				return
			}
		}
		if old.Name == "" && r.Name == "" && old.Budget == r.Budget && old.instance() == r.instance() && slices.Equal(old.Wrt, r.Wrt) {
			old.Kinds = append(old.Kinds, r.Kinds...)
			return
		}
	}
	g.requests = append(g.requests, r)
}

// name is the function's name for messages.
func (g *gathering) name() string { return declName(g.decl) }

// Asked is all of the request but the function itself, for a hash.
func (r Request) Asked() []string {
	asked := []string{strings.Join(r.Kinds, ","), r.Name, strconv.Itoa(r.Budget), strings.Join(r.Inactive, ","), r.Target}
	if len(r.Types) > 0 {
		asked = append(asked, r.instance())
	}
	return asked
}
