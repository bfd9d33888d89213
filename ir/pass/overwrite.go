// Overwrite removes what is written and written again before anyone reads it.

package pass

import "chainrule/ir"

// Overwrite removes a put where a later one in the same region writes the same
// part, and nothing between reads it or may end the function.
var Overwrite = Pass{"overwrite", "removes what is overwritten unread", overwrite, true}

func overwrite(f *ir.Func) {
	w := &overwriter{Effects(f)}
	w.region(f.Body, newFacts(nil))
}

type overwriter struct{ effects *Memory }

func (w *overwriter) region(r *ir.Region, known *facts) {
	certain := map[*ir.Instr]bool{} // instructions that cannot fail
	for _, in := range r.Instrs {
		certain[in] = harmless(in, known)
		for _, sub := range in.Regions {
			w.region(sub, newFacts(known))
		}
		known.ran(in)
	}
	later := map[cell]*ir.Instr{}
	dead := map[*ir.Instr]bool{}
	for i := len(r.Instrs) - 1; i >= 0; i-- {
		in := r.Instrs[i]
		if in.IsPut() && later[cellOf(in)] != nil {
			dead[in] = true
			continue
		}
		if !certain[in] {
			clear(later)
		}
		w.forget(later, in)
		if in.IsPut() {
			later[cellOf(in)] = in
		}
	}
	var kept []*ir.Instr
	for _, in := range r.Instrs {
		if !dead[in] {
			kept = append(kept, in)
		}
	}
	r.Instrs = kept
}

// harmless reports whether the instruction, all of its regions included, cannot end
// the function nor let other code see memory.
func harmless(in *ir.Instr, known *facts) bool {
	ok := !keeps(in) && known.safe(in)
	for _, sub := range in.Regions {
		sub.Walk(func(x *ir.Instr) { ok = ok && known.safe(x) })
	}
	return ok
}

// forget drops the writes of what the instruction or its regions may read.
func (w *overwriter) forget(later map[cell]*ir.Instr, in *ir.Instr) {
	if len(later) == 0 {
		return
	}
	visit := func(x *ir.Instr) {
		for _, p := range x.Reads() {
			for k, put := range later {
				if w.effects.Overlaps(Access{p, x}, writes(put)) {
					delete(later, k)
				}
			}
		}
	}
	visit(in)
	for _, sub := range in.Regions {
		sub.Walk(visit)
	}
}
