package pass

import (
	"testing"

	"chainrule/ir"
)

// TestRunSkips: a pass that left the function as it was runs again only after
// another has changed it.
func TestRunSkips(t *testing.T) {
	f, err := ir.Parse("t.ir", "func F(x f64) (y) {\n  a f64 = add x, x\n  b f64 = add x, x\n  c f64 = mul a, b\n  yield c\n}\n")
	if err != nil {
		t.Fatal(err)
	}
	runs := 0
	idle := Pass{Name: "idle", Run: func(*ir.Func) { runs++ }}
	Run(f, []Pass{idle, idle, CSE, idle, idle, DCE, idle}, nil)
	if runs != 2 {
		t.Errorf("ran %d times, want 2: before cse, and behind it", runs)
	}
}
