// Functions as declarations, and the wrappers that take a work space from the
// pool.

package codegen

import (
	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// function is a function, with the wrapper that takes a work space from the
// pool if it needs one.
func (f *fileWriter) function(fn Func, private bool) *jen.Statement {
	f.at = fn.IR.Pos
	g := f.newGen(fn)
	g.private = private
	body := g.code()
	name := fn.IR.Name
	if !g.ws.read {
		return withDoc(docOf(fn), g.heading(name, g.params).Block(body...))
	}
	w := f.workspace(g.base)
	if g.recv == nil {
		f.claim(fn, name+"WS")
	}
	f.claim(fn, w.name)
	ws := &param{GoParam: ir.GoParam{Type: "*" + w.name}, v: g.ws}
	s := withDoc(docOf(fn), g.heading(name, g.params).Block(g.wrapper(w, name+"WS")...))
	s.Line().Line()
	doc := name + "WS is " + name + " with the caller's work space."
	return s.Add(withDoc(doc, g.heading(name+"WS", append([]*param{ws}, g.params...)).Block(body...)))
}

// heading is what stands before the body.
func (g *gen) heading(name string, params []*param) *jen.Statement {
	s := jen.Func()
	if g.recv != nil {
		s.Params(g.file.fields([]*param{g.recv})...)
	}
	s.Id(name).Params(g.file.fields(params)...)
	if len(g.results) > 0 {
		s.Params(g.file.fields(g.results)...)
	}
	return s
}

func withDoc(doc string, s *jen.Statement) *jen.Statement {
	if doc == "" {
		return s
	}
	return jen.Add(docComment(doc)...).Add(s)
}

// wrapper calls a function with a work space from the pool.
func (g *gen) wrapper(w *workspace, name string) []jen.Code {
	args := []jen.Code{jen.Id(g.ws.name)}
	for _, p := range g.params {
		arg := jen.Id(p.v.name)
		if p.Variadic {
			arg.Op("...")
		}
		args = append(args, arg)
	}
	call := jen.Id(name).Call(args...)
	if g.recv != nil {
		call = jen.Id(g.recv.v.name).Dot(name).Call(args...)
	}
	body := one(jen.Id(g.ws.name).Op(":=").Id(w.pool).Dot("Get").Call().Assert(jen.Op("*").Id(w.name)))
	done := jen.Id(w.pool).Dot("Put").Call(jen.Id(g.ws.name))
	if len(g.results) == 0 {
		return append(body, call, done)
	}
	var results []jen.Code
	for _, r := range g.results {
		results = append(results, jen.Id(r.v.name))
	}
	return append(body, jen.List(results...).Op("=").Add(call), done, jen.Return(results...))
}

// baseOf is what the names of a primal's work space begin with: for a method, its
// type before its own name.
func baseOf(fn Func) string { return receiver(fn) + fn.Base }
