// Which derivatives each function gets.

package main

import (
	"slices"

	"chainrule/adjoint"
	"chainrule/ir"
)

// kindsOf are the kinds to generate for a function: the flag's, or what its
// results allow. A function that -func names gets what -kind says or is
// refused; among all functions of a file some may have no gradient.
func (f *genFlags) kindsOf(fn *ir.Func) []adjoint.Kind {
	named := slices.Contains(f.funcs, fn.Name)
	if !f.byKind {
		return natural(fn)
	}
	var kinds []adjoint.Kind
	for _, name := range f.kinds {
		k := adjoint.Kind(name)
		if !named {
			k = instead(fn, k)
		}
		if k != "" && !slices.Contains(kinds, k) {
			kinds = append(kinds, k)
		}
	}
	return kinds
}

// instead is the kind that a function gets where k is asked for: vjp for a
// gradient that it cannot have, nothing for a product with a Hessian that it cannot
// have, nothing where it has no floats.
func instead(fn *ir.Func, k adjoint.Kind) adjoint.Kind {
	allowed := natural(fn)
	switch {
	case allowed == nil:
		return ""
	case k == adjoint.Grad:
		return allowed[0]
	case (k == adjoint.HVP || k == adjoint.Hess) && allowed[0] != adjoint.Grad:
		return ""
	}
	return k
}

// natural is the reverse mode that suits the results: a gradient for a number,
// else products with seeds; nothing for a function without floats.
func natural(fn *ir.Func) []adjoint.Kind {
	floats, scalar := 0, true
	for _, v := range fn.Body.Yield {
		if v.Type.Kind == ir.F64 {
			floats++
			scalar = scalar && v.Type.Scalar()
		}
	}
	isFloat := func(p *ir.Value) bool { return p.Type.Kind == ir.F64 }
	switch {
	case floats == 0 || !slices.ContainsFunc(fn.Body.Params, isFloat):
		return nil
	case floats == 1 && scalar:
		return []adjoint.Kind{adjoint.Grad}
	}
	return []adjoint.Kind{adjoint.VJP}
}
