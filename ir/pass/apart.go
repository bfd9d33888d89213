// Which accesses from one reference lead to different elements.

package pass

import (
	"slices"
	"strconv"

	"chainrule/ir"
)

// isCell reports whether the instruction is an access to one part of Go memory or
// to one element of an array.
func isCell(in *ir.Instr) bool {
	return in.IsGet() || in.IsPut() || in.IsLoad() || in.IsStore() || in.IsAccum()
}

// apart reports whether two accesses start from the same reference and lead to
// different elements: by constant indices, or by the same value and constants.
func apart(a, b *ir.Instr) bool {
	if !isCell(a) || !isCell(b) {
		return false
	}
	r, p, i := steps(a)
	s, q, j := steps(b)
	if r == nil || r != s {
		return false
	}
	for k := range min(len(p), len(q)) {
		if p[k] != q[k] && (p[k][0] != '[' || q[k][0] != '[') {
			return p[k][0] == '.' && q[k][0] == '.'
		}
		if p[k][0] == '[' && unequal(p[k], q[k], i[k], j[k]) {
			return true
		}
	}
	return false
}

// steps are the steps of an access from its reference or array, with the index
// that each takes.
func steps(in *ir.Instr) (ref *ir.Value, path []string, index []*ir.Value) {
	if !in.IsGet() && !in.IsPut() {
		index = FullIndex(in)
		if index == nil {
			return nil, nil, nil
		}
		return in.Array().Object(), slices.Repeat([]string{anyIndex}, len(index)), index
	}
	ref, text, next := fullPath(in)
	path = splitPath(text)
	index = make([]*ir.Value, len(path))
	for k, step := range path {
		if step == anyIndex {
			index[k], next = next[0], next[1:]
		}
	}
	return ref, path, index
}

// unequal reports whether two indices are known to be different: numbers in the
// steps, or values.
func unequal(p, q string, i, j *ir.Value) bool {
	base, c := number(p, i)
	base2, d := number(q, j)
	return base == base2 && c != d
}

// number splits an index into a value, nil for none, and a constant added to it.
func number(step string, i *ir.Value) (base *ir.Value, c int) {
	if i == nil {
		c, _ = strconv.Atoi(step[1 : len(step)-1])
		return nil, c
	}
	if c, ok := i.ConstInt(); ok {
		return nil, c
	}
	return offset(i)
}
