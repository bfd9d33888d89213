// Precompute computes once, before a nest of loops, what every iteration of the
// outermost would compute again for the same counters of the inner ones.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Precompute puts into a table a costly value that depends on the counters of the
// loops within a loop, all of them, and not on the outer loop: exp(-w[k][i]) in loops
// over points, k and i. It is computed for exactly the counters that the nest runs
// through, of which one extent may depend on the outer counter; so it reads what the
// nest would read, and nobody can tell that it does so first.
var Precompute = Pass{"precompute", "computes before a nest of loops what its outermost would repeat", precompute, true}

// precomputeCost is the least cost of a value that is worth a table.
const precomputeCost = 10

func precompute(f *ir.Func) { precomputeIn(&latest{f: f}, f.Body) }

func precomputeIn(l *latest, r *ir.Region) {
	var out []*ir.Instr
	for _, in := range r.Instrs {
		if in.IsLoop() && hasLoop(in.Regions[0]) && hidden(in) {
			front := &ir.Region{}
			inner(in, nil, func(nest []*ir.Instr) {
				t := &nestTable{outer: in, nest: nest, effects: l.effects()}
				t.fill(front)
			})
			if len(front.Instrs) > 0 {
				out = append(out, adopt(r, front.Instrs)...)
				l.changed()
			}
		}
		out = append(out, in)
	}
	if len(out) > len(r.Instrs) {
		l.changed() // now that what was made is part of it
	}
	r.Instrs = out
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			precomputeIn(l, sub)
		}
	}
}

// inner visits each nest of loops within a loop, one directly in the other, from the
// outermost to one with no loop in it.
func inner(loop *ir.Instr, nest []*ir.Instr, visit func([]*ir.Instr)) {
	for _, in := range slices.Clone(loop.Regions[0].Instrs) {
		if !in.IsLoop() {
			continue
		}
		if n := append(slices.Clone(nest), in); hasLoop(in.Regions[0]) {
			inner(in, n, visit)
		} else {
			visit(n)
		}
	}
}

// nestTable is the work on the values of one nest within an outer loop.
type nestTable struct {
	outer   *ir.Instr
	nest    []*ir.Instr
	effects *Memory
}

// fill makes, at the end of region front, which will be before the outer loop, a
// table for each value worth it.
func (t *nestTable) fill(front *ir.Region) {
	values := t.worthwhile()
	if len(values) == 0 || !t.rectangular() {
		return
	}
	b := front.Build()
	b.Pos = values[0].Def.Pos
	var extents, counters []*ir.Value
	for _, loop := range t.nest {
		extents = append(extents, t.extent(b, loop.Hi()))
		counters = append(counters, loop.Index())
	}
	for _, v := range values {
		b.Pos = v.Def.Pos
		z := b.Alloc(ir.F64, ir.AllocOnce, extents...)
		z.Name = v.Name
		t.store(b, z, v, extents)
		v.Def.Op, v.Def.Attr, v.Def.Args = ir.MustOp("load"), nil, append([]*ir.Value{z}, counters...)
	}
}

// store appends loops that compute v for all counters below the extents.
func (t *nestTable) store(b *ir.Builder, z, v *ir.Value, extents []*ir.Value) {
	env := map[*ir.Value]*ir.Value{}
	var index []*ir.Value
	for k, loop := range t.nest {
		fill := b.For(b.Int(0), extents[k])
		fill.Index().Name = loop.Index().Name
		env[loop.Index()] = fill.Index()
		index = append(index, fill.Index())
		pos := b.Pos
		b = fill.Regions[0].Build()
		b.Pos = pos
	}
	b.Store(z, again(b, t.outer.Regions[0], v, env), index...)
}

