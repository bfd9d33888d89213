// What is refused, with the message and the position.

package adjoint

import (
	"strings"
	"testing"

	"chainrule/ir"
)

// refusals are functions with the message of each kind of derivative; a kind
// that is not named must work.
var refusals = map[string]map[Kind]string{
	"func F(n int) (r) {\n  r f64 = itof n\n  yield r\n}": {
		Grad: "-: F has no float parameter to differentiate by",
		VJP:  "-: F has no float parameter to differentiate by",
		JVP:  "-: F has no float parameter to differentiate by",
	},
	"func F(x f64) (n) {\n  n int = ftoi x\n  yield n\n}": {
		Grad: "-: F has no float result to differentiate",
		VJP:  "-: F has no float result to differentiate",
		JVP:  "-: F has no float result to differentiate",
	},
	"func F(x f64) (a, b) {\n  a f64 = sin x\n  yield a, x\n}": {
		Grad: "-: F has more than one float result, so it has no gradient; generate vjp, which takes a seed for each",
	},
	"func F(x f64, n int) (z) {\n  z []f64 = alloc n \"zero\"\n  yield z\n}": {
		Grad: "-: F has more than one float result",
	},
}

func TestRefusals(t *testing.T) {
	for text, want := range refusals {
		f := parse(t, "f.ir", text)
		for _, k := range Kinds {
			_, diags := Derive(f, k, Options{})
			of := k
			switch k {
			case HVP, Hess:
				of = Grad // what has no gradient has no Hessian
			case JAC:
				of = VJP
			}
			checkRefusal(t, string(k)+" of\n"+text, diags.Err(), want[of])
		}
	}
}

func checkRefusal(t *testing.T, what string, err error, want string) {
	t.Helper()
	switch {
	case want == "" && err != nil:
		t.Errorf("%s is refused: %v", what, err)
	case want != "" && (err == nil || !strings.HasPrefix(err.Error(), want)):
		t.Errorf("%s gives %v, want %s", what, err, want)
	}
}

func TestUnknownParameterToDifferentiateBy(t *testing.T) {
	f := parse(t, "f.ir", "func F(x f64, n int) (x) { yield x }")
	for _, name := range []string{"y", "n"} {
		_, diags := Derive(f, Grad, Options{Wrt: []string{name}})
		checkRefusal(t, "wrt "+name, diags.Err(), "-: F has no float parameter "+name+" to differentiate by")
	}
}

// TestOperationsWithoutDerivative puts an operation that has no rule into a
// function: it is refused where it matters, by position.
func TestOperationsWithoutDerivative(t *testing.T) {
	rounded := &ir.Op{Name: "rounded", Doc: "to a grid", In: []ir.Type{ir.TF64}, Out: ir.TF64, Eval: ir.MustOp("floor").Eval}
	const text = "func F(x f64, y f64) (r, s) {\n  a f64 = sin x\n  r f64 = floor a\n  s f64 = mul y, y\n  yield r, s\n}"
	for wrt, want := range map[string]string{
		"x": "f.ir:3:11: rounded (to a grid) has no derivative; wrap its argument in stop(…) to treat it as a constant",
		"y": "",
	} {
		for _, k := range []Kind{VJP, JVP} {
			f := parse(t, "f.ir", text)
			f.Body.Instrs[1].Op = rounded
			_, diags := Derive(f, k, Options{Wrt: []string{wrt}})
			checkRefusal(t, string(k)+" wrt "+wrt, diags.Err(), want)
		}
	}
}
