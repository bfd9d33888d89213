// Errors: where a function returns one, the derivatives of its other results are
// zero.

package adjoint

import "chainrule/ir"

// maskErrors makes float results constants where an error is returned that is not
// nil, unless they are constants there anyway.
func (d *derivation) maskErrors() {
	n := len(d.f.Body.Yield) - 1
	if n < 1 || d.f.Body.Yield[n].Type.Go != "error" {
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
