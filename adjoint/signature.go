// The Go signature of a derivative, from the primal's: see DESIGN.md.
//
//	FGrad(p…, shadows) (r, derivatives by values [, error])
//	FVJP(p…, seeds, shadows) (r…, derivatives by values [, error])
//	FJVP(p…, tangents) (r…, tangents of results [, error])
//	FHVP(p…, directions, shadows) (r, products by values [, error])
//
// A struct or array by value has its derivative among the results, or, if
// references in it lead to active floats, a shadow that a pointer refers to.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// goParams lists the receiver and the parameters in Go.
func goParams(s *ir.Signature) []*ir.GoParam {
	if s == nil {
		return nil
	}
	var list []*ir.GoParam
	if s.Recv != nil {
		list = append(list, s.Recv)
	}
	for k := range s.Params {
		list = append(list, &s.Params[k])
	}
	return list
}

// goParam is the parameter in Go that one of the function is a leaf of.
func (d *derivation) goParam(name string) (*ir.GoParam, *ir.Leaf) {
	for _, g := range goParams(d.f.Sig) {
		if l := g.Leaf(name); l != nil {
			return g, l
		}
	}
	return nil, nil
}

// byValue reports whether the leaf, a pointer to an array here, is an array in Go.
func byValue(g *ir.GoParam, l *ir.Leaf) bool {
	if l.Type != "" {
		return strings.HasPrefix(l.Type, "[") && !strings.HasPrefix(l.Type, "[]")
	}
	return l.Path == "" && strings.HasPrefix(g.Type, "[") && !strings.HasPrefix(g.Type, "[]")
}

// structShadow is the parameter that points to the shadow of the struct in Go that
// the parameter is a part of; nil if that has none.
func (d *derivation) structShadow(name string) *ir.Value {
	g, l := d.goParam(name)
	if g == nil || l.Path == "" || d.kind == JVP || !d.hasShadow(g) {
		return nil
	}
	if d.added.of[g.Name] == "" {
		p := d.f.Body.AddParam(fresh(d.f, "d"+g.Name), ir.GoType("*"+g.Type))
		d.f.Shadows = append(d.f.Shadows, p.Name)
		d.added.of[g.Name] = p.Name
	}
	return d.f.Param(d.added.of[g.Name])
}

// hasShadow reports whether references in a struct by value lead to active floats.
func (d *derivation) hasShadow(g *ir.GoParam) bool {
	return slices.ContainsFunc(g.Leaves, func(l ir.Leaf) bool {
		p := d.f.Param(l.Name)
		if p == nil || p.Type == ir.TF64 || byValue(g, &l) || d.added.spare[p.Name] {
			return false
		}
		return slices.Contains(d.in, p) || !p.Type.Scalar() && d.act.active(p) || d.act.shadowed(p)
	})
}

// sign gives the derivative its signature in Go, if the primal has one.
func (d *derivation) sign() {
	s := d.f.Sig
	if s == nil {
		return
	}
	primal := goParams(s.Clone())
	for k := range s.Params {
		s.Params[k].Variadic = false
	}
	results, failure := s.Results, []ir.GoParam(nil)
	if n := len(results); n > 0 && results[n-1].Type == "error" {
		results, failure = results[:n-1:n-1], results[n-1:]
	}
	if d.kind == VJP {
		for _, r := range results {
			s.Params = d.join(s.Params, r, "d", d.nameOf(d.added.seed))
		}
	}
	for _, g := range primal {
		s.Params = d.join(s.Params, *g, "Dot", func(name string) string { return d.directions[name] })
	}
	s.Results = slices.Clone(results)
	for _, g := range primal {
		d.signParam(s, g)
	}
	if d.kind == JVP {
		for _, r := range results {
			s.Results = d.join(s.Results, r, "Dot", d.nameOf(d.added.tangent))
		}
	}
	s.Results = append(s.Results, failure...)
}

// signParam adds what a parameter's shadow, tangent or derivative is in Go.
func (d *derivation) signParam(s *ir.Signature, g *ir.GoParam) {
	if of := d.added.of[g.Name]; of != "" {
		p := ir.GoParam{Name: of, Type: "*" + g.Type, Of: g.Name, Leaves: []ir.Leaf{{Name: of}}}
		for _, l := range g.Leaves {
			if n := d.added.shadow[l.Name]; n != "" {
				p.Leaves = append(p.Leaves, ir.Leaf{Path: l.Path, Name: n, Type: l.Type})
			}
		}
		s.Params = append(s.Params, p)
		return
	}
	affix := "d"
	if d.kind == JVP {
		affix = "Dot"
	}
	s.Params = d.join(s.Params, *g, affix, func(name string) string { return d.added.shadow[name] })
	s.Results = d.join(s.Results, *g, affix, func(name string) string { return d.added.by[name] })
}

// join appends a parameter or result whose leaves are those that belong to leaves
// of g, if there are any.
func (d *derivation) join(list []ir.GoParam, g ir.GoParam, affix string, added func(name string) string) []ir.GoParam {
	p := ir.GoParam{Type: g.Type, Of: g.Name}
	for _, l := range g.Leaves {
		if n := added(l.Name); n != "" {
			p.Leaves = append(p.Leaves, ir.Leaf{Path: l.Path, Name: n, Type: l.Type})
		}
	}
	if len(p.Leaves) == 0 {
		return list
	}
	if l := p.Leaves[0]; l.Path == "" {
		p.Name = l.Name
	} else {
		p.Name = d.freshInGo(g.Name, affix, list)
	}
	return append(list, p)
}

// freshInGo is the name of what belongs to a struct of that name.
func (d *derivation) freshInGo(name, affix string, list []ir.GoParam) string {
	if name == "" {
		name = "r"
	}
	if affix == "d" {
		return fresh(d.f, "d"+name)
	}
	return fresh(d.f, name+affix)
}

// nameOf finds what belongs to a result, by the result's name.
func (d *derivation) nameOf(added map[int]string) func(string) string {
	return func(name string) string {
		if k := slices.Index(d.f.Results, name); k >= 0 {
			return added[k]
		}
		return ""
	}
}
