// Calls that the reverse sweep cannot make again, for memory has changed by then.

package adjoint

import (
	"math/rand/v2"
	"slices"
	"testing"

	"chainrule/ir"
)

const reader = "func f(x f64, c `*float64`) (y) {\n  a f64 = get c \"\"\n  b f64 = mul x, a\n  y f64 = sin b\n  yield y\n}"

// writer calls itself, reads what its caller sees and writes there behind the call.
const writer = "func f(s `[]float64`, n int) (y) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  more bool = ilt c0, n
  y f64 = if more () {
    a f64 = get s, c0 "[$]"
    m int = isub n, c1
    r f64 = call s, m "f:0"
    b f64 = get s, c1 "[$]"
    p f64 = mul a, b
    q f64 = sin p
    put s, c0, q "[$]"
    t f64 = mul r, a
    put s, c1, t "[$]"
    yield t
  } () {
    b f64 = get s, c1 "[$]"
    yield b
  }
  yield y
}`

// maker gives memory that it makes, by way of a call of itself.
const maker = "func f(x f64, n int) (p) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  more bool = ilt c0, n
  p ` + "`*float64`" + ` = if more () {
    m int = isub n, c1
    q ` + "`*float64`" + ` = call x, m "f"
    a f64 = get q ""
    b f64 = mul a, x
    c f64 = sin b
    put q, c ""
    yield q
  } () {
    q ` + "`*float64`" + ` = new
    put q, x ""
    yield q
  }
  yield p
}`

var overwrites = []struct {
	name, caller, callee string
	args, more           []ir.Arg // more: seeds and shadows
}{
	{"a cell assigned behind the call", "func F(x f64) (y) {\n  two f64 = const 2\n  c `*float64` = new\n  put c, x \"\"\n  y f64 = call x, c \"f\"\n  put c, two \"\"\n  yield y\n}", reader, []ir.Arg{scalar(0.7)}, []ir.Arg{scalar(1.2)}},
	{"a cell of the caller's", "func F(x f64, c `*float64`) (y) {\n  y f64 = call x, c \"f\"\n  put c, y \"\"\n  yield y\n}", reader, []ir.Arg{scalar(0.7), structRef(map[string]ir.Scalar{"": float(0.4)})}, []ir.Arg{scalar(1.2), structRef(map[string]ir.Scalar{"": float(0.3)})}},
	{"a slice that grew in its place", "func F(x `[]float64`) (s) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  n int = size x
  z f64 = const 0
  b ` + "`[]float64`" + ` = make c0, c1
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = get x, i "[$]"
    g ` + "`[]float64`" + ` = grow b, c1 "f:"
    put g, c0, v "[$]"
    p ` + "`*float64`" + ` = addr g, c0 "[$]"
    r f64 = call v, p "f"
    t f64 = add a, r
    yield t
  }
  yield s
}`, reader, []ir.Arg{floatsRef(3, 0.3, 0.2, 0.9)}, []ir.Arg{scalar(1.2), floatsRef(3, 0.1, 0.2, 0.3)}},
	{"a callee that writes", "func F(x `[]float64`, n int) (y) {\n  a f64 = call x, n \"f:0\"\n  b f64 = call x, n \"f:0\"\n  y f64 = mul a, b\n  yield y\n}", writer, []ir.Arg{floatsRef(2, 0.3, 0.8), integer(3)}, []ir.Arg{scalar(1.2), floatsRef(2, 0.1, 0.2)}},
	{"a callee that writes, in a loop", "func F(x `[]float64`, n int) (y) {\n  c0 int = iconst 0\n  z f64 = const 0\n  y f64 = for c0, n, z (i int, s f64) {\n    a f64 = call x, i \"f:0\"\n    t f64 = add s, a\n    yield t\n  }\n  yield y\n}", writer, []ir.Arg{floatsRef(2, 0.3, 0.8), integer(3)}, []ir.Arg{scalar(1.2), floatsRef(2, 0.1, 0.2)}},
	{"a callee that gives memory", "func F(x f64, n int) (y) {\n  p `*float64` = call x, n \"f\"\n  a f64 = get p \"\"\n  y f64 = mul a, x\n  yield y\n}", maker, []ir.Arg{scalar(0.7), integer(3)}, []ir.Arg{scalar(1.2)}},
}

// TestOverwritten compares the derivatives, and those of the derivatives, with
// differences.
func TestOverwritten(t *testing.T) {
	for _, c := range overwrites {
		s := &goSetup{f: functions(t, c.caller, c.callee), args: c.args}
		if refused, err := s.modes(rand.New(rand.NewPCG(1, 2))); refused != nil || err != nil {
			t.Errorf("%s: %v %v", c.name, refused, err)
		}
		g := must(t, s.f, VJP)
		for _, p := range g.Body.Params[len(c.args):] { // names that the second derivative gives, too
			p.Name = "of" + p.Name
		}
		for k := range g.Results {
			g.Results[k] = "of" + g.Results[k]
		}
		g.Shadows = nil
		twice := &goSetup{f: g, args: append(slices.Clone(c.args), c.more...)}
		if refused, err := twice.modes(rand.New(rand.NewPCG(1, 2))); refused != nil || err != nil {
			t.Errorf("%s, derived again: %v %v", c.name, refused, err)
		}
	}
}
