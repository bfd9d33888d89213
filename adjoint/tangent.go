// Forward mode: beside each active value its tangent, the derivative along the
// direction that the caller gives; beside each active array a shadow of tangents.

package adjoint

import "chainrule/ir"

// tangents is the state of one differentiation in forward mode.
type tangents struct {
	f     *ir.Func
	act   *activity
	diags ir.Diagnostics
	dot   map[*ir.Value]*ir.Value // tangents of scalars and objects; nil is zero
	cast  *shadower               // the shadows of references
}

// forward puts the tangent of each instruction behind it.
func (d *derivation) forward() {
	f := d.f
	t := &tangents{f: f, act: d.act, dot: map[*ir.Value]*ir.Value{},
		cast: newShadower(f, d.act, func(name string) string { return name + "Dot" })}
	t.cast.floats = true
	d.tangentParams(t)
	t.cast.castIn(f.Body)
	t.region(f.Body)
	for _, k := range d.refs {
		d.tangent(k, t.cast.of(f.Body.Build(), f.Body.Yield[k]))
	}
	for _, k := range d.out {
		v := f.Body.Yield[k]
		if v.Type.Scalar() {
			d.tangent(k, t.orZero(f.Body.Build(), v))
			continue
		}
		d.tangent(k, d.tangentResult(t, v))
	}
	d.diags = append(d.diags, t.diags...)
}

// tangent yields the tangent of result k.
func (d *derivation) tangent(k int, v *ir.Value) {
	name := fresh(d.f, d.f.Results[k]+"Dot")
	d.added.tangent[k] = name
	d.f.Derived = append(d.f.Derived, name)
	d.f.Results, d.f.Body.Yield = append(d.f.Results, name), append(d.f.Body.Yield, v)
}

// tangentResult is the shadow of an array result, zeros if it is not active.
func (d *derivation) tangentResult(t *tangents, v *ir.Value) *ir.Value {
	if s := t.dot[v.Object()]; s != nil {
		return shadowOf(d.f.Body.Build(), v, t.dot)
	}
	b := d.f.Body.Build()
	dims := make([]*ir.Value, v.Type.Rank)
	for k := range dims {
		dims[k] = b.Len(v, k)
	}
	return b.Alloc(ir.F64, ir.AllocZero, dims...)
}

// tangentParams adds a parameter for the tangent of each differentiated one.
func (d *derivation) tangentParams(t *tangents) {
	b, done := front(d.f)
	defer done()
	for _, p := range d.withWritten() {
		switch {
		case p.Type.IsRef():
			t.cast.refs[p] = d.refParam(b, p)
		case !p.Type.Scalar():
			t.dot[p] = d.arrayParam(b, p)
		default:
			s := d.f.Body.AddParam(fresh(d.f, p.Name+"Dot"), p.Type)
			t.dot[p], d.added.shadow[p.Name] = s, s.Name
		}
	}
}

func (t *tangents) orZero(b *ir.Builder, v *ir.Value) *ir.Value {
	if d := t.dot[v]; d != nil {
		return d
	}
	return b.Float(0)
}

func (t *tangents) region(r *ir.Region) {
	old := r.Instrs
	r.Instrs = nil
	b := r.Build()
	for _, in := range old {
		b.Pos = in.Pos
		switch {
		case repeats(in):
			t.loop(b, in)
		case in.IsIf():
			t.branch(b, in)
		case in.IsF32():
			r.Instrs = append(r.Instrs, in)
			t.set(in.Result(), t.dot[in.Args[0]])
		case isStackOp(in):
			r.Instrs = append(r.Instrs, in)
			t.stack(b, in)
		case in.Op.Struct != nil:
			r.Instrs = append(r.Instrs, in)
			t.memory(b, in)
		default:
			r.Instrs = append(r.Instrs, in)
			t.scalar(b, in)
		}
	}
}

