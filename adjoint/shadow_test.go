// Shadows: lengths are checked before anything is written; arrays may be empty;
// parameters may share memory if their shadows do.

package adjoint

import (
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chainrule/ir"
)

// sumOfSquares checks a length behind its loop, where a user may check it.
const sumOfSquares = `func F(x []f64, y []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = load x, i
    w f64 = mul v, v
    b f64 = add a, w
    yield b
  }
  m int = len y 0
  require m, n "len(y) is %d, want %d"
  yield s
}`

func array(x ...float64) ir.Arg { return ir.Arg{Array: ir.Floats(x)} }

func TestACheckBehindALoopLosesNothing(t *testing.T) {
	x, dx, dy := array(1, 2, 3), array(9, 9, 9), array(9, 9, 9)
	if _, err := ir.Eval(must(t, parse(t, "f.ir", sumOfSquares), Grad), x, x, dx, dy); err != nil {
		t.Fatal(err)
	}
	if got := dx.Array.Floats(); !slices.Equal(got, []float64{2, 4, 6}) {
		t.Errorf("dx = %v, want 2x", got)
	}
	if got := dy.Array.Floats(); !slices.Equal(got, []float64{0, 0, 0}) {
		t.Errorf("dy = %v, want zeros", got)
	}
}

func TestWrongLengthsFailBeforeAnythingIsWritten(t *testing.T) {
	f := parse(t, "f.ir", sumOfSquares)
	for _, k := range Kinds {
		x, dx, dy := array(1, 2, 3), array(7, 7, 7), array(7, 7)
		args := []ir.Arg{x, x, dx, dy}
		if k == VJP {
			args = slices.Insert(args, 2, ir.Arg{Scalar: ir.Scalar{F: 1}})
		}
		switch k {
		case HVP:
			args = slices.Insert(args, 2, x, x)
		case JAC, Hess:
			continue // it has no shadows
		}
		_, err := ir.Eval(must(t, f, k), args...)
		name := map[Kind]string{Grad: "dy", VJP: "dy", JVP: "yDot", HVP: "dy"}[k]
		if want := k.Name("F") + ": len(" + name + ") is 2, want len(y) = 3"; err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %s", k, err, want)
		}
		if got := dx.Array.Floats(); !slices.Equal(got, []float64{7, 7, 7}) {
			t.Errorf("%s: the other shadow was written: %v", k, got)
		}
	}
}

func TestEmptyArraysAndSingleElements(t *testing.T) {
	f := parse(t, "f.ir", sumOfSquares)
	for n, want := range [][]float64{{}, {10}} {
		x, dx := array(slices.Repeat([]float64{5}, n)...), array(make([]float64, n)...)
		out, err := ir.Eval(must(t, f, Grad), x, x, dx, array(make([]float64, n)...))
		if got := dx.Array.Floats(); err != nil || out[0].F != 25*float64(n) || !slices.Equal(got, want) {
			t.Errorf("%d elements: %v %v, dx = %v, want %v", n, out, err, got, want)
		}
	}
}

func TestVJPAddsToShadows(t *testing.T) {
	x, dx := array(1, 2), array(100, 200)
	v := must(t, parse(t, "f.ir", sumOfSquares), VJP)
	if _, err := ir.Eval(v, x, x, ir.Arg{Scalar: ir.Scalar{F: 3}}, dx, array(0, 0)); err != nil {
		t.Fatal(err)
	}
	if got := dx.Array.Floats(); !slices.Equal(got, []float64{106, 212}) {
		t.Errorf("dx = %v, want 100 + 3·2, 200 + 3·4", got)
	}
}

// shifted reads y ahead of where it writes x; for one array the reverse sweep
// must run down.
const shifted = `func F(x []f64, y []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  c1 int = iconst 1
  m int = isub n, c1
  for c0, m (i int) {
    j int = iadd i, c1
    v f64 = load y, j
    w f64 = mul v, v
    store x, i, w
    yield
  }
  s f64 = load x, c0
  yield s
}`

func TestParametersThatShareMemory(t *testing.T) {
	s := prepare(parse(t, "f.ir", shifted), 5)
	for _, shares := range []map[string]string{nil, {"y": "x"}} {
		s.shares = shares
		if refused, err := s.modes(rand.New(rand.NewPCG(1, 1))); refused != nil || err != nil {
			t.Errorf("sharing %v: %v %v", shares, refused, err)
		}
	}
}

// TestASumOfWhatIsOverwrittenBehindIt has a loop that could join its sweeps, but
// for the store behind it, whose adjoint clears the shadow.
func TestASumOfWhatIsOverwrittenBehindIt(t *testing.T) {
	s := prepare(parse(t, "f.ir", `func F(x []f64, w f64) (s, u) {
  n int = len x 0
  c0 int = iconst 0
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = load x, i
    e f64 = exp v
    b f64 = add a, e
    yield b
  }
  store x, c0, w
  v f64 = load x, c0
  u f64 = mul v, w
  yield s, u
}`), 3)
	if refused, err := s.modes(rand.New(rand.NewPCG(1, 1))); refused != nil || err != nil {
		t.Error(refused, err)
	}
}
