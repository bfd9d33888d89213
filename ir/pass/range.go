// What is known of the ranges of integers: which indices cannot fail.

package pass

import (
	"slices"

	"chainrule/ir"
)

// InRange reports whether every index of a load or part is known to be within
// its extent: the counter of a loop from 0 or more to the extent itself.
func InRange(in *ir.Instr) bool {
	for axis, i := range in.Indices() {
		if !below(i, in.Array(), axis) {
			return false
		}
	}
	return true
}

// below reports whether 0 <= i < the extent of the array along axis, or the length
// of the slice: i counts a loop up to the extent, or is number k of a block of several such steps.
func below(i, array *ir.Value, axis int) bool {
	if loop := counted(i); loop != nil {
		return NonNegative(loop.Lo()) && IsExtent(loop.Hi(), array, axis)
	}
	base, k := offset(i)
	if base.Def == nil || base.Def.Op.Name != "imul" {
		return false
	}
	loop := counted(base.Def.Args[0])
	width, ok := base.Def.Args[1].ConstInt()
	if loop == nil || !ok || k < 0 || k >= width || !NonNegative(loop.Lo()) {
		return false
	}
	q := loop.Hi().Def
	return q != nil && q.Op.Name == "idiv" && isInt(q.Args[1], width) && IsExtent(q.Args[0], array, axis)
}

// counted is the loop that v counts, nil if none.
func counted(v *ir.Value) *ir.Instr {
	if v.Of == nil || v.Of.Parent == nil || !v.Of.Parent.IsLoop() || v != v.Of.Params[0] {
		return nil
	}
	return v.Of.Parent
}

// NonNegative reports whether the integer is known not to be negative.
func NonNegative(v *ir.Value) bool { return nonNegative(v, 8) }

// nonNegative looks through so many operations.
func nonNegative(v *ir.Value, depth int) bool {
	if c, ok := v.ConstInt(); ok {
		return c >= 0
	}
	if depth == 0 {
		return false
	}
	if loop := counted(v); loop != nil {
		return nonNegative(loop.Lo(), depth-1)
	}
	if rises(v, depth) {
		return true
	}
	d := v.Def
	if d == nil {
		return false
	}
	if d.IsLen() || d.IsSize() || d.IsRoom() {
		return true
	}
	if len(d.Args) != 2 {
		return false
	}
	switch d.Op.Name {
	case "imax":
		return nonNegative(d.Args[0], depth-1) || nonNegative(d.Args[1], depth-1)
	case "imul", "iadd", "imin", "idiv":
		return nonNegative(d.Args[0], depth-1) && nonNegative(d.Args[1], depth-1)
	}
	return false
}

// rises reports whether a loop carries v from a value that is not negative and only
// adds to it what is none either.
func rises(v *ir.Value, depth int) bool {
	in, k := v.Def, -1
	if in == nil {
		in = v.Of.Parent
		if in != nil {
			k = slices.Index(v.Of.Params, v) - (len(v.Of.Params) - len(in.Results))
		}
	} else {
		k = slices.Index(in.Results, v)
	}
	if in == nil || k < 0 || !in.IsLoop() && !in.IsWhile() {
		return false
	}
	body := in.Regions[len(in.Regions)-1]
	next := body.Yield[k].Def
	carried := body.Params[len(body.Params)-len(in.Results)+k]
	return next != nil && next.Op.Name == "iadd" && next.Args[0] == carried &&
		nonNegative(next.Args[1], depth-1) && nonNegative(in.Args[len(in.Args)-len(in.Results)+k], depth-1)
}

// IsExtent reports whether v is known to be the extent of the array along axis, or
// the length of the slice.
func IsExtent(v, array *ir.Value, axis int) bool {
	if d := v.Def; d != nil && isLength(d, array) && (d.IsSize() || d.Attr == axis) {
		return true
	}
	d := array.Def
	switch {
	case d == nil:
		return required(v, array)
	case d.IsAlloc(), d.IsMake():
		return d.Args[axis] == v
	case d.IsReslice():
		return isZero(d.Args[1]) && d.Args[2] == v
	case d.IsView():
		return d.Args[1+axis] == v
	case d.IsPart():
		return IsExtent(v, d.Array(), axis+len(d.Indices()))
	}
	return false
}

// isLength reports whether the instruction asks for the length of the array or slice.
func isLength(in *ir.Instr, array *ir.Value) bool {
	return (in.IsLen() || in.IsSize()) && in.Args[0] == array
}

// required reports whether the function checks that the length of a parameter
// is v.
func required(v, array *ir.Value) bool {
	for _, in := range array.Of.Instrs {
		if in.Op.Name != "require" || in.Args[1] != v {
			continue
		}
		if d := in.Args[0].Def; d != nil && isLength(d, array) {
			return true
		}
	}
	return false
}
