// Signatures: which parameters and results a derivation adds, and their names.

package adjoint

import (
	"strings"
	"testing"
)

// signatures holds functions and the first line of a derivative.
var signatures = []struct {
	text string
	kind Kind
	wrt  string
	want string
}{
	// Inactive parameters get no shadow, tangent or result.
	{"func F(x f64, a []f64, k []int, n int) (r) { r f64 = load a, n\n yield r }", Grad, "",
		"func FGrad(x f64, a []f64, k []int, n int, da []f64) (r, dx) shadow da derived dx {"},
	{"func F(x f64, a []f64, k []int, n int) (r) { r f64 = load a, n\n yield r }", VJP, "x",
		"func FVJP(x f64, a []f64, k []int, n int, dr f64) (r, dx) derived dx {"},
	{"func F(x f64, a []f64, k []int, n int) (r) { r f64 = load a, n\n yield r }", JVP, "a",
		"func FJVP(x f64, a []f64, k []int, n int, aDot []f64) (r, rDot) shadow aDot derived rDot {"},
	// Integer results stay and get no seed.
	{"func F(x f64, n int) (n, r, x) { r f64 = sin x\n yield n, r, x }", VJP, "",
		"func FVJP(x f64, n int, dr f64, dx f64) (n, r, x, dx2) derived dx2 {"},
	// The user has names of the kind that are added.
	{"func F(x f64, dx f64, y []f64, dy []f64) (r) { r f64 = mul x, dx\n yield r }", Grad, "",
		"func FGrad(x f64, dx f64, y []f64, dy []f64, dy2 []f64, ddy []f64) (r, dx2, ddx) shadow dy2, ddy derived dx2, ddx {"},
	{"func F(x f64, xDot f64) (rDot, r) { r f64 = mul x, xDot\n yield r, x }", JVP, "",
		"func FJVP(x f64, xDot f64, xDot2 f64, xDotDot f64) (rDot, r, rDotDot, rDot2) derived rDotDot, rDot2 {"},
	// An array that becomes active because it is written gets a shadow too.
	{"func F(x f64, y []f64, n int) (x) { store y, n, x\n yield x }", VJP, "x",
		"func FVJP(x f64, y []f64, n int, dx f64, dy []f64) (x, dx2) shadow dy derived dx2 {"},
}

func TestSignatures(t *testing.T) {
	for _, c := range signatures {
		var o Options
		if c.wrt != "" {
			o.Wrt = []string{c.wrt}
		}
		g, diags := Derive(parse(t, "f.ir", c.text), c.kind, o)
		if diags != nil {
			t.Errorf("%s of %s: %v", c.kind, c.text, diags)
			continue
		}
		if got, _, _ := strings.Cut(g.String(), "\n"); got != c.want {
			t.Errorf("%s of %s wrt %s\n gives %s\n want  %s", c.kind, c.text, c.wrt, got, c.want)
		}
	}
}

func TestTheFunctionItselfStays(t *testing.T) {
	f := parse(t, "f.ir", wild(17).String())
	before := f.String()
	for _, k := range Kinds {
		Derive(f, k, Options{})
	}
	if f.String() != before {
		t.Errorf("it was\n%s\nand is\n%s", before, f)
	}
}

func TestDerivationIsRepeatable(t *testing.T) {
	for seed := range uint64(40) {
		f := wild(seed)
		for _, k := range []Kind{VJP, JVP} {
			a, refused := Derive(f, k, Options{})
			if refused != nil {
				continue
			}
			if b, _ := Derive(f, k, Options{}); a.String() != b.String() {
				t.Fatalf("seed %d: two derivations differ:\n%s\n%s", seed, a, b)
			}
		}
	}
}
