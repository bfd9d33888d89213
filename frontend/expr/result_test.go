package expr

import (
	"testing"

	"chainrule/ir"
)

// TestLiteralResults: a result that is written in literals, by way of names
// perhaps, is a float; one that is computed from sizes is an integer.
func TestLiteralResults(t *testing.T) {
	fs := load(t, "func f(x [n]) (a, b, m) {\n a = 2\n b = a + 1\n m = n + 1\n}")
	want := []ir.Type{ir.TF64, ir.TF64, ir.TInt}
	for k, v := range fs["f"].Body.Yield {
		if v.Type != want[k] {
			t.Errorf("result %s is %v, want %v", fs["f"].Results[k], v.Type, want[k])
		}
	}
}
