// Guards: branches of which one region panics. The other goes on behind it.

package codegen

import (
	"slices"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// panics reports whether nothing runs behind a region.
func panics(r *ir.Region) bool { return slices.ContainsFunc(r.Instrs, (*ir.Instr).IsPanic) }

// guard emits a branch of which one region panics.
func (g *gen) guard(in *ir.Instr) {
	bad, good := in.Regions[0], in.Regions[1]
	cond := g.use(in.Args[0])
	if !panics(bad) {
		bad, good, cond = good, bad, not(cond)
	}
	for _, inner := range bad.Instrs {
		g.flushPlaces(g.facts.written[inner])
	}
	then := g.scoped(bad, nil, nil)
	g.at = in.Pos
	g.put(&conditional{cond: cond, then: then, other: &block{}})
	g.goOn(in, good)
}

// goOn emits a region in the block around it.
func (g *gen) goOn(in *ir.Instr, r *ir.Region) {
	b := &block{region: r}
	around := g.top()
	g.put(&inlined{b: b})
	g.names.push()
	g.blocks = append(g.blocks, b)
	for _, k := range g.facts.slots(in) {
		if to := g.prefer[in.Results[k]]; to != nil {
			g.preferIn(r, r.Yield[k], to)
		}
	}
	g.instrs(r)
	if !b.ended {
		for _, k := range g.facts.slots(in) {
			g.alias(in.Results[k], r.Yield[k], r)
		}
	}
	g.close(b)
	g.names.merge()
	around.ended = b.ended
}

// alias says that a value is another, which a region yields.
func (g *gen) alias(v, y *ir.Value, r *ir.Region) {
	b := g.bound[y]
	switch {
	case literal(y) != nil:
		g.inline[v] = literal(y)
	case g.inline[y] != nil:
		g.inline[v] = g.inline[y]
	case b != nil && b.fixed:
		g.inline[v] = g.valueIn(b, y)
	case b != nil && y.Region().Inside(r) && b.holds == y:
		g.bind(v, b)
	case b != nil && y.Region().Inside(r): // y is another result as well
		g.settle(v, g.valueIn(b, y))
	default:
		g.define(v, g.use(y))
	}
}

// inlined is a block in the block around it.
type inlined struct {
	b    *block
	line int
}

func (s *inlined) at(line int) { s.line = line }

func (s *inlined) code() []jen.Code { return s.b.codes(s.line) }
