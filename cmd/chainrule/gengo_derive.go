// The derivatives of functions of Go, several at a time.

package main

import (
	"go/token"
	"maps"
	"runtime"
	"slices"
	"strings"
	"sync"

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
	ds      ir.Diagnostics
	panic   any
}

// derive differentiates the functions of a file. It claims the names of the
// derivatives in the order of the source.
func (j *goJob) derive(requests []gofunc.Request) []*goDerived {
	j.phase = "differentiating Go functions"
	list := make([]*goDerived, len(requests))
	var wait sync.WaitGroup
	free := make(chan bool, runtime.GOMAXPROCS(0))
	for i, r := range requests {
		d := &goDerived{request: r}
		list[i] = d
		free <- true
		wait.Go(func() {
			defer func() { d.panic = recover(); <-free }()
			d.run(j.prog)
		})
	}
	wait.Wait()
	for _, d := range list {
		if d.panic != nil {
			j.phase = "differentiating " + d.request.Func()
			panic(d.panic)
		}
		j.ds = append(j.ds, d.ds...)
		j.claim(d)
	}
	return list
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

// claim reports derivatives whose names something else has.
func (j *goJob) claim(d *goDerived) {
	taken := j.names(d.request.Target)
	for _, f := range d.funcs {
		name := f.IR.Name
		if typ, method, ok := strings.Cut(d.request.Func(), "."); ok && f.IR.Sig != nil && f.IR.Sig.Recv != nil && method != "" {
			name = typ + "." + name
		}
		if pos, ok := taken[name]; ok {
			j.ds.Add(d.request.Pos, "the derivative of %s is named %s, and that is declared at %v: rename one, or name the derivative with name=",
				d.request.Func(), name, pos)
			continue
		}
		taken[name] = d.request.Pos
	}
}

// names are what a package declares, outside of the files that are replaced. What is
// printed stands for the file that it would be written to.
func (j *goJob) names(path string) map[string]token.Position {
	if j.taken[path] == nil {
		var replaced []string
		for _, g := range j.files {
			replaced = append(replaced, g.name)
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
	for _, r := range g.requests {
		for _, k := range r.Kinds {
			own[r.NameOf(k)] = true
		}
	}
	names := slices.Sorted(maps.Keys(j.names(g.target.Path)))
	return slices.DeleteFunc(names, func(n string) bool { return own[n] || strings.Contains(n, ".") })
}
