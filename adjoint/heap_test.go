// What the analysis of Go memory holds apart.

package adjoint

import "testing"

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
