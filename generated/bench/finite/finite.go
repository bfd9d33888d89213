// Package finite takes gradients by gonum's finite differences.
package finite

import "gonum.org/v1/gonum/diff/fd"

// Gradient returns the value of f at theta and sets grad to the forward
// differences of f in every element that sample names, or in all if it is nil.
// It is what fd.Gradient does for a function of those elements alone.
func Gradient(f func(theta []float64) float64, theta []float64, sample []int, grad []float64) float64 {
	value := f(theta)
	settings := &fd.Settings{OriginKnown: true, OriginValue: value}
	if sample == nil {
		fd.Gradient(grad, f, theta, settings)
		return value
	}
	at := append([]float64(nil), theta...)
	part := make([]float64, len(sample))
	for i, j := range sample {
		part[i] = theta[j]
	}
	partial := func(x []float64) float64 {
		for i, j := range sample {
			at[j] = x[i]
		}
		return f(at)
	}
	for i, g := range fd.Gradient(nil, partial, part, settings) {
		grad[sample[i]] = g
	}
	return value
}

// Map sets dy to the forward differences of f at every x, and returns the sum
// of the values.
func Map(f func(x float64) float64, x, dy []float64) (sum float64) {
	for i, xi := range x {
		y := f(xi)
		sum += y
		dy[i] = fd.Derivative(f, xi, &fd.Settings{OriginKnown: true, OriginValue: y})
	}
	return sum
}

// Map2 is Map for functions of two variables; grad holds the derivatives by x
// and then those by y.
func Map2(f func(x, y float64) float64, x, y, grad []float64) (sum float64) {
	var at, g [2]float64
	of := func(p []float64) float64 { return f(p[0], p[1]) }
	for i := range x {
		at = [2]float64{x[i], y[i]}
		z := of(at[:])
		sum += z
		fd.Gradient(g[:], of, at[:], &fd.Settings{OriginKnown: true, OriginValue: z})
		grad[i], grad[len(x)+i] = g[0], g[1]
	}
	return sum
}
