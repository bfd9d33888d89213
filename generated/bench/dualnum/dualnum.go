// Package dualnum takes gradients by gonum's dual numbers, one pass of the
// function for each input.
package dualnum

import (
	"math"

	"gonum.org/v1/gonum/num/dual"
)

// Function is a function of a vector in dual numbers.
type Function func(theta []dual.Number) dual.Number

// Gradient returns a function that evaluates f at theta and sets the derivative
// by every element that sample names, or by all if it is nil.
func Gradient(f Function, theta []float64, sample []int) func(grad []float64) float64 {
	at := make([]dual.Number, len(theta))
	if sample == nil {
		for i := range theta {
			sample = append(sample, i)
		}
	}
	return func(grad []float64) float64 {
		for i, t := range theta {
			at[i] = real(t)
		}
		value := 0.0
		for _, i := range sample {
			at[i].Emag = 1
			r := f(at)
			at[i].Emag = 0
			value, grad[i] = r.Real, r.Emag
		}
		return value
	}
}

// real returns the dual number of a constant.
func real(x float64) dual.Number { return dual.Number{Real: x} }

// axpy returns s + a·x for a constant a.
func axpy(s dual.Number, a float64, x dual.Number) dual.Number {
	return dual.Number{Real: s.Real + a*x.Real, Emag: s.Emag + a*x.Emag}
}

// softplus is ln(1+exp(z)). The package has no log1p; below e = 2⁻⁵³ the term
// that is lost is smaller than the rounding of z.
func softplus(z dual.Number) dual.Number {
	e := dual.Exp(dual.Scale(-1, dual.Abs(z)))
	return dual.Add(positive(z), dual.Log(dual.Add(real(1), e)))
}

// positive is max(z, 0).
func positive(z dual.Number) dual.Number {
	if z.Real > 0 {
		return z
	}
	return dual.Number{}
}

// logSumExp is ln(sum(exp(a))), shifted by the largest value of a.
func logSumExp(a []dual.Number) dual.Number {
	peak := math.Inf(-1)
	for _, v := range a {
		peak = max(peak, v.Real)
	}
	var s dual.Number
	for _, v := range a {
		s = dual.Add(s, dual.Exp(dual.Sub(v, real(peak))))
	}
	return dual.Add(real(peak), dual.Log(s))
}
