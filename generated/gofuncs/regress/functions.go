// Calls, closures and conversions.

package regress

import "math"

func square(x float64) float64 { return x * x }

// clipped has a return in the middle.
func clipped(x, limit float64) float64 {
	if x > limit {
		return limit
	}
	return x * x
}

// scaled takes arguments of all sorts.
func scaled(unit string, x float64, n int, on bool) float64 {
	if !on || unit == "" {
		return 0
	}
	return float64(n) * x * x
}

// MixedArguments: a call with arguments that are no floats dropped those that are.
//
//chainrule:grad
func MixedArguments(x float64) float64 {
	return scaled("m", x, 3, true) + scaled("s", x, 5, false) + x
}

// Helper: a plain function was called without its derivative, and panicked.
//
//chainrule:grad
func Helper(x, y float64) float64 { return clipped(x, y)*square(y) + clipped(y, x) }

// CapturingClosure: captured variables had no derivative.
//
//chainrule:grad
func CapturingClosure(x float64) float64 {
	times := func(v float64) float64 { return v * x }
	return times(times(x))
}

// AssigningClosure: the same for variables that the closure assigns.
//
//chainrule:grad
func AssigningClosure(x float64) float64 {
	s := 0.0
	add := func(v float64) { s += v * v }
	add(x)
	add(2 * x)
	return s * x
}

// Float32Intermediate: what goes through float32 had no derivative.
//
//chainrule:grad
func Float32Intermediate(x float64) float64 {
	y := float32(x)
	z := y * y
	return float64(z) * x
}

// Float32: the same for everything in float32.
//
//chainrule:grad
func Float32(x, y float32) float32 {
	r := float32(math.Sqrt(float64(x*x + y*y)))
	return r * x
}

// IdleConversion: float64 of a float64 cut the derivative off.
//
//chainrule:grad
func IdleConversion(x float64) float64 { return float64(x) * float64(x*x) }

// Metres are a float by another name.
type Metres float64

// NamedFloat: a named float was not taken for one.
//
//chainrule:grad
func NamedFloat(x, y Metres) Metres {
	d := Metres(math.Hypot(float64(x), float64(y)))
	return d * x
}

// MixedTuple: a, n := x, 3 lost x for the integer beside it.
//
//chainrule:grad
func MixedTuple(x float64) float64 {
	a, n := x, 3
	for range n {
		a *= x
	}
	return a
}

// chebyshev is the polynomial Tₙ, by its recurrence.
func chebyshev(n int, x float64) float64 {
	if n < 2 {
		return math.Pow(x, float64(n))
	}
	return 2*x*chebyshev(n-1, x) - chebyshev(n-2, x)
}

// RecursiveHelper: functions that the derivatives of two files call were declared
// in both.
//
//chainrule:grad
func RecursiveHelper(x float64) float64 { return chebyshev(3, x) }
