// Choices: an if that sets variables.

package codegen

import (
	"slices"

	"chainrule/ir"
)

// choose emits y where x holds, else z.
func (g *gen) choose(in *ir.Instr) {
	v := in.Result()
	g.narrow(in.Args[:1])
	cond, y, z := g.use(in.Args[0]), g.use(in.Args[1]), g.use(in.Args[2])
	b := g.preferred(v, g.facts.enter[in])
	if b == nil && g.bound[in.Args[2]] != nil && g.mayTake(in.Args[2], in, v, g.facts.enter[in]) {
		b = g.bound[in.Args[2]]
	}
	if b != nil {
		g.flush(&b.cell)
		b.zero = false
	} else {
		b = g.fresh(g.nameFor(v, nil))
		if z.simple() {
			g.put(&declare{b, typed(z, v.Type)})
			z = nameOf(b)
		} else {
			g.put(g.zeroOf(b, typeText(v.Type)))
			if isZero(y) {
				y = nameOf(b)
			}
		}
	}
	if !g.joined(cond, b, y, z) && !g.chained(cond, b, y, z) {
		c := &conditional{cond: cond, then: g.setting(b, y), other: g.setting(b, z), choice: 1}
		g.put(c)
	}
	g.bind(v, b)
	g.unnamed(in.Args[0])
}

// joined reports whether the setting of b could go into the choice before that,
// which is by the same condition; nothing or the declaration of b stands between.
func (g *gen) joined(cond *expr, b *variable, y, z *expr) bool {
	list := g.top().list
	at := len(list) - 1
	if at >= 0 && declares(list[at].stmt, b) {
		at--
	}
	if at < 0 || cond.kind != nameExpr {
		return false
	}
	before := list[at]
	c, ok := before.stmt.(*conditional)
	if !ok || c.choice == 0 || !c.cond.same(cond) {
		return false
	}
	for _, blk := range []*block{c.then, c.other} {
		for _, s := range blk.list {
			if v := s.stmt.(*assign).lhs[0].v; v == cond.v || v == b || y.mentions(v) || z.mentions(v) {
				return false
			}
		}
	}
	copy(list[at:], list[at+1:]) // the declaration comes first
	list[len(list)-1] = before
	c.then.list = append(c.then.list, g.setting(b, y).list...)
	c.other.list = append(c.other.list, g.setting(b, z).list...)
	c.choice++
	return true
}

// declares reports whether a statement is the declaration of a variable, which
// reads no other.
func declares(s stmt, b *variable) bool {
	switch s := s.(type) {
	case *declare:
		return s.v == b && s.e.kind == litExpr
	case *declareZero:
		return s.v == b
	}
	return false
}

// chained reports whether the choice could go before the one that stands here and
// only says what b is otherwise: if … else if.
func (g *gen) chained(cond *expr, b *variable, y, z *expr) bool {
	list := g.top().list
	if len(list) == 0 || !z.isName(b) || y.mentions(b) || cond.mentions(b) {
		return false
	}
	last := &list[len(list)-1]
	c, ok := last.stmt.(*conditional)
	if !ok || c.choice != 1 || !c.sets(b) {
		return false
	}
	last.stmt = &conditional{cond: cond, then: g.setting(b, y), other: &block{list: []placed{*last}}}
	return true
}

// sets reports whether the choice sets b, and no other variable.
func (s *conditional) sets(b *variable) bool {
	other := func(p placed) bool { return !p.stmt.(*assign).lhs[0].isName(b) }
	return len(s.then.list)+len(s.other.list) > 0 && !slices.ContainsFunc(s.then.list, other) && !slices.ContainsFunc(s.other.list, other)
}

// unnamed puts a condition that is a variable into the header of the last choice, if
// nothing else reads it and only declarations stand between.
func (g *gen) unnamed(cond *ir.Value) {
	list := g.top().list
	c, ok := list[len(list)-1].stmt.(*conditional)
	b := g.bound[cond]
	if !ok || b == nil || b.fixed || !c.cond.isName(b) || c.choice != len(g.facts.values[cond].at) {
		return
	}
	for i := len(list) - 2; i >= 0; i-- {
		switch s := list[i].stmt.(type) {
		case *declareZero:
		case *declare:
			if s.v != b {
				continue
			}
			if s.e.width <= readable {
				c.cond = s.e
				g.top().list = slices.Delete(list, i, i+1)
			}
			return
		default:
			return
		}
	}
}

// setting is a block that sets b to e.
func (g *gen) setting(b *variable, e *expr) *block {
	blk := &block{}
	e = g.fitted(b, e)
	if !e.isName(b) {
		g.putIn(blk, assignment(b, e))
	}
	return blk
}
