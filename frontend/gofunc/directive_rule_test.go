package gofunc

import (
	"testing"
)

// wrongRules has a mistake in every rule but the last two.
const wrongRules = `
-- a.go --
package m

import (
	"math"

	"example.org/m/sub"
)

//chainrule:rule // ERROR "a rule says what it is for"
func A(x float64) float64 { return x }

//chainrule:rule for=math.Sinn // ERROR 22 "package math has no function Sinn .did you mean Sin"
func B(x float64) float64 { return x }

//chainrule:rule for=example.org/far.F // ERROR 22 "no package with the path of example.org/far.F is imported here"
func C(x float64) float64 { return x }

//chainrule:rule for=blak // ERROR 22 "this package has no function blak .did you mean black"
func D(x float64) float64 { return x }

//chainrule:rule for=black wrt=y // ERROR 32 "black has no parameter y that holds floats"
func E(x, dr float64) (r float64) { return x }

//chainrule:rule for=math.Hypot
func F(p, q float64) float64 { return 0 } // ERROR 6 "F is no vector-Jacobian product of math.Hypot: its signature has to be func F.p, q, dr float64. .r, dp, dq float64."

//chainrule:rule for=example.org/m/sub.T.Eval
func G(t *sub.T, x []float64) {} // ERROR 6 "func G.t .sub.T, x ..float64, k int, y sub.S, ds .sub.S, dt .sub.T, dx ..float64. .s .sub.S, n int, dy sub.S, err error."

//chainrule:rule for=black
func black1(x, dr float64) (r, dx float64) { return x, dr }

//chainrule:rule for=m.black // ERROR "this package has no function m.black|no package"
func black2(x, dr float64) (r, dx float64) { return x, dr }

//chainrule:rule for=example.org/m.black // ERROR "this package has no|no package|another rule"
func black3(x, dr float64) (r, dx float64) { return x, dr }

func black(x float64) float64 { return math.Abs(x) }
-- sub/s.go --
package sub

type T struct{ W [3]float64 }

type S struct{ a, b float32 }

func (t *T) Eval(x []float64, k int, y S) (s *S, n int, err error) { return }
`

func TestWrongRules(t *testing.T) {
	p := loaded(t, Config{}, wrongRules)
	_, ds := p.Requests()
	expected(t, wrongRules, ds)
}

const rules = `
-- a.go --
package m

import (
	"math"

	"example.org/m/sub"
	_ "example.org/m/more"
)

//chainrule:rule for=black
func blackVJP(x float64, dr float32) (r float32, dx float64) { return float32(x), float64(dr) }

func black(x float64) float32 { return float32(math.Abs(x)) }

//chainrule:rule for=T.Norm
func (t *T) NormVJP(dr float64, dt *T) (r float64) { return 0 }

type T struct{ W []float64 }

func (t *T) Norm() float64 { return 0 }

type named struct {
	Name *string
	V    [2]float32
}

func mixed(t T, n named, ts [2]T) {}

//chainrule:rule for=example.org/m/sub.T.Eval wrt=x
func Eval(t *sub.T, x []float64, k int, ys []float64, ds *sub.S, dx []float64) (s *sub.S, n int, err error) { return }

//chainrule:rule for=Sum
func SumVJP[F ~float64](x []F, dr F, dx []F) (r F) { return 0 }

func Sum[F ~float64](x []F) (r F) { return 0 }

//chainrule:grad
func F(x float64, t *T) float64 {
	var s sub.T
	s.Eval([]float64{x}, 1)
	mixed(*t, named{}, [2]T{})
	return float64(black(x)) + t.Norm() + math.Cbrt(x) + sub.Own(x) + Sum([]float64{x})
}
-- sub/s.go --
package sub

type T struct{ W [3]float64 }

type S struct{ a, b float32 }

func (t *T) Eval(x []float64, k int, ys ...float64) (s *S, n int, err error) { return }

//chainrule:rule for=Own
func ownVJP(x, dr float64) (r, dx float64) { return x, dr }

func Own(x float64) float64 { return x }
-- more/m.go --
package more

import "math"

//chainrule:rule for=math.Cbrt
func CbrtVJP(x, dr float64) (r, dx float64) { return math.Cbrt(x), dr }
`

func TestRules(t *testing.T) {
	p := loaded(t, Config{}, rules)
	rs, ds := p.Requests()
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	calls := called(rs[0].Body)
	for name, want := range map[string]string{
		"black": "blackVJP", "Norm": "T.NormVJP", "Eval": "Eval", "Cbrt": "CbrtVJP", "Sum": "SumVJP",
		"Own": "", // not exported
	} {
		got := ""
		body, wrt := p.Rule(rs[0].Target, calls[name])
		if body != nil {
			got = local(body.Func)
		}
		if got != want || (name == "Eval") != (len(wrt) == 1) {
			t.Errorf("the rule of %s is %q by %v, want %q", name, got, wrt, want)
		}
	}
}

func TestRuleSignature(t *testing.T) {
	p := loaded(t, Config{}, rules)
	rs, _ := p.Requests()
	q := Named(rs[0].Body.Pkg)
	for name, want := range map[string]string{
		"black": "func R(x float64, dr float32) (r float32, dx float64)",
		"Norm":  "func R(t *T, dr float64, dt *T) (r float64)",
		"mixed": "func R(t T, n named, ts [2]T, dt *T, dts *[2]T) (dn named)",
		"Cbrt":  "func R(x, dr float64) (r, dx float64)",
		"Eval": "func R(t *sub.T, x []float64, k int, ys []float64, ds *sub.S, dt *sub.T, dx, dys []float64) " +
			"(s *sub.S, n int, err error)",
	} {
		if got := RuleSignature(called(rs[0].Body)[name], "R", nil, q); got != want {
			t.Errorf("%s: %s, want %s", name, got, want)
		}
	}
}

func TestContradictingRules(t *testing.T) {
	const archive = `
-- a.go --
package m

import (
	_ "example.org/m/a"
	_ "example.org/m/b" // ERROR 4 "two packages that are imported have rules for math.Cbrt: one at a/m.go:5:1, one at b/m.go:5:1; write one here"
)

//chainrule:grad
func F(x float64) float64 { return x }
-- a/m.go --
package a

import "math"

//chainrule:rule for=math.Cbrt
func CbrtVJP(x, dr float64) (r, dx float64) { return math.Cbrt(x), dr }
-- b/m.go --
package b

import "math"

//chainrule:rule for=math.Cbrt
func CbrtVJP(x, dr float64) (r, dx float64) { return math.Cbrt(x), dr }
`
	p := loaded(t, Config{}, archive)
	_, ds := p.Requests()
	expected(t, archive, ds)
}
