// While loops: counted by hand, ended by a flag, or by a float that is carried.

package irrand

import (
	"slices"

	"chainrule/ir"
)

// while appends a while loop of at most Extent iterations, or a rounding where
// loops are nested deeply enough.
func (g *generator) while(b *ir.Builder, s *scope, depth int) {
	if depth == 0 {
		s.floats = append(s.floats, b.F32(g.float(b, s)))
		return
	}
	inits := []*ir.Value{pick(g.r, s.ints), b.Bool(false), pick(g.r, s.ints), g.float(b, s)}
	for range g.r.IntN(2) {
		inits = append(inits, g.float(b, s))
	}
	in := b.While(inits...)
	hi := s.extent
	if g.r.IntN(3) == 0 {
		hi = pick(g.r, s.ints) // perhaps no iteration
	}
	g.condition(in.Regions[0], s, hi)
	g.whileBody(in.Regions[1], s, depth)
	s.floats = append(s.floats, in.Results[3:]...)
}

// condition holds while the counter is below hi, the flag is not set and
// perhaps a float is small.
func (g *generator) condition(cond *ir.Region, s *scope, hi *ir.Value) {
	b, inner := cond.Build(), s.inner()
	inner.floats = append(inner.floats, cond.Params[3:]...)
	c := b.Op("and", b.Op("ilt", cond.Params[0], hi), b.Op("not", cond.Params[1]))
	if g.r.IntN(2) == 0 {
		c = b.Op("and", c, b.Op("lt", g.float(b, inner), b.Float(0.7182818)))
	}
	cond.Yield = []*ir.Value{c}
}

// whileBody fills the body, which counts something down too. Behind an early exit the rest is not run, as where a
// break or return has been made into a flag.
func (g *generator) whileBody(body *ir.Region, s *scope, depth int) {
	b, inner := body.Build(), s.inner()
	n, down, floats := body.Params[0], body.Params[2], body.Params[3:]
	inner.ints, inner.floats = append(inner.ints, n), append(inner.floats, floats...)
	inner.floats = append(inner.floats, b.Op("mul", b.Op("itof", down), b.Op("sin", g.float(b, inner))))
	g.block(b, inner, depth-1)
	done := b.Bool(false)
	if g.r.IntN(2) == 0 {
		done = b.Op("lt", b.Float(0.654321), g.float(b, inner))
	}
	rest := b.If(done, make([]ir.Type, len(floats))...)
	rest.Regions[0].Yield = slices.Clone(floats)
	rb := rest.Regions[1].Build()
	g.block(rb, inner.inner(), depth-1)
	for _, c := range floats {
		next := rb.Op("sin", rb.Op("add", g.float(rb, inner), c))
		rb.Region.Yield = append(rb.Region.Yield, next)
	}
	step := b.Op("iadd", n, b.Int(1+g.r.IntN(2)))
	less := b.Op("isub", down, b.Int(1+g.r.IntN(3)))
	body.Yield = append([]*ir.Value{step, done, less}, rest.Results...)
}
