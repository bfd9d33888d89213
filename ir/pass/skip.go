// Skip does not run what would only add zeros.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Skip puts loops of the reverse sweep to whose adjoints a choice gives zero under the
// condition of that choice: where max took the other operand, the sweep behind it does
// not run, as a person would have written it.
var Skip = Pass{"skip", "runs loops only where a choice has not made zeros of their adjoints", skip, true}

func skip(f *ir.Func) {
	s := &skipper{exactly(f), Effects(f)}
	s.region(f.Body)
}

type skipper struct {
	*exactness
	effects *Memory
}

func (s *skipper) region(r *ir.Region) {
	for _, in := range slices.Clone(r.Instrs) {
		for _, sub := range in.Regions {
			s.region(sub)
		}
		if in.Op.Name == "cond" && !in.Args[0].IsConst() && isNought(in.Args[1]) != isNought(in.Args[2]) && slices.Contains(r.Instrs, in) {
			s.choice(r, in)
		}
	}
}

// isNought reports whether v is the constant 0 of either sign.
func isNought(v *ir.Value) bool {
	c, ok := v.ConstFloat()
	return ok && c == 0
}

// choice guards the loops that do nothing where the choice is zero.
func (s *skipper) choice(r *ir.Region, c *ir.Instr) {
	z := &noughts{s.exactness, map[*ir.Value]bool{c.Result(): true}, map[*ir.Value]*ir.Value{}}
	g := &guarded{skipper: s, z: z, r: r, c: c, in: map[*ir.Instr]bool{}}
	if g.find(); g.loops {
		g.write()
	}
}

// guarded is what is to run under the condition of a choice c.
type guarded struct {
	*skipper
	z     *noughts
	r     *ir.Region
	c     *ir.Instr
	in    map[*ir.Instr]bool
	last  int // position of the last with an effect
	loops bool
}

// find collects what follows the choice and only adds zeros where that is zero, up to
// the first instruction that something else must not come behind.
func (g *guarded) find() {
	start := slices.Index(g.r.Instrs, g.c) + 1
	for i, in := range g.r.Instrs[start:] {
		switch {
		case g.z.instr(in):
			if !Pure(in) {
				g.in[in], g.last = true, start+i
				g.loops = g.loops || in.IsLoop()
			}
		case len(g.in) > 0 && g.z.goesOn(in):
			g.in[in], g.last = true, start+i
		case len(g.in) > 0 && !Pure(in):
			if _, reads := Reads(in); !reads || g.z.readsShadow(in) {
				return
			}
		}
	}
}

// write puts them into an if, where the last of them stands.
func (g *guarded) write() {
	users := usersIn(g.r)
	outside := func(v *ir.Value) bool {
		return slices.ContainsFunc(users[v], func(u *ir.Instr) bool { return !g.in[u] })
	}
	starts := map[*ir.Value]bool{}
	for _, v := range g.z.same {
		starts[v] = true
	}
	stays := func(v *ir.Value) bool { return v.IsConst() || starts[v] || len(users[v]) == 0 || outside(v) }
	for i := g.last; i >= 0; i-- { // and what only they need
		in := g.r.Instrs[i]
		if !g.in[in] && in != g.c && len(in.Results) > 0 && g.sinks(in, i) && !slices.ContainsFunc(in.Results, stays) {
			g.in[in] = true
		}
	}
	var results []*ir.Value
	for _, in := range g.r.Instrs[:g.last+1] {
		for _, v := range in.Results {
			if g.in[in] && len(users[v]) > 0 && outside(v) {
				results = append(results, v)
			}
		}
	}
	for _, v := range results {
		if g.exact[v] {
			return
		}
	}
	inside := func(v *ir.Value) bool { return v.Def != nil && g.in[v.Def] }
	for _, in := range g.r.Instrs[:g.last] { // nothing that stays may need them before
		if !g.in[in] && slices.ContainsFunc(operandsOf(in), inside) {
			return
		}
	}
	g.rewrite(results, users)
}

