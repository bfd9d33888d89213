// Variables of float32: values that are exactly of that type and that arithmetic
// rounded to it uses.

package codegen

import (
	"slices"

	"chainrule/ir"
)

// singles are the values of a function that a variable of float32 holds.
type singles struct {
	exact map[*ir.Value]bool // float32 as float64
	tapes map[*ir.Value]bool // arrays of such values
	held  map[*ir.Value]bool // by a variable of float32
	both  map[*ir.Value]bool // and by one of float64, since loops use it as such
}

// findSingles finds the values; what parameters are is known.
func (g *gen) findSingles() *singles {
	f, x := g.fn, g.facts
	s := &singles{held: map[*ir.Value]bool{}, both: map[*ir.Value]bool{}}
	s.exact, s.tapes = g.exactSingles()
	if len(s.exact) == 0 {
		return s
	}
	narrow := map[*ir.Instr]bool{}
	f.Body.Walk(func(in *ir.Instr) {
		if d := in.Args; in.IsF32() && d[0].Def != nil && x.usedOnce(d[0]) && s.single(d[0].Def) {
			narrow[d[0].Def] = true
			for _, a := range d[0].Def.Args {
				s.hold(a)
			}
		}
	})
	for v := range s.held {
		s.both[v] = len(slotOf(v)) == 0
	}
	wide := map[*ir.Value]bool{}
	f.Body.Walk(func(in *ir.Instr) {
		for _, a := range in.Args {
			if x.live[in] && in.Op.Struct == nil && !narrow[in] && innermost(in.In) != innermost(a.Region()) {
				wide[a] = true
			}
		}
	})
	for v := range s.both {
		s.both[v] = s.both[v] && wide[v]
	}
	return s
}

// single reports whether the instruction, rounded, is one of float32.
func (s *singles) single(in *ir.Instr) bool {
	switch in.Op.Name {
	case "add", "sub", "mul", "div":
		return !slices.ContainsFunc(in.Args, func(a *ir.Value) bool { return !s.exact[a] })
	}
	return false
}

// hold notes that a variable of float32 holds the value, and all that goes by the
// same variable.
func (s *singles) hold(v *ir.Value) {
	if v.IsConst() || s.held[v] || v.Def == nil && v.Of.Parent == nil {
		return
	}
	s.held[v] = true
	for _, w := range slotOf(v) {
		s.hold(w)
	}
}

// slotOf lists what a value that a loop carries, or an instruction with regions
// gives, shares its variable with.
func slotOf(v *ir.Value) (list []*ir.Value) {
	in := v.Def
	if in == nil {
		in = v.Of.Parent
	}
	if in == nil || len(in.Regions) == 0 {
		return nil
	}
	k := slices.Index(in.Results, v)
	for _, r := range in.Regions {
		if at := slices.Index(r.Params, v); k < 0 && at >= 0 {
			k = at - (len(r.Params) - len(in.Results))
		}
	}
	if k < 0 {
		return nil // a counter
	}
	list = append(list, in.Results[k])
	for _, r := range in.Regions {
		if n := len(r.Params) - len(in.Results); n >= 0 {
			list = append(list, r.Params[n+k])
		}
	}
	return list
}

// exactSingles finds the values that are always of float32, if there are roundings:
// all but those that come from one that may be none. Tapes in which only such values
// are kept keep them as they are.
func (g *gen) exactSingles() (exact, tapes map[*ir.Value]bool) {
	exact, tapes = map[*ir.Value]bool{}, map[*ir.Value]bool{}
	for v := range g.elementwise() {
		tapes[v] = v.Type.Kind == ir.F64
	}
	f, rounds := g.fn, false
	for _, p := range f.Body.Params {
		exact[p] = p.Type == ir.TF64 && exactly32(g.use(p)) != nil
	}
	f.Body.Walk(func(in *ir.Instr) {
		rounds = rounds || in.IsF32()
		for _, v := range in.Results {
			exact[v] = v.Type == ir.TF64
		}
		for _, r := range in.Regions {
			for _, p := range r.Params {
				exact[p] = p.Type == ir.TF64
			}
		}
	})
	if !rounds {
		return nil, nil
	}
	for changed := true; changed; {
		changed = false
		f.Body.Walk(func(in *ir.Instr) {
			if in.IsStore() && tapes[in.Array()] && !exact[in.Stored()] {
				tapes[in.Array()], changed = false, true
			}
			for k, v := range in.Results {
				if exact[v] && !givesSingle(in, k, exact) && !(in.IsLoad() && tapes[in.Array()]) {
					exact[v], changed = false, true
				}
				for _, w := range slotOf(v) {
					if !exact[v] && exact[w] {
						exact[w], changed = false, true
					}
				}
			}
		})
	}
	return exact, tapes
}

// givesSingle reports whether result k of the instruction is of float32 if the exact
// values are.
func givesSingle(in *ir.Instr, k int, exact map[*ir.Value]bool) bool {
	switch {
	case in.IsF32():
		return true
	case in.IsGet():
		return in.CellType() == "float32"
	case in.Op.Name == "neg":
		return exact[in.Args[0]]
	case in.Op.Name == "cond":
		return exact[in.Args[1]] && exact[in.Args[2]]
	case in.IsIf():
		return exact[in.Regions[0].Yield[k]] && exact[in.Regions[1].Yield[k]]
	case repeats(in):
		return exact[inits(in)[k]] && exact[bodyOf(in).Yield[k]]
	}
	e := literal(in.Result())
	return e != nil && exactly32(e) != nil
}

// first declares the variable that a loop or branch gives v in, with its first value.
func (g *gen) first(b *variable, e *expr, v *ir.Value) {
	if g.singles.held[v] {
		g.declareSingle(b, e)
	} else {
		g.introduce(b, e, v.Type, true)
	}
}

// declareSingle declares a variable of float32.
func (g *gen) declareSingle(b *variable, e *expr) {
	b.typ = "float32"
	switch e = g.fitted(b, e); {
	case isZero(e):
		g.put(g.zeroOf(b, b.typ))
	case e.kind == litExpr || e.typ != b.typ:
		g.put(&declare{b, g.conversion(b.typ, e)})
	default:
		g.put(&declare{b, e})
	}
}

// settleSingle declares a variable of float32 for a value, and one of float64 too
// where that is wanted, which then is the value's.
func (g *gen) settleSingle(v *ir.Value, e *expr) *variable {
	b := g.fresh(g.nameFor(v, e))
	g.declareSingle(b, e)
	if !g.singles.both[v] {
		return b
	}
	wide := g.fresh(b.name + "Wide")
	b.fixed, wide.fixed, wide.single = true, true, b
	g.introduce(wide, g.valueIn(b, v), v.Type, false)
	return wide
}

// valueIn is the expression of a value that is in a variable.
func (g *gen) valueIn(b *variable, v *ir.Value) *expr {
	if b.typ == "float32" && v.Type == ir.TF64 {
		return g.conversion("float64", nameOf(b))
	}
	return nameOf(b)
}

// fitted is a float as the variable takes it.
func (g *gen) fitted(b *variable, e *expr) *expr {
	if b.typ != "float32" || e.typ == b.typ {
		return e
	}
	if x := exactly32(e); x != nil {
		return x
	}
	return g.conversion(b.typ, e)
}
