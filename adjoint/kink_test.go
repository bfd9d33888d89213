// Kinks and poles: the conventions of the table hold through branches and loops,
// and what is not taken contributes nothing.

package adjoint

import (
	"math"
	"slices"
	"testing"

	"chainrule/ir"
)

// byEach gives the gradient of a function of one array, by both modes.
func byEach(t *testing.T, text string, x []float64) (reverse, forward []float64) {
	t.Helper()
	f := parse(t, "f.ir", text)
	dx := array(make([]float64, len(x))...)
	if _, err := ir.Eval(must(t, f, Grad), array(x...), dx); err != nil {
		t.Fatal(err)
	}
	j := must(t, f, JVP)
	for k := range x {
		dir := make([]float64, len(x))
		dir[k] = 1
		out, err := ir.Eval(j, array(x...), array(dir...))
		if err != nil {
			t.Fatal(err)
		}
		forward = append(forward, out[len(out)-1].F)
	}
	return dx.Array.Floats(), forward
}

func wantByEach(t *testing.T, text string, x, want []float64) {
	t.Helper()
	reverse, forward := byEach(t, text, x)
	if !slices.Equal(reverse, want) || !slices.Equal(forward, want) {
		t.Errorf("at %v reverse mode gives %v, forward mode %v, want %v\n%s", x, reverse, forward, want, text)
	}
}

func TestTheSideNotTakenDoesNotLeak(t *testing.T) {
	const text = `func F(x []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = load x, i
    c bool = lt z, v
    r f64 = if c () {
      p f64 = sqrt v
      yield p
    } () {
      yield v
    }
    b f64 = add a, r
    yield b
  }
  yield s
}`
	// sqrt has the derivative NaN at -1 and +Inf at 0.
	wantByEach(t, text, []float64{4, -1, 0, 1}, []float64{0.25, 1, 1, 0.5})
}

func TestCondDoesNotLeak(t *testing.T) {
	const text = `func F(x []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = load x, i
    c bool = lt z, v
    w f64 = neg v
    r f64 = cond c, v, w
    b f64 = add a, r
    yield b
  }
  yield s
}`
	wantByEach(t, text, []float64{4, -1, 0}, []float64{1, -1, -1})
}

func TestConventionsAtKinks(t *testing.T) {
	const text = `func F(x []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = load x, i
    p f64 = abs v
    q f64 = max v, z
    r f64 = relu v
    t f64 = add p, q
    u f64 = add t, r
    b f64 = add a, u
    yield b
  }
  yield s
}`
	// At 0: abs 0, max the first operand's, relu 0.
	wantByEach(t, text, []float64{2, 0, -2}, []float64{3, 1, -1})
}

func TestMaximumOfATieIsTheFirst(t *testing.T) {
	const text = `func F(x []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  low f64 = const -Inf
  s f64 = for c0, n, low (i int, a f64) {
    v f64 = load x, i
    b f64 = max a, v
    yield b
  }
  yield s
}`
	wantByEach(t, text, []float64{1, 5, 2, 5, 5}, []float64{0, 1, 0, 0, 0})
}

func TestPolesAreInfinite(t *testing.T) {
	const text = `func F(x []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = load x, i
    r f64 = sqrt v
    b f64 = add a, r
    yield b
  }
  yield s
}`
	wantByEach(t, text, []float64{0}, []float64{math.Inf(1)})
	reverse, _ := byEach(t, text, []float64{0, 1}) // forward mode has 0·Inf for the other direction
	if !slices.Equal(reverse, []float64{math.Inf(1), 0.5}) {
		t.Errorf("reverse mode gives %v", reverse)
	}
}

func TestStopIsAConstant(t *testing.T) {
	const text = `func F(x []f64) (s) {
  n int = len x 0
  c0 int = iconst 0
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = load x, i
    w f64 = stop v
    r f64 = mul v, w
    b f64 = add a, r
    yield b
  }
  yield s
}`
	wantByEach(t, text, []float64{3, -2}, []float64{3, -2})
}
