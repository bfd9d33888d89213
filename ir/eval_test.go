// The interpreter: what each structured operation means, and how programs fail.

package ir

import (
	"errors"
	"math"
	"reflect"
	"strings"
	"testing"
)

func num(x float64) Arg           { return Arg{Scalar: Scalar{F: x}} }
func whole(i int) Arg             { return Arg{Scalar: Scalar{I: i}} }
func truth(b bool) Arg            { return Arg{Scalar: Scalar{B: b}} }
func floatArray(x ...float64) Arg { return Arg{Array: Floats(x)} }

// results runs a function of the text form and gives its float results, arrays flat.
func results(t *testing.T, text string, args ...Arg) (list []float64) {
	t.Helper()
	f := mustParse(t, text)
	out, err := Eval(f, args...)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	for k, v := range f.Body.Yield {
		switch {
		case !v.Type.Scalar():
			list = append(list, out[k].Array.Floats()...)
		case v.Type.Kind == Int:
			list = append(list, float64(out[k].I))
		default:
			list = append(list, out[k].F)
		}
	}
	return list
}

func wantResults(t *testing.T, text string, want []float64, args ...Arg) {
	t.Helper()
	if got := results(t, text, args...); !reflect.DeepEqual(got, want) {
		t.Errorf("got %v, want %v\n%s", got, want, text)
	}
}

// digits appends the counter of each iteration to a decimal number.
const digits = ` lo, hi, start (i int, d int) {
    e int = imul d, ten
    g int = iadd e, i
    yield g
  }
  yield r
}`

func TestLoopsCountInOrder(t *testing.T) {
	const head = "func F(lo int, hi int, start int, ten int) (r) {\n  r int = "
	for _, c := range []struct {
		op     string
		lo, hi int
		want   float64
	}{{"for", 1, 4, 7123}, {"rfor", 1, 4, 7321}, {"for", 2, 2, 7}, {"rfor", 3, 1, 7}, {"for", 3, -1, 7}} {
		wantResults(t, head+c.op+digits, []float64{c.want}, whole(c.lo), whole(c.hi), whole(7), whole(10))
	}
}

func TestCarriedValuesChangeTogether(t *testing.T) {
	const fibonacci = `func F(n int) (a, b) {
  c0 int = iconst 0
  x f64 = const 0
  y f64 = const 1
  a f64, b f64 = for c0, n, x, y (i int, p f64, q f64) {
    s f64 = add p, q
    yield q, s
  }
  yield a, b
}`
	wantResults(t, fibonacci, []float64{55, 89}, whole(10))
}

func TestBranchRunsOneSide(t *testing.T) {
	const text = `func F(c bool, x []f64, n int) (r) {
  r f64 = if c () {
    v f64 = load x, n
    yield v
  } () {
    w f64 = const 5
    yield w
  }
  yield r
}`
	wantResults(t, text, []float64{3}, truth(true), floatArray(2, 3), whole(1))
	wantResults(t, text, []float64{5}, truth(false), floatArray(2, 3), whole(9)) // the load would fail
}

func TestViewsAndPartsShareMemory(t *testing.T) {
	const text = `func F(x []f64, c1 int, n int, m int, v f64) (z, row, k) {
  a [,]f64 = view x, n, m
  row []f64 = part a, c1
  store row, c1, v
  accum x, c1, v
  z []f64 = view a, n
  k int = len a 1
  yield x, row, k
}`
	wantResults(t, text, []float64{0, 101, 2, 3, 100, 5, 3, 100, 5, 3},
		floatArray(0, 1, 2, 3, 4, 5), whole(1), whole(2), whole(3), num(100))
}

func TestZeroOfAPartLeavesTheRest(t *testing.T) {
	const text = `func F(x []f64, c1 int, n int, m int) (x) {
  a [,]f64 = view x, n, m
  row []f64 = part a, c1
  zero row
  yield x
}`
	wantResults(t, text, []float64{1, 2, 0, 0, 5, 6}, floatArray(1, 2, 3, 4, 5, 6), whole(1), whole(3), whole(2))
}

func TestAnArrayIsNewInEachIteration(t *testing.T) {
	const text = `func F(n int) (s) {
  c0 int = iconst 0
  one f64 = const 1
  s f64 = for c0, n, one (i int, a f64) {
    e []f64 = alloc n "zero"
    accum e, c0, one
    v f64 = load e, c0
    b f64 = add a, v
    yield b
  }
  yield s
}`
	wantResults(t, text, []float64{5}, whole(4))
}

