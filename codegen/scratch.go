// Slices that the program makes for itself: one that nothing leads to when the
// function ends is taken from the work space, and not made anew by every call.

package codegen

import (
	"strings"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// isScratch reports whether a slice of numbers is made once and only its elements
// are used.
func (g *gen) isScratch(in *ir.Instr) bool {
	n, v := in.Args[0], in.Result()
	elem, ok := strings.CutPrefix(v.Type.Go, "[]")
	if !ok || !plainNumber[elem] || g.private || n != in.Args[1] || n.IsConst() || !pass.NonNegative(n) || innermost(in.In) != nil {
		return false
	}
	return g.elementsOnly(v)
}

var plainNumber = map[string]bool{"float64": true, "float32": true, "int": true, "bool": true}

// elementsOnly reports whether nothing keeps a slice or a part of it.
func (g *gen) elementsOnly(v *ir.Value) bool {
	ok := true
	own := func(vs []*ir.Value) {
		for _, w := range vs {
			ok = ok && w != v
		}
	}
	own(g.fn.Body.Yield)
	g.fn.Body.Walk(func(in *ir.Instr) {
		for _, r := range in.Regions {
			own(r.Yield)
		}
		for k, a := range in.Args {
			if a != v {
				continue
			}
			switch {
			case k == 0 && (in.IsGet() || in.IsPut() || in.IsSize() || in.IsRoom()):
			case in.IsCopy() && k < 2:
			case k == 0 && in.IsReslice():
				ok = ok && g.elementsOnly(in.Result())
			default:
				ok = false
			}
		}
	})
	return ok
}

// scratch takes a slice from the work space. It is cleared, unless a copy fills it.
func (g *gen) scratch(in *ir.Instr) {
	v := in.Result()
	b := &variable{fixed: true, typ: v.Type.Go}
	b.name = g.names.declare(g.nameFor(v, nil), g.names.depth())
	n := g.use(in.Args[0])
	if !n.simple() {
		n = g.variableFor(in.Args[0])
	}
	w := g.file.workspace(g.base)
	buffer := unary("&", field(nameOf(g.ws), w.field(b.name, v.Type.Go[2:])))
	g.ws.read = true
	g.put(&declare{b, slice(call("", g.file.grow(), buffer, n), nil, n, n)})
	g.bind(v, b)
	if !filled(in) {
		g.put(&run{call("", "clear", nameOf(b))})
	}
}

// filled reports whether a copy of as many elements follows the making of a slice.
func filled(in *ir.Instr) bool {
	for _, x := range in.In.Instrs {
		for _, a := range x.Args {
			if a == in.Result() {
				return x.IsCopy() && x.Args[0] == a && isSizeOf(in.Args[0], x.Args[1])
			}
		}
		if len(x.Regions) > 0 && x.Regions[0].Uses()[in.Result()] > 0 {
			return false
		}
	}
	return false
}
