// The text form: what is written reads back, whatever the names and numbers.

package ir

import (
	"math"
	"strings"
	"testing"
)

// mustParse reads a function that must be right.
func mustParse(t testing.TB, text string) *Func {
	t.Helper()
	f, err := Parse("test.ir", text)
	if err != nil {
		t.Fatal(err)
	}
	if err := Verify(f); err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	return f
}

// roundTrip writes f, reads it and writes it again, and gives what was read.
func roundTrip(t *testing.T, f *Func) *Func {
	t.Helper()
	text := f.String()
	g := mustParse(t, text)
	if again := g.String(); again != text {
		t.Errorf("wrote\n%s\nread and wrote again\n%s", text, again)
	}
	return g
}

func TestTextOfEveryConstructReadsBack(t *testing.T) {
	const text = `func All(x f64, n int, t bool, a []f64, M [,]f64, k []int, b [,,]bool) (r, z) wrt x, M shadow a, b derived z {
  note "with \"quotes\", a \\ and\na second line"
  m int = len M 1
  require n, m "n is %d, want %d"
  c0 int = iconst 0
  less int = iconst -3
  yes bool = bconst true
  h f64 = const 0.5
  z [,]f64 = alloc n, m "zero"
  flat []f64 = view z, n
  row []f64 = part M, c0
  v f64 = load M, c0, less
  store z, c0, c0, v
  accum flat, c0, v
  zero row
  p f64, q int = rfor c0, n, h, less (i int, c f64, d int) {
    e f64, g bool = if t () {
      s f64 = sin c
      yield s, yes
    } () {
      yield c, t
    }
    yield e, d
  }
  r f64 = cond t, p, v
  yield r, z
}
`
	f := roundTrip(t, mustParse(t, text))
	if got := f.String(); got != text {
		t.Errorf("wrote\n%s\nwant\n%s", got, text)
	}
}

func TestTextWithFreeLayoutReads(t *testing.T) {
	const text = "// before\nfunc F(x f64,\n y f64) (r) { // the sum\n r f64 = add x, /* both */ y\n yield r }\n// behind"
	f := mustParse(t, text)
	const want = "func F(x f64, y f64) (r) {\n  r f64 = add x, y\n  yield r\n}\n"
	if got := f.String(); got != want {
		t.Errorf("wrote\n%s\nwant\n%s", got, want)
	}
}

// awkward are names that the text form uses itself, or that clash.
var awkward = []string{"yield", "true", "false", "NaN", "Inf", "f64", "int", "bool", "func", "wrt", "shadow", "derived", "add", "for",
	"x₁", "θ", "変数", "_", "t", "t_2", "t_3", "x", "x", "x_2", "x", ""}

func TestAwkwardNamesReadBack(t *testing.T) {
	f := NewFunc("Names")
	for _, n := range awkward {
		f.Body.AddParam(n, TF64)
	}
	b := f.Body.Build()
	sum := f.Body.Params[0]
	for _, p := range f.Body.Params {
		sum = b.Op("add", sum, p).Named(p.Name)
	}
	f.Body.Yield, f.Results = []*Value{sum}, []string{"yield_"}
	g := roundTrip(t, f)
	seen := map[string]bool{}
	for _, p := range g.Body.Params {
		if seen[p.Name] {
			t.Errorf("two parameters are written as %s", p.Name)
		}
		seen[p.Name] = true
	}
	args := make([]Arg, len(awkward)) // powers of two: the sum tells which were added
	want := 1.0
	for i := range args {
		args[i].F = math.Ldexp(1, i)
		want += args[i].F
	}
	out, err := Eval(g, args...)
	if err != nil || out[0].F != want {
		t.Errorf("the sum is %v, %v, want %v", out, err, want)
	}
}

func TestFloatConstantsReadBackToTheBit(t *testing.T) {
	for _, x := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.Inf(-1), math.SmallestNonzeroFloat64,
		-0x1.8p-1060, 0x1p-1022, math.MaxFloat64, -math.MaxFloat64, 1e21, 1e-7, 0.1, -1.0 / 3, 123456789} {
		if got := constant1(t, x); math.Float64bits(got) != math.Float64bits(x) {
			t.Errorf("%v (%x) came back as %v (%x)", x, math.Float64bits(x), got, math.Float64bits(got))
		}
	}
	if got := constant1(t, math.NaN()); !math.IsNaN(got) {
		t.Errorf("NaN came back as %v", got)
	}
}

// constant1 sends one constant through the text form.
func constant1(t *testing.T, x float64) float64 {
	t.Helper()
	f := NewFunc("C")
	f.Body.Yield, f.Results = []*Value{f.Body.Build().Float(x)}, []string{"c"}
	c, ok := roundTrip(t, f).Body.Yield[0].ConstFloat()
	if !ok {
		t.Fatal("no constant came back")
	}
	return c
}

func TestIntConstantsReadBack(t *testing.T) {
	for _, i := range []int{0, -1, math.MaxInt64, math.MinInt64} {
		f := NewFunc("C")
		f.Body.Yield, f.Results = []*Value{f.Body.Build().Int(i)}, []string{"c"}
		if c, _ := roundTrip(t, f).Body.Yield[0].ConstInt(); c != i {
			t.Errorf("%d came back as %d", i, c)
		}
	}
}

func TestInnerNamesMayRepeatOuterOnes(t *testing.T) {
	const text = `func F(x f64, c bool) (r) {
  r f64 = if c () {
    x f64 = sin x
    yield x
  } () {
    x f64 = cos x
    yield x
  }
  yield r
}`
	f := mustParse(t, text)
	out, err := Eval(roundTrip(t, f), Arg{Scalar: Scalar{F: 0.5}}, Arg{})
	if err != nil || out[0].F != math.Cos(0.5) {
		t.Errorf("got %v, %v, want cos(0.5)", out, err)
	}
	if got := f.String(); strings.Count(got, "x_2") != 2 || strings.Count(got, "x_3") != 2 {
		t.Errorf("the inner values are not told apart:\n%s", got)
	}
}

func TestTypesPrint(t *testing.T) {
	for want, typ := range map[string]Type{"f64": TF64, "int": TInt, "bool": TBool,
		"[]f64": Array(F64, 1), "[,]int": Array(Int, 2), "[,,,]bool": Array(Bool, 4)} {
		if got := typ.String(); got != want {
			t.Errorf("type prints as %s, want %s", got, want)
		}
	}
}
