// A minimiser that needs a gradient, for the models that are fitted to data.

package models

import "math"

// minimise moves x to a minimum of f by the method of Broyden, Fletcher,
// Goldfarb and Shanno with backtracking (Nocedal and Wright, Numerical
// Optimization, 2nd ed., algorithms 3.1 and 6.1), and gives the gradient's norm
// there. grad computes f and sets its gradient.
func minimise(grad func(x, dx []float64) float64, x []float64) float64 {
	n := len(x)
	H := identity(n)
	g := make([]float64, n)
	y := grad(x, g)
	for range 500 {
		step := make([]float64, n)
		for i := range step {
			step[i] = -dot(H[i], g)
		}
		next, after, dx := backtrack(grad, x, y, g, step)
		if dx == nil {
			break
		}
		change := make([]float64, n)
		for i := range n {
			change[i] = after[i] - g[i]
		}
		copy(g, after)
		for i := range x {
			x[i] += dx[i]
		}
		y = next
		if dot(g, g) < 1e-18 {
			break
		}
		update(H, dx, change)
	}
	return math.Sqrt(dot(g, g))
}

// backtrack halves the step until f falls as its slope promises, or gives up.
func backtrack(grad func(x, dx []float64) float64, x []float64, y float64, g, step []float64) (next float64, after, dx []float64) {
	at, after := make([]float64, len(x)), make([]float64, len(x))
	for scale := 1.0; scale > 1e-12; scale /= 2 {
		for i := range x {
			at[i] = x[i] + scale*step[i]
		}
		if next = grad(at, after); next <= y+1e-4*scale*dot(g, step) {
			dx = make([]float64, len(x))
			for i := range dx {
				dx[i] = scale * step[i]
			}
			return next, after, dx
		}
	}
	return y, nil, nil
}

// update makes H the inverse Hessian that maps the change of the gradient to dx.
func update(H [][]float64, dx, change []float64) {
	curvature := dot(dx, change)
	if curvature <= 0 {
		return
	}
	Hc := make([]float64, len(dx))
	for i := range Hc {
		Hc[i] = dot(H[i], change)
	}
	scale := (1 + dot(change, Hc)/curvature) / curvature
	for i := range H {
		for j := range H {
			H[i][j] += scale*dx[i]*dx[j] - (Hc[i]*dx[j]+dx[i]*Hc[j])/curvature
		}
	}
}

func identity(n int) [][]float64 {
	m := make([][]float64, n)
	for i := range m {
		m[i] = make([]float64, n)
		m[i][i] = 1
	}
	return m
}

func dot(a, b []float64) float64 {
	s := 0.0
	for i := range a {
		s += a[i] * b[i]
	}
	return s
}
