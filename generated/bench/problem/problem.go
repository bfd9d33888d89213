// Package problem makes the inputs on which the gradients are compared.
//
// Every problem keeps the values that are differentiated in one flat slice,
// Theta, so that a tool that knows only functions of a vector can be asked as
// well. Gradients are flat in the same order.
package problem

import "math/rand"

// normals returns n normal deviates of standard deviation sigma. The source is
// seeded by the caller, so that every tool and every run sees the same numbers.
func normals(r *rand.Rand, n int, sigma float64) []float64 {
	x := make([]float64, n)
	for i := range x {
		x[i] = sigma * r.NormFloat64()
	}
	return x
}
