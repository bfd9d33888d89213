// Branches that give a bool: x && y, x || y.

package codegen

import (
	"go/token"

	"chainrule/ir"
)

// logical emits a branch of which one region gives true or false and the other
// computes a bool, as an expression.
func (g *gen) logical(in *ir.Instr) bool {
	ks := g.facts.slots(in)
	if len(ks) != 1 || in.Results[ks[0]].Type != ir.TBool {
		return false
	}
	k := ks[0]
	for i, r := range in.Regions {
		if given, ok := constBool(r.Yield[k]); ok && g.nothingToDo(r) && g.isExpression(in.Regions[1-i], 4) {
			g.combine(in, k, i, given)
			return true
		}
	}
	return false
}

func constBool(v *ir.Value) (value, ok bool) {
	if v.Def == nil || !v.IsConst() {
		return false, false
	}
	value, ok = v.Def.Attr.(bool)
	return value, ok
}

// isExpression reports whether a region computes few values, each for the next.
func (g *gen) isExpression(r *ir.Region, most int) bool {
	for _, in := range r.Instrs {
		if isNote(in) || !g.facts.live[in] || isConstant(in) {
			continue
		}
		simple := in.Op.Struct == nil && in.Op.Name != "cond" && g.pairs[in] == nil ||
			in.IsGet() || in.IsLoad() || in.IsSize() || in.IsIsNil() || in.IsGoExpr()
		if most--; most < 0 || !simple || !g.folds(in.Result()) {
			return false
		}
	}
	return true
}

// combine emits the branch, of which the region number i gives a constant.
func (g *gen) combine(in *ir.Instr, k, i int, given bool) {
	v, r := in.Results[k], in.Regions[1-i]
	cond := g.use(in.Args[0])
	if given == (i == 1) {
		cond = not(cond)
	}
	op := token.LAND
	if given {
		op = token.LOR
	}
	g.names.push()
	b := &block{region: r}
	g.blocks = append(g.blocks, b)
	g.instrs(r)
	e := g.use(r.Yield[k])
	g.close(b)
	if len(b.list) == 0 {
		g.names.pop()
		switch {
		case e.kind != litExpr:
			cond = plus(cond, op, e)
		case (e.text == "true") == given:
			cond = e
		}
		g.define(v, cond)
		return
	}
	g.names.pop()
	to := g.fresh(g.slotName(in, k))
	to.typ = "bool"
	g.putIn(b, assignment(to, e))
	g.put(&declare{to, lit(map[bool]string{true: "true", false: "false"}[given])})
	if given {
		cond = not(cond)
	}
	g.put(&conditional{cond: cond, then: b, other: &block{}})
	g.bind(v, to)
}
