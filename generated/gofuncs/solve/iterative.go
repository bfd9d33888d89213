// Iterative methods for systems, eigenvalues and roots.

package solve

import (
	"errors"
	"fmt"
	"math"
)

// ErrDiverged says that an iteration did not settle.
var ErrDiverged = errors.New("solve: no convergence")

// apply sets y to a x.
func apply(a [][]float64, x, y []float64) {
	for i, row := range a {
		y[i] = dot(row, x)
	}
}

// ConjugateGradients solves a x = b for a symmetric positive definite matrix,
// until the residual is tol times as long as b.
//
//chainrule:vjp wrt=a,b
func ConjugateGradients(a [][]float64, b []float64, tol float64) ([]float64, error) {
	n := len(b)
	x, ap := make([]float64, n), make([]float64, n)
	r := append([]float64(nil), b...)
	p := append([]float64(nil), b...)
	rr := dot(r, r)
	stop := tol * tol * rr
	for iteration := 0; ; iteration++ {
		if rr <= stop {
			break
		}
		if iteration > 2*n {
			return nil, fmt.Errorf("%w after %d iterations", ErrDiverged, iteration)
		}
		apply(a, p, ap)
		alpha := rr / dot(p, ap)
		for i := range x {
			x[i] += alpha * p[i]
			r[i] -= alpha * ap[i]
		}
		before := rr
		rr = dot(r, r)
		for i := range p {
			p[i] = r[i] + rr/before*p[i]
		}
	}
	return x, nil
}

// PowerIteration is the eigenvalue of largest size of a symmetric matrix, as
// Rayleigh's quotient after some iterations.
//
//chainrule:grad
//chainrule:hvp
func PowerIteration(a [][]float64, iterations int) float64 {
	v, w := make([]float64, len(a)), make([]float64, len(a))
	for i := range v {
		v[i] = 1
	}
	for range iterations {
		apply(a, v, w)
		length := norm(w)
		for i := range w {
			w[i] /= length
		}
		v, w = w, v
	}
	apply(a, v, w)
	return dot(v, w) / dot(v, v)
}

// Jacobi improves x as a solution of a x = b by sweeps of Jacobi's method and
// gives the largest change of the last sweep.
//
//chainrule:vjp
func Jacobi(a [][]float64, b, x []float64, sweeps int) (change float64) {
	old := make([]float64, len(x))
	for range sweeps {
		copy(old, x)
		change = 0
		for i, row := range a {
			sum := b[i]
			for j, v := range row {
				if j == i {
					continue
				}
				sum -= v * old[j]
			}
			x[i] = sum / row[i]
			change = max(change, math.Abs(x[i]-old[i]))
		}
	}
	return
}

// newton finds a root of f from x; df is its derivative.
func newton(f, df func(float64) float64, x float64) (float64, error) {
	for range 100 {
		before := x
		if x -= f(x) / df(x); math.Abs(x-before) <= 1e-14*math.Abs(x) {
			return x, nil
		}
	}
	return x, ErrDiverged
}

// Colebrook is the friction factor of Darcy in a pipe of the given roughness,
// over its diameter, at a Reynolds number (Colebrook, 1939).
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func Colebrook(reynolds, roughness float64) (float64, error) {
	if reynolds < 2300 {
		return 64 / reynolds, nil
	}
	inner := func(x float64) float64 { return roughness/3.7 + 2.51*x/reynolds }
	x, err := newton(
		func(x float64) float64 { return x + 2*math.Log10(inner(x)) },
		func(x float64) float64 { return 1 + 2*2.51/(reynolds*inner(x)*math.Ln10) },
		6,
	)
	return 1 / (x * x), err
}

// AGM is the arithmetic-geometric mean of Gauss.
//
//chainrule:grad
func AGM[T ~float32 | ~float64](a, b T) T {
	for a-b > 1e-6*a || b-a > 1e-6*a {
		a, b = (a+b)/2, T(math.Sqrt(float64(a*b)))
	}
	return (a + b) / 2
}
