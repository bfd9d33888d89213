// Lanes: four iterations of a loop's body side by side.

package pass

import (
	"slices"

	"chainrule/ir"
)

// lanes copies a body for four iterations at once. A value that does not depend
// on the iteration has one copy, in uniform; others have one in each lane. An
// array that the body allocates gets the lane as a further, last axis.
type lanes struct {
	loop    *ir.Instr
	effects *Memory
	uniform map[*ir.Value]*ir.Value
	each    [Lanes]map[*ir.Value]*ir.Value
	number  [Lanes]*ir.Value // the constants 0 to 3
	laned   map[*ir.Value]bool
}

// body fills the loop over blocks.
func (l *lanes) body(main *ir.Instr, four *ir.Value) {
	old, b := l.loop.Regions[0], main.Regions[0].Build()
	b.Pos = l.loop.Pos
	first := b.Op("imul", main.Index(), four)
	if !isZero(l.loop.Lo()) {
		first = b.Op("iadd", first, l.loop.Lo())
	}
	for k := range Lanes {
		i := first
		if k > 0 {
			i = b.Op("iadd", first, l.number[k])
		}
		i.Name = l.loop.Index().Name
		l.each[k][l.loop.Index()] = i
	}
	sums := map[*ir.Instr]int{}
	for k := range l.loop.Carried() {
		sums[old.Yield[k].Def] = k
	}
	for _, in := range old.Instrs {
		if _, ok := sums[in]; !ok {
			l.instr(b, in)
		}
	}
	for k, c := range l.loop.Carried() {
		b.Region.Yield = append(b.Region.Yield, l.sum(b, old.Yield[k].Def, c, main.Carried()[k]))
	}
}

// sum adds the four lanes' terms to the carried sum, in order.
func (l *lanes) sum(b *ir.Builder, in *ir.Instr, c, acc *ir.Value) *ir.Value {
	b.Pos = in.Pos
	for k := range Lanes {
		args := slices.Clone(in.Args)
		for i, a := range args {
			if a == c {
				args[i] = acc
			} else {
				args[i] = l.lookup(a, k)
			}
		}
		acc = b.Op(in.Op.Name, args...)
	}
	return acc
}

// lookup is the value in lane k.
func (l *lanes) lookup(v *ir.Value, k int) *ir.Value {
	if w := l.each[k][v]; w != nil {
		return w
	}
	if w := l.uniform[v]; w != nil {
		return w
	}
	return v
}

// same reports whether all lanes have one value of v.
func (l *lanes) same(v *ir.Value) bool { return l.each[0][v] == nil }

func (l *lanes) allSame(vs []*ir.Value) bool {
	return !slices.ContainsFunc(vs, func(v *ir.Value) bool { return !l.same(v) })
}

func (l *lanes) instr(b *ir.Builder, in *ir.Instr) {
	b.Pos = in.Pos
	switch {
	case in.IsAlloc():
		z := b.Alloc(in.Result().Type.Kind, in.Attr.(string), append(l.env(in.Args), b.Int(Lanes))...)
		z.Name = in.Result().Name
		l.uniform[in.Result()], l.laned[in.Result()] = z, true
	case l.once(in):
		l.copyOnce(b, in)
	case in.IsLoop() && l.same(in.Lo()) && l.same(in.Hi()):
		l.jam(b, in)
	default:
		for k := range Lanes {
			l.copyLane(b, in, k)
		}
	}
}

// env is the operands' single values.
func (l *lanes) env(vs []*ir.Value) []*ir.Value {
	out := make([]*ir.Value, len(vs))
	for i, v := range vs {
		out[i] = l.lookup(v, 0)
	}
	return out
}

// isLaned reports whether the array has the lane as last axis.
func (l *lanes) isLaned(v *ir.Value) bool { return !v.Type.Scalar() && l.laned[v.Object()] }

