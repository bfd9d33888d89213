// FirstWrite assigns where the first addition to a zeroed array covers it.

package pass

import "chainrule/ir"

// FirstWrite turns the first accum into a store, and spares the zeroing, of an
// array whose every element that accum reaches exactly once, before any other
// access.
var FirstWrite = Pass{"firstwrite", "assigns where the first addition covers a zeroed array", firstWrite, true}

func firstWrite(f *ir.Func) { firstWrites(f.Body) }

func firstWrites(r *ir.Region) {
	for i, in := range r.Instrs {
		if in.IsAlloc() && in.Attr == ir.AllocZero {
			assignFirst(in, r.Instrs[i+1:])
		}
		for _, sub := range in.Regions {
			firstWrites(sub)
		}
	}
}

// assignFirst finds the first instruction behind the alloc that touches it.
func assignFirst(alloc *ir.Instr, behind []*ir.Instr) {
	z := alloc.Result()
	for i, in := range behind {
		if !touchesArray(in, z) {
			continue
		}
		accum := covering(in, z)
		if accum == nil || !accum.IsAccum() {
			return
		}
		accum.Op = ir.MustOp("store")
		alloc.Attr = ir.AllocRaw
		if writesOnce(accum, z, in, behind[i+1:]) {
			alloc.Attr = ir.AllocOnce
		}
		return
	}
}

// writesOnce reports whether accum is the only instruction that writes z.
func writesOnce(accum *ir.Instr, z *ir.Value, nest *ir.Instr, behind []*ir.Instr) bool {
	once := true
	visit := func(in *ir.Instr) {
		for _, w := range in.Effect().Writes {
			once = once && (in == accum || w.Object() != z)
		}
	}
	for _, top := range append([]*ir.Instr{nest}, behind...) {
		visit(top)
		for _, sub := range top.Regions {
			sub.Walk(visit)
		}
	}
	return once
}

// covering is the first access to z in a nest of loops, if each element is
// reached exactly once: one loop for each axis, over the whole extent, directly
// within each other. A second access in the nest must come behind it.
func covering(in *ir.Instr, z *ir.Value) *ir.Instr {
	var counters []*ir.Value
	for in.IsLoop() {
		counters = append(counters, in.Index())
		next := firstTouch(in.Regions[0], z)
		if next == nil {
			return nil
		}
		in = next
	}
	index := FullIndex(in)
	if len(index) == 0 || len(index) != len(counters) || in.Array() != z && in.Array().Object() != z {
		return nil
	}
	for axis, c := range index {
		loop := counterLoop(c, counters)
		if loop == nil || !isZero(loop.Lo()) || z.Def.Args[axis] != loop.Hi() {
			return nil
		}
		for _, d := range index[axis+1:] {
			if d == c {
				return nil
			}
		}
	}
	if reads(in.Stored(), z) || touchedElsewhere(in, z) {
		return nil
	}
	return in
}

func isZero(v *ir.Value) bool { c, ok := v.ConstInt(); return ok && c == 0 }

func counterLoop(c *ir.Value, counters []*ir.Value) *ir.Instr {
	for _, k := range counters {
		if k == c {
			return c.Of.Parent
		}
	}
	return nil
}

func firstTouch(r *ir.Region, z *ir.Value) *ir.Instr {
	for _, in := range r.Instrs {
		if touchesArray(in, z) {
			return in
		}
	}
	return nil
}

func reads(v, z *ir.Value) bool {
	return v.Def != nil && v.Def.IsLoad() && v.Def.Array().Object() == z
}

// touchedElsewhere reports whether the loops around the accum touch z in other
// instructions too, at other elements perhaps.
func touchedElsewhere(accum *ir.Instr, z *ir.Value) bool {
	outermost := accum.In
	for outermost.Outer() != z.Def.In {
		outermost = outermost.Outer()
	}
	index := FullIndex(accum)
	elsewhere := false
	outermost.Walk(func(in *ir.Instr) {
		if in == accum || !touchesArray(in, z) || len(in.Regions) > 0 {
			return
		}
		other := FullIndex(in)
		if other == nil {
			elsewhere = true
			return
		}
		for k := range index {
			elsewhere = elsewhere || other[k] != index[k]
		}
	})
	return elsewhere
}
