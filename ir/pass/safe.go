// Which accesses to memory cannot fail.

package pass

import (
	"fmt"
	"strconv"

	"chainrule/ir"
)

// Safe reports whether the instruction cannot fail wherever it runs: no index of it
// is out of range, no pointer nil, no divisor zero.
func Safe(in *ir.Instr) bool { return (*facts)(nil).safe(in) }

// facts are the checks that have passed where a region stands.
type facts struct {
	outer  *facts
	passed map[string]bool
}

func newFacts(outer *facts) *facts { return &facts{outer, map[string]bool{}} }

func (f *facts) has(check string) bool {
	for ; f != nil; f = f.outer {
		if f.passed[check] {
			return true
		}
	}
	return false
}

// ran notes that the instruction has run.
func (f *facts) ran(in *ir.Instr) {
	for _, c := range checks(in) {
		f.passed[c] = true
	}
}

func (f *facts) safe(in *ir.Instr) bool {
	switch {
	case in.IsLoad(), in.IsStore(), in.IsAccum(), in.IsPart():
		return InRange(in)
	case in.IsView():
		return false
	case in.IsReslice():
		return whole(in)
	case in.IsMake():
		return sameSize(in) && NonNegative(in.Args[0])
	case in.IsGoExpr():
		return len(in.Args) == 0
	case in.Op.Name == "idiv" || in.Op.Name == "imod":
		c, ok := in.Args[1].ConstInt()
		return ok && c != 0
	case in.Op.Name == "ishl" || in.Op.Name == "ishr":
		return NonNegative(in.Args[1])
	case in.IsEnter():
		return in.Ref().Def != nil && in.Ref().Def.IsMakeMap()
	}
	for _, c := range checks(in) {
		if !f.has(c) {
			return false
		}
	}
	return true
}

// whole reports whether a reslice is from 0 to the length.
func whole(in *ir.Instr) bool {
	return len(in.Args) == 3 && isZero(in.Args[1]) && in.Ref().Type.IsSlice() && IsExtent(in.Args[2], in.Ref(), 0)
}

// checks lists what must hold lest a get, put or addr fails, as far as it is not
// known anyway: that the pointer is not nil, and each index on the path.
func checks(in *ir.Instr) (list []string) {
	if !in.IsGet() && !in.IsPut() && !in.IsAddr() {
		return nil
	}
	ref := in.Ref()
	at, text := fmt.Sprintf("%p", ref), ref.Type.Go[1:]
	if d := ref.Def; ref.Type.IsPointer() && (d == nil || !d.IsNew() && !d.IsAddr()) {
		list = append(list, at)
	}
	next := in.PathIndices()
	for k, step := range splitPath(in.Path()) {
		var i *ir.Value
		if step == anyIndex {
			i, next = next[0], next[1:]
			step = "[" + indexText(i) + "]"
		}
		at += step
		slice := k == 0 && ref.Type.IsSlice()
		if slice && !inSlice(step, i, ref) || !slice && i != nil && !inArray(i, text) {
			list = append(list, at)
		}
		text = elementType(text, slice)
	}
	return list
}

// elementType is the type of an element of an array of the type, or of the slice
// whose type without its first bracket the text is; empty if it is not known.
func elementType(text string, slice bool) string {
	if slice {
		return text[1:]
	}
	_, elem := arrayType(text)
	return elem
}

// inSlice reports whether the index, or the number in the step, is known to be
// within the slice.
func inSlice(step string, i, ref *ir.Value) bool {
	k, err := strconv.Atoi(step[1 : len(step)-1])
	if err == nil {
		n, ok := constantLength(ref)
		return ok && 0 <= k && k < n
	}
	return below(i, ref, 0)
}

// inArray reports whether the index is known to be within an array of the type.
func inArray(i *ir.Value, text string) bool {
	n, _ := arrayType(text)
	if c, ok := i.ConstInt(); ok {
		return 0 <= c && c < n
	}
	loop := counted(i)
	if loop == nil || !NonNegative(loop.Lo()) {
		return false
	}
	hi, ok := loop.Hi().ConstInt()
	return ok && hi <= n
}

// constantLength is the length of a slice, if it is a known number.
func constantLength(s *ir.Value) (n int, ok bool) {
	switch d := s.Def; {
	case d == nil:
	case d.IsMake():
		return d.Args[0].ConstInt()
	case d.IsReslice():
		lo, c := offset(d.Args[1])
		hi, e := offset(d.Args[2])
		if same(lo, hi) {
			return e - c, true
		}
		l, ok := lo.ConstInt()
		h, ok2 := hi.ConstInt()
		return h + e - l - c, ok && ok2
	}
	return 0, false
}
