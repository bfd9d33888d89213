// Memory of the caller that the function gives back: its floats are active though
// the function may touch none of them, for the seed of the result holds adjoints of
// them all. What there is the types say.

package adjoint

import (
	"strings"

	"chainrule/ir"
)

// unfold gives the caller's memory that can be reached from targets all cells that
// its types have.
func (a *activity) unfold(from []target) {
	for before := -1; before != a.heap.found; {
		before = a.heap.found
		for _, o := range a.heap.reach(from) {
			if o.outside && !o.opaque {
				a.unfoldObject(o)
			}
		}
	}
}

func (a *activity) unfoldObject(o *object) {
	path, text := elementOf(o.ref)
	for _, m := range a.members(text) {
		if m.Sealed {
			continue
		}
		c := a.heap.cell(o, path+m.Path, m.Type)
		c.says(m.Cell)
		c.hidden = m.Hidden
		if m.Type.IsRef() {
			a.heap.child(o, path+m.Path, m.Type)
		}
	}
}

// elementOf is the path to the elements of what a reference of the type refers to,
// or to all of it, and the type of what is there.
func elementOf(t ir.Type) (path, text string) {
	switch {
	case t.IsSlice():
		return "[]", strings.TrimPrefix(t.Go, "[]")
	case t.IsMap():
		return "{}", valueText(t)
	}
	return "", strings.TrimPrefix(t.Go, "*")
}

// members lists the floats and references in a value of the type.
func (a *activity) members(text string) (list []ir.Member) {
	if s := a.main().Sig; s != nil && s.Types[text] != nil {
		return s.Types[text]
	}
	switch {
	case text == "float64":
		return []ir.Member{{Type: ir.TF64}}
	case ir.GoType(text).IsRef():
		return []ir.Member{{Type: ir.GoType(text)}}
	case strings.HasPrefix(text, "["):
		for _, m := range a.members(text[strings.IndexByte(text, ']')+1:]) {
			m.Path = "[]" + m.Path
			list = append(list, m)
		}
	}
	return list
}
