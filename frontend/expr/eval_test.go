package expr

import (
	"math"
	"testing"

	"chainrule/ir"
)

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

func TestTmpEval(t *testing.T) {
	fs := load(t, `
func a(x) = sin(ln(x^2+1))
func b(x [n], w [n], c) = sum(i) x[i]*w[i] + c
func layer(W [m, n], x [n], b [m]) = σ(W·x + b)
func rosen(x [n]) = sum(i in 0..n-1) (100(x[i+1] - x[i]²)² + (1 - x[i])²)
func lr(X [n, d], w [d], y [n], b) {
	z[i] = sum(j) X[i,j]*w[j] + b
	return mean(i) (softplus(z[i]) - y[i]*z[i])
}
func lse(X [n, k]) = sum(i) logsumexp(X[i])
func rnn(U [h, h], h0 [h], T int) {
	s = h0
	acc = 0
	for t in 0..T {
		s[i] = tanh(sum(j) U[i,j]*s[j] + t)
		acc = acc + sum(s)
	}
	return s, acc
}
func mx(x [n]) = max(i) x[i]^2
func pw(x) = if x < 0 then -x else if x < 1 then x² else 2x - 1
`)
	for _, n := range []string{"a", "b", "layer", "rosen", "lr", "lse", "rnn", "mx", "pw"} {
		t.Log(fs[n])
	}
	t.Log(run(t, fs["a"], 0.7), math.Sin(math.Log(0.49+1)))
	t.Log(run(t, fs["b"], []float64{1, 2}, []float64{3, 4}, 5.0))
	t.Log(run(t, fs["layer"], []float64{1, 2, 3, 4}, []float64{3, 4}, []float64{0, -10}))
	t.Log(run(t, fs["rosen"], []float64{-1.2, 1}))
	t.Log(run(t, fs["lr"], []float64{1, 2, 3, 4}, []float64{3, 4}, []float64{0, 1}, 0.5))
	t.Log(run(t, fs["lse"], []float64{1, 2, 3, 4}, 2))
	t.Log(run(t, fs["rnn"], []float64{1, 2, 3, 4}, []float64{1, 2}, 3))
	t.Log(run(t, fs["mx"], []float64{1, 2, -3, 3}))
	t.Log(run(t, fs["pw"], 2.0))
}
