// What types hold: floats, references, what is known only at run time.

package gofunc

import "go/types"

// holdsFloats reports whether a value of the type has floats in it, or behind
// its references.
func holdsFloats(t types.Type) bool {
	return somewhere(t, map[types.Type]bool{}, func(t types.Type) bool {
		b, ok := t.(*types.Basic)
		return ok && b.Info()&types.IsFloat != 0
	})
}

// refers reports whether what a callee writes into the value may be seen by its caller.
func refers(t types.Type) bool {
	return somewhere(t, map[types.Type]bool{}, func(t types.Type) bool {
		return isReference(t) || unknown(t)
	})
}

// refersToFloats reports whether there are floats behind a reference in the type.
func refersToFloats(t types.Type) bool {
	return somewhere(t, map[types.Type]bool{}, func(t types.Type) bool { return isReference(t) && holdsFloats(t) })
}

// isReference reports whether the type is a slice, a pointer or a map.
func isReference(t types.Type) bool {
	switch types.Unalias(t).Underlying().(type) {
	case *types.Slice, *types.Pointer, *types.Map:
		return true
	}
	return false
}

// mayHold reports whether a value of the type may have floats in it, as far as
// is known before the run: what is behind an interface is not.
func mayHold(t types.Type) bool {
	return somewhere(t, map[types.Type]bool{}, func(t types.Type) bool {
		b, ok := t.(*types.Basic)
		return ok && b.Info()&types.IsFloat != 0 || unknown(t)
	})
}

// unknown reports whether only the run tells what a value of the type holds.
func unknown(t types.Type) bool {
	switch types.Unalias(t).Underlying().(type) {
	case *types.Interface, *types.Signature, *types.Chan:
		return true
	}
	return false
}

func isError(t types.Type) bool { return types.Identical(t, types.Universe.Lookup("error").Type()) }

// somewhere reports whether something holds for the type or a part of it.
func somewhere(t types.Type, seen map[types.Type]bool, is func(types.Type) bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	part := func(t types.Type) bool { return somewhere(t, seen, is) }
	u := types.Unalias(t).Underlying()
	if p, ok := types.Unalias(t).(*types.TypeParam); ok {
		return anyTerm(p.Constraint().Underlying().(*types.Interface), part)
	}
	if is(u) {
		return true
	}
	switch u := u.(type) {
	case *types.Pointer:
		return part(u.Elem())
	case *types.Slice:
		return part(u.Elem())
	case *types.Array:
		return part(u.Elem())
	case *types.Map:
		return part(u.Key()) || part(u.Elem())
	case *types.Struct:
		for f := range u.Fields() {
			if part(f.Type()) {
				return true
			}
		}
	}
	return false
}

// anyTerm reports whether something holds for a type that a constraint allows.
func anyTerm(i *types.Interface, is func(types.Type) bool) bool {
	for e := range i.EmbeddedTypes() {
		switch e := types.Unalias(e).(type) {
		case *types.Union:
			for t := range e.Terms() {
				if in, ok := t.Type().Underlying().(*types.Interface); ok && anyTerm(in, is) || !ok && is(t.Type()) {
					return true
				}
			}
		default:
			if in, ok := e.Underlying().(*types.Interface); ok && anyTerm(in, is) || !ok && is(e) {
				return true
			}
		}
	}
	return false
}
