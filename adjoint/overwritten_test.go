// Calls that the reverse sweep would make again with memory that has changed.

package adjoint

import (
	"strings"
	"testing"

	"chainrule/ir"
)

// TestCellAssignedBehindCall has a cell of the function's own, as a literal captures
// one, that the callee reads and that is assigned behind the call, or before it.
func TestCellAssignedBehindCall(t *testing.T) {
	const body = "func F(x f64) (y) wrt x {\n  one f64 = const 1\n  two f64 = const 2\n  c `*float64` = new\n  put c, one \"\"\n  BEFORE\n  y f64 = call x, c \"f\"\n  BEHIND\n  yield y\n}"
	const put = "put c, two \"\""
	for _, behind := range []bool{false, true} {
		text := strings.NewReplacer("BEFORE", "", "BEHIND", put).Replace(body)
		if !behind {
			text = strings.NewReplacer("BEFORE", put, "BEHIND", "").Replace(body)
		}
		f := parse(t, "cell", text)
		g := parse(t, "callee", "func f(x f64, c `*float64`) (y) {\n  a f64 = get c \"\"\n  b f64 = mul x, a\n  y f64 = sin b\n  yield y\n}")
		f.Callees = map[string]*ir.Func{"f": g}
		_, ds := Derive(f, VJP, Options{})
		if refused := strings.Contains(ds.Error(), "overwritten later"); refused != behind {
			t.Errorf("assigned behind the call: %v, refused: %v\n%v", behind, refused, ds)
		}
	}
}
