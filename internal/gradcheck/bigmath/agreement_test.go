// Agreement with package math, in its special cases too.

package bigmath

import (
	"math"
	"math/big"
	"testing"
)

// tolerance is how far package math itself is from exact: relative 1e-14, or as
// much of what scale returns, which is about one at the zeros of a function.
const tolerance = 1e-14

// mathError widens the tolerance for the functions that package math evaluates
// less accurately.
var mathError = map[string]float64{
	"erfinv": 20, "gamma": 20, "lgamma": 20, "pow": 20, "exp2": 2,
	"j0": 10, "j1": 10, "y0": 10, "y1": 10,
}

// oscillates names the functions with zeros away from which math is accurate
// only absolutely.
var oscillates = map[string]bool{"j0": true, "j1": true, "y0": true, "y1": true, "lgamma": true}

// specials are the arguments at which functions have special cases.
var specials = []float64{
	0, math.Copysign(0, -1), 1, -1, 2, -2, 3, -3, 0.5, -0.5, 1.5, -1.5, 2.5, -2.5,
	math.Inf(1), math.Inf(-1), 3e-308, 1e-300, -1e-300, 1e300, -1e300,
}

// TestUnaryAgainstMath compares over broad ranges and at the special arguments.
func TestUnaryAgainstMath(t *testing.T) {
	functions := unaries(New(100))
	for name, reference := range mathUnaries() {
		for _, x := range append(spread(300, -40, 8), spread(100, -2, 2)...) {
			v, _ := x.Float64()
			check(t, name, []float64{v}, reference(v), functions[name])
		}
		for _, v := range specials {
			check(t, name, []float64{v}, reference(v), functions[name])
		}
	}
}

// TestBinaryAgainstMath compares all pairs of random and special arguments.
func TestBinaryAgainstMath(t *testing.T) {
	arguments := specials
	for _, x := range spread(30, -6, 6) {
		v, _ := x.Float64()
		arguments = append(arguments, v)
	}
	functions := binaries(New(100))
	for name, reference := range mathBinaries() {
		for _, x := range arguments {
			for _, y := range arguments {
				f := func(*big.Float) (*big.Float, error) {
					return functions[name](big.NewFloat(x), big.NewFloat(y))
				}
				check(t, name, []float64{x, y}, reference(x, y), f)
			}
		}
	}
}

// TestOrdersAgainstMath compares the Bessel functions of order n, also at zero
// and infinity.
func TestOrdersAgainstMath(t *testing.T) {
	functions := orders(New(100))
	for name, reference := range map[string]func(int, float64) float64{"jn": math.Jn, "yn": math.Yn} {
		for _, n := range []int{-3, -2, -1, 0, 1, 2, 5, 20} {
			for _, x := range []float64{0, math.Inf(1), 0.25, 3, 18.5, 70, 900} {
				f := func(x *big.Float) (*big.Float, error) { return functions[name](n, x) }
				oscillates[name], mathError[name] = true, 20
				check(t, name, []float64{x}, reference(n, x), f)
			}
		}
	}
}

// mathWrong says where package math (Go 1.26) misses by far: J1 loses the sign
// of tiny arguments, and Atan2 that of y where y/x underflows.
func mathWrong(name string, arguments []float64) bool {
	switch name {
	case "j1":
		return arguments[0] < 0 && arguments[0] > -0x1p-26
	case "atan2":
		return arguments[1] < 0 && arguments[0] < 0 && arguments[0]/arguments[1] == 0
	}
	return false
}

// check compares f at the first argument with the value of package math.
func check(t *testing.T, name string, arguments []float64, want float64, f unary) {
	t.Helper()
	value, err := f(big.NewFloat(arguments[0]))
	got := math.NaN()
	if err == nil {
		got, _ = value.Float64()
	}
	scale := math.Abs(want)
	if oscillates[name] {
		scale = max(scale, 1)
	}
	allowed := tolerance*max(mathError[name], 1)*scale + 5e-324
	switch {
	case mathWrong(name, arguments):
	case math.IsNaN(want) && math.IsNaN(got), want == got && math.Signbit(want) == math.Signbit(got):
	case want == 0 && got == 0, math.IsInf(want, 0), !(math.Abs(got-want) <= allowed):
		t.Errorf("%s%v = %v (%v), package math has %v", name, arguments, got, err, want)
	}
}