// scalar is the sum over the operands of partial times tangent.
func (t *tangents) scalar(b *ir.Builder, in *ir.Instr) {
	if in.Op.Out != ir.TF64 || !t.act.active(in.Result()) {
		return
	}
	var sum *ir.Value
	for k, v := range in.Args {
		if t.dot[v] == nil || !depends(in.Op, k) {
			continue
		}
		if in.Op.Partials == nil {
			refuse(&t.diags, in)
			return
		}
		d := b.Partial(in.Op, k, in.Args, in.Result(), t.dot[v])
		if sum == nil {
			sum = d
		} else if d != nil {
			sum = b.Op("add", sum, d)
		}
	}
	t.set(in.Result(), sum)
}

func (t *tangents) set(v, d *ir.Value) {
	if d == nil {
		return
	}
	if v.Name != "" {
		d.Named(v.Name + "Dot")
	}
	t.dot[v] = d
}

// loop carries the tangents of the active carried values too.
func (t *tangents) loop(b *ir.Builder, in *ir.Instr) {
	body := bodyOf(in)
	var active []int
	for k, c := range carriedOf(in) {
		if t.act.active(c) || t.act.active(in.Results[k]) {
			active = append(active, k)
		}
	}
	for _, k := range active {
		c, d := carriedOf(in)[k], t.orZero(b, initsOf(in)[k])
		t.dot[c], d = extend(in, d, suffixed(c, "Dot"))
		t.set(in.Results[k], d)
	}
	b.Region.Instrs = append(b.Region.Instrs, in)
	t.region(body)
	for _, k := range active {
		body.Yield = append(body.Yield, t.orZero(body.Build(), body.Yield[k]))
	}
}

// suffixed is the name of a value that goes with v, none if v has none.
func suffixed(v *ir.Value, suffix string) string {
	if v.Name == "" {
		return ""
	}
	return v.Name + suffix
}

// result gives the construct a result that is the tangent of result k.
func (t *tangents) result(in *ir.Instr, k int) {
	d := &ir.Value{Type: ir.TF64, Def: in}
	in.Results = append(in.Results, d)
	t.set(in.Results[k], d)
}

func (t *tangents) branch(b *ir.Builder, in *ir.Instr) {
	b.Region.Instrs = append(b.Region.Instrs, in)
	n := len(in.Results)
	for _, side := range in.Regions {
		t.region(side)
		for k := range n {
			if t.act.active(in.Results[k]) {
				side.Yield = append(side.Yield, t.orZero(side.Build(), side.Yield[k]))
			}
		}
	}
	for k := range n {
		if t.act.active(in.Results[k]) {
			t.result(in, k)
		}
	}
}

func (t *tangents) memory(b *ir.Builder, in *ir.Instr) {
	if isGoMemory(in) {
		t.goMemory(b, in)
		return
	}
	if in.IsAlloc() && t.act.active(in.Result()) {
		d := b.Alloc(ir.F64, in.Attr.(string), in.Args...)
		if in.Result().Name != "" {
			d.Name = in.Result().Name + "Dot"
		}
		t.dot[in.Result()] = d
		return
	}
	if len(in.Args) == 0 || in.Args[0].Type.Scalar() || !t.act.active(in.Array()) {
		return
	}
	switch {
	case in.IsView(), in.IsPart():
		t.dot[in.Result()] = shadowOf(b, in.Result(), t.dot)
	case in.IsLoad():
		t.set(in.Result(), b.Load(shadowOf(b, in.Array(), t.dot), in.Indices()...))
	case in.IsStore():
		b.Store(shadowOf(b, in.Array(), t.dot), t.orZero(b, in.Stored()), in.Indices()...)
	case in.IsAccum():
		if d := t.dot[in.Stored()]; d != nil {
			b.Accum(shadowOf(b, in.Array(), t.dot), d, in.Indices()...)
		}
	case in.IsZero():
		b.Zero(shadowOf(b, in.Array(), t.dot))
	}
}
