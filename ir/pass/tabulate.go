// Tabulate computes once, into an array, what a loop nest recomputes.

package pass

import "chainrule/ir"

// Tabulate handles a loop over r around a loop over c from 0: a value that
// depends on c but not on r is computed for every c before the loop over r, and
// loaded from there. It is the hoisting of a loop-invariant array expression.
var Tabulate = Pass{"tabulate", "computes before a nest what depends on the inner counter only", tabulate, true}

func tabulate(f *ir.Func) { tabulateRegion(&latest{f: f}, f.Body) }

func tabulateRegion(l *latest, r *ir.Region) {
	var out []*ir.Instr
	for _, in := range r.Instrs {
		if in.IsLoop() && hasLoop(in.Regions[0]) {
			front := &ir.Region{}
			for _, inner := range in.Regions[0].Instrs {
				if inner.IsLoop() {
					t := &table{outer: in, inner: inner, effects: l.effects()}
					t.fill(front)
				}
			}
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
			tabulateRegion(l, sub)
		}
	}
}

// table is the work on one pair of loops.
type table struct {
	outer, inner *ir.Instr
	effects      *Memory
}

// fill makes, at the end of region front, which will be before the outer loop, an
// array for each value worth it.
func (t *table) fill(front *ir.Region) {
	extent := t.extent(t.outer.In)
	if extent == nil {
		return
	}
	for _, v := range t.worthwhile(extent) {
		b := front.Build()
		b.Pos = v.Def.Pos
		z := b.Alloc(ir.F64, ir.AllocOnce, extent)
		z.Name = v.Name
		loop := b.For(b.Int(0), extent)
		loop.Index().Name = t.inner.Index().Name
		fill := loop.Regions[0].Build()
		fill.Pos = b.Pos
		env := map[*ir.Value]*ir.Value{t.inner.Index(): loop.Index()}
		fill.Store(z, again(fill, t.outer.Regions[0], v, env), loop.Index())
		if extent == t.outer.Hi() && isZero(t.outer.Lo()) {
			t.replaceAlike(v, z)
		}
		replace(v, z, t.inner.Index())
	}
}

// replaceAlike loads from the table too what the outer loop computes for its own
// counter as v is computed for the inner one's.
func (t *table) replaceAlike(v, z *ir.Value) {
	for _, in := range t.outer.Regions[0].Instrs {
		if in.Op == v.Def.Op && t.alike(v, in.Result()) {
			replace(in.Result(), z, t.outer.Index())
		}
	}
}

// alike reports whether w is v with the outer counter in the inner one's place.
func (t *table) alike(v, w *ir.Value) bool {
	switch {
	case v == t.inner.Index():
		return w == t.outer.Index()
	case v == w:
		return !v.Region().Inside(t.outer.Regions[0])
	case v.Def == nil || w.Def == nil || v.Def.Op != w.Def.Op || v.Def.Attr != w.Def.Attr || len(v.Def.Regions) > 0:
		return false
	}
	for k, a := range v.Def.Args {
		if !t.alike(a, w.Def.Args[k]) {
			return false
		}
	}
	return true
}

// extent bounds the inner loop's counter by a value that region r knows: its
// own bound, or that of the outer loop whose counter bounds it.
func (t *table) extent(r *ir.Region) *ir.Value {
	hi := t.inner.Hi()
	if hi == t.outer.Index() {
		hi = t.outer.Hi()
	}
	if !isZero(t.inner.Lo()) || !NonNegative(hi) || !r.Inside(hi.Region()) {
		return nil
	}
	return hi
}

// worthwhile lists the float operations of the inner loop that depend on its
// counter and nothing else inside the outer loop, and whose users depend on more.
func (t *table) worthwhile(extent *ir.Value) []*ir.Value {
	var list []*ir.Value
	body := t.inner.Regions[0]
	fixed := map[*ir.Value]bool{}
	needed := map[*ir.Value]bool{}
	for _, in := range body.Instrs {
		if len(in.Results) == 1 && t.fixed(in, fixed, extent) {
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
		if len(in.Results) == 1 && fixed[in.Result()] && needed[in.Result()] && in.Op.Struct == nil && in.Op.Out == ir.TF64 && in.Op.Cost > 0 {
			list = append(list, in.Result())
		}
	}
	return list
}

// fixed reports whether the instruction computes the same for a counter in every
// iteration of the outer loop, and may be run for every counter below extent.
func (t *table) fixed(in *ir.Instr, known map[*ir.Value]bool, extent *ir.Value) bool {
	for _, a := range in.Args {
		if a != t.inner.Index() && !known[a] && a.Region().Inside(t.outer.Regions[0]) {
			return false
		}
	}
	if in.IsLoad() {
		return t.inRange(in, extent) && !t.effects.OverlapsEver(in.Reads()[0], t.effects.Written(t.outer.Regions[0]))
	}
	return Speculable(in)
}

// inRange reports whether the load cannot fail for any counter below extent.
func (t *table) inRange(in *ir.Instr, extent *ir.Value) bool {
	for axis, i := range in.Indices() {
		if i == t.inner.Index() {
			if !IsExtent(extent, in.Array(), axis) {
				return false
			}
		} else if !below(i, in.Array(), axis) {
			return false
		}
	}
	return true
}

// replace turns the computation of v into a load from the table.
func replace(v, z, index *ir.Value) {
	in := v.Def
	in.Op, in.Attr, in.Args = ir.MustOp("load"), nil, []*ir.Value{z, index}
}
