// Split sweeps: the derivative of a function of its own that the reverse sweep
// cannot run again, because it writes memory that its caller sees, returns memory,
// or reads what is overwritten later. The forward sweep calls one function, which
// leaves on tapes what the reverse sweep needs of it, and the reverse sweep calls
// another, which takes it from there:
//
//	r = call x, s "f"      r, shadows of r = call x, s, ds, tapes "fForward"
//	                       dx = call x, s, dr, ds, tapes "fReverse"
//
// Calls end in the order in which they began, turned round in the reverse sweep; so
// all functions share one tape for each type of what is kept (sharedtape.go).

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// splitCall is a call that has become one of a forward sweep: whose, and what the
// primal's operands are.
type splitCall struct {
	name string
	args []*ir.Value
}

// findSplits finds the functions whose sweeps are split, and with them all that
// these call: the memory that they read may change before the reverse sweep.
func (d *derivation) findSplits() {
	var visit func(name string)
	visit = func(name string) {
		if d.act.split[name] || !d.act.matters(name) {
			return
		}
		d.act.split[name] = true
		d.act.callee[name].Body.Walk(func(in *ir.Instr) {
			if in.IsCall() && d.rule(in) == nil {
				visit(in.Callee())
			}
		})
	}
	d.act.places = d.act.allWrites()
	d.act.walk(func(in *ir.Instr) {
		if in.IsCall() && d.rule(in) == nil && d.act.matters(in.Callee()) &&
			(in.WrittenFrom() < len(in.Args) || slices.ContainsFunc(in.Results, d.act.shadowed) || d.overwritten(in)) {
			visit(in.Callee())
		}
	})
}

// matters reports whether a derivative passes through the function of that name.
func (a *activity) matters(name string) bool {
	g := a.callee[name]
	return g != nil && slices.ContainsFunc(slices.Concat(g.Body.Params, g.Body.Yield), func(v *ir.Value) bool { return a.active(v) || a.shadowed(v) })
}

// splits reports whether the instruction is a call of a function whose sweeps are
// split.
func (a *activity) splits(in *ir.Instr) bool {
	return in.IsCall() && (a.splitCalls[in] != nil || a.split[in.Callee()])
}

// forward turns a call into one of the callee's forward sweep.
func (h *shadower) forward(in *ir.Instr) {
	c := &splitCall{in.Callee(), slices.Clone(in.Args)}
	h.act.splitCalls[in] = c
	g := h.act.helper(c.name).f
	early := &ir.Builder{Region: &ir.Region{}, Pos: in.Pos}
	for k, v := range c.args {
		if p := g.Body.Params[k]; p.Type.IsRef() && h.act.shadowed(p) {
			in.Args = append(in.Args, h.of(early, v))
		}
	}
	insertBefore(in, early.Region.Instrs)
	in.Attr = forwardName(c.name) + ":0"
	for k, v := range slices.Clone(in.Results) {
		if h.act.shadowed(h.act.yields[c.name][k]) {
			d := &ir.Value{Type: shadowType(v.Type), Def: in}
			in.Results = append(in.Results, d)
			h.set(v, d)
		}
	}
}

func forwardName(callee string) string { return callee + "Forward" }
func reverseName(callee string) string { return callee + "Reverse" }

// callReverse appends a call of the callee's reverse sweep.
func (fr *frame) callReverse(in *ir.Instr, c *splitCall) {
	h := fr.act.helper(c.name)
	args := slices.Clone(c.args)
	for _, k := range h.out {
		args = append(args, fr.orZero(fr.adj[in.Results[k]]))
	}
	var types []ir.Type
	for k, p := range h.f.Body.Params[:h.params] {
		switch {
		case p.Type.IsRef() && fr.act.shadowed(p):
			args = append(args, fr.cast.of(fr.b, c.args[k]))
		case slices.Contains(h.in, p):
			types = append(types, ir.TF64)
		}
	}
	r := fr.b.CallInto(reverseName(c.name), len(c.args), args, types...)
	for j, p := range h.in {
		fr.add(c.args[slices.Index(h.f.Body.Params, p)], r.Results[j])
	}
}

// yieldShadows makes the forward sweep of a split function give the shadows of the
// references that it gives.
func (d *derivation) yieldShadows(cast *shadower) {
	b := d.f.Body.Build()
	for _, k := range d.refs {
		v := d.f.Body.Yield[k]
		d.f.Results = append(d.f.Results, fresh(d.f, "d"+d.f.Results[k]))
		d.f.Body.Yield = append(d.f.Body.Yield, cast.of(b, v))
	}
}

