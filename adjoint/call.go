// Calls of other functions, for recursion: the adjoint of a call is a call of the
// callee's vector-Jacobian product, which runs the callee again, or, where that would
// not give the same, of its reverse sweep (split.go); its tangent is a call of the
// callee's derivative in forward mode. All are made once for all calls in a
// derivative, and are named for the callee.
//
//	r = call x, s "f"      dx = call x, s, dr, ds "fAdjoint"
//
// A rule that the user wrote takes the place of what would be made: a function
// under the callee's name with VJP or JVP behind it.

package adjoint

import (
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// suffixes of what is made for a callee.
var helperSuffix = map[Kind]string{VJP: "Adjoint", JVP: "Tangent"}

// refuseCall reports a call whose derivative cannot be had.
func (d *derivation) refuseCall(in *ir.Instr) {
	active := slices.ContainsFunc(in.Results, func(v *ir.Value) bool { return d.act.active(v) || d.act.shadowed(v) })
	switch {
	case !active:
	case d.act.callee[in.Callee()] == nil && d.rule(in) == nil:
		d.diags.Add(in.Pos, "%s calls %s, which has no source to differentiate", d.f.Name, in.Callee())
	}
}

// overwritten reports whether memory that the callee of a call reads may be
// written by the function that calls it.
func (d *derivation) overwritten(in *ir.Instr) bool {
	var caller *ir.Func
	for _, f := range d.act.funcs {
		f.Body.Walk(func(other *ir.Instr) {
			if other == in {
				caller = f
			}
		})
	}
	w := writesOf(caller)
	for _, p := range d.readBy(in.Callee()) {
		if slices.ContainsFunc(w.places, func(q written) bool { return w.MayOverlap(p, q.Place) || w.changes(q, in, p) }) {
			return true
		}
	}
	return false
}

// changes reports whether a write after the call may be to memory that operands of
// the call lead to and that its callee may read.
func (w *writes) changes(q written, call *ir.Instr, read ir.Place) bool {
	if q.by == call || !q.SameClass(read) || !w.after(q.by, call) || w.before(q.by, call) && q.freshWith(call) {
		return false
	}
	return slices.ContainsFunc(call.Args, func(a *ir.Value) bool {
		return a.Type.Kind == ir.Go && w.MayOverlap(ir.Place{Ref: a}, q.Place)
	})
}

// before reports whether the write stands before the call.
func (w *writes) before(write, call *ir.Instr) bool { return w.order[write] < w.order[call] }

// freshWith reports whether what is written is made in each iteration of the
// innermost loop around the call: the next one writes something else.
func (q written) freshWith(call *ir.Instr) bool {
	r := call.In
	for r.Parent != nil && !repeats(r.Parent) {
		r = r.Outer()
	}
	return q.Ref != nil && madeIn(q.Ref, r, map[*ir.Value]bool{})
}

// madeIn reports whether all that the reference may be is made anew each time that the
// region runs.
func madeIn(v *ir.Value, r *ir.Region, seen map[*ir.Value]bool) bool {
	if seen[v] {
		return true
	}
	seen[v] = true
	switch in := v.Def; {
	case in != nil && in.IsGo() && isZero(in):
		return true // nil
	case v.Region() == r && in == nil, !v.Region().Inside(r):
		return false
	case in == nil:
		return allMadeIn(v.Region().Parent, v, r, seen)
	case len(in.Regions) > 0:
		return allMadeIn(in, v, r, seen)
	case in.IsAddr(), in.IsReslice(), in.IsGrow(): // what grew may have done so in its place
		return madeIn(in.Ref(), r, seen)
	default:
		return in.Makes()
	}
}

// allMadeIn is madeIn for all that becomes a value at a loop or branch.
func allMadeIn(owner *ir.Instr, v *ir.Value, r *ir.Region, seen map[*ir.Value]bool) bool {
	for _, j := range joins(owner) {
		for k, to := range j.to {
			if to == v && !madeIn(j.from[k], r, seen) {
				return false
			}
		}
	}
	return true
}

// readBy lists the places that a function and those it calls read.
func (d *derivation) readBy(name string) (list []ir.Place) {
	seen := map[string]bool{}
	var visit func(name string)
	visit = func(name string) {
		g := d.act.callee[name]
		if seen[name] {
			return
		}
		if seen[name] = true; g == nil {
			list = append(list, ir.Place{})
			return
		}
		g.Body.Walk(func(in *ir.Instr) {
			if in.IsCall() {
				visit(in.Callee())
				return
			}
			for _, p := range in.Reads() {
				list = append(list, ir.Place{Class: p.Class})
			}
		})
	}
	visit(name)
	return list
}

// rule is the user's own derivative of the callee, nil if there is none.
func (d *derivation) rule(in *ir.Instr) *ir.Func {
	return d.f.Callees[in.Callee()+suffixes[d.act.mode]]
}

// helper is the derivation of what is called in the place of a callee.
func (a *activity) helper(name string) *derivation {
	if h := a.derived[name]; h != nil {
		return h
	}
	g := a.callee[name]
	h := newDerivation(g, a.mode)
	a.derived[name] = h
	a.order = append(a.order, name)
	h.act = a
	h.name = name + helperSuffix[a.mode]
	if h.split = a.split[name]; h.split {
		h.name = name
		a.yields[name] = slices.Clone(g.Body.Yield)
		a.sweeps[forwardName(name)], a.sweeps[reverseName(name)] = true, true
	}
	g.Sig = nil
	for _, p := range g.Body.Params {
		if p.Type.Kind == ir.F64 && a.active(p) {
			h.in = append(h.in, p)
		}
	}
	for k, v := range g.Body.Yield {
		switch {
		case v.Type == ir.TF64 && a.active(v):
			h.out = append(h.out, k)
		case a.shadowed(v):
			h.refs = append(h.refs, k)
		}
	}
	return h
}

// call appends the adjoint of a call.
func (fr *frame) call(in *ir.Instr) {
	if c := fr.act.splitCalls[in]; c != nil {
		fr.callReverse(in, c)
		return
	}
	if !slices.ContainsFunc(in.Results, func(v *ir.Value) bool { return fr.adj[v] != nil }) {
		return
	}
	if r := fr.f.Callees[in.Callee()+suffixes[VJP]]; r != nil {
		fr.callRule(in)
		return
	}
	h := fr.act.helper(in.Callee())
	args := slices.Clone(in.Args)
	for _, k := range h.out {
		args = append(args, fr.orZero(fr.adj[in.Results[k]]))
	}
	var types []ir.Type
	for _, v := range in.Results {
		types = append(types, v.Type)
	}
	for k, p := range h.f.Body.Params[:h.params] {
		switch {
		case p.Type.IsRef() && fr.act.shadowed(p):
			args = append(args, fr.cast.of(fr.b, in.Args[k]))
		case slices.Contains(h.in, p):
			types = append(types, ir.TF64)
		}
	}
	c := fr.b.CallInto(h.name, len(in.Args), args, types...)
	for j, p := range h.in {
		fr.add(in.Args[slices.Index(h.f.Body.Params, p)], c.Results[len(in.Results)+j])
	}
}

// callRule appends a call of the user's rule: seeds for all float results, shadows
// for all references to floats, derivatives by all float parameters.
func (fr *frame) callRule(in *ir.Instr) {
	name := in.Callee() + suffixes[VJP]
	args := slices.Clone(in.Args)
	var types []ir.Type
	for _, v := range in.Results {
		if types = append(types, v.Type); v.Type == ir.TF64 {
			args = append(args, fr.orZero(fr.adj[v]))
		}
	}
	var by []*ir.Value
	for _, v := range in.Args {
		switch {
		case v.Type == ir.TF64:
			by, types = append(by, v), append(types, ir.TF64)
		case fr.act.shadowed(v):
			args = append(args, fr.cast.of(fr.b, v))
		}
	}
	c := fr.b.CallInto(name, len(in.Args), args, types...)
	for j, v := range by {
		fr.add(v, c.Results[len(in.Results)+j])
	}
}

// call gives a call in forward mode the shadows of references that it returns.
func (h *shadower) call(in *ir.Instr) {
	for _, v := range slices.Clone(in.Results) {
		if h.act.shadowed(v) {
			d := &ir.Value{Type: v.Type, Def: in}
			in.Results = append(in.Results, d)
			h.set(v, d)
		}
	}
}

// call turns a call into one of the callee's derivative in forward mode.
func (t *tangents) call(b *ir.Builder, in *ir.Instr) {
	if !t.act.matters(in.Callee()) && !slices.ContainsFunc(in.Results, func(v *ir.Value) bool { return t.act.active(v) || t.act.shadowed(v) }) {
		return
	}
	early := &ir.Builder{Region: &ir.Region{}, Pos: in.Pos}
	written, name := in.WrittenFrom(), in.Callee()
	primal := len(in.Args)
	tangent := func(v *ir.Value, scalar, ref bool) {
		if scalar {
			in.Args = append(in.Args, t.orZero(early, v))
		} else if ref {
			in.Args = append(in.Args, t.cast.of(early, v))
		}
	}
	var active func(k int) bool
	if g := t.act.callee[name]; g != nil {
		h := t.act.helper(name)
		for k, p := range g.Body.Params[:h.params] {
			tangent(in.Args[k], slices.Contains(h.in, p), t.act.shadowed(p))
		}
		name, active = h.name, func(k int) bool { return slices.Contains(h.out, k) }
	} else {
		for _, v := range in.Args[:primal] {
			tangent(v, v.Type == ir.TF64, t.act.shadowed(v))
		}
		name, active = name+suffixes[JVP], func(int) bool { return true }
	}
	insertBefore(in, early.Region.Instrs)
	in.Attr = name + ":" + strconv.Itoa(written)
	t.callResults(in, active)
}

// callResults gives a call the tangents of its float results.
func (t *tangents) callResults(in *ir.Instr, active func(k int) bool) {
	for k, v := range slices.Clone(in.Results) {
		if v.Type != ir.TF64 || !active(k) {
			continue
		}
		d := &ir.Value{Type: ir.TF64, Def: in}
		if in.Results = append(in.Results, d); t.act.active(v) {
			t.set(v, d)
		}
	}
}

// helpers derives what the calls in the derivative call, which may call more.
func (d *derivation) helpers() {
	for k := 0; k < len(d.act.order); k++ {
		h := d.act.derived[d.act.order[k]]
		if h.kind == JVP {
			h.forward()
		} else {
			h.reverse()
		}
		if d.diags = append(d.diags, h.diags...); len(d.diags) > 0 {
			return
		}
		if h.split {
			h.cut()
		}
	}
	d.handTapes()
	for _, n := range d.act.order {
		switch h := d.act.derived[n]; {
		case h.split:
			d.register(h.f, forwardName(n))
			d.register(h.back, reverseName(n))
		default:
			d.register(h.f, h.name)
		}
	}
}

// register finishes a helper and enters it among the functions of the program, under
// another name if there is another one of that name.
func (d *derivation) register(f *ir.Func, wanted string) {
	rename(f, wanted)
	pass.Run(f, withoutLift(Finish), nil)
	dropNotes(f.Body)
	name := wanted
	for k := 2; ; k++ {
		old := d.f.Callees[name]
		if f.Name = name; old == nil || old.String() == f.String() {
			break
		}
		name = wanted + strconv.Itoa(k)
	}
	if name != wanted {
		d.renameCalls(wanted, name)
	}
	d.f.Callees[name] = f
}

// renameCalls renames a helper in all calls of it.
func (d *derivation) renameCalls(from, to string) {
	rename := func(in *ir.Instr) {
		if in.IsCall() && in.Callee() == from {
			in.Attr = to + strings.TrimPrefix(in.Attr.(string), from)
		}
	}
	d.f.Body.Walk(rename)
	for _, h := range d.act.derived {
		if h.f.Body.Walk(rename); h.back != nil {
			h.back.Body.Walk(rename)
		}
	}
}
