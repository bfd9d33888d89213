package gofunc

import (
	"slices"
	"strings"
	"testing"
)

// wrongDirectives has a mistake in every directive, at its place.
const wrongDirectives = `
-- a.go --
package m

import _ "fmt"

type P struct{ Mu, Sigma float64; n int }

//chainrule:gard // ERROR 13 "no directive .gard. .did you mean grad.*there are grad, vjp, jvp, hvp, jac, hess"
func A(x float64) float64 { return x }

//chainrule:grad wtr=x // ERROR 18 "no option .wtr. .did you mean wrt..: it takes wrt=, name=, types=, budget="
func B(x float64) float64 { return x }

//chainrule:grad wrt=x,yy,p.Sigmo,p.n,s,x // ERROR 24 "B2 has no parameter yy: it has x, p, s" // ERROR 27 "p has no field Sigmo .did you mean Sigma" // ERROR 35 "p.n is of type int, which holds no float" // ERROR 39 "s is of type string" // ERROR 41 "x is named twice"
func B2(x float64, p *P, s string) float64 { return x }

//chainrule:grad name=2x budget=lots // ERROR 23 "no Go identifier" // ERROR 33 "no number of bytes"
func C(x float64) float64 { return x }

//chainrule:grad name=a name=b // ERROR 25 "given twice"
func D(x float64) float64 { return x }

//chainrule:grad wrt= x // ERROR 18 "empty" // ERROR 23 "no word .x."
func E(x float64) float64 { return x }

//chainrule:grad // ERROR "stands above nothing.*right above a function"

func F(x float64) float64 { return x }

//chainrule:vjp // ERROR "above nothing"
var v = 1.0

//chainrule:grad // ERROR "above nothing"
type t float64

// chainrule:grad // ERROR "this comment is no directive: one is written //chainrule:grad"
func G(x float64) float64 { return x }

/*chainrule:grad*/ // ERROR "this comment is no directive"
func G2(x float64) float64 { return x }

//chainrule:grad
//chainrule:jvp
//chainrule:grad // ERROR "once more"
func H(x float64) float64 { return x }

//chainrule:inactive kk // ERROR 22 "no parameter kk"
func I(x float64, k int) float64 { return x }

//chainrule:inactive
//chainrule:grad // ERROR "inactive, by another directive"
func J(x float64) float64 { return x }

//chainrule:inactive p
//chainrule:grad wrt=x,p.Mu // ERROR 24 "p is inactive"
func K(x float64, p P) float64 { return x }

//chainrule:grad // ERROR "no parameter that holds floats"
func L(n int) float64 { return 1 }

//chainrule:grad // ERROR "no float result"
func M(x float64) int { return 1 }

//chainrule:stop // ERROR "line above a statement"
func N(x float64) float64 {
	//chainrule:stop // ERROR "line above a statement"

	y := x
	for i := 0; i < 3; i++ { //chainrule:stop // ERROR "behind one"
		y += x
	}
	//chainrule:grad // ERROR "right above a function"
	return y
}

//chainrule: grad // ERROR "there is no directive"
func O(x float64) float64 { return x }

//chainrule:grad x // ERROR 18 "takes wrt=, name=, types=, budget=, and no word .x."
func Q(x float64) float64 { return x }

//chainrule:grad // ERROR "cannot be called"
func _(x float64) float64 { return x }

//chainrule:grad // ERROR "no body in Go"
func R(x float64) float64

type Iface interface {
	//chainrule:grad // ERROR "right above a function"
	M(x float64) float64
}
-- a.s --
`

func TestWrongDirectives(t *testing.T) {
	p := loaded(t, Config{}, wrongDirectives)
	_, ds := p.Requests()
	expected(t, wrongDirectives, ds)
}

func TestRequests(t *testing.T) {
	p := loaded(t, Config{}, `
-- a.go --
package m

import "golang.org/x/exp/constraints"

type V struct{ P, Q struct{ X []float64 } }

// F is a function.
//
//chainrule:grad wrt=x,v.P.X budget=2K // the gradient
//chainrule:vjp budget=2K wrt=x,v.P.X
//chainrule:grad name=Slope wrt=x
func (v *V) F(x float64, k float64) float64 { return x }

//chainrule:jvp
//chainrule:inactive k, n
func G[T constraints.Float](
	x T,
	k float32, n int,
	//chainrule:inactive
	a, b float64,
	c float64, //chainrule:inactive
) T { return x }
-- b.go --
package m

//chainrule:vjp
func Scale(x []float64) { x[0] *= 2 }

type layers []interface{ Forward([]float64) []float64 }

//chainrule:vjp wrt=l
func (l layers) Run() float64 { return 0 }
-- go.mod --
module example.org/m

go 1.26

require golang.org/x/exp v0.0.0-1
replace golang.org/x/exp => ./exp
-- exp/go.mod --
module golang.org/x/exp

go 1.26
-- exp/constraints/c.go --
package constraints

type Float interface{ ~float32 | ~float64 }
`)
	rs, ds := p.Requests()
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	want := []string{
		"a.go:9 V.F FGrad,FVJP wrt x,v.P.X inactive  budget 2048 into example.org/m",
		"a.go:11 V.F Slope wrt x inactive  budget 0 into example.org/m",
		"a.go:14 G GJVP wrt  inactive a,b,c,k,n budget 0 into example.org/m",
		"b.go:3 Scale ScaleVJP wrt  inactive  budget 0 into example.org/m",
		"b.go:8 layers.Run RunVJP wrt l inactive  budget 0 into example.org/m",
	}
	var got []string
	for _, r := range rs {
		got = append(got, describe(r))
	}
	if !slices.Equal(got, want) {
		t.Errorf("got:\n%s\nwant:\n%s", strings.Join(got, "\n"), strings.Join(want, "\n"))
	}
}

// Every statement that a directive stops is one of those that say so.
func TestStopped(t *testing.T) {
	p := loaded(t, Config{}, `
-- a.go --
package m

//chainrule:grad
func F(x float64) float64 {
	//chainrule:stop
	// because of the table
	stop1 := x
	stop2 := x //chainrule:stop
	go1 := x; stop3 := x //chainrule:stop
	//chainrule:stop
	stop4 := x; stop5 := x
	go2 := x
	if x > 0 {
		switch {
		case x > 1:
			//chainrule:stop
			stop6 := x
			_ = stop6
		}
	}
	go3 := func() float64 {
		go4 := x
		stop7 := max(
			go4, 2) //chainrule:stop
		return go4 + stop7
	}
	return go1 + go2 + go3() + stop1 + stop2 + stop3 + stop4 + stop5
}
`)
	rs, ds := p.Requests()
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	checkStops(t, rs[0].Body)
}
