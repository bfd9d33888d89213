package ir

import (
	"testing"
)

const square = `func Square(x []f64) (s) {
  n int = len x 0
  c int = iconst 0
  z f64 = const 0
  s f64 = for c, n, z (i int, a f64) {
    v f64 = load x, i
    w f64 = mul v, v
    b f64 = add a, w
    yield b
  }
  yield s
}
`

func TestRoundTripAndEval(t *testing.T) {
	f, err := Parse("square.ir", square)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.String(); got != square {
		t.Errorf("printed\n%s\nwant\n%s", got, square)
	}
	if err := Verify(f); err != nil {
		t.Fatal(err)
	}
	out, err := Eval(f, Arg{Array: Floats([]float64{1, 2, 3})})
	if err != nil || out[0].F != 14 {
		t.Errorf("Square(1, 2, 3) = %v, %v, want 14", out, err)
	}
}

func TestRulesBuildAndVerify(t *testing.T) {
	for _, op := range Rows() {
		f := NewFunc(op.Name)
		b := f.Body.Build()
		var args []*Value
		for i, typ := range op.In {
			args = append(args, f.Body.AddParam(string("xyz"[i]), typ))
		}
		r := b.Op(op.Name, args...)
		seed := b.Float(1)
		if op.Expand != "" {
			b.Rule(op.Expand, args, nil)
		}
		for k := range op.Partials {
			b.Partial(op, k, args, r, seed)
		}
		if err := Verify(f); err != nil {
			t.Errorf("%s: %v", op.Name, err)
		}
		if op.Partials != nil && len(op.Partials) != len(op.In) {
			t.Errorf("%s: %d partials for %d operands", op.Name, len(op.Partials), len(op.In))
		}
	}
}
