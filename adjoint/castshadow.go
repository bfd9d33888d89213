// Which references have shadows: those through which active floats can be
// reached, and those that one of these may be.

package adjoint

import (
	"maps"
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
	for _, v := range a.main().Body.Yield {
		a.castBehind(a.heap.to[v], nil)
	}
}

// castBehind gives shadows to all that references on one path from targets may
// refer to if one has one: the seed of a result is taken along all its paths,
// whatever of it was made here and whatever is the caller's.
func (a *activity) castBehind(ts []target, seen [][]target) [][]target {
	if len(ts) == 0 || slices.ContainsFunc(seen, func(s []target) bool { return slices.Equal(s, ts) }) {
		return seen
	}
	seen = append(seen, ts)
	a.together(ts)
	next := map[string][]target{}
	for _, t := range ts {
		for _, p := range t.o.paths() {
			if rest, ok := cutPath(p, t.base); ok && t.o.cells[p].typ.IsRef() {
				next[rest] = union(next[rest], a.heap.read(t, rest, t.o.cells[p].typ))
			}
		}
	}
	for _, path := range slices.Sorted(maps.Keys(next)) {
		seen = a.castBehind(next[path], seen)
	}
	return seen
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
