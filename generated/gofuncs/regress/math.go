// Functions of package math at their awkward points.

package regress

import "math"

// PowAtZero: the derivative of x**y by y is x**y log x, which is 0·Inf at x = 0.
//
//chainrule:grad
func PowAtZero(x, y float64) float64 { return math.Pow(x, y) }

// SquareAtZero: that of math.Pow(x, 2) by x came from y/x at 0.
//
//chainrule:grad
func SquareAtZero(x float64) float64 { return math.Pow(x, 2) + x }

// Copysign: had the derivative 1, whatever the signs.
//
//chainrule:grad
func Copysign(x, y float64) float64 { return math.Copysign(x, y) * x }

// Lgamma: had no derivative, since it has two results.
//
//chainrule:grad
func Lgamma(x float64) float64 {
	l, sign := math.Lgamma(x)
	return float64(sign) * l
}

// Hypot: had none, or overflowed.
//
//chainrule:grad
func Hypot(x, y float64) float64 { return math.Hypot(x, y) }

// Atan2: its arguments were taken in the wrong order.
//
//chainrule:grad
func Atan2(y, x float64) float64 { return math.Atan2(y, x) }

// Log1p: had the derivative of Log.
//
//chainrule:grad
func Log1p(x float64) float64 { return math.Log1p(x) }

// Max: the builtin was not known.
//
//chainrule:grad
func Max(x, y float64) float64 { return max(x*y, x, 1) }

// MathMax: the function of package math had none.
//
//chainrule:grad
func MathMax(x, y float64) float64 { return math.Max(x, y) * x }