// cut makes two functions of one that has both sweeps: what is behind the note is
// the reverse sweep, and what it takes of the forward one goes by way of tapes.
func (d *derivation) cut() {
	f, r := d.f, ir.NewFunc(reverseName(d.name))
	r.Callees, r.Pos, r.Shadows = f.Callees, f.Pos, slices.Clone(f.Shadows)
	c := &cutter{from: f, to: r, with: map[*ir.Value]*ir.Value{}}
	for _, p := range f.Body.Params {
		c.with[p] = r.Body.AddParam(p.Name, p.Type)
	}
	f.Body.Params = slices.Delete(slices.Clone(f.Body.Params), d.params, d.params+len(d.out)) // the seeds
	k := slices.IndexFunc(f.Body.Instrs, func(in *ir.Instr) bool { return in.Op.Name == "note" })
	n := d.yields + len(d.refs)
	c.move(f.Body.Instrs[k+1:], f.Body.Yield[n:])
	r.Results, r.Derived, f.Derived = f.Results[n:], f.Results[n:], nil
	f.Body.Instrs, f.Body.Yield, f.Results = f.Body.Instrs[:k:k], f.Body.Yield[:n:n], f.Results[:n:n]
	c.connect(d.act)
	d.back = r
}

// cutter carries what the reverse sweep takes from one function to the other.
type cutter struct {
	from, to *ir.Func
	with     map[*ir.Value]*ir.Value // values of the one in the other
	kept     []*ir.Value             // on tapes
	seen     map[*ir.Value]bool
	uses     map[*ir.Value]int // within the forward sweep
}

// move makes instructions the body of the reverse sweep.
func (c *cutter) move(list []*ir.Instr, yield []*ir.Value) {
	for _, in := range list {
		in.In = c.to.Body
	}
	c.to.Body.Instrs, c.to.Body.Yield = slices.Clone(list), slices.Clone(yield)
}

// connect keeps what the reverse sweep takes, and takes it.
func (c *cutter) connect(a *activity) {
	c.seen, c.uses = map[*ir.Value]bool{}, c.from.Body.Uses()
	free := c.to.Body.Free()
	for _, v := range free {
		c.find(v)
	}
	body := c.to.Body.Instrs
	c.to.Body.Instrs = nil
	for _, g := range byType(c.kept) {
		push, pop := c.from.Body.Build(), c.to.Body.Build()
		push.Pos, pop.Pos = c.from.Pos, c.from.Pos
		g.push(push, a.tapeOf(c.from, g.text))
		g.pop(pop, a.tapeOf(c.to, g.text), c)
	}
	for _, v := range free {
		c.take(v)
	}
	c.to.Body.Instrs = append(c.to.Body.Instrs, body...)
	c.to.Body.Replace(c.with)
}

// find finds what must be kept for a value.
func (c *cutter) find(v *ir.Value) {
	if c.seen[v] || c.with[v] != nil {
		return
	}
	c.seen[v] = true
	if !c.again(v) {
		c.kept = append(c.kept, v)
	}
	if c.again(v) || !v.Type.Scalar() {
		for _, a := range v.Def.Args {
			c.find(a)
		}
	}
}

// take gives a value for the reverse sweep: a parameter, what a tape had, or what is
// computed once more.
func (c *cutter) take(v *ir.Value) *ir.Value {
	if c.with[v] == nil {
		for _, a := range v.Def.Args {
			c.take(a)
		}
		c.to.Body.Build().Copy(v.Def, c.with)
	}
	return c.with[v]
}

// again reports whether the reverse sweep makes the value itself: a constant, the
// name of a part of memory, memory that only it refers to, cheap arithmetic.
func (c *cutter) again(v *ir.Value) bool {
	in := v.Def
	switch {
	case v.IsConst(), in.IsView(), in.IsPart():
		return true
	case in.IsNew(), in.IsMake(), in.IsMakeMap(), in.IsAlloc(), in.IsStack():
		return c.uses[v] == 0
	case in.IsReslice(), in.IsAddr(), in.IsSize() && !in.Ref().Type.IsMap(), in.IsGoExpr() && len(in.Args) == 0, in.Op.Struct == nil && in.Op.Cost <= 2:
		return !slices.ContainsFunc(in.Args, func(a *ir.Value) bool { return c.with[a] == nil && !c.again(a) })
	}
	return false
}
