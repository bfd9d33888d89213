// The derivatives of functions of Go, and their names.

package main

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"chainrule/adjoint"
	"chainrule/codegen"
	"chainrule/frontend"
	"chainrule/frontend/gofunc"
	"chainrule/ir"
	"chainrule/ir/pass"
)

// goDerived is what becomes of a request.
type goDerived struct {
	request gofunc.Request
	funcs   []codegen.Func
	hash    string
	derived []derived // as funcs, for a test
	ds      ir.Diagnostics
}

// run differentiates one function.
func (d *goDerived) run(prog *gofunc.Program) {
	fn, ds := prog.Lower(d.request)
	if len(ds) > 0 {
		d.ds = ds
		return
	}
	if len(d.request.Kinds) == 0 {
		d.request.Kinds = []string{string(goKind(fn))}
	}
	d.hash = frontend.Hash(fn, d.request.Asked()...)
	for _, k := range d.request.Kinds {
		g, ds := adjoint.Derive(fn, adjoint.Kind(k), adjoint.Options{})
		if len(ds) > 0 {
			d.ds = append(d.ds, ds...)
			continue
		}
		pass.Run(g, pass.Schedule, nil)
		g.Name = d.request.NameOf(k)
		d.derived = append(d.derived, derived{fn, g, adjoint.Kind(k)})
		d.funcs = append(d.funcs, codegen.Func{IR: g, Base: d.base(g), Doc: d.doc(g)})
	}
}

// base is the name by which the derivatives of the function belong together: a
// method's own, before which its type's is put where it is one in the output too.
func (d *goDerived) base(g *ir.Func) string {
	if g.Sig != nil && g.Sig.Recv != nil {
		return d.request.Body.Func.Name()
	}
	return strings.ReplaceAll(d.request.Func(), ".", "")
}

// doc is the comment of a derivative: that of its function under a sentence that
// names it as readers of the output's package do.
func (d *goDerived) doc(g *ir.Func) string {
	own := d.request.Body.Func
	name := own.Name()
	if g.Sig == nil || g.Sig.Recv == nil {
		name = d.request.Func()
	}
	if d.request.Target != own.Pkg().Path() {
		name = own.Pkg().Name() + "." + name
	}
	return strings.TrimSpace(g.Name + " is " + name + " with its derivatives.\n\n" + strings.TrimSpace(g.Doc))
}

// goKind is the kind of derivative of a function that nobody chose: its gradient
// if it has one float result, else products with seeds.
func goKind(fn *ir.Func) adjoint.Kind {
	floats := 0
	for _, v := range fn.Body.Yield {
		if v.Type == ir.TF64 {
			floats++
		}
	}
	if floats == 1 {
		return adjoint.Grad
	}
	return adjoint.VJP
}

// claims takes the names of a file's derivatives, in the order of the source, and
// reports those that something else has.
func (j *goJob) claims(g *goFile) {
	for _, d := range g.derived {
		g.ds = append(g.ds, d.ds...)
		for _, f := range d.funcs {
			j.claim(g, d, f)
		}
	}
}

func (j *goJob) claim(g *goFile, d *goDerived, f codegen.Func) {
	taken := j.names(d.request.Target)
	name := f.IR.Name
	if typ, method, ok := strings.Cut(d.request.Func(), "."); ok && f.IR.Sig != nil && f.IR.Sig.Recv != nil && method != "" {
		name = typ + "." + name
	}
	if pos, ok := taken[name]; ok {
		g.ds.Add(d.request.Pos, "the derivative of %s is named %s, and that is declared at %v: rename one, or name the derivative with name=",
			d.request.Func(), name, pos)
		return
	}
	taken[name] = d.request.Pos
}

// names are what a package declares, outside of the files that are replaced. What is
// printed stands for the file that it would be written to.
func (j *goJob) names(path string) map[string]token.Position {
	if j.taken[path] == nil {
		var replaced []string
		for _, g := range j.files {
			replaced = append(replaced, g.name, testName(g.name))
			if g.name == "-" {
				replaced = append(replaced, outputsOf(g.requests)...)
			}
		}
		j.taken[path] = j.prog.Declared(path, replaced)
	}
	return j.taken[path]
}

// declared lists the names that a file must not declare, methods left out.
func (j *goJob) declared(g *goFile) []string {
	own := map[string]bool{}
	for _, d := range g.derived {
		for _, k := range d.request.Kinds {
			own[d.request.NameOf(k)] = true
		}
	}
	names := slices.Sorted(maps.Keys(j.names(g.target.Path)))
	return slices.DeleteFunc(names, func(n string) bool { return own[n] || strings.Contains(n, ".") })
}
