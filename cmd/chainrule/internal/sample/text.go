// Arguments written as Go.

package sample

import (
	"fmt"
	"go/types"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
)

// Texts writes each parameter's argument as Go, with the paths of packages in
// braces.
func (s *Sampler) Texts(args []ir.Arg) (texts []string) {
	if s.params == nil {
		for i, p := range s.f.Body.Params {
			texts = append(texts, plainText(p.Type, args[i]))
		}
		return texts
	}
	for i, o := range s.roots(args) {
		texts = append(texts, goText(o, "", s.params[i].Of, false))
	}
	return texts
}

// Zeros writes the shadows of parameters: the same, with zeros for the floats.
func (s *Sampler) Zeros(args []ir.Arg) (texts []string) {
	zero := Copy(args)
	for i := range zero {
		Each(&zero[i], func(x *ir.Scalar) { x.F = 0 })
	}
	return s.Texts(zero)
}

// roots are the parameters in Go, each as the object that it was drawn into.
func (s *Sampler) roots(args []ir.Arg) []*ir.Object {
	roots := make([]*ir.Object, len(s.params))
	for i, g := range s.params {
		roots[i] = ir.NewObject()
		for k, p := range s.f.Body.Params {
			l := g.Leaf(p.Name)
			if l == nil {
				continue
			}
			roots[i].Cells[l.Path] = args[k].Scalar
			if ref, ok := args[k].V.(*ir.Ref); ok && !isReference(typeAt(g.Of, l.Path)) {
				delete(roots[i].Cells, l.Path)
				for path, c := range ref.Obj.Cells {
					if strings.HasPrefix(path, l.Path) {
						roots[i].Cells[path] = c
					}
				}
			}
		}
	}
	return roots
}

func isReference(t types.Type) bool {
	switch t.Underlying().(type) {
	case *types.Slice, *types.Pointer:
		return true
	}
	return false
}

// plainText writes an argument of an expression file.
func plainText(t ir.Type, a ir.Arg) string {
	one := func(s ir.Scalar) string {
		if t.Kind == ir.Int {
			return strconv.Itoa(s.I)
		}
		return strconv.FormatFloat(s.F, 'g', -1, 64)
	}
	if t.Scalar() {
		return one(a.Scalar)
	}
	var parts []string
	for _, e := range a.Array.Elems {
		parts = append(parts, one(e))
	}
	elem := "float64"
	if t.Kind == ir.Int {
		elem = "int"
	}
	return "[]" + elem + "{" + strings.Join(parts, ", ") + "}"
}

func braces(p *types.Package) string { return "{" + p.Path() + "}" }

// goText writes what is at a path of an object. The type is left out where that of
// what is around says it.
func goText(o *ir.Object, path string, t types.Type, inner bool) string {
	name := TypeText(t)
	if inner {
		name = ""
	}
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return basicText(o.Cells[path], u)
	case *types.Array:
		var parts []string
		for i := range int(u.Len()) {
			parts = append(parts, goText(o, path+"["+strconv.Itoa(i)+"]", u.Elem(), true))
		}
		return name + elements(parts)
	case *types.Struct:
		return name + "{" + strings.Join(fieldTexts(o, path, u), ", ") + "}"
	case *types.Slice:
		return sliceText(o.Cells[path], u, t, inner)
	case *types.Pointer:
		ref, ok := o.Cells[path].V.(*ir.Ref)
		if ok && inner {
			return goText(ref.Obj, ref.Path, u.Elem(), true)
		} else if ok {
			return "&" + goText(ref.Obj, ref.Path, u.Elem(), false)
		}
	}
	return "nil"
}

// elements are those of an array, unless all are zero.
func elements(parts []string) string {
	if allZero(parts) {
		return "{}"
	}
	return "{" + strings.Join(parts, ", ") + "}"
}

func allZero(parts []string) bool {
	return !slices.ContainsFunc(parts, func(p string) bool { return !slices.Contains([]string{"0", "nil", "false", `""`, "{}"}, p) })
}

// fieldTexts writes the fields that are not zero.
func fieldTexts(o *ir.Object, path string, u *types.Struct) (parts []string) {
	for f := range u.Fields() {
		text := goText(o, path+"."+f.Name(), f.Type(), false)
		if _, isRef := f.Type().Underlying().(*types.Pointer); f.Name() != "_" && (isRef && text != "nil" || !allZero([]string{text}) && !strings.HasSuffix(text, "{}")) {
			parts = append(parts, f.Name()+": "+text)
		}
	}
	return parts
}

func sliceText(c ir.Scalar, u *types.Slice, t types.Type, inner bool) string {
	ref, ok := c.V.(*ir.Ref)
	if !ok {
		return "nil"
	}
	var parts []string
	for i := range ref.Len {
		parts = append(parts, goText(ref.Obj, Elem(ref, i), u.Elem(), true))
	}
	_, basic := u.Elem().Underlying().(*types.Basic)
	switch {
	case basic && allZero(parts) && len(parts) > 0:
		return fmt.Sprintf("make(%s, %d)", TypeText(t), len(parts))
	case inner:
		return "{" + strings.Join(parts, ", ") + "}"
	}
	return TypeText(t) + "{" + strings.Join(parts, ", ") + "}"
}

func basicText(c ir.Scalar, u *types.Basic) string {
	switch {
	case u.Info()&types.IsFloat != 0:
		return strconv.FormatFloat(c.F, 'g', -1, 64)
	case u.Info()&types.IsBoolean != 0:
		return strconv.FormatBool(c.B)
	case u.Info()&types.IsString != 0:
		return `""`
	}
	return strconv.Itoa(c.I)
}
