// Walks through memory: loops over all elements that a path leads to.

package adjoint

import (
	"strconv"
	"strings"

	"chainrule/ir"
)

// overIndices appends loops over the indices of a path that have none yet.
func overIndices(b *ir.Builder, ref *ir.Value, path string, index []*ir.Value, body func(*ir.Builder, string, []*ir.Value)) {
	at := strings.Index(path, "[]")
	if at < 0 {
		body(b, path, index)
		return
	}
	path = path[:at] + "[$]" + path[at+2:]
	each(b, extentAt(b, ref, path[:at], index), func(b *ir.Builder, i *ir.Value) {
		overIndices(b, ref, path, append(append([]*ir.Value(nil), index...), i), body)
	})
}

// extentAt is how many elements there are at a path: of a slice, or of an array.
func extentAt(b *ir.Builder, ref *ir.Value, path string, index []*ir.Value) *ir.Value {
	if path == "" && ref.Type.IsSlice() {
		return b.Size(ref)
	}
	if n, ok := arrayLength(ref.Type); ok && path == "" {
		return b.Int(n)
	}
	for k := range index {
		path = strings.Replace(path, "$", "#"+strconv.Itoa(k+1), 1)
	}
	return b.GoExpr(ir.TInt, "len($0"+strings.ReplaceAll(path, "#", "$")+")", append([]*ir.Value{ref}, index...)...)
}

// arrayLength is the length of the array that a pointer of the type points to.
func arrayLength(t ir.Type) (int, bool) {
	text, ok := strings.CutPrefix(t.Go, "*[")
	if !ok {
		return 0, false
	}
	n, err := strconv.Atoi(text[:max(0, strings.IndexByte(text, ']'))])
	return n, err == nil
}
