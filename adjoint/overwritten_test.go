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

// TestGrownInPlace appends, in each iteration, to what has room already, and gives it
// to a callee that reads it.
func TestGrownInPlace(t *testing.T) {
	f := parse(t, "grown", `func F(x `+"`[]float64`"+`) (s) {
  c0 int = iconst 0
  c1 int = iconst 1
  n int = size x
  z f64 = const 0
  b `+"`[]float64`"+` = make c0, c1
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = get x, i "[$]"
    g `+"`[]float64`"+` = grow b, c1 "f:"
    put g, c0, v "[$]"
    r f64 = call g "f"
    t f64 = add a, r
    yield t
  }
  yield s
}`)
	f.Callees = map[string]*ir.Func{"f": parse(t, "callee", "func f(g `[]float64`) (y) {\n  c0 int = iconst 0\n  a f64 = get g, c0 \"[$]\"\n  y f64 = sin a\n  yield y\n}")}
	if _, ds := Derive(f, VJP, Options{}); !strings.Contains(ds.Error(), "overwritten later") {
		t.Errorf("not refused: %v", ds)
	}
}
