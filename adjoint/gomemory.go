// The shadows of references, which the forward sweep makes: beside each reference
// through which active floats can be reached stands one to memory of the same Go
// type, made by the same instruction. So shadows alias exactly as what they
// shadow does.
//
//	p = new                 dp = new
//	s = make n, c           ds = make n, c
//	q = get p "path"        dq = get dp "path"
//	put p, q "path"         put dp, dq "path"
//	p = addr, reslice …     dp = addr, reslice … of the shadow, with the same bounds
//	t = grow s, n           dt = the rest of ds if t is that of s, else make
//
// Loops carry and branches yield the shadows of what they carry and yield.

package adjoint

import "chainrule/ir"

// shadower makes the shadows of references in a function.
type shadower struct {
	act    *activity
	f      *ir.Func
	refs   map[*ir.Value]*ir.Value // the shadow of each reference, and array of them
	kept   map[*ir.Instr]*ir.Value // whether a slice grew in its place, or a map had the key
	suffix func(name string) string
	floats bool // shadows hold tangents: copies of elements copy these too
}

func newShadower(f *ir.Func, act *activity, suffix func(string) string) *shadower {
	return &shadower{act: act, f: f, suffix: suffix, refs: map[*ir.Value]*ir.Value{}, kept: map[*ir.Instr]*ir.Value{}}
}

// castIn puts the shadows of the region's references behind them.
func (h *shadower) castIn(r *ir.Region) {
	old := r.Instrs
	r.Instrs = nil
	b := r.Build()
	for _, in := range old {
		b.Pos = in.Pos
		switch {
		case repeats(in):
			h.loop(b, in)
		case in.IsIf():
			h.branch(b, in)
		default:
			b.Region.Instrs = append(b.Region.Instrs, in)
			h.instr(b, in)
		}
	}
}

// of is the shadow of a reference; what refers to nothing has nil.
func (h *shadower) of(b *ir.Builder, v *ir.Value) *ir.Value {
	if d := h.refs[v]; d != nil {
		return d
	}
	if isCompound(v.Type) {
		return b.New(shadowType(v.Type))
	}
	return ir.ZeroOf(b, v.Type)
}

// set makes d the shadow of v.
func (h *shadower) set(v, d *ir.Value) {
	if v.Name != "" {
		d.Named(h.suffix(v.Name))
	}
	h.refs[v] = d
}

func (h *shadower) loop(b *ir.Builder, in *ir.Instr) {
	var ks []int
	for k, c := range carriedOf(in) {
		if h.act.shadowed(c) || h.act.shadowed(in.Results[k]) {
			ks = append(ks, k)
		}
	}
	for _, k := range ks {
		c := carriedOf(in)[k]
		name := ""
		if c.Name != "" {
			name = h.suffix(c.Name)
		}
		d, result := extend(in, h.of(b, initsOf(in)[k]), name)
		h.refs[c] = d
		h.set(in.Results[k], result)
	}
	b.Region.Instrs = append(b.Region.Instrs, in)
	body := bodyOf(in)
	h.castIn(body)
	for _, k := range ks {
		body.Yield = append(body.Yield, h.of(body.Build(), body.Yield[k]))
	}
}

func (h *shadower) branch(b *ir.Builder, in *ir.Instr) {
	b.Region.Instrs = append(b.Region.Instrs, in)
	var ks []int
	for k, v := range in.Results {
		if h.act.shadowed(v) {
			ks = append(ks, k)
		}
	}
	for _, side := range in.Regions {
		h.castIn(side)
		for _, k := range ks {
			side.Yield = append(side.Yield, h.of(side.Build(), side.Yield[k]))
		}
	}
	for _, k := range ks {
		d := &ir.Value{Type: shadowType(in.Results[k].Type), Def: in}
		in.Results = append(in.Results, d)
		h.set(in.Results[k], d)
	}
}

// instr makes the shadow of what an instruction gives, and stores that of what it
// stores.
func (h *shadower) instr(b *ir.Builder, in *ir.Instr) {
	switch {
	case len(in.Results) == 1 && h.act.shadowed(in.Result()) && !in.IsCall():
		if d := h.result(b, in); d != nil {
			h.set(in.Result(), d)
		}
	case h.storesShadow(in):
		h.store(b, in)
	case in.IsCopy() && h.act.shadowed(in.Args[0]):
		h.copyTo(b, in)
	case in.IsLookup() && !h.floats && h.act.activeAccess(in):
		h.kept[in] = b.Has(in.Ref(), in.Key())
	case in.IsCall() && h.floats:
		h.call(in)
	case in.IsCall() && h.act.split[in.Callee()]:
		h.forward(in)
	}
}

// result makes the shadow of a reference or of an array of them.
func (h *shadower) result(b *ir.Builder, in *ir.Instr) *ir.Value {
	switch {
	case in.IsNew(), in.IsMake(), in.IsMakeMap(), in.IsAlloc(), in.IsStack():
		return h.same(b, in, in.Args)
	case isCompound(in.Result().Type) && (in.IsGet() || in.IsLookup()):
		return h.readCompound(b, in)
	case in.IsGo():
		return nil // refers to nothing, or is refused
	case in.IsGrow():
		return h.grow(b, in)
	}
	return h.same(b, in, append([]*ir.Value{h.of(b, in.Args[0])}, in.Args[1:]...))
}

// same repeats an instruction with other operands.
func (h *shadower) same(b *ir.Builder, in *ir.Instr, args []*ir.Value) *ir.Value {
	return b.Emit(in.Op, in.Attr, args, in.Result().Type).Result()
}

// storesShadow reports whether the instruction stores a reference where shadows
// are.
func (h *shadower) storesShadow(in *ir.Instr) bool {
	if in.IsRemove() {
		return h.act.shadowed(in.Ref()) && (h.floats || h.holdsRefs(in))
	}
	a, ok := h.act.heap.accessOf(in)
	if !ok || !a.writes || !a.v.Type.IsRef() {
		return ok && a.writes && isCompound(a.v.Type) && len(h.act.memoryPieces(a)) > 0
	}
	for _, t := range a.at {
		if h.act.castAt(t, a.path, a.v.Type) {
			return true
		}
	}
	return false
}

// holdsRefs reports whether a map's values are references.
func (h *shadower) holdsRefs(in *ir.Instr) bool { return valueOf(in.Ref().Type).IsRef() }

// store repeats the store of a reference, or the removal of an entry, for shadows.
func (h *shadower) store(b *ir.Builder, in *ir.Instr) {
	if a, ok := h.act.heap.accessOf(in); ok && isCompound(a.v.Type) {
		h.writeCompound(b, in, a)
		return
	}
	args := append([]*ir.Value(nil), in.Args...)
	args[0] = h.of(b, in.Args[0])
	if k := len(args) - 1; !in.IsRemove() {
		args[k] = h.of(b, args[k])
	}
	b.Emit(in.Op, in.Attr, args)
}

// castAt reports whether references at the path from a target have shadows.
func (a *activity) castAt(t target, path string, typ ir.Type) bool {
	for _, to := range a.heap.read(t, path, typ) {
		if to.o.shadowed {
			return true
		}
	}
	return false
}
