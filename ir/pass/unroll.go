// Unroll writes out loops that are known to run a few times.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Unroll replaces a loop with constant bounds by its iterations, if they are few
// and short: small vectors and matrices of constant size become scalars.
var Unroll = Pass{"unroll", "writes out loops of a few short iterations", unroll, true}

const (
	unrollTrips = 4   // iterations, at most
	unrollSize  = 64  // instructions that one loop may become
	unrollLocal = 160 // where that leaves of a local array only its elements
)

func unroll(f *ir.Func) { unrollRegion(f.Body) }

// unrollRegion handles inner loops first, whose size counts for the outer.
func unrollRegion(r *ir.Region) {
	with := map[*ir.Value]*ir.Value{}
	old := r.Instrs
	r.Instrs = nil
	for _, in := range old {
		for _, sub := range in.Regions {
			unrollRegion(sub)
		}
		if n, ok := fewShort(in); ok {
			writeOut(r.Build(), in, n, with)
			continue
		}
		r.Instrs = append(r.Instrs, in)
	}
	r.Replace(with)
}

// fewShort gives the trips of a loop that is to be unrolled.
func fewShort(in *ir.Instr) (trips int, ok bool) {
	if !in.IsLoop() {
		return 0, false
	}
	lo, ok := in.Lo().ConstInt()
	hi, ok2 := in.Hi().ConstInt()
	if !ok || !ok2 {
		return 0, false
	}
	trips = max(0, hi-lo)
	size, limit := 0, unrollSize
	in.Regions[0].Walk(func(x *ir.Instr) {
		switch {
		case (x.IsGet() || x.IsPut()) && x.Ref().Def != nil && x.Ref().Def.IsNew(): // becomes a value
			if slices.Contains(x.PathIndices(), in.Index()) {
				limit = unrollLocal
			}
		case len(x.Results) != 1 || !x.Result().IsConst():
			size++
		}
	})
	return trips, trips <= unrollTrips && trips*size <= limit
}

// writeOut appends the iterations of a loop in their order.
func writeOut(b *ir.Builder, in *ir.Instr, trips int, with map[*ir.Value]*ir.Value) {
	b.Pos = in.Pos
	body := in.Regions[0]
	lo, _ := in.Lo().ConstInt()
	carried := in.Inits()
	for k := range trips {
		i := lo + k
		if in.Down() {
			i = lo + trips - 1 - k
		}
		env := map[*ir.Value]*ir.Value{in.Index(): b.Int(i)}
		for j, p := range in.Carried() {
			env[p] = carried[j]
		}
		for _, x := range body.Instrs {
			b.Copy(x, env)
		}
		carried = make([]*ir.Value, 0, len(body.Yield))
		for _, y := range body.Yield {
			if v := env[y]; v != nil {
				y = v
			}
			carried = append(carried, y)
		}
	}
	for j, v := range in.Results {
		with[v] = carried[j]
	}
}
