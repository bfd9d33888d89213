// Seeds of array results.

package adjoint

import "chainrule/ir"

// seedArray makes the seed of an array result the start of the array's shadow.
// If nothing but the result reads the array, the seed itself serves.
func (d *derivation) seedArray(fr *frame, v, seed *ir.Value) {
	o := v.Object()
	if !fr.act.active(v) {
		return
	}
	at := o.Def
	b := &ir.Builder{Region: &ir.Region{}, Pos: at.Pos}
	dims := at.Args
	flat := product(b, dims)
	b.Require(b.Len(seed, 0), flat, d.kind.Name(d.f.Name)+": len("+seed.Name+") is %d, want %d")
	if v == o && !loaded(d.f, o) && fr.shadow[o] == nil {
		fr.shadow[o], fr.seeded[o] = b.View(seed, dims...), true
	} else {
		d.copySeed(fr, b, v, seed, flat)
	}
	d.insertBehind(at, b.Region.Instrs)
}

// copySeed adds the seed to a shadow that gathers what the function itself
// contributes.
func (d *derivation) copySeed(fr *frame, b *ir.Builder, v, seed, flat *ir.Value) {
	o := v.Object()
	if fr.shadow[o] == nil {
		fr.shadow[o] = b.Alloc(ir.F64, ir.AllocZero, o.Def.Args...).Named("d" + o.Name)
	}
	target := b.View(fr.shadow[o], flat)
	loop := b.For(b.Int(0), flat)
	inner := loop.Regions[0].Build()
	inner.Accum(target, inner.Load(seed, loop.Index()), loop.Index())
}

func product(b *ir.Builder, dims []*ir.Value) *ir.Value {
	n := dims[0]
	for _, d := range dims[1:] {
		n = b.Op("imul", n, d)
	}
	return n
}

// loaded reports whether the function reads elements of the object.
func loaded(f *ir.Func, o *ir.Value) bool {
	found := false
	f.Body.Walk(func(in *ir.Instr) {
		found = found || in.IsLoad() && in.Array().Object() == o
	})
	return found
}

// insertBehind puts instructions behind one of the function's body; array
// results are allocated there.
func (d *derivation) insertBehind(at *ir.Instr, list []*ir.Instr) {
	var out []*ir.Instr
	for _, in := range d.f.Body.Instrs {
		out = append(out, in)
		if in == at {
			for _, n := range list {
				n.In = d.f.Body
			}
			out = append(out, list...)
		}
	}
	d.f.Body.Instrs = out
}