// failures are programs that fail when run with x of three elements and n = 3,
// with the beginning of the message.
var failures = map[string]string{
	"v f64 = load x, n":                                          "2:9: index 3 out of range [0, 3) along axis 0",
	"v f64 = load x, less":                                       "2:9: index -1 out of range [0, 3) along axis 0",
	"store x, n, h":                                              "2:1: index 3 out of range",
	"accum x, less, h":                                           "2:1: index -1 out of range",
	"e [,]f64 = view x, n, n":                                    "2:12: a view of 3 elements as [3 3]",
	"a [,]f64 = view x, c1, n\nr []f64 = part a, n":              "3:11: index 3 out of range [0, 1) along axis 0",
	"a [,]f64 = view x, n, c1\nv f64 = load a, c1, n":            "3:9: index 3 out of range [0, 1) along axis 1",
	`require n, c1 "n is %d, want %d"`:                           "2:1: n is 3, want 1",
	"e []f64 = alloc n \"once\"\nstore e, c1, h\nstore e, c1, h": "4:1: an element is stored twice",
	"e []f64 = alloc n \"once\"\nv f64 = load e, c1":             "3:9: an element is loaded before it is stored",
	"e [,]f64 = alloc n, n \"once\"\nr []f64 = part e, c1\nstore r, c1, h\nstore e, c1, c1, h": "5:1: an element is stored twice",
	"e []f64 = alloc n \"once\"\nr [,]f64 = view e, c1, n\nv f64 = load r, c0, c1":             "4:9: an element is loaded before it is stored",
}

func TestProgramsFailWithAMessage(t *testing.T) {
	const head = "func F(x []f64, c0 int, c1 int, n int, less int, h f64) () {\n"
	for body, want := range failures {
		f := mustParse(t, head+body+"\nyield }")
		_, err := Eval(f, floatArray(1, 2, 3), whole(0), whole(1), whole(3), whole(-1), num(0.5))
		var re *RuntimeError
		if !errors.As(err, &re) || !strings.HasPrefix(re.Error(), "test.ir:"+want) {
			t.Errorf("%s\n gives %v\n want  test.ir:%s", body, err, want)
		}
	}
}

func TestDifferentElementsOfAOnceArrayMayBeStored(t *testing.T) {
	const text = `func F(n int, h f64) (e) {
  c0 int = iconst 0
  e []f64 = alloc n "once"
  for c0, n (i int) {
    store e, i, h
    yield
  }
  yield e
}`
	wantResults(t, text, []float64{2, 2, 2}, whole(3), num(2))
}

func TestWrongNumberOfArguments(t *testing.T) {
	f := mustParse(t, "func F(x f64) (x) { yield x }")
	if _, err := Eval(f, num(1), num(2)); err == nil || err.Error() != "F: 2 arguments, want 1" {
		t.Errorf("got %v", err)
	}
}

// TestHooksReplaceTheArithmetic runs a function in dual numbers; the derivative
// of the sum of squares is twice the argument.
func TestHooksReplaceTheArithmetic(t *testing.T) {
	type dual struct{ value, dot float64 }
	lift := func(v, dot float64) Scalar { return Scalar{X: dual{v, dot}} }
	m := &Machine{
		Constant: func(x float64) Scalar { return lift(x, 0) },
		Apply: func(op *Op, a []Scalar) Scalar {
			x, y := a[0].X.(dual), a[1].X.(dual)
			if op.Name == "add" {
				return lift(x.value+y.value, x.dot+y.dot)
			}
			return lift(x.value*y.value, x.dot*y.value+x.value*y.dot)
		},
	}
	const text = `func F(n int, x f64) (s, t) {
  c0 int = iconst 0
  z []f64 = alloc n "zero"
  three f64 = const 3
  for c0, n (i int) {
    v f64 = mul x, x
    accum z, c0, v
    yield
  }
  s f64 = load z, c0
  t f64 = mul s, three
  yield s, t
}`
	out, err := m.Call(mustParse(t, text), whole(2), Arg{Scalar: lift(5, 1)})
	if err == nil && (out[0].X != dual{50, 20} || out[1].X != dual{150, 60}) {
		t.Errorf("got %v and %v, want {50 20} and {150 60}", out[0].X, out[1].X)
	}
	if err != nil {
		t.Error(err)
	}
}

func TestNaNComparesFalse(t *testing.T) {
	const text = `func F(x f64, one f64, zero f64) (a, b, c, d) {
  p bool = lt x, x
  a f64 = cond p, one, zero
  q bool = le x, x
  b f64 = cond q, one, zero
  r bool = eq x, x
  c f64 = cond r, one, zero
  s bool = ne x, x
  d f64 = cond s, one, zero
  yield a, b, c, d
}`
	wantResults(t, text, []float64{0, 0, 0, 1}, num(math.NaN()), num(1), num(0))
}