// once reports whether one copy of the instruction serves all lanes.
func (l *lanes) once(in *ir.Instr) bool {
	if len(in.Regions) > 0 || !l.allSame(in.Args) {
		return false
	}
	switch {
	case in.IsLoad():
		return !l.isLaned(in.Array()) && !l.effects.OverlapsEver(in.Reads()[0], l.effects.Written(l.loop.Regions[0]))
	case in.IsZero():
		return l.isLaned(in.Array())
	}
	return in.Op.Name == "note" || Pure(in)
}

func (l *lanes) copyOnce(b *ir.Builder, in *ir.Instr) {
	args := l.env(in.Args)
	if in.IsView() && l.isLaned(in.Array()) {
		args = append(args, b.Int(Lanes))
	}
	c := b.Emit(in.Op, in.Attr, args, l.types(in.Results)...)
	for i, v := range in.Results {
		c.Results[i].Name = v.Name
		l.uniform[v] = c.Results[i]
	}
}

// types are the results' types in the copies: a laned array has an axis more.
func (l *lanes) types(results []*ir.Value) []ir.Type {
	types := make([]ir.Type, len(results))
	for i, v := range results {
		types[i] = v.Type
		if l.isLaned(v) {
			types[i].Rank++
		}
	}
	return types
}

// jam runs an inner loop once for all lanes; what it carries is carried for each.
func (l *lanes) jam(b *ir.Builder, in *ir.Instr) {
	var inits []*ir.Value
	for _, v := range in.Inits() {
		for k := range Lanes {
			inits = append(inits, l.lookup(v, k))
		}
	}
	build := b.For
	if in.Down() {
		build = b.RFor
	}
	c := build(l.lookup(in.Lo(), 0), l.lookup(in.Hi(), 0), inits...)
	c.Index().Name = in.Index().Name
	l.uniform[in.Index()] = c.Index()
	l.spread(in.Carried(), c.Carried())
	l.spread(in.Results, c.Results)
	inner := c.Regions[0].Build()
	for _, x := range in.Regions[0].Instrs {
		l.instr(inner, x)
	}
	for _, v := range in.Regions[0].Yield {
		for k := range Lanes {
			inner.Region.Yield = append(inner.Region.Yield, l.lookup(v, k))
		}
	}
}

// spread gives each old value four consecutive new ones.
func (l *lanes) spread(old, new []*ir.Value) {
	for i, v := range old {
		for k := range Lanes {
			w := new[i*Lanes+k]
			w.Name = v.Name
			l.each[k][v] = w
		}
	}
}

// copyLane copies an instruction for lane k, with the regions it owns.
func (l *lanes) copyLane(b *ir.Builder, in *ir.Instr, k int) {
	b.Pos = in.Pos
	args := make([]*ir.Value, len(in.Args))
	for i, a := range in.Args {
		args[i] = l.lookup(a, k)
	}
	args = l.withLane(b, in, args, k)
	c := b.Emit(in.Op, in.Attr, args, l.types(in.Results)...)
	for _, sub := range in.Regions {
		r := &ir.Region{Parent: c}
		for _, p := range sub.Params {
			l.each[k][p] = r.AddParam(p.Name, p.Type)
		}
		for _, x := range sub.Instrs {
			l.copyLane(r.Build(), x, k)
		}
		for _, v := range sub.Yield {
			r.Yield = append(r.Yield, l.lookup(v, k))
		}
		c.Regions = append(c.Regions, r)
	}
	for i, v := range in.Results {
		c.Results[i].Name = v.Name
		l.each[k][v] = c.Results[i]
	}
}

// withLane adds the lane to the index of an access to a laned array.
func (l *lanes) withLane(b *ir.Builder, in *ir.Instr, args []*ir.Value, k int) []*ir.Value {
	if len(in.Args) == 0 || !l.isLaned(in.Args[0]) {
		return args
	}
	switch {
	case in.IsLoad():
		return append(args, l.number[k])
	case in.IsStore(), in.IsAccum():
		return slices.Insert(args, len(args)-1, l.number[k])
	case in.IsView():
		return append(args, b.Int(Lanes))
	}
	return args
}
