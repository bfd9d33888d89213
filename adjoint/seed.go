// Seeds of array results.

package adjoint

import "chainrule/ir"

// seedArray makes the seed of an array result the start of the array's shadow.
// If nothing but one result reads the array, the seed itself serves.
func (d *derivation) seedArray(fr *frame, v, seed *ir.Value) {
	o := v.Object()
	if !fr.act.active(v) {
		return
	}
	if o.Def == nil {
		d.seedParam(fr, o, seed)
		return
	}
	at := o.Def
	if s := fr.shadow[o]; s != nil { // made for another result
		at = s.Def
	}
	b := &ir.Builder{Region: &ir.Region{}, Pos: at.Pos}
	flat := product(b, o.Def.Args)
	b.Require(b.Len(seed, 0), flat, d.kind.Name(d.f.Name)+": len("+seed.Name+") is %d, want %d")
	if v == o && !d.readElsewhere(o) && fr.shadow[o] == nil {
		fr.shadow[o], fr.seeded[o] = b.View(seed, o.Def.Args...), true
	} else {
		d.copySeed(fr, b, v, seed, flat)
	}
	d.insertBehind(at, b.Region.Instrs)
}

// seedParam adds the seed of a parameter that is a result to its shadow.
func (d *derivation) seedParam(fr *frame, p, seed *ir.Value) {
	b, done := front(d.f)
	defer done()
	n := b.Len(p, 0)
	b.Require(b.Len(seed, 0), n, d.kind.Name(d.f.Name)+": len("+seed.Name+") is %d, want %d")
	addSeed(b, fr.shadow[p], seed, n)
}

func addSeed(b *ir.Builder, shadow, seed, n *ir.Value) {
	loop := b.For(b.Int(0), n)
	inner := loop.Regions[0].Build()
	inner.Accum(shadow, inner.Load(seed, loop.Index()), loop.Index())
}

// copySeed adds the seed to a shadow that gathers what the function itself
// contributes.
func (d *derivation) copySeed(fr *frame, b *ir.Builder, v, seed, flat *ir.Value) {
	o := v.Object()
	if fr.shadow[o] == nil {
		fr.shadow[o] = b.Alloc(ir.F64, ir.AllocZero, o.Def.Args...).Named("d" + o.Name)
	}
	addSeed(b, b.View(fr.shadow[o], flat), seed, flat)
}

func product(b *ir.Builder, dims []*ir.Value) *ir.Value {
	n := dims[0]
	for _, d := range dims[1:] {
		n = b.Op("imul", n, d)
	}
	return n
}

// readElsewhere reports whether the function reads elements of the object, or
// gives it as a result more than once.
func (d *derivation) readElsewhere(o *ir.Value) bool {
	found := false
	d.f.Body.Walk(func(in *ir.Instr) {
		found = found || in.IsLoad() && in.Array().Object() == o
	})
	results := 0
	for _, v := range d.f.Body.Yield {
		if v.Object() == o {
			results++
		}
	}
	return found || results > 1
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
