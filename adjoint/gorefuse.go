// What is refused of Go memory, Go code and calls, and questions about what is
// differentiated by.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// refuse reports an instruction that no derivative passes through, though one
// would have to.
func (d *derivation) refuse(in *ir.Instr) {
	switch {
	case in.IsGo():
		d.act.refuseCode(&d.diags, d.f, in)
	case in.IsKeys() && d.act.keysActive(in):
		d.diags.Add(in.Pos, "%s uses keys of a map that depend on what it is differentiated by; no derivative passes through keys", d.f.Name)
	case in.IsCall():
		d.refuseCall(in)
	case in.IsLoad(), in.IsStore(), in.IsPush(), in.IsPop():
		if _, ok := d.act.compoundAccess(in); ok {
			d.diags.Add(in.Pos, "%s keeps values of several parts, which the derivative depends on, in an array; keep pointers to them", d.f.Name)
		}
	}
}

// keysActive reports whether keys hold active floats or references to them.
func (a *activity) keysActive(in *ir.Instr) bool {
	if a.shadowed(in.Result()) {
		return true
	}
	o := a.heap.objectOf(in.Result())
	return slices.ContainsFunc(o.paths(), func(p string) bool { return o.cells[p].active() })
}

// differentiates reports whether the function uses a float of Go memory that it is
// differentiated by.
func (a *activity) differentiates() bool {
	return slices.ContainsFunc(a.heap.wrt, func(w ir.Part) bool { return w.Param.Type.IsRef() && a.uses(w) })
}

// uses reports whether the function uses floats of a part of a parameter.
func (a *activity) uses(w ir.Part) bool {
	for _, o := range a.heap.objects {
		for p, c := range o.cells {
			if o.outside && o.of == w.Param && c.typ == ir.TF64 && ir.Below(o.path+p, w.Path) {
				return true
			}
		}
	}
	return false
}

// writesOut reports whether the function writes active floats that the caller sees.
func (a *activity) writesOut() (found bool) {
	a.walk(func(in *ir.Instr) {
		for _, w := range in.Effect().Writes {
			found = found || !w.Type.Scalar() && w.Object().Def == nil && a.active(w)
		}
		if acc, ok := a.heap.accessOf(in); ok && acc.writes && a.activeAccess(in) {
			found = found || slices.ContainsFunc(acc.at, func(t target) bool { return a.visible[t.o] })
		}
		found = found || in.IsCopy() && a.activeWrite(in)
	})
	return found
}
