// The scalar compositions in dual numbers.

package dualnum

import "gonum.org/v1/gonum/num/dual"

// Chain is sin(ln(x²+1)).
func Chain(x dual.Number) dual.Number {
	return dual.Sin(dual.Log(dual.Add(dual.Mul(x, x), real(1))))
}

// Cube is (x²+1)³.
func Cube(x dual.Number) dual.Number {
	t := dual.Add(dual.Mul(x, x), real(1))
	return dual.Mul(dual.Mul(t, t), t)
}

// Gauss is exp(-x²).
func Gauss(x dual.Number) dual.Number {
	return dual.Exp(dual.Scale(-1, dual.Mul(x, x)))
}

// Triple is sin(exp(x²)).
func Triple(x dual.Number) dual.Number {
	return dual.Sin(dual.Exp(dual.Mul(x, x)))
}

// Poly is x²y³ + sin(xy).
func Poly(x, y dual.Number) dual.Number {
	xy := dual.Mul(x, y)
	return dual.Add(dual.Mul(dual.Mul(xy, xy), y), dual.Sin(xy))
}

// Map sets dy to the derivatives of f at every x, and returns the sum of the values.
func Map(f func(x dual.Number) dual.Number, x, dy []float64) (sum float64) {
	for i, xi := range x {
		y := f(dual.Number{Real: xi, Emag: 1})
		sum += y.Real
		dy[i] = y.Emag
	}
	return sum
}

// Map2 is Map for functions of two variables; grad holds the derivatives by x
// and then those by y.
func Map2(f func(x, y dual.Number) dual.Number, x, y, grad []float64) (sum float64) {
	for i := range x {
		byX := f(dual.Number{Real: x[i], Emag: 1}, real(y[i]))
		byY := f(real(x[i]), dual.Number{Real: y[i], Emag: 1})
		sum += byX.Real
		grad[i], grad[len(x)+i] = byX.Emag, byY.Emag
	}
	return sum
}
