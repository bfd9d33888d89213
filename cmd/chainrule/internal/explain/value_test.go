package explain

import (
	"fmt"
	"maps"
	"math"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chainrule/adjoint"
	"chainrule/cmd/chainrule/internal/algebra"
	"chainrule/frontend/expr"
	"chainrule/ir"

	"pgregory.net/rapid"
)

// gradient is the value and the derivative by each variable, as the compiler
// computes them.
func gradient(t *testing.T, f *ir.Func, at []float64) []float64 {
	t.Helper()
	d, ds := adjoint.Derive(f, adjoint.Grad, adjoint.Options{})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	var args []ir.Arg
	for _, x := range at {
		args = append(args, ir.Arg{Scalar: ir.Scalar{F: x}})
	}
	out, err := ir.Eval(d, args...)
	if err != nil {
		t.Fatal(err)
	}
	var g []float64
	for _, o := range out {
		g = append(g, o.F)
	}
	return g
}

// same compares the closed forms with the gradient at random points: the
// formula itself and, since people may paste it back, its text read again.
func same(t *testing.T, formula string, points int) {
	t.Helper()
	f, ds := expr.Expression(formula)
	if len(ds) > 0 {
		t.Fatalf("%s: %v", formula, ds)
	}
	x, err := Of(f, 0)
	if err != nil {
		t.Fatal(err)
	}
	r := rand.New(rand.NewPCG(1, 1))
	for i := range points {
		at, env := []float64{}, map[string]float64{}
		for _, p := range f.Body.Params {
			at = append(at, point(r, i))
			env[p.Name] = at[len(at)-1]
		}
		all, beside := gradient(t, f, at), gradient(t, f, nearby(at))
		for k, g := range all[1:] {
			p := x.Partial[k]
			if p.Closed == nil || !(math.Abs(g) < tooLarge) || !(math.Abs(g-beside[k+1]) < 1e-8*math.Abs(g)) {
				continue
			}
			if got := algebra.Eval(p.Closed, env); !near(got, g) && !noise(g, all[0]) {
				t.Fatalf("%s: ∂/∂%s = %s gives %v at %v, the gradient is %v", formula, p.By, x.Style.Text(p.Closed), got, env, g)
			}
			if got, text := readBack(t, x.Style.Text(p.Closed), env), x.Style.Text(p.Closed); !near(got, g) && !noise(g, all[0]) {
				t.Fatalf("%s: ∂/∂%s = %s, read again, gives %v at %v, the gradient is %v", formula, p.By, text, got, env, g)
			}
		}
	}
}

// readBack evaluates a text as the front end reads it, its variables declared.
func readBack(t *testing.T, text string, env map[string]float64) float64 {
	t.Helper()
	names := slices.Sorted(maps.Keys(env))
	source := "package p\n\nfunc F(" + strings.Join(names, ", ") + ") = " + text + "\n"
	p, ds := expr.Load(expr.Source{Name: "back.grad", Text: []byte(source)})
	if len(ds) > 0 {
		t.Fatalf("%s cannot be read again: %v", text, ds)
	}
	fs, _ := p.Lower()
	var args []ir.Arg
	for _, name := range names {
		args = append(args, ir.Arg{Scalar: ir.Scalar{F: env[name]}})
	}
	out, err := ir.Eval(fs[0], args...)
	if err != nil {
		t.Fatal(err)
	}
	if fs[0].Body.Yield[0].Type == ir.TInt {
		return float64(out[0].I) // "2" is an integer
	}
	return out[0].F
}

// near allows for the cancellation of another form; what is not finite in it
// (0·∞ at a huge argument) says nothing.
func near(got, want float64) bool {
	if math.IsNaN(got) || math.IsInf(got, 0) {
		return true
	}
	return math.Abs(got-want) <= 1e-6*(1e-3+math.Abs(want)+math.Abs(got))
}

// nearby is a point some roundings away: a derivative that differs there has
// lost the digits that are to be compared.
func nearby(at []float64) []float64 {
	var moved []float64
	for _, x := range at {
		moved = append(moved, x*(1+1e-13))
	}
	return moved
}

// noise reports whether a derivative may be what is left of terms of the size
// of the value that cancel.
func noise(d, value float64) bool { return math.Abs(d) < 1e-9*math.Abs(value) }

func TestValues(t *testing.T) {
	for _, c := range closedForms {
		same(t, c.formula, 40)
	}
}

func TestRandomFormulas(t *testing.T) {
	rapid.Check(t, func(rt *rapid.T) {
		formula := randomFormula(rt, rapid.IntRange(1, 4).Draw(rt, "depth"))
		if !strings.ContainsAny(formula, "xy") {
			formula += "+x"
		}
		if _, ds := expr.Expression(formula); len(ds) > 0 {
			rt.Skip(formula) // a division by a constant zero, for example
		}
		same(t, formula, 12)
	})
}

func randomFormula(t *rapid.T, depth int) string {
	if depth == 0 {
		return rapid.SampledFrom([]string{"x", "x", "y", "2", "3", "0.5", "π", "1"}).Draw(t, "leaf")
	}
	a := randomFormula(t, depth-1)
	switch k := rapid.IntRange(0, 9).Draw(t, "kind"); {
	case k < 4:
		op := rapid.SampledFrom([]string{"+", "-", "*", "/"}).Draw(t, "op")
		return fmt.Sprintf("(%s)%s(%s)", a, op, randomFormula(t, rapid.IntRange(0, depth-1).Draw(t, "other")))
	case k < 6:
		return fmt.Sprintf("(%s)^%s", a, rapid.SampledFrom([]string{"2", "3", "-1", "(1/2)", "5"}).Draw(t, "power"))
	}
	f := rapid.SampledFrom([]string{"sin", "cos", "e^", "ln", "√", "tanh", "σ", "abs", "atan", "-", "softplus", "relu", "asinh"}).Draw(t, "function")
	return fmt.Sprintf("%s(%s)", f, a)
}

// Rules shown otherwise than the table has them agree with it.
func TestShownRules(t *testing.T) {
	for name := range shownRules {
		op := ir.MustOp(name)
		for k := range op.Partials {
			shown, _ := rule(op, k, []algebra.Expr{algebra.Var("x")}, algebra.Call(name, algebra.Var("x")))
			for _, x := range []float64{-3, -0.7, 0.2, 1, 4} {
				result := op.Eval([]ir.Scalar{{F: x}})
				want := partial(op, k, []ir.Scalar{{F: x}}, result, 1)
				if got := algebra.Eval(shown, map[string]float64{"x": x}); !near(got, want) {
					t.Errorf("%s: %s gives %v at %v, the rule %v", name, algebra.Style{}.Text(shown), got, x, want)
				}
			}
		}
	}
}

// The numbers of the backward pass are those of the compiled gradient.
func TestNumbers(t *testing.T) {
	for _, c := range closedForms {
		x := explained(t, c.formula)
		at := []float64{}
		var args []ir.Arg
		for i := range x.Inputs {
			at = append(at, 0.7+0.1*float64(i))
			args = append(args, ir.Arg{Scalar: ir.Scalar{F: at[i]}})
		}
		if err := x.At(args); err != nil {
			t.Fatal(err)
		}
		for i, g := range gradient(t, x.fn, at)[1:] {
			if got := x.Numbers.Adjoint[x.Inputs[i]]; !(math.Abs(got-g) <= 1e-12*(1+math.Abs(g))) && !math.IsNaN(g) {
				t.Errorf("%s: %v, the gradient is %v", c.formula, got, g)
			}
		}
	}
}
