// Choices brings choices by one condition together.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Choices moves each cond up to the one before it by the same condition, so that one
// if does for both. Among them, one that goes on with what a loop carries comes behind
// those that still read that: it can then be updated in place.
var Choices = Pass{"choices", "brings choices by one condition together", choices, false}

func choices(f *ir.Func) { choicesRegion(f.Body) }

func choicesRegion(r *ir.Region) {
	first, at := map[*ir.Value]*ir.Instr{}, map[*ir.Instr]int{}
	with := map[*ir.Instr][]*ir.Instr{} // by the first
	for i, in := range r.Instrs {
		for _, sub := range in.Regions {
			choicesRegion(sub)
		}
		if at[in] = i; in.Op.Name != "cond" || in.Args[0].IsConst() {
			continue
		}
		head := first[in.Args[0]]
		if head == nil || !hadBy(in, at[head], at) {
			first[in.Args[0]], with[in] = in, []*ir.Instr{in}
			continue
		}
		at[in] = at[head]
		with[head] = append(with[head], in)
	}
	var list []*ir.Instr
	for i, in := range r.Instrs {
		switch group := with[in]; {
		case group != nil:
			list = append(list, inPlaceLast(group)...)
		case at[in] == i:
			list = append(list, in)
		}
	}
	r.Instrs = list
}

// hadBy reports whether the operands of the instruction are there where number i is.
func hadBy(in *ir.Instr, i int, at map[*ir.Instr]int) bool {
	return !slices.ContainsFunc(in.Args, func(v *ir.Value) bool {
		return v.Def != nil && v.Def.In == in.In && at[v.Def] > i
	})
}

// inPlaceLast puts the choices that go on with a carried value behind the others that
// read it.
func inPlaceLast(group []*ir.Instr) []*ir.Instr {
	for _, in := range slices.Clone(group) {
		p := goesOn(in)
		i := slices.Index(group, in)
		rest := group[i+1:]
		reads := func(v *ir.Value) bool {
			return slices.ContainsFunc(rest, func(x *ir.Instr) bool { return slices.Contains(x.Args, v) })
		}
		if p != nil && reads(p) && !reads(in.Result()) {
			group = append(slices.Delete(slices.Clone(group), i, i+1), in)
		}
	}
	return group
}

// goesOn is the carried value of a loop that the choice is the next of, or keeps; nil
// if there is none.
func goesOn(in *ir.Instr) *ir.Value {
	loop := in.In.Parent
	if loop == nil || !loop.IsLoop() {
		return nil
	}
	for k, p := range loop.Carried() {
		if in.In.Yield[k] == in.Result() && slices.Contains(in.Args[1:], p) {
			return p
		}
	}
	return nil
}
