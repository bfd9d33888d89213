// Gradients that are differentiated again: what was computed only where an adjoint
// is not 0 depends on that adjoint where it is 0 too.
//
//	if dy != 0.0 {        s := dy / x
//		s = dy / x        if dy == 0 && s != s {
//	}                         s = 0
//	                      }
//
// On the left the derivative of s by dy would be 0 at dy = 0, where the Hessian of a
// function at its minimum is taken; on the right it is 1/x, if that is finite.

package adjoint

import "chainrule/ir"

// unguard computes everything that depends on whether an adjoint is 0, and sets to
// 0 what is NaN then.
func unguard(f *ir.Func) {
	used := map[*ir.Value]*ir.Value{} // conditions, and their adjoints
	f.Body.Walk(func(in *ir.Instr) {
		if in.Op.Name == "used" {
			used[in.Result()] = in.Args[0]
		}
	})
	if len(used) == 0 {
		return
	}
	with := map[*ir.Value]*ir.Value{}
	regions(f.Body, func(r *ir.Region) { unguardRegion(r, used, with) })
	f.Body.Replace(with)
}

// regions visits a region and those within it, the innermost first.
func regions(r *ir.Region, visit func(*ir.Region)) {
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			regions(sub, visit)
		}
	}
	visit(r)
}

// unguardRegion makes all conditions on adjoints true, and mends what depends on them.
func unguardRegion(r *ir.Region, used, with map[*ir.Value]*ir.Value) {
	old := r.Instrs
	r.Instrs = nil
	b := r.Build()
	for _, in := range old {
		b.Pos = in.Pos
		r.Instrs = append(r.Instrs, in)
		switch {
		case in.Op.Name == "used":
			with[in.Result()] = b.Bool(true)
		case in.Op.Name == "cond" && used[in.Args[0]] != nil && isZeroFloat(in.Args[2]):
			mend(b, in, 0, used[in.Args[0]])
		case in.IsIf() && used[in.Args[0]] != nil:
			for k, v := range in.Results {
				if v.Type == ir.TF64 && isZeroFloat(in.Regions[1].Yield[k]) {
					mend(b, in, k, used[in.Args[0]])
				}
			}
		}
	}
}

// mend puts 0 in the place of result k of an instruction where it is NaN though the
// adjoint is 0.
func mend(b *ir.Builder, in *ir.Instr, k int, adjoint *ir.Value) {
	v := in.Results[k]
	raw := &ir.Value{Type: v.Type, Def: in}
	in.Results[k] = raw
	zero := b.Float(0)
	wrong := b.Op("and", b.Op("eq", adjoint, zero), b.Op("ne", raw, raw))
	mended := b.Op("cond", wrong, zero, raw).Def
	mended.Results[0], v.Def = v, mended
}

func isZeroFloat(v *ir.Value) bool {
	x, ok := v.ConstFloat()
	return ok && x == 0
}
