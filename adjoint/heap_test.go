// What the analysis of Go memory holds apart.

package adjoint

import (
	"fmt"
	"testing"

	"chainrule/ir"
)

// TestIntegersOfUnknownCode has integers from code that was given floats, as
// sorting does: they are not there in the place of the floats.
func TestIntegersOfUnknownCode(t *testing.T) {
	f := parse(t, "f.ir", "func F(x `[]float64`) (y) {"+`
  i int = iconst 0
  order `+"`[]int`"+` = gocall x "sorted($0)  // inactive"
  k int = get order, i "[$]"
  y f64 = get x, k "[$]"
  yield y
}`)
	if _, diags := Derive(f, VJP, Options{}); len(diags) > 0 {
		t.Error(diags.Err())
	}
}

// Copies of elements that are structs with arrays; their parts are named one by
// one where they are copied, and read with indices.
func init() {
	elements := func() ir.Arg {
		o := ir.NewObject()
		for i := range 2 {
			at := fmt.Sprintf("[%d]", i)
			o.Cells[at+".Pos[0]"], o.Cells[at+".Pos[1]"] = float(0.5+float64(i)), float(-2)
			o.Cells[at+".Mass"] = float(3 - float64(i))
		}
		return ref(&ir.Ref{Obj: o, Len: 2, Cap: 2})
	}
	goCases["copies of elements with arrays"] = goCase{"func F(s `[]{m}.Node`) (r) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  n int = size s
  t ` + "`[]{m}.Node`" + ` = make n, n
  k int = copyto t, s "f:.Pos[0] f:.Pos[1] f:.Mass"
  u ` + "`[]{m}.Node`" + ` = grow t, c0 "f:.Pos[0] f:.Pos[1] f:.Mass"
  a f64 = get u, c0, c1 "[$].Pos[$]"
  b f64 = get u, c1, c0 "[$].Pos[$]"
  m f64 = get t, c1 "[$].Mass"
  p f64 = mul a, b
  r f64 = mul p, m
  yield r
}`, []ir.Arg{elements()}, nil}
}