// extent is the greatest value of a bound in the iterations of the outer loop, or 0.
func (t *nestTable) extent(b *ir.Builder, hi *ir.Value) *ir.Value {
	if !t.inside(hi) {
		if NonNegative(hi) {
			return hi
		}
		return b.Op("imax", hi, b.Int(0))
	}
	loop := b.For(t.outer.Lo(), t.outer.Hi(), b.Int(0))
	body := loop.Regions[0]
	env := map[*ir.Value]*ir.Value{t.outer.Index(): loop.Index()}
	inner := body.Build()
	body.Yield = []*ir.Value{inner.Op("imax", loop.Carried()[0], again(inner, t.outer.Regions[0], hi, env))}
	return loop.Result()
}

func (t *nestTable) inside(v *ir.Value) bool { return v.Region().Inside(t.outer.Regions[0]) }

// rectangular reports whether the counters of the nest, in all iterations of the
// outer loop together, take all values from 0 to below their extents.
func (t *nestTable) rectangular() bool {
	varying := 0
	for _, loop := range t.nest {
		if !isZero(loop.Lo()) {
			return false
		}
		if t.inside(loop.Hi()) {
			if varying++; !t.fixed(loop.Hi(), []*ir.Value{t.outer.Index()}) {
				return false
			}
		}
	}
	return varying <= 1
}

// worthwhile lists the values of the innermost loop that are worth a table.
func (t *nestTable) worthwhile() (list []*ir.Value) {
	body := t.nest[len(t.nest)-1].Regions[0]
	var counters []*ir.Value
	for _, loop := range t.nest {
		counters = append(counters, loop.Index())
	}
	fixed := map[*ir.Value]bool{}
	needed := map[*ir.Value]bool{}
	for _, in := range body.Instrs {
		if len(in.Results) == 1 && in.Result().Type == ir.TF64 && t.fixed(in.Result(), counters) {
			fixed[in.Result()] = true
			continue
		}
		for _, a := range in.Args {
			needed[a] = true
		}
		for _, sub := range in.Regions {
			for _, a := range sub.Free() {
				needed[a] = true
			}
		}
	}
	for _, v := range body.Yield {
		needed[v] = true
	}
	for _, in := range body.Instrs {
		if len(in.Results) != 1 || !fixed[in.Result()] || !needed[in.Result()] {
			continue
		}
		uses := map[*ir.Value]bool{}
		if t.cost(in.Result(), uses) >= precomputeCost && !slices.ContainsFunc(counters, func(i *ir.Value) bool { return !uses[i] }) {
			list = append(list, in.Result())
		}
	}
	return list
}

// cost is that of computing v within the outer loop; what it uses goes into uses.
func (t *nestTable) cost(v *ir.Value, uses map[*ir.Value]bool) (sum int) {
	if uses[v] || !t.inside(v) {
		return 0
	}
	uses[v] = true
	if v.Def == nil {
		return 0
	}
	for _, a := range v.Def.Args {
		sum += t.cost(a, uses)
	}
	return sum + v.Def.Op.Cost
}

// fixed reports whether v depends on nothing within the outer loop but the counters:
// by operations that every iteration of their loop reaches, of which some may fail,
// and by reads of what the outer loop does not write.
func (t *nestTable) fixed(v *ir.Value, counters []*ir.Value) bool {
	if !t.inside(v) || slices.Contains(counters, v) {
		return true
	}
	in := v.Def
	if in == nil || !t.reached(in.In) || len(in.Results) != 1 || !t.repeatable(in) {
		return false
	}
	return !slices.ContainsFunc(in.Args, func(a *ir.Value) bool { return !t.fixed(a, counters) })
}

// reached reports whether the region is that of a loop of the nest.
func (t *nestTable) reached(r *ir.Region) bool {
	return r.Parent == t.outer || slices.Contains(t.nest, r.Parent)
}

// repeatable reports whether the instruction gives the same whenever it runs, as long
// as the outer loop does.
func (t *nestTable) repeatable(in *ir.Instr) bool {
	switch {
	case in.IsAddr(), in.IsReslice(), in.IsPart():
		return true
	case in.IsGet(), in.IsLoad():
		p, ok := Reads(in)
		return ok && !t.effects.OverlapsEver(p.Place, t.effects.Written(t.outer.Regions[0]))
	}
	return Speculable(in)
}
