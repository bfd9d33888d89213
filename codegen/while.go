// Loops that run while a condition holds.

package codegen

import (
	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// repeats reports whether an instruction is a loop of either kind.
func repeats(in *ir.Instr) bool { return in.IsLoop() || in.IsWhile() }

// inits are the initial values of what a loop carries.
func inits(in *ir.Instr) []*ir.Value {
	if in.IsWhile() {
		return in.Args
	}
	return in.Inits()
}

// carriedIn are the carried values as a region of a loop has them.
func carriedIn(in *ir.Instr, r *ir.Region) []*ir.Value {
	if in.IsWhile() {
		return r.Params
	}
	return r.Params[1:]
}

// bodyOf is the region of a loop that yields the carried values.
func bodyOf(in *ir.Instr) *ir.Region { return in.Regions[len(in.Regions)-1] }

// while emits a loop that runs while a condition holds.
func (g *gen) while(in *ir.Instr) {
	s := g.enterLoop(in, func([]*variable) {})
	g.names.push()
	l := &whileLoop{}
	l.before = g.condition(in, s, l)
	for i, k := range s.ks {
		g.bind(in.Regions[1].Params[k], s.vars[i])
	}
	l.body = g.body(in.Regions[1], s.ks, s.vars)
	g.names.pop()
	g.at = in.Pos
	g.put(l)
	for i, k := range s.ks {
		g.bind(in.Results[k], s.vars[i])
	}
}

// condition emits the region of the condition.
func (g *gen) condition(in *ir.Instr, s slots, l *whileLoop) *block {
	r := in.Regions[0]
	for i, k := range s.ks {
		g.bind(r.Params[k], s.vars[i])
	}
	b := &block{region: r}
	g.blocks = append(g.blocks, b)
	g.instrs(r)
	l.cond = g.use(r.Yield[0])
	g.close(b)
	return b
}

// whileLoop is for cond { body }, or a loop that computes something before it
// knows the condition.
type whileLoop struct {
	cond         *expr
	before, body *block
	line         int
}

func (s *whileLoop) at(line int) { s.line = line }

func (s *whileLoop) code() []jen.Code {
	body := s.body.codes(s.line)
	stop := jen.If(header(not(s.cond))).Block(jen.Break())
	cond := header(s.cond)
	before := s.before.codes(s.line)
	switch {
	case len(before) > 0:
		return one(jen.For().Block(append(append(before, stop), body...)...))
	case s.cond.kind == litExpr && s.cond.text == "true":
		return one(jen.For().Block(body...))
	}
	return one(jen.For(cond).Block(body...))
}

// header renders a condition before a block, which a composite literal would end.
func header(e *expr) *jen.Statement {
	open := false
	e.visit(func(e *expr) { open = open || e.open })
	if open {
		return jen.Parens(e.code())
	}
	return e.code()
}
