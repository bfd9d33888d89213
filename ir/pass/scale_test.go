package pass

import (
	"fmt"
	"strings"
	"testing"

	"chainrule/ir"
)

// TestScale wants the passes that look at loops in loops to work twice as much,
// and not four times, on twice as many.
func TestScale(t *testing.T) {
	for _, p := range []Pass{Linear, Tabulate, Precompute} {
		once, twice := work(t, p, nests(t, 30)), work(t, p, nests(t, 60))
		if twice > 3*once {
			t.Errorf("%s allocates %v times for 30 nests of loops, %v for 60", p.Name, once, twice)
		}
	}
}

func work(t *testing.T, p Pass, f *ir.Func) float64 {
	t.Helper()
	return testing.AllocsPerRun(1, func() { p.Run(f) })
}

// nests is a function of n nests of loops that sum x, one behind the other.
func nests(t *testing.T, n int) *ir.Func {
	t.Helper()
	var b strings.Builder
	b.WriteString("func F(x []f64, y []f64) (s) {\n  n int = len x 0\n  c int = iconst 0\n  s0 f64 = const 0\n")
	for i := range n {
		fmt.Fprintf(&b, `  s%[2]d f64 = for c, n, s%[1]d (i int, a f64) {
    a2 f64 = for c, n, a (j int, b f64) {
      b2 f64 = for c, n, b (k int, d f64) {
        v f64 = load x, k
        w f64 = mul v, v
        store y, k, w
        e f64 = add d, v
        yield e
      }
      yield b2
    }
    yield a2
  }
`, i, i+1)
	}
	fmt.Fprintf(&b, "  yield s%d\n}\n", n)
	f, err := ir.Parse("nests.ir", b.String())
	if err != nil {
		t.Fatal(err)
	}
	return f
}
