// Wild functions: while loops, with the early exits that a frontend makes of
// break and return.

package adjoint

import "chainrule/ir"

// while carries a fuel that ends it, a flag, an index and floats.
func (g *wildGenerator) while(b *ir.Builder, s *wildScope, depth int) {
	inits := []*ir.Value{g.pick(s.ints), b.Bool(false), g.pick(s.ints)}
	for range 1 + g.IntN(2) {
		inits = append(inits, g.pick(s.floats))
	}
	in := b.While(inits...)
	g.condition(in.Regions[0], s)
	body := in.Regions[1]
	ib, sub := body.Build(), g.carried(s, body)
	g.block(ib, sub, depth-1)
	done := g.test(ib, sub)
	if g.IntN(2) == 0 {
		done = ib.Bool(false)
	}
	rest := ib.If(done, types(body.Params[2:])...)
	for _, side := range rest.Regions {
		rb, inner := side.Build(), sub.enter()
		if g.IntN(3) > 0 {
			g.block(rb, inner, depth-1)
		}
		side.Yield = append(side.Yield, g.index(rb, inner))
		for _, c := range body.Params[3:] {
			side.Yield = append(side.Yield, rb.Op("sin", rb.Op("add", g.pick(inner.floats), c)))
		}
	}
	fuel := ib.Op("iadd", body.Params[0], s.one)
	body.Yield = append([]*ir.Value{fuel, done}, rest.Results...)
	s.ints, s.floats = append(s.ints, in.Results[2]), append(s.floats, in.Results[3:]...)
}

// condition holds while there is fuel, the flag is down and perhaps more.
func (g *wildGenerator) condition(cond *ir.Region, s *wildScope) {
	b, sub := cond.Build(), g.carried(s, cond)
	c := b.Op("and", b.Op("ilt", cond.Params[0], s.n), b.Op("not", cond.Params[1]))
	for g.IntN(3) == 0 {
		c = b.Op("and", c, b.Op("lt", g.scalar(b, sub), b.Float(0.8)))
	}
	cond.Yield = []*ir.Value{c}
}

// carried is the scope in a region of a while loop.
func (g *wildGenerator) carried(s *wildScope, r *ir.Region) *wildScope {
	sub := s.enter()
	sub.bools = append(sub.bools, r.Params[1])
	sub.ints = append(sub.ints, r.Params[2])
	sub.floats = append(sub.floats, r.Params[3:]...)
	return sub
}

func types(vs []*ir.Value) []ir.Type {
	ts := make([]ir.Type, len(vs))
	for k, v := range vs {
		ts[k] = v.Type
	}
	return ts
}
