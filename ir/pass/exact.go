// What must keep its bits: the function's own results, and all that decides or is
// written, for both sweeps must decide alike; but not the derivatives beside them.

package pass

import (
	"slices"

	"chainrule/ir"
)

// exactness says of which values a rearrangement would show elsewhere than in the
// last bits of derivatives.
type exactness struct {
	aliases *ir.Aliases
	exact   map[*ir.Value]bool
	todo    []*ir.Value
}

// exactly finds the values of the function that must keep their bits. Additions to
// elements have no order, so what accums add need not; nor need what is put into
// shadows in Go memory.
func exactly(f *ir.Func) *exactness {
	x := &exactness{f.Aliases(), map[*ir.Value]bool{}, nil}
	for k, v := range f.Body.Yield {
		if !slices.Contains(f.Derived, f.Results[k]) {
			x.mark(v)
		}
	}
	f.Body.Walk(x.root)
	for len(x.todo) > 0 {
		v := x.todo[len(x.todo)-1]
		x.todo = x.todo[:len(x.todo)-1]
		x.from(v)
	}
	return x
}

func (x *exactness) mark(vs ...*ir.Value) {
	for _, v := range vs {
		if !x.exact[v] {
			x.exact[v] = true
			x.todo = append(x.todo, v)
		}
	}
}

// root marks the operands that matter whatever becomes of the results.
func (x *exactness) root(in *ir.Instr) {
	e := in.Effect()
	switch {
	case in.IsAccum(), in.IsPut() && x.aliases.Shadow(in.Writes()[0]):
		x.mark(in.Args[:len(in.Args)-1]...)
	case in.IsLoop():
		x.mark(in.Lo(), in.Hi())
	case in.IsWhile():
		x.mark(in.Regions[0].Yield...)
	case in.IsIf():
		if !spares(in) {
			x.mark(in.Args...)
		}
	case len(e.Writes) > 0 || e.Kept || len(in.Regions) > 0:
		x.mark(in.Args...)
		for _, r := range in.Regions {
			x.mark(r.Yield...)
		}
	}
	for _, v := range in.Results {
		if v.Type != ir.TF64 && !isGuard(v) {
			x.mark(v)
		}
	}
}

// spares reports whether the branch only spares what would be zero: where a seed is
// 0, it gives zeros and does nothing else.
func spares(in *ir.Instr) bool {
	for _, r := range in.Regions {
		if slices.ContainsFunc(r.Instrs, func(x *ir.Instr) bool { return !Pure(x) }) {
			return false
		}
	}
	return isGuard(in.Args[0]) && !slices.ContainsFunc(in.Regions[1].Yield, func(v *ir.Value) bool { return !isNought(v) })
}

// isGuard reports whether v says that a seed is not 0.
func isGuard(v *ir.Value) bool { return v.Def != nil && v.Def.Op.Name == "used" }

// addsToShadow is what the instruction adds to a part of shadow memory, or takes from
// it, that the instruction before the sum has read; nil if it does something else.
func (x *exactness) addsToShadow(in *ir.Instr) *ir.Value {
	if !in.IsPut() || in.Stored().Def == nil || !x.aliases.Shadow(in.Writes()[0]) {
		return nil
	}
	d := in.Stored().Def
	if d.Op.Name != "add" && d.Op.Name != "sub" {
		return nil
	}
	g := d.Args[0].Def
	if g == nil || !g.IsGet() || g.Ref() != in.Ref() || g.Path() != in.Path() || !slices.Equal(g.PathIndices(), in.PathIndices()) {
		return nil
	}
	return d.Args[1]
}

// from marks what a value that must keep its bits is computed from.
func (x *exactness) from(v *ir.Value) {
	if v.Def == nil {
		x.param(v)
		return
	}
	k := slices.Index(v.Def.Results, v)
	switch in := v.Def; {
	case in.IsLoop():
		x.mark(in.Inits()[k], in.Carried()[k], in.Regions[0].Yield[k], in.Results[k])
	case in.IsWhile():
		x.mark(in.Args[k], in.Regions[0].Params[k], in.Regions[1].Params[k], in.Regions[1].Yield[k], in.Results[k])
	case in.IsIf():
		x.mark(in.Args[0], in.Regions[0].Yield[k], in.Regions[1].Yield[k])
	default:
		x.mark(in.Args...)
	}
}

// param marks the slot of a value that a loop carries.
func (x *exactness) param(v *ir.Value) {
	in := v.Of.Parent
	if in == nil {
		return
	}
	switch {
	case in.IsLoop():
		if k := slices.Index(in.Carried(), v); k >= 0 {
			x.from(in.Results[k])
		}
	case in.IsWhile():
		x.from(in.Results[slices.Index(v.Of.Params, v)])
	}
}
