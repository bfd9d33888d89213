// Which values are zero, and which instructions do nothing, if others are zero.

package pass

import (
	"maps"

	"chainrule/ir"
)

// noughts are the values that are zero, and the results that are what they began as,
// if some value is zero; all else is taken to be finite.
type noughts struct {
	*exactness
	zero map[*ir.Value]bool
	same map[*ir.Value]*ir.Value // a loop's result or carried value, by what that starts from
}

func (z *noughts) is(v *ir.Value) bool { return z.zero[v] || isNought(v) }

// instr reports whether the instruction gives nothing but zeros and does nothing, and
// notes its results.
func (z *noughts) instr(in *ir.Instr) bool {
	switch {
	case in.IsAccum():
		return z.zero[in.Stored()]
	case in.IsPut():
		d := z.addsToShadow(in)
		return d != nil && z.zero[d]
	case in.IsLoop():
		return z.loop(in)
	case len(in.Results) == 1 && z.result(in):
		z.zero[in.Result()] = true
		return true
	}
	return false
}

// result reports whether a scalar operation gives zero.
func (z *noughts) result(in *ir.Instr) bool {
	switch a := in.Args; in.Op.Name {
	case "mul":
		return z.zero[a[0]] || z.zero[a[1]]
	case "div", "neg":
		return z.zero[a[0]]
	case "add", "sub":
		return z.is(a[0]) && z.is(a[1])
	case "cond":
		return z.is(a[1]) && z.is(a[2])
	}
	return false
}

// loop reports whether every iteration does nothing: what starts from zero stays so,
// and only zeros are added to the rest.
func (z *noughts) loop(in *ir.Instr) bool {
	inner := &noughts{z.exactness, maps.Clone(z.zero), maps.Clone(z.same)}
	for k, p := range in.Carried() {
		if z.is(in.Inits()[k]) {
			inner.zero[p] = true
		} else {
			inner.same[p] = p
		}
	}
	if !inner.nothing(in.Regions[0]) {
		return false
	}
	for k, p := range in.Carried() {
		y := in.Regions[0].Yield[k]
		if inner.zero[p] && !inner.is(y) || !inner.zero[p] && inner.start(y) != p {
			return false
		}
	}
	for k, v := range in.Results {
		if p := in.Carried()[k]; inner.zero[p] {
			z.zero[v] = true
		} else {
			z.same[v] = z.start(in.Inits()[k])
		}
	}
	return true
}

// nothing reports whether the region changes no memory, except by adding zeros.
func (z *noughts) nothing(r *ir.Region) bool {
	for _, in := range r.Instrs {
		if z.instr(in) {
			continue
		}
		if len(in.Regions) > 0 || !harmlessRead(in) {
			return false
		}
		z.goesOn(in)
	}
	return true
}

// goesOn reports whether the instruction adds zero to something, and notes to what.
func (z *noughts) goesOn(in *ir.Instr) bool {
	switch {
	case (in.Op.Name == "add" || in.Op.Name == "sub") && z.zero[in.Args[1]]:
		z.same[in.Result()] = z.start(in.Args[0])
	case in.Op.Name == "add" && z.zero[in.Args[0]]:
		z.same[in.Result()] = z.start(in.Args[1])
	default:
		return false
	}
	return true
}

func harmlessRead(in *ir.Instr) bool {
	_, reads := Reads(in)
	return reads || Pure(in)
}

// start is what v is if nothing but zeros was added to it.
func (z *noughts) start(v *ir.Value) *ir.Value {
	if w := z.same[v]; w != nil {
		return w
	}
	return v
}

// otherwise is v for the other side of a branch.
func (z *noughts) otherwise(r *ir.Region, v *ir.Value) *ir.Value {
	if w := z.same[v]; w != nil {
		return w
	}
	return r.Build().Float(0)
}

// readsShadow reports whether the instruction may read what is added to shadows.
func (z *noughts) readsShadow(in *ir.Instr) bool {
	a, _ := Reads(in)
	return in.IsLoad() || !in.IsGet() || in.Result().Type == ir.TF64 && a.Ref != nil
}
