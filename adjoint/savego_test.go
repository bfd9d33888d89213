// Values of Go types that the reverse sweep needs, here the key of a map of what
// is differentiated: they are saved as floats are.

package adjoint

import (
	"fmt"
	"math"
	"strings"
	"testing"

	"chainrule/ir"
)

// growing are loops in which a word grows to "a", "aa" and so on, and where its
// entry is a factor, with what the gradient must hold.
var growing = map[string]struct{ loop, saves string }{
	"counted loop": {"  y f64, last `string` = for c0, n, x, w (i int, a f64, s `string`) {" + growth + "    yield b, t\n  }",
		"Tape []`string` = alloc"},
	"while loop": {"  y f64, last `string`, end int = while x, w, c0 (a0 f64, s0 `string`, k0 int) {\n" +
		"    more bool = ilt k0, n\n    yield more\n  } (a f64, s `string`, k int) {" + growth + "    k2 int = iadd k, c1\n    yield b, t, k2\n  }",
		"Tape []`string` = stack"},
	"branch": {"  y f64, last `string` = for c0, n, x, w (i int, a f64, s `string`) {\n" +
		"    go bool = ilt c0, n\n    b2 f64, t2 `string` = if go () {" + growth + "    yield b, t\n    } () {\n    yield a, s\n    }\n    yield b2, s\n  }",
		"= goexpr \"*new(string)\""},
}

const growth = `
    t ` + "`string`" + ` = gocall s "grow($0)"
    f f64 = lookup m, t "|"
    g f64 = sin a
    b f64 = mul g, f
`

// growingFunc is such a loop over a map whose entries are x and 2x.
func growingFunc(t *testing.T, loop string) *ir.Func {
	return parse(t, "growing", "func F(x f64, n int) (y) {\n  c0 int = iconst 0\n  c1 int = iconst 1\n"+
		"  w `string` = goexpr \"\\\"\\\"\"\n  one `string` = goexpr \"\\\"a\\\"\"\n  two `string` = goexpr \"\\\"aa\\\"\"\n"+
		"  m `map[string]float64` = makemap\n  twice f64 = add x, x\n  enter m, one, x \"|\"\n  enter m, two, twice \"|\"\n"+
		loop+"\n  yield y\n}")
}

// grow runs f on a machine that knows the word's Go code.
func grow(t *testing.T, f *ir.Func, args ...ir.Arg) []ir.Arg {
	t.Helper()
	m := &ir.Machine{GoCode: func(in *ir.Instr, args []ir.Scalar) ([]ir.Scalar, error) {
		if in.Template() != "grow($0)" {
			return nil, fmt.Errorf("unknown code %s", in.Template())
		}
		word, _ := args[0].V.(string)
		return []ir.Scalar{{V: word + "a"}}, nil
	}}
	out, err := m.Call(f, args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, f)
	}
	return out
}

func TestGoValuesAreSaved(t *testing.T) {
	const x = 0.3
	number := func(x float64) ir.Arg { return ir.Arg{Scalar: ir.Scalar{F: x}} }
	for name, c := range growing {
		f := growingFunc(t, c.loop)
		g, j := must(t, f, Grad), must(t, f, JVP)
		if !strings.Contains(g.String(), c.saves) {
			t.Errorf("%s: no %q in\n%s", name, c.saves, g)
		}
		y, dy := x, 1.0
		for k, n := 1, 2; k <= n; k++ {
			factor := float64(k)
			if name == "branch" {
				factor = 1 // the word starts anew
			}
			y, dy = math.Sin(y)*factor*x, math.Cos(y)*dy*factor*x+math.Sin(y)*factor
		}
		n := ir.Arg{Scalar: ir.Scalar{I: 2}}
		back, forth := grow(t, g, number(x), n), grow(t, j, number(x), n, number(1))
		for k, got := range []float64{back[0].F, forth[0].F, back[1].F, forth[1].F} {
			if want := []float64{y, dy}[k/2]; math.Abs(got-want) > 1e-12 {
				t.Errorf("%s: got %v, want %v of\n%s", name, got, want, g)
			}
		}
	}
}
