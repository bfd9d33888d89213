// Merge turns several additions to one element into one.

package pass

import "chainrule/ir"

// Merge replaces accums to the same element, with no other access to the object
// between, by one load, the additions in their order, and one store.
var Merge = Pass{"merge", "adds to an element once for several additions", merge, true}

func merge(f *ir.Func) { mergeRegion(f.Aliases(), f.Body) }

func mergeRegion(a *ir.Aliases, r *ir.Region) {
	last := lastOfGroups(a, r)
	groups := map[*ir.Instr][]*ir.Instr{}
	for first, l := range last {
		groups[l] = append(groups[l], first)
	}
	old := r.Instrs
	r.Instrs = nil
	b := r.Build()
	pending := map[*ir.Instr][]*ir.Value{}
	for _, in := range old {
		for _, sub := range in.Regions {
			mergeRegion(a, sub)
		}
		end := last[in]
		switch {
		case end == nil || len(groups[end]) < 2:
			r.Instrs = append(r.Instrs, in)
		case end != in:
			pending[end] = append(pending[end], in.Stored())
		default:
			b.Pos = in.Pos
			sum := b.Load(in.Array(), in.Indices()...)
			for _, v := range append(pending[end], in.Stored()) {
				sum = b.Op("add", sum, v)
			}
			b.Store(in.Array(), sum, in.Indices()...)
		}
	}
}

// lastOfGroups gives, for each accum, the last of those it merges with.
func lastOfGroups(a *ir.Aliases, r *ir.Region) map[*ir.Instr]*ir.Instr {
	last := map[*ir.Instr]*ir.Instr{}
	open := map[cell][]*ir.Instr{}
	for _, in := range r.Instrs {
		k := cell{}
		if in.IsAccum() {
			k = cellOf(in)
		}
		for other, group := range open {
			if other != k && (keeps(in) || touchesObject(a, in, group[0].Array().Object())) {
				delete(open, other)
			}
		}
		if !in.IsAccum() {
			continue
		}
		open[k] = append(open[k], in)
		for _, member := range open[k] {
			last[member] = in
		}
	}
	return last
}

// touchesObject reports whether the instruction or its regions may touch memory of
// the array.
func touchesObject(a *ir.Aliases, in *ir.Instr, array *ir.Value) bool {
	for q := range touches(in) {
		if a.MayOverlap(ir.PlaceOf(array), q) {
			return true
		}
	}
	return false
}
