// Errors beside what overflows, and beside memory.

package adjoint

import (
	"math"
	"testing"

	"chainrule/ir"
)

// failing has an error of which the argument bad decides.
const failing = "  e `error` = if bad () {\n    e `error` = goexpr \"{m}.Err\"\n    yield e\n  } () {\n    n `error` = goexpr \"nil\"\n    yield n\n  }\n"

// errorCode is the meaning of the Go code in these functions.
func errorCode(in *ir.Instr, args []ir.Scalar) ([]ir.Scalar, error) {
	if in.Template() == "$0 == nil" {
		return []ir.Scalar{{B: args[0].V == nil}}, nil
	}
	return []ir.Scalar{{V: "bad"}}, nil
}

// derivativeOf calls a derivative of a function of a number and a flag: the value, and
// the derivative.
func derivativeOf(g *ir.Func, k Kind, x float64, bad bool) (r, d float64, err error) {
	args := []ir.Arg{scalar(x), {Scalar: ir.Scalar{B: bad}}}
	jac := array(7)
	switch k {
	case JAC, Hess:
		args = append(args, jac)
	case VJP, JVP, HVP:
		args = append(args, scalar(1))
	}
	out, err := (&ir.Machine{GoCode: errorCode}).Call(g, args...)
	switch {
	case err != nil:
		return 0, 0, err
	case k == JAC || k == Hess:
		return out[0].F, jac.Array.Elems[0].F, nil
	}
	return out[0].F, out[2].F, nil
}

// TestErrorBesideOverflow has a partial that is infinite: zero times it is NaN.
func TestErrorBesideOverflow(t *testing.T) {
	text := "func F(x f64, bad bool) (r, err) {\n" + failing + "  r f64 = exp x\n  yield r, e\n}"
	for _, k := range Kinds {
		g := must(t, parse(t, "f.ir", text), k)
		if r, d, err := derivativeOf(g, k, 1000, true); err != nil || !math.IsInf(r, 1) || d != 0 {
			t.Errorf("%s: %v, derivative %v, error %v", k, r, d, err)
		}
	}
}

// TestErrorBesideMemory has a slice of the caller that is written before the
// function fails: the seed of that passes through, the result's does not. One
// that is made here has no seed then, of whatever length.
func TestErrorBesideMemory(t *testing.T) {
	text := "func F(s `[]float64`, bad bool) (r, err) {\n" + failing + `  i int = iconst 0
  x f64 = get s, i "[$]"
  y f64 = mul x, x
  put s, i, y "[$]"
  r f64 = sin y
  yield r, e
}`
	for bad, want := range map[bool]float64{true: 5 * 6, false: 5*6 + 7*6*math.Cos(9)} {
		g := must(t, parse(t, "f.ir", text), VJP)
		shadow := ir.Floats([]float64{5}) // the slices are arrays here
		_, err := (&ir.Machine{GoCode: errorCode}).Call(g, ir.Arg{Array: ir.Floats([]float64{3})}, ir.Arg{Scalar: ir.Scalar{B: bad}}, scalar(7), ir.Arg{Array: shadow})
		if got := shadow.Elems[0].F; err != nil || math.Abs(got-want) > 1e-13 {
			t.Errorf("bad %v: derivative %v, want %v, error %v", bad, got, want, err)
		}
	}
	text = "func F(x f64, bad bool) (r, err) {\n" + failing + "  n int = iconst 2\n  i int = iconst 0\n  r `[]float64` = make n, n\n  put r, i, x \"[$]\"\n  yield r, e\n}"
	g := must(t, parse(t, "f.ir", text), VJP)
	out, err := (&ir.Machine{GoCode: errorCode}).Call(g, scalar(3), ir.Arg{Scalar: ir.Scalar{B: true}}, floatsRef(3, 1, 1, 1))
	if err != nil || out[2].F != 0 {
		t.Errorf("a seed of another length: %v, error %v", out, err)
	}
}
