// Fuse runs neighbouring loops over the same range together.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Fuse merges two loops of one region that have the same bounds and direction,
// where no iteration of the second needs what a later iteration of the first
// does: arrays and slices that pass between them are touched, in both, at places that
// the counter tells apart. The second carries nothing but sums. What stands between
// them is moved before or behind.
var Fuse = Pass{"fuse", "runs loops over the same range together", fuse, true}

func fuse(f *ir.Func) {
	z := &fuser{f.Aliases()}
	z.region(f.Body)
}

type fuser struct{ aliases *ir.Aliases }

func (z *fuser) region(r *ir.Region) {
	for i := 0; i < len(r.Instrs); i++ {
		if r.Instrs[i].IsLoop() {
			for z.absorb(r, i) {
			}
		}
	}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			z.region(sub)
		}
	}
}

// absorb merges into the loop at i the next loop that allows it.
func (z *fuser) absorb(r *ir.Region, i int) bool {
	a := r.Instrs[i]
	if keeps(a) {
		return false
	}
	first, between := newDeps(z.aliases), newDeps(z.aliases)
	first.add(a)
	var before, after []*ir.Instr
	for k := i + 1; k < len(r.Instrs); k++ {
		b := r.Instrs[k]
		if keeps(b) {
			return false // nothing crosses a check or a comment
		}
		if z.fusable(a, b) && !first.usedBy(b) && !between.has(b) {
			z.merge(a, b)
			r.Instrs = slices.Concat(r.Instrs[:i], before, []*ir.Instr{a}, after, r.Instrs[k+1:])
			return len(before) == 0
		}
		if first.has(b) || between.has(b) {
			between.add(b)
			after = append(after, b)
		} else {
			before = append(before, b)
		}
	}
	return false
}

// fusable reports whether b's iterations may run inside a's.
func (z *fuser) fusable(a, b *ir.Instr) bool {
	return b.IsLoop() && sameRange(a, b) && sums(b) && z.separate(a, b) && (feeds(a, b, isArray) || feeds(a, b, isMade) && !mayFail(a, b))
}

// mayFail reports whether an iteration of b may fail at a place in Go memory where
// that of a with the same counter has not been: it would keep others of a from being
// run.
func mayFail(a, b *ir.Instr) (fails bool) {
	been := map[*ir.Value]bool{}
	for _, in := range a.Regions[0].Instrs {
		if i := goIndex(in); i != nil && i[0] == a.Index() {
			been[in.Ref()] = true
		}
	}
	b.Regions[0].Walk(func(in *ir.Instr) {
		if in.IsGet() || in.IsPut() || in.IsAddr() || in.IsReslice() {
			i := goIndex(in)
			fails = fails || !Safe(in) && !(i != nil && i[0] == b.Index() && been[in.Ref()])
		}
	})
	return fails
}

// goIndex is the index of an access to an element of a slice, which is no part of
// another reference; nil for other instructions.
func goIndex(in *ir.Instr) []*ir.Value {
	if (in.IsGet() || in.IsPut()) && in.Path() == anyIndex && in.Ref().Type.IsSlice() && in.Ref() == in.Ref().Object() {
		return in.PathIndices()
	}
	return nil
}

// feeds reports whether a writes memory of the function, of the kind, that b reads;
// without that there is nothing to gain.
func feeds(a, b *ir.Instr, kind func(*ir.Value) bool) bool {
	y := touches(b)
	for o, p := range touches(a) {
		if p.writes && y[o] != nil && o.Ref != nil && o.Ref.Def != nil && kind(o.Ref) {
			return true
		}
	}
	return false
}

func isArray(v *ir.Value) bool { return !v.Type.Scalar() }
func isMade(v *ir.Value) bool  { return v.Def.IsMake() }

// sums reports whether what the loop carries are sums, so that it may share its
// iterations with others without becoming a recurrence.
func sums(in *ir.Instr) bool {
	for k, c := range in.Carried() {
		n := in.Regions[0].Yield[k]
		if n == c || c.Type != ir.TF64 {
			continue
		}
		if n.Def == nil || n.Def.In != in.Regions[0] {
			return false
		}
		if op := n.Def.Op.Name; !(op == "add" || op == "sub") || !slices.Contains(n.Def.Args, c) {
			return false
		}
	}
	return true
}

func sameRange(a, b *ir.Instr) bool {
	return a.Op == b.Op && same(a.Lo(), b.Lo()) && same(a.Hi(), b.Hi())
}

func same(a, b *ir.Value) bool {
	if a == b {
		return true
	}
	x, ok := a.ConstInt()
	y, ok2 := b.ConstInt()
	return ok && ok2 && x == y
}

// merge appends b's region to a's.
func (z *fuser) merge(a, b *ir.Instr) {
	ra, rb := a.Regions[0], b.Regions[0]
	with := map[*ir.Value]*ir.Value{b.Index(): a.Index()}
	rb.Replace(with)
	for _, in := range rb.Instrs {
		in.In = ra
	}
	for _, p := range b.Carried() {
		p.Of = ra
	}
	for _, v := range b.Results {
		v.Def = a
	}
	a.Args = append(a.Args, b.Inits()...)
	ra.Params = append(ra.Params, b.Carried()...)
	ra.Instrs = append(ra.Instrs, rb.Instrs...)
	ra.Yield = append(ra.Yield, rb.Yield...)
	a.Results = append(a.Results, b.Results...)
}

