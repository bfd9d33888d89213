// Which references have shadows: those through which active floats can be
// reached, and those that one of these may be.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// shadowed reports whether the reference, the array of references or the value of
// several parts has a shadow.
func (a *activity) shadowed(v *ir.Value) bool {
	if !v.Type.Scalar() {
		return v.Type.Elem().IsRef() && a.heap.objectOf(v.Object()).shadowed
	}
	return (v.Type.IsRef() || isCompound(v.Type)) && slices.ContainsFunc(a.heap.to[v], func(t target) bool { return t.o.shadowed })
}

// castShadows finds the objects that have shadows: those with active floats,
// those with references to such, and what one reference may refer to instead.
func (a *activity) castShadows() {
	for k := 0; k < len(a.heap.objects); k++ {
		o := a.heap.objects[k]
		for _, p := range o.paths() {
			c := o.cells[p]
			if c.active() || c.typ.IsRef() && a.together(a.heap.read(target{o, ""}, p, c.typ)) {
				a.markCell(&o.shadowed)
			}
		}
	}
	for v, to := range a.heap.to {
		if v.Type.IsRef() || isCompound(v.Type) {
			a.together(to)
		}
	}
}

// together gives shadows to all objects if one has one.
func (a *activity) together(ts []target) bool {
	if !slices.ContainsFunc(ts, func(t target) bool { return t.o.shadowed }) {
		return false
	}
	for _, t := range ts {
		a.markCell(&t.o.shadowed)
	}
	return true
}

// declare makes parameters that are nothing but floats, like []float64, active
// though nobody may read them: their shadows do not depend on what F does.
func (a *activity) declare(w ir.Part) {
	if t, ok := floatsOf(target{a.heap.objectOf(w.Param), ""}, w.Param.Type, a.heap); ok {
		c := a.heap.cell(t.o, t.base, ir.TF64)
		c.useful = true
	}
}

// floatsOf is where the floats are that a reference of the type leads to: "[]" of
// a []float64, "[][]" of a *[3][3]float64. Other types are not taken apart.
func floatsOf(t target, typ ir.Type, h *heap) (target, bool) {
	text := typ.Go
	switch {
	case typ.IsSlice():
		t.base, text = t.base+"[]", text[len("[]"):]
	case typ.IsMap():
		return mapFloats(t, text)
	default:
		text = strings.TrimPrefix(text, "*")
	}
	for strings.HasPrefix(text, "[") && !strings.HasPrefix(text, "[]") {
		t.base, text = t.base+"[]", text[strings.IndexByte(text, ']')+1:]
	}
	if text == "float64" || text == "float32" {
		return t, true
	}
	if e := ir.GoType(text); e.IsRef() {
		return floatsOf(target{h.child(t.o, t.base, e), ""}, e, h)
	}
	return t, false
}

func mapFloats(t target, text string) (target, bool) {
	t.base += "{}"
	return t, strings.HasSuffix(text, "]float64") && strings.Count(text, "]") == 1
}
