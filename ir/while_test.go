// While loops, stacks and roundings: what they mean, and how stacks fail.

package ir

import (
	"errors"
	"math"
	"strings"
	"testing"
)

// collatz counts the steps from n to 1 with their sum.
const collatz = `func Collatz(n int) (steps, sum) {
  c0 int = iconst 0
  c1 int = iconst 1
  c2 int = iconst 2
  c3 int = iconst 3
  end int, steps int, sum int = while n, c0, c0 (k int, i int, j int) {
    more bool = ilt c1, k
    yield more
  } (m int, count int, total int) {
    half int = idiv m, c2
    twice int = imul half, c2
    odd int = isub m, twice
    up bool = ieq odd, c1
    next int = if up () {
      thrice int = imul m, c3
      one int = iadd thrice, c1
      yield one
    } () {
      yield half
    }
    steps2 int = iadd count, c1
    sum2 int = iadd total, m
    yield next, steps2, sum2
  }
  yield steps, sum
}
`

func TestWhileRunsUntilItsConditionFails(t *testing.T) {
	for n, want := range map[int][]float64{
		1: {0, 0},  // the body does not run
		6: {8, 54}, // 6 3 10 5 16 8 4 2
		7: {16, 287},
	} {
		wantResults(t, collatz, want, whole(n))
	}
}

// TestWhileCarriesAtOnce swaps two values in each iteration.
func TestWhileCarriesAtOnce(t *testing.T) {
	const text = `func F(x f64, y f64, n int) (a, b) {
  c0 int = iconst 0
  c1 int = iconst 1
  a f64, b f64, k int = while x, y, c0 (a f64, b f64, k int) {
    c bool = ilt k, n
    yield c
  } (a f64, b f64, k int) {
    k2 int = iadd k, c1
    yield b, a, k2
  }
  yield a, b
}
`
	wantResults(t, text, []float64{2, 1}, num(1), num(2), whole(3))
	wantResults(t, text, []float64{1, 2}, num(1), num(2), whole(4))
}

// TestStacksAreLastInFirstOut writes n digits and reads them back, with a
// second stack beside.
func TestStacksAreLastInFirstOut(t *testing.T) {
	const text = `func F(n int) (d, e) {
  c0 int = iconst 0
  ten int = iconst 10
  s []int = stack
  other []int = stack
  for c0, n (i int) {
    push s, i
    push other, ten
    yield
  }
  d int = for c0, n, c0 (i int, d int) {
    v int = pop s
    e int = imul d, ten
    g int = iadd e, v
    yield g
  }
  e int = pop other
  yield d, e
}
`
	wantResults(t, text, []float64{3210, 10}, whole(4))
}

func TestPopFromAnEmptyStack(t *testing.T) {
	f := mustParse(t, "func F(x f64) (y) {\n  s []f64 = stack\n  push s, x\n  y f64 = pop s\n  z f64 = pop s\n  yield y\n}")
	_, err := Eval(f, num(1))
	var re *RuntimeError
	if !errors.As(err, &re) || re.Error() != "test.ir:5:11: pop from an empty stack" {
		t.Errorf("got %v", err)
	}
}

func TestStacksOfOtherKinds(t *testing.T) {
	const text = `func F(t bool) (u, r) {
  s []bool = stack
  words []` + "`string`" + ` = stack
  w ` + "`string`" + ` = goexpr "\"two words\""
  push s, t
  push words, w
  u bool = pop s
  r ` + "`string`" + ` = pop words
  yield u, r
}
`
	out, err := Eval(mustParse(t, text), truth(true))
	if err != nil || !out[0].B || out[1].V != "two words" {
		t.Errorf("got %v, %v", out, err)
	}
	roundTrip(t, mustParse(t, text))
}

// TestRoundings compares with the conversion of Go: ties, the largest and the
// smallest float32, and what is beyond.
func TestRoundings(t *testing.T) {
	const text = "func F(x f64) (y) {\n  y f64 = f32 x\n  yield y\n}\n"
	for x, want := range map[float64]float64{
		0.1:                     0.100000001490116119384765625,
		1 + 0x1p-24:             1, // a tie goes to the even one
		1 + 3*0x1p-24:           1 + 0x1p-22,
		math.MaxFloat64:         math.Inf(1),
		-math.MaxFloat32:        -math.MaxFloat32,
		0x1p-149:                0x1p-149,
		0x1p-151:                0,
		1 + 0x1p-24 + 0x1p-50:   1 + 0x1p-23,
		math.Copysign(0, -1):    math.Copysign(0, -1),
		math.MaxFloat32 + 0x1p9: math.MaxFloat32,
	} {
		if got := results(t, text, num(x))[0]; math.Float64bits(got) != math.Float64bits(want) {
			t.Errorf("f32 %v is %v, want %v", x, got, want)
		}
	}
}

func TestOtherArithmeticsDoNotRound(t *testing.T) {
	m := &Machine{Apply: func(op *Op, a []Scalar) Scalar { return op.Eval(a) }}
	f := mustParse(t, "func F(x f64) (y) {\n  y f64 = f32 x\n  yield y\n}\n")
	if out, err := m.Call(f, num(0.1)); err != nil || out[0].F != 0.1 {
		t.Errorf("got %v, %v", out, err)
	}
}

func TestTextOfWhileLoopsAndStacksReadsBack(t *testing.T) {
	const text = `func F(x f64, n int) (r) {
  s []f64 = stack
  r f64, end int = while x, n (a f64, k int) {
    c bool = ilt k, n
    yield c
  } (b f64, m int) {
    push s, b
    e f64 = pop s
    g f64 = f32 e
    yield g, m
  }
  while () {
    t bool = bconst false
    yield t
  } () {
    yield
  }
  yield r
}
`
	if got := roundTrip(t, mustParse(t, text)).String(); got != text {
		t.Errorf("wrote\n%s\nwant\n%s", got, text)
	}
	if got := roundTrip(t, mustParse(t, collatz)).String(); got != collatz {
		t.Errorf("wrote\n%s\nwant\n%s", got, collatz)
	}
}

// TestTheRegionsOfAWhileAreApart: the body does not see what the condition computes.
func TestTheRegionsOfAWhileAreApart(t *testing.T) {
	f := mustParse(t, collatz)
	loop := f.Body.Instrs[4]
	more := loop.Regions[0].Instrs[0].Result()
	loop.Regions[1].Instrs[4].Args[0] = more
	if err := Verify(f); err == nil || !strings.Contains(err.Error(), `if: "more" is used outside the scope`) {
		t.Errorf("got %v", err)
	}
}

// TestBuilderOfWhile builds what mustParse reads.
func TestBuilderOfWhile(t *testing.T) {
	f := NewFunc("F")
	x := f.Body.AddParam("x", TF64)
	b := f.Body.Build()
	in := b.While(x)
	cond, body := in.Regions[0], in.Regions[1]
	cb := cond.Build()
	cond.Yield = []*Value{cb.Op("lt", cond.Params[0], cb.Float(100))}
	bb := body.Build()
	body.Yield = []*Value{bb.Op("add", body.Params[0], body.Params[0])}
	f.Body.Yield, f.Results = in.Results, []string{"y"}
	if err := Verify(f); err != nil {
		t.Fatal(err)
	}
	for _, r := range in.Regions {
		if got := r.Params[0].Name; got != "x" {
			t.Errorf("what is carried is called %s, want x", got)
		}
	}
	roundTrip(t, f)
	wantResults(t, f.String(), []float64{192}, num(3))
}
