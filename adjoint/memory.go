// The adjoints of memory: a load's adds to the shadow, a store's reads the
// shadow and clears it.

package adjoint

import "chainrule/ir"

func (fr *frame) memory(in *ir.Instr) {
	if isGoMemory(in) {
		fr.goMemory(in)
		return
	}
	if len(in.Args) == 0 || in.Args[0].Type.Scalar() || !fr.act.active(in.Array()) {
		return
	}
	switch {
	case in.IsLoad():
		if d := fr.adj[in.Result()]; d != nil {
			fr.b.Accum(fr.shadowOf(in.Array()), d, in.Indices()...)
		}
	case in.IsStore():
		shadow := fr.shadowOf(in.Array())
		fr.add(in.Stored(), fr.b.Load(shadow, in.Indices()...))
		if !in.Array().Object().Once() {
			fr.b.Store(shadow, fr.b.Float(0), in.Indices()...)
		}
	case in.IsAccum():
		fr.add(in.Stored(), fr.b.Load(fr.shadowOf(in.Array()), in.Indices()...))
	case in.IsZero():
		fr.b.Zero(fr.shadowOf(in.Array()))
	case isStackOp(in):
		fr.stack(in)
	}
}

// shadowOf is the shadow of an array.
func (fr *frame) shadowOf(v *ir.Value) *ir.Value { return shadowOf(fr.b, v, fr.shadow) }

// shadowOf is the shadow of an array among shadows, made as the same view or
// part of its object's if it is not there; nil if the object has none.
func shadowOf(b *ir.Builder, v *ir.Value, shadows map[*ir.Value]*ir.Value) *ir.Value {
	if d := shadows[v]; d != nil {
		return d
	}
	d := v.Def
	switch {
	case d == nil || d.IsAlloc():
		return nil // of an inactive object
	case d.IsView():
		return b.View(shadowOf(b, d.Array(), shadows), d.Args[1:]...)
	}
	return b.Part(shadowOf(b, d.Array(), shadows), d.Indices()...)
}

// makeShadows makes the shadows of the active objects that instructions allocate.
func (fr *frame) makeShadows(instrs []*ir.Instr) {
	for _, in := range instrs {
		fr.makeShadow(in)
	}
}

// makeShadow makes the shadow of an alloc, or of a view in a joint frame, where
// it is in scope wherever the view is.
func (fr *frame) makeShadow(in *ir.Instr) {
	if in.IsView() && fr.joint && fr.act.active(in.Result()) {
		d := fr.shadowOf(in.Result())
		if in.Result().Name != "" {
			d.Name = "d" + in.Result().Name
		}
		fr.shadow[in.Result()] = d
		return
	}
	if in.IsStack() {
		fr.makeShadowStack(in)
	}
	if !in.IsAlloc() || !fr.act.active(in.Result()) || fr.shadow[in.Result()] != nil {
		return
	}
	fr.b.Pos = in.Pos
	d := fr.b.Alloc(ir.F64, ir.AllocZero, in.Args...)
	if in.Result().Name != "" {
		d.Name = "d" + in.Result().Name
	}
	fr.shadow[in.Result()] = d
}
