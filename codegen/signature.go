// Signatures: the Go parameters and results, and the parts of them that are
// parameters and results of the function in the IR.

package codegen

import (
	"strconv"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// param is a parameter or result of the Go function.
type param struct {
	ir.GoParam
	v *variable
}

// plainSignature is the signature of a function whose parameters say it all.
// Leaves are named by number, because names may repeat.
func plainSignature(fn *ir.Func) *ir.Signature {
	s := &ir.Signature{}
	one := func(i int, name string, t ir.Type) ir.GoParam {
		t.Rank = min(t.Rank, 1)
		return ir.GoParam{Name: name, Type: typeText(t), Leaves: []ir.Leaf{{Name: strconv.Itoa(i)}}}
	}
	for i, p := range fn.Body.Params {
		s.Params = append(s.Params, one(i, p.Name, p.Type))
	}
	for i, y := range fn.Body.Yield {
		s.Results = append(s.Results, one(i, fn.Results[i], y.Type))
	}
	return s
}

// signature names the parameters and results, which come first so that they
// keep their names.
func (g *gen) signature() {
	if len(g.fn.Results) != len(g.fn.Body.Yield) {
		fail("%s: %d result names for %d results", g.fn.Name, len(g.fn.Results), len(g.fn.Body.Yield))
	}
	byName := map[string]*ir.Value{}
	for i, p := range g.fn.Body.Params {
		if p.Type.Rank > 1 {
			fail("%s: parameter %s has rank %d; parameters are flat", g.fn.Name, p.Name, p.Type.Rank)
		}
		if byName[p.Name] = p; g.fn.Sig == nil {
			byName[strconv.Itoa(i)] = p
		}
	}
	sig := g.fn.Sig
	if sig == nil {
		sig = plainSignature(g.fn)
	}
	if sig.Recv != nil {
		g.recv = g.parameter(*sig.Recv, byName)
	}
	for _, p := range sig.Params {
		g.params = append(g.params, g.parameter(p, byName))
	}
	for _, p := range g.fn.Body.Params {
		if g.bound[p] == nil && g.inline[p] == nil {
			fail("%s: parameter %s is part of no Go parameter", g.fn.Name, p.Name)
		}
	}
	for _, p := range sig.Results {
		g.results = append(g.results, g.result(p))
	}
	g.ws = &variable{name: g.names.declare("ws", 0), fixed: true}
	g.names.camel = g.fn.Sig != nil
}

// parameter declares a Go parameter and says what its leaves are in Go.
func (g *gen) parameter(p ir.GoParam, values map[string]*ir.Value) *param {
	v := &variable{name: g.names.declare(p.Name, 0), fixed: true, typ: p.Type}
	for _, l := range p.Leaves {
		if leaf := values[l.Name]; leaf != nil {
			g.leaf(v, p, l, leaf)
			continue
		}
		fail("%s: parameter %s has the leaf %s, which is no parameter", g.fn.Name, p.Name, l.Name)
	}
	return &param{p, v}
}

// leaf says what a part of a Go parameter is in Go: the parameter itself, or an
// expression that is written wherever the part is used.
func (g *gen) leaf(v *variable, p ir.GoParam, l ir.Leaf, leaf *ir.Value) {
	e := g.convert(g.partOf(nameOf(v), p, l, leaf), leaf.Type)
	if e.isName(v) {
		g.bind(leaf, v)
		return
	}
	if leaf.Type.Rank > 0 || e.kind == textExpr && leaf.Type == ir.TF64 && g.facts.oftenUsed(leaf) {
		g.local(leaf, p, l, e)
		return
	}
	g.inline[leaf] = e
}

// local makes a variable of a part of a parameter.
func (g *gen) local(leaf *ir.Value, p ir.GoParam, l ir.Leaf, e *expr) {
	name := goName(p.Name) + partName(l.Path)
	if l.Path == "" {
		name += "64"
	}
	b := &variable{name: g.names.declare(name, 0), fixed: true}
	if x := exactly32(e); x != nil && x.kind == nameExpr {
		b.single = x.v
	}
	g.opening = append(g.opening, placed{stmt: &declare{b, e}})
	g.bind(leaf, b)
}

// leafType is the Go type of a part.
func leafType(p ir.GoParam, l ir.Leaf, v *ir.Value) string {
	switch {
	case l.Type != "":
		return l.Type
	case l.Path == "":
		return p.Type
	}
	return typeText(v.Type)
}

// isValueArray reports whether a part of the Go type is an array to which the
// value is a pointer.
func isValueArray(typ string, t ir.Type) bool {
	inside, _ := brackets(t.Go)
	return t.IsPointer() && t.Go[1:2] == "[" && inside != "" && typ[:1] != "*"
}

// result declares a Go result. What is returned as it is may be computed there.
func (g *gen) result(p ir.GoParam) *param {
	if p.Name == "" && len(p.Leaves) > 0 {
		p.Name = p.Leaves[0].Name
	}
	b := g.zeroed(&variable{name: g.names.declare(p.Name, 0), typ: p.Type}, g.fn.Body)
	if y := g.yielded(p); y != nil {
		switch typ := leafType(p, p.Leaves[0], y); {
		case y.Type.Rank > 0, typ == typeText(y.Type):
			g.preferResult(y, b)
		}
	}
	return &param{p, b}
}

// yielded is the value of a result that is no composite, or nil.
func (g *gen) yielded(p ir.GoParam) *ir.Value {
	if len(p.Leaves) != 1 || p.Leaves[0].Path != "" {
		return nil
	}
	return g.yield(p, p.Leaves[0])
}

// yield is the value of a leaf of a result.
func (g *gen) yield(p ir.GoParam, l ir.Leaf) *ir.Value {
	if g.fn.Sig == nil {
		i, _ := strconv.Atoi(l.Name)
		return g.fn.Body.Yield[i]
	}
	for i, name := range g.fn.Results {
		if name == l.Name {
			return g.fn.Body.Yield[i]
		}
	}
	fail("%s: result %s has the leaf %s, which is no result", g.fn.Name, p.Name, l.Name)
	return nil
}

// fields are parameters or results, with consecutive ones of one type together.
func (f *fileWriter) fields(ps []*param) []jen.Code {
	var out []jen.Code
	for i := 0; i < len(ps); {
		names := []jen.Code{jen.Id(ps[i].v.name)}
		j := i + 1
		for ; j < len(ps) && ps[j].Type == ps[i].Type && !ps[j].Variadic && !ps[i].Variadic; j++ {
			names = append(names, jen.Id(ps[j].v.name))
		}
		typ := f.typeCode(ps[i].Type)
		if ps[i].Variadic {
			typ = jen.Op("...").Add(f.typeCode(elemText(ps[i].Type)))
		}
		out = append(out, jen.List(names...).Add(typ))
		i = j
	}
	return out
}
