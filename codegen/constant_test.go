// Constants keep their bits, operations on constants are done when the program
// runs, and sine and cosine may be computed together.

package codegen

import (
	"math"
	"math/rand/v2"
	"strconv"
	"testing"

	"chainrule/ir"
)

// TestConstantsKeepTheirBits compares constants and operations on them with the
// interpreter.
func TestConstantsKeepTheirBits(t *testing.T) {
	values := []float64{0, math.Copysign(0, -1), 1, -1, 1. / 3, 0.1, 1e15, 1e16, 123456789012345678, 1e-4, 9.9e-5, 1e300, -1e300,
		math.MaxFloat64, math.SmallestNonzeroFloat64, 2.2250738585072014e-308, math.Inf(1), math.Inf(-1), math.NaN(), math.Pi}
	var fns []Func
	add := func(build func(b *ir.Builder) *ir.Value) {
		f := ir.NewFunc("F" + strconv.Itoa(len(fns)))
		b := f.Body.Build()
		f.Body.Yield, f.Results = []*ir.Value{build(b)}, []string{"f"}
		fns = append(fns, Func{IR: f, Base: f.Name})
	}
	for _, x := range values {
		add(func(b *ir.Builder) *ir.Value { return b.Float(x) })
		add(func(b *ir.Builder) *ir.Value { return b.Op("neg", b.Float(x)) })
		add(func(b *ir.Builder) *ir.Value { return b.Op("ftoi", b.Op("floor", b.Float(math.Mod(x, 1e9)))) })
		for _, y := range values {
			for _, op := range []string{"add", "sub", "mul", "div", "max", "pow", "lt"} {
				add(func(b *ir.Builder) *ir.Value { return b.Op(op, b.Float(x), b.Float(y)) })
			}
			add(func(b *ir.Builder) *ir.Value { return b.Op("add", b.Op("mul", b.Float(x), b.Float(y)), b.Float(y)) })
		}
	}
	for _, i := range []int{0, 3, -7, math.MaxInt, math.MinInt} {
		add(func(b *ir.Builder) *ir.Value { return b.Op("itof", b.Int(i)) })
		add(func(b *ir.Builder) *ir.Value { return b.Op("div", b.Op("itof", b.Int(i)), b.Float(3)) })
		add(func(b *ir.Builder) *ir.Value { return b.Op("idiv", b.Int(i), b.Int(2)) })
		add(func(b *ir.Builder) *ir.Value { return b.Op("imul", b.Int(i), b.Int(5)) })
	}
	main := harness
	for _, fn := range fns {
		main += "\tshow(" + fn.IR.Name + "())\n\tfmt.Println()\n"
	}
	text, err := Generate(File{Package: "main", Source: "gen.ir", Funcs: fns})
	if err != nil {
		t.Fatal(err)
	}
	compareLines(t, fns, goRun(t, map[string]string{"gen.go": string(text), "main.go": main + "}\n"}))
}

func TestSincosIsSineAndCosine(t *testing.T) {
	r := rand.New(rand.NewPCG(1, 2))
	check := func(x float64) {
		s, c := math.Sincos(x)
		for _, p := range [][2]float64{{s, math.Sin(x)}, {c, math.Cos(x)}} {
			if math.Float64bits(p[0]) != math.Float64bits(p[1]) && !math.IsNaN(p[0]) {
				t.Fatalf("Sincos(%v) = %v, %v, want %v, %v", x, s, c, math.Sin(x), math.Cos(x))
			}
		}
	}
	for range 200000 {
		check(r.NormFloat64() * 10)
		check(math.Float64frombits(r.Uint64()))
	}
	for _, x := range []float64{0, math.Copysign(0, -1), math.Inf(1), math.NaN(), math.Pi, math.Pi / 4, 1e22, 5e-324} {
		check(x)
	}
}