// separate reports whether each object that one loop writes and the other
// touches is touched at places that the counters tell apart.
func (z *fuser) separate(a, b *ir.Instr) bool {
	x, y := accesses(a.Regions[0]), accesses(b.Regions[0])
	for o, p := range x {
		for q, r := range y {
			if !z.aliases.MayOverlap(o, q) || !(p.writes || r.writes) || p.sumsOnly && r.sumsOnly {
				continue
			}
			if o != q || !p.apartWith(a.Index(), r, b.Index()) {
				return false
			}
		}
	}
	return true
}

// access is how a region touches a place of outside.
type access struct {
	writes, sumsOnly bool
	index            [][]*ir.Value // nil element: unknown places
}

func accesses(r *ir.Region) map[ir.Place]*access {
	list := map[ir.Place]*access{}
	r.Walk(func(in *ir.Instr) {
		for k, places := range [][]ir.Place{in.Reads(), in.Writes()} {
			for _, o := range places {
				if ownArray(o, r) {
					continue
				}
				if list[o] == nil {
					list[o] = &access{sumsOnly: true}
				}
				list[o].writes = list[o].writes || k == 1
				list[o].sumsOnly = list[o].sumsOnly && in.IsAccum()
				list[o].index = append(list[o].index, elementIndex(in))
			}
		}
	})
	return list
}

// elementIndex is the index of an access to an element of an array or slice.
func elementIndex(in *ir.Instr) []*ir.Value {
	if i := goIndex(in); i != nil {
		return i
	}
	return FullIndex(in)
}

// ownArray reports whether the place is in an array that the region makes.
func ownArray(p ir.Place, r *ir.Region) bool {
	return p.Ref != nil && !p.Ref.Type.Scalar() && p.Ref.Region().Inside(r)
}

// apartWith reports whether one axis has the counter as index in every access.
func (p *access) apartWith(i *ir.Value, q *access, j *ir.Value) bool {
	all := append(slices.Clone(p.index), q.index...)
	if len(all) == 0 || all[0] == nil {
		return false
	}
	for axis := range all[0] {
		apart := true
		for k, index := range all {
			counter := i
			if k >= len(p.index) {
				counter = j
			}
			apart = apart && index != nil && index[axis] == counter
		}
		if apart {
			return true
		}
	}
	return false
}

// FullIndex is the index of a load, store or accum within its object, through
// parts; nil where a view stands between or every element is meant.
func FullIndex(in *ir.Instr) []*ir.Value {
	if !in.IsLoad() && !in.IsStore() && !in.IsAccum() {
		return nil
	}
	index := in.Indices()
	for a := in.Array(); a.Def != nil && !a.Def.IsAlloc(); a = a.Def.Array() {
		if !a.Def.IsPart() {
			return nil
		}
		index = append(slices.Clone(a.Def.Indices()), index...)
	}
	return index
}

// deps is a set of instructions that others must stay behind.
type deps struct {
	aliases *ir.Aliases
	values  map[*ir.Value]bool
	touched map[ir.Place]*access
}

func newDeps(a *ir.Aliases) *deps {
	return &deps{aliases: a, values: map[*ir.Value]bool{}, touched: map[ir.Place]*access{}}
}

func (d *deps) add(in *ir.Instr) {
	for _, v := range in.Results {
		d.values[v] = true
	}
	for o, p := range touches(in) {
		if d.touched[o] == nil {
			d.touched[o] = &access{}
		}
		d.touched[o].writes = d.touched[o].writes || p.writes
	}
}

// keeps reports whether the instruction, a check say, keeps its place, or one
// within it that is not just a comment.
func keeps(in *ir.Instr) bool {
	kept := in.Effect().Kept
	for _, sub := range in.Regions {
		sub.Walk(func(x *ir.Instr) { kept = kept || x.Effect().Kept && x.Op.Name != "note" })
	}
	return kept
}

// has reports whether the instruction must stay behind the set.
func (d *deps) has(in *ir.Instr) bool { return d.usedBy(in) || d.conflicts(in) }

// usedBy reports whether the instruction uses a value of the set.
func (d *deps) usedBy(in *ir.Instr) bool {
	for _, v := range in.Args {
		if d.values[v] {
			return true
		}
	}
	for _, sub := range in.Regions {
		for _, v := range sub.Free() {
			if d.values[v] {
				return true
			}
		}
	}
	return false
}

// conflicts reports whether the instruction and the set touch one object and
// one of them writes.
func (d *deps) conflicts(in *ir.Instr) bool {
	for o, p := range touches(in) {
		for q, r := range d.touched {
			if (p.writes || r.writes) && d.aliases.MayOverlap(o, q) {
				return true
			}
		}
	}
	return false
}

// touches lists the places that the instruction and its regions touch.
func touches(in *ir.Instr) map[ir.Place]*access {
	list := map[ir.Place]*access{}
	mark := func(places []ir.Place, writes bool) {
		for _, o := range places {
			if list[o] == nil {
				list[o] = &access{}
			}
			list[o].writes = list[o].writes || writes
		}
	}
	visit := func(in *ir.Instr) {
		mark(in.Reads(), false)
		mark(in.Writes(), true)
	}
	visit(in)
	for _, sub := range in.Regions {
		sub.Walk(visit)
	}
	return list
}

// touchesArray reports whether the instruction or its regions touch the array.
func touchesArray(in *ir.Instr, z *ir.Value) bool {
	for o := range touches(in) {
		if o.Ref == z {
			return true
		}
	}
	return false
}
