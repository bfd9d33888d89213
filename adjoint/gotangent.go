// Forward mode of Go memory: beside each read and write of active floats that of
// their tangents, in the shadows.

package adjoint

import (
	"strings"

	"chainrule/ir"
)

// goMemory appends the tangent of an instruction on Go memory. The shadows of
// references, and copies of what they hold, are there already.
func (t *tangents) goMemory(b *ir.Builder, in *ir.Instr) {
	switch {
	case in.IsCall():
		t.call(b, in)
		return
	case !t.act.activeAccess(in):
		return
	}
	shadow := t.cast.of(b, in.Ref())
	switch cell := strings.TrimPrefix(text(in), "|"); {
	case in.IsGet():
		t.set(in.Result(), b.Get(ir.TF64, shadow, text(in), in.PathIndices()...))
	case in.IsPut():
		b.Put(shadow, text(in), t.orZero(b, in.Stored()), in.PathIndices()...)
	case in.IsLookup():
		t.set(in.Result(), b.Lookup(ir.TF64, cell, shadow, in.Key()))
	case in.IsEnter():
		b.Enter(cell, shadow, in.Key(), t.orZero(b, in.Args[2]))
	}
}
