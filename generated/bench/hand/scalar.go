// Package hand holds the gradients as a careful Go programmer writes them:
// plain scalar Go that a reviewer can follow, values and derivatives in one
// pass, no allocation, every sum in the order in which the definition takes it.
//
// They were chosen among alternatives by measurement; what was tried and lost
// is said where it matters.
package hand

import "math"

// ChainGrad returns y = sin(ln(x²+1)) and its derivative.
func ChainGrad(x float64) (y, dx float64) {
	t := x*x + 1
	s, c := math.Sincos(math.Log(t))
	return s, c * (2 * x) / t
}

// CubeGrad returns y = (x²+1)³ and its derivative.
func CubeGrad(x float64) (y, dx float64) {
	t := x*x + 1
	t2 := t * t
	return t2 * t, 6 * t2 * x
}

// GaussGrad returns y = exp(-x²) and its derivative.
func GaussGrad(x float64) (y, dx float64) {
	y = math.Exp(-x * x)
	return y, -2 * x * y
}

// TripleGrad returns y = sin(exp(x²)) and its derivative.
func TripleGrad(x float64) (y, dx float64) {
	e := math.Exp(x * x)
	s, c := math.Sincos(e)
	return s, c * e * (2 * x)
}

// PolyGrad returns z = x²y³ + sin(xy) and its two derivatives.
func PolyGrad(x, y float64) (z, dx, dy float64) {
	x2, y2 := x*x, y*y
	y3 := y2 * y
	s, c := math.Sincos(x * y)
	return x2*y3 + s, 2*x*y3 + c*y, 3*x2*y2 + c*x
}
