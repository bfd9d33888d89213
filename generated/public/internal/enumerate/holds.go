// Which types hold floats.

package enumerate

import (
	"go/types"
	"strings"
)

// Holds reports whether values of the type hold floats or lead to some, without
// asking what is behind an interface. Types of the standard library do not count.
func Holds(t types.Type) bool { return holds(t, map[types.Type]bool{}) }

func holds(t types.Type, above map[types.Type]bool) bool {
	if above[t] || foreign(t) {
		return false
	}
	above[t] = true
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsFloat != 0
	case *types.Slice:
		return holds(u.Elem(), above)
	case *types.Array:
		return holds(u.Elem(), above)
	case *types.Pointer:
		return holds(u.Elem(), above)
	case *types.Map:
		return holds(u.Elem(), above)
	case *types.Struct:
		for f := range u.Fields() {
			if holds(f.Type(), above) {
				return true
			}
		}
	case *types.Interface:
		p, ok := types.Unalias(t).(*types.TypeParam)
		return ok && floats(p)
	}
	return false
}

// floats reports whether a type parameter may be a float.
func floats(p *types.TypeParam) bool {
	return types.Satisfies(types.Typ[types.Float64], p.Constraint().Underlying().(*types.Interface)) && !p.Constraint().Underlying().(*types.Interface).Empty()
}

// leads reports whether the type is a reference to floats, which a function can
// write and its caller can see.
func leads(t types.Type) bool {
	switch u := t.Underlying().(type) {
	case *types.Slice:
		return Holds(t)
	case *types.Map:
		return Holds(t)
	case *types.Pointer:
		s, ok := u.Elem().Underlying().(*types.Struct)
		return Holds(t) && (!ok || visible(s))
	}
	return false
}

// visible reports whether an exported field holds floats.
func visible(s *types.Struct) bool {
	for f := range s.Fields() {
		if f.Exported() && Holds(f.Type()) {
			return true
		}
	}
	return false
}

// foreign reports whether the standard library names the type.
func foreign(t types.Type) bool {
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil {
		return false
	}
	first, _, _ := strings.Cut(n.Obj().Pkg().Path(), "/")
	return first != "chainrule" && !strings.Contains(first, ".")
}
