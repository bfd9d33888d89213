package expr

import (
	"flag"
	"math"
	"testing"

	"chainrule/ir"
)

var update = flag.Bool("update", false, "rewrite the expected files")

// load checks and lowers a package of one file, by function name.
func load(t testing.TB, src string) map[string]*ir.Func {
	t.Helper()
	p, ds := Load(Source{"t.grad", []byte("package t\n" + src)})
	if len(ds) > 0 {
		t.Fatalf("%v", ds)
	}
	fs, ds := p.Lower()
	if len(ds) > 0 {
		t.Fatalf("%v", ds)
	}
	out := map[string]*ir.Func{}
	for _, f := range fs {
		if err := ir.Verify(f); err != nil {
			t.Fatalf("%v\n%s", err, f)
		}
		out[f.Name] = f
	}
	return out
}

// args makes arguments of floats, ints and slices.
func args(vals ...any) []ir.Arg {
	var out []ir.Arg
	for _, v := range vals {
		switch v := v.(type) {
		case float64:
			out = append(out, ir.Arg{Scalar: ir.Scalar{F: v}})
		case int:
			out = append(out, ir.Arg{Scalar: ir.Scalar{I: v}})
		case []float64:
			out = append(out, ir.Arg{Array: ir.Floats(v)})
		case []int:
			out = append(out, ir.Arg{Array: ir.Ints(v)})
		}
	}
	return out
}

// run evaluates f and flattens its results.
func run(t testing.TB, f *ir.Func, vals ...any) []float64 {
	t.Helper()
	rs, err := ir.Eval(f, args(vals...)...)
	if err != nil {
		t.Fatalf("%s: %v\n%s", f.Name, err, f)
	}
	var out []float64
	for i, r := range rs {
		switch {
		case r.Array != nil:
			out = append(out, r.Array.Floats()...)
		case f.Body.Yield[i].Type == ir.TInt:
			out = append(out, float64(r.I))
		default:
			out = append(out, r.F)
		}
	}
	return out
}

func same(got, want []float64) bool {
	if len(got) != len(want) {
		return false
	}
	for i := range got {
		if d := math.Abs(got[i] - want[i]); !(d <= 1e-12*(1+math.Abs(want[i]))) && !(math.IsNaN(got[i]) && math.IsNaN(want[i])) && got[i] != want[i] {
			return false
		}
	}
	return true
}
