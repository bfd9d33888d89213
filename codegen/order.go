// Sorting: the numbers of the elements, in their order.

package codegen

import (
	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// order emits the numbering of elements and the call that sorts the numbers.
func (g *gen) order(in *ir.Instr) {
	r, z := in.Regions[0], g.wholeSlice(in.Array())
	g.flushPlaces(in.Writes())
	if z.kind != nameExpr {
		b := g.fresh(g.nameFor(in.Array(), nil))
		g.put(&declare{b, z})
		z = nameOf(b)
	}
	g.names.push()
	s := &ordering{z: z, stable: in.Attr == ir.OrderStable, byBool: r.Yield[0].Type == ir.TBool, body: &block{region: r}}
	for k, p := range r.Params {
		s.place[k] = &variable{name: g.names.declare([]string{"a", "b"}[k], g.names.depth()), fixed: true}
		s.elem[k] = &variable{name: g.names.declare([]string{"i", "j"}[k], g.names.depth()), fixed: true}
		g.bind(p, s.elem[k])
	}
	g.blocks = append(g.blocks, s.body)
	g.instrs(r)
	s.result = g.use(r.Yield[0])
	g.close(s.body)
	g.names.pop()
	g.at = in.Pos
	g.put(s)
}

// ordering is the statements that sort: by a bool it is the places of the
// numbers that are compared, by an int the numbers themselves.
type ordering struct {
	z      *expr
	stable bool
	byBool bool
	place  [2]*variable
	elem   [2]*variable
	body   *block
	result *expr
	line   int
}

func (s *ordering) at(line int) { s.line = line }

func (s *ordering) code() []jen.Code {
	result := jen.Return(s.result.code())
	body := append(s.body.codes(s.line), result)
	i := jen.Id(s.elem[0].name)
	number := jen.For(i.Clone().Op(":=").Range().Add(s.z.code())).Block(s.z.code().Index(i.Clone()).Op("=").Add(i))
	params, elems, places := jen.List(id(s.elem[0]), id(s.elem[1])).Int(), jen.List(id(s.elem[0]), id(s.elem[1])), jen.List(id(s.place[0]), id(s.place[1]))
	if !s.byBool {
		sort := jen.Qual("slices", s.function("SortFunc", "SortStableFunc")).Call(s.z.code(), jen.Func().Params(params).Int().Block(body...))
		return []jen.Code{number, sort}
	}
	these := elems.Op(":=").List(s.z.code().Index(id(s.place[0])), s.z.code().Index(id(s.place[1])))
	less := jen.Func().Params(places.Int()).Bool().Block(append([]jen.Code{these}, body...)...)
	return []jen.Code{number, jen.Qual("sort", s.function("Slice", "SliceStable")).Call(s.z.code(), less)}
}

func (s *ordering) function(fast, stable string) string {
	if s.stable {
		return stable
	}
	return fast
}

func id(v *variable) *jen.Statement { return jen.Id(v.name) }
