// Errors: where a function returns one, the derivatives of its other results are
// zero.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// maskErrors makes float results constants where an error is returned that is not
// nil, unless they are constants there anyway.
func (d *derivation) maskErrors() {
	n := len(d.f.Body.Yield) - 1
	if n < 1 || d.unfailed || d.f.Body.Yield[n].Type.Go != "error" {
		return
	}
	failure := d.f.Body.Yield[n]
	b := d.f.Body.Build()
	var fine *ir.Value
	for k, v := range d.f.Body.Yield[:n] {
		if v.Type != ir.TF64 || constantWith(v, failure) {
			continue
		}
		if fine == nil {
			fine = b.GoExpr(ir.TBool, "$0 == nil", failure)
		}
		d.f.Body.Yield[k] = b.Op("cond", fine, v, b.Op("stop", v)).Named(v.Name)
	}
}

// constantWith reports whether v is constant where the error is not nil, or the
// error is nil always.
func constantWith(v, failure *ir.Value) bool {
	if in := failure.Def; in != nil && in.IsGoExpr() && in.Template() == "nil" || v.IsConst() {
		return true
	}
	in := v.Def
	if in == nil || in != failure.Def || !in.IsIf() {
		return false
	}
	k, j := indexOf(in.Results, v), indexOf(in.Results, failure)
	for _, side := range in.Regions {
		if !constantWith(side.Yield[k], side.Yield[j]) {
			return false
		}
	}
	return true
}

func indexOf(vs []*ir.Value, v *ir.Value) int {
	for k, w := range vs {
		if w == v {
			return k
		}
	}
	return -1
}

// failing is the error that the function returns, if it does and the reverse sweep
// has nothing to do where it is not nil: what is written to the caller's memory by
// then has derivatives still.
func (d *derivation) failing() *ir.Value {
	if d.name != "" || d.unfailed || d.yields == 0 || d.act.writesCaller() || d.structShadows() {
		return nil
	}
	v := d.f.Body.Yield[d.yields-1]
	if v.Type.Go != "error" || v.Def == nil || v.Def.IsGoExpr() && v.Def.Template() == "nil" {
		return nil
	}
	return v
}

// writesCaller reports whether the function writes active floats of memory that was
// there before.
func (a *activity) writesCaller() (found bool) {
	before := map[*object]bool{}
	var from []target
	for _, o := range a.heap.objects {
		if o.outside {
			from = append(from, target{o, ""})
		}
	}
	for _, o := range a.heap.reach(from) {
		before[o] = true
	}
	a.walk(func(in *ir.Instr) {
		for _, w := range in.Effect().Writes {
			found = found || !w.Type.Scalar() && w.Object().Def == nil && a.active(w)
		}
		found = found || a.activeWrite(in) && slices.ContainsFunc(a.heap.to[in.Args[0]], func(t target) bool { return before[t.o] })
	})
	return found
}

// structShadows reports whether parameters have parts of structs that the reverse
// sweep sets.
func (d *derivation) structShadows() bool {
	return slices.ContainsFunc(d.in, func(p *ir.Value) bool {
		g, l := d.goParam(p.Name)
		return g != nil && l.Path != "" && d.hasShadow(g)
	})
}

// skipFailed puts the reverse sweep, and the taking of seeds before it, into a
// branch that is taken where the error is nil. Without it, infinite partials of an
// iteration that diverged times zero would be NaN, and a seed would have to be as
// long as a result that is not there.
func (d *derivation) skipFailed(failure *ir.Value, seeds []*ir.Instr) {
	body := d.f.Body
	k := slices.IndexFunc(body.Instrs, func(in *ir.Instr) bool { return in.Op.Name == "note" })
	if failure == nil || k < 0 {
		return
	}
	k = d.noteFirst(k, seeds)
	var moved []int // derivatives that are to be zero
	var types []ir.Type
	for j, v := range body.Yield[d.yields:] {
		switch {
		case !v.Type.Scalar():
			return
		case v.Type == ir.TF64 && !v.IsConst():
			moved, types = append(moved, d.yields+j), append(types, v.Type)
		}
	}
	sweep := slices.Clone(body.Instrs[k+1:])
	body.Instrs = body.Instrs[:k+1]
	b := body.Build()
	b.Pos = body.Instrs[k].Pos
	for j, v := range body.Yield[d.yields:] {
		if c, ok := v.ConstFloat(); ok { // made in the sweep, and needed behind it
			body.Yield[d.yields+j] = b.Float(c)
		}
	}
	always, fine := b.Bool(true), b.GoExpr(ir.TBool, "$0 == nil", failure)
	branch := b.If(fine, types...)
	done := branch.Regions[0]
	for _, in := range sweep {
		in.In = done
	}
	done.Instrs = sweep
	skipped := branch.Regions[1].Build()
	for i, j := range moved {
		done.Yield = append(done.Yield, body.Yield[j])
		skipped.Region.Yield = append(skipped.Region.Yield, skipped.Float(0))
		body.Yield[j] = branch.Results[i]
	}
	done.Replace(known(body, failure, always))
}

// noteFirst moves the note number k before the taking of seeds, if nothing else is
// between them, and gives its new number.
func (d *derivation) noteFirst(k int, seeds []*ir.Instr) int {
	body := d.f.Body
	first := slices.IndexFunc(body.Instrs, func(in *ir.Instr) bool { return slices.Contains(seeds, in) })
	if first < 0 || first > k {
		return k
	}
	for _, v := range body.Yield[:d.yields] {
		if at := slices.Index(body.Instrs, v.Def); first <= at && at < k {
			return k
		}
	}
	note := body.Instrs[k]
	body.Instrs = slices.Insert(slices.Delete(slices.Clone(body.Instrs), k, k+1), first, note)
	return first
}

// known maps the tests of whether an error is nil to what they give.
func known(r *ir.Region, failure, result *ir.Value) map[*ir.Value]*ir.Value {
	tests := map[*ir.Value]*ir.Value{}
	r.Walk(func(in *ir.Instr) {
		if in.IsGoExpr() && in.Template() == "$0 == nil" && in.Args[0] == failure {
			tests[in.Result()] = result
		}
	})
	return tests
}