// operandsOf lists what the instruction or its regions use.
func operandsOf(in *ir.Instr) []*ir.Value {
	list := slices.Clone(in.Args)
	for _, sub := range in.Regions {
		sub.Operands(func(v *ir.Value) *ir.Value {
			list = append(list, v)
			return v
		})
	}
	return list
}

// sinks reports whether the instruction at i may run under the condition instead,
// where the last of the others stands.
func (g *guarded) sinks(in *ir.Instr, i int) bool {
	if Pure(in) {
		return Safe(in)
	}
	a, ok := Reads(in)
	if !ok || !Safe(in) {
		return false
	}
	return !slices.ContainsFunc(g.r.Instrs[i+1:g.last], func(x *ir.Instr) bool {
		return !g.in[x] && g.effects.OverlapsEver(a.Place, g.effects.InstrWrites(x))
	})
}

// rewrite makes the if. Choices by the same condition that nothing needs before
// become results of it too.
func (g *guarded) rewrite(results []*ir.Value, users map[*ir.Value][]*ir.Instr) {
	side, value := 0, g.c.Args[1]
	if isNought(value) {
		side, value = 1, g.c.Args[2]
	}
	b := (&ir.Region{}).Build()
	b.Pos = g.r.Instrs[g.last].Pos
	w := &skipped{branch: b.If(g.c.Args[0]), side: side, with: map[*ir.Value]*ir.Value{}}
	w.branch.In = g.r
	run, rest := w.branch.Regions[side], w.branch.Regions[1-side]
	before, after := g.r.Instrs[:g.last+1], g.r.Instrs[g.last+1:]
	stays := func(in *ir.Instr) bool { return !g.in[in] }
	run.Instrs = adopt(run, slices.DeleteFunc(slices.Clone(before), stays))
	before = slices.DeleteFunc(slices.Clone(before), func(in *ir.Instr) bool { return g.in[in] })
	run.Replace(map[*ir.Value]*ir.Value{g.c.Result(): value})
	for _, v := range results {
		w.yield(v, v, g.z.otherwise(rest, v))
	}
	for _, x := range before {
		early := func(u *ir.Instr) bool { return u != nil && (g.in[u] || slices.Contains(before, u)) }
		if x.Op.Name == "cond" && x != g.c && x.Args[0] == g.c.Args[0] && !slices.ContainsFunc(users[x.Result()], early) {
			w.yield(x.Result(), x.Args[1+side], x.Args[2-side])
			before = without(before, x)
		}
	}
	g.r.Instrs = append(append(before, w.branch), after...)
	tail := &ir.Region{Instrs: after, Yield: g.r.Yield}
	tail.Replace(w.with)
}

// skipped is an if that is being made, with what its results stand for.
type skipped struct {
	branch *ir.Instr
	side   int // that which runs something
	with   map[*ir.Value]*ir.Value
}

// yield gives the if a result in the place of v.
func (w *skipped) yield(v, taken, otherwise *ir.Value) {
	result := &ir.Value{Name: v.Name, Type: v.Type, Def: w.branch}
	w.branch.Results = append(w.branch.Results, result)
	run, rest := w.branch.Regions[w.side], w.branch.Regions[1-w.side]
	run.Yield, rest.Yield = append(run.Yield, taken), append(rest.Yield, otherwise)
	w.with[v] = result
}

// usersIn lists which instructions of the region use a value, themselves or within;
// nil stands for the yield.
func usersIn(r *ir.Region) map[*ir.Value][]*ir.Instr {
	users := map[*ir.Value][]*ir.Instr{}
	for _, in := range r.Instrs {
		for _, v := range operandsOf(in) {
			users[v] = append(users[v], in)
		}
	}
	for _, v := range r.Yield {
		users[v] = append(users[v], nil)
	}
	return users
}
