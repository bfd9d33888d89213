// Cubic splines: natural, and monotone.

package spline

import (
	"errors"
	"math"
	"sort"
)

// Tridiagonal solves a system with the given diagonals by Thomas's algorithm;
// d becomes the solution and upper is overwritten. The first of lower and the
// last of upper are not used.
//
//chainrule:vjp
func Tridiagonal(lower, diag, upper, d []float64) {
	n := len(d)
	upper[0] /= diag[0]
	d[0] /= diag[0]
	for i := 1; i < n; i++ {
		m := diag[i] - lower[i]*upper[i-1]
		upper[i] /= m
		d[i] = (d[i] - lower[i]*d[i-1]) / m
	}
	for i := n - 2; i >= 0; i-- {
		d[i] -= upper[i] * d[i+1]
	}
}

// Cubic is a cubic spline.
type Cubic struct {
	xs, ys, bend []float64 // bend: second derivatives
}

// ErrNoSpline says that points have no spline.
var ErrNoSpline = errors.New("spline: needs three points or more, ascending")

// NewCubic makes the natural spline through points.
func NewCubic(xs, ys []float64) (*Cubic, error) {
	n := len(xs)
	if n < 3 || len(ys) != n || !sort.Float64sAreSorted(xs) {
		return nil, ErrNoSpline
	}
	lower, diag, upper := make([]float64, n), make([]float64, n), make([]float64, n)
	bend := make([]float64, n)
	diag[0], diag[n-1] = 1, 1
	for i := 1; i < n-1; i++ {
		before, after := xs[i]-xs[i-1], xs[i+1]-xs[i]
		lower[i] = before / 6
		diag[i] = (before + after) / 3
		upper[i] = after / 6
		bend[i] = (ys[i+1]-ys[i])/after - (ys[i]-ys[i-1])/before
	}
	Tridiagonal(lower, diag, upper, bend)
	return &Cubic{xs, ys, bend}, nil
}

// At is the value of the spline.
func (c *Cubic) At(x float64) float64 {
	i := sort.Search(len(c.xs)-2, func(i int) bool { return x < c.xs[i+1] })
	h := c.xs[i+1] - c.xs[i]
	a, b := (c.xs[i+1]-x)/h, (x-c.xs[i])/h
	value := a*c.ys[i] + b*c.ys[i+1]
	value += (a*(a*a-1)*c.bend[i] + b*(b*b-1)*c.bend[i+1]) * h * h / 6
	return value
}

// Natural is the value at x of the natural cubic spline through points.
//
//chainrule:grad
//chainrule:hvp
func Natural(xs, ys []float64, x float64) (float64, error) {
	c, err := NewCubic(xs, ys)
	if err != nil {
		return 0, err
	}
	return c.At(x), nil
}

// Hermite is the cubic with values p and slopes m at 0 and 1.
//
//chainrule:grad
func Hermite(p, m [2]float64, t float64) float64 {
	s := 1 - t
	return s*s*((1+2*t)*p[0]+t*m[0]) + t*t*((1+2*s)*p[1]-s*m[1])
}

// Slopes fills m with the slopes of Fritsch and Butland (1984) for points at
// distance h, so that a Hermite spline is monotone where the points are.
//
//chainrule:vjp
func Slopes(ys []float64, h float64, m []float64) {
	last := len(ys) - 1
	m[0] = (ys[1] - ys[0]) / h
	m[last] = (ys[last] - ys[last-1]) / h
	for i := 1; i < last; i++ {
		before, after := (ys[i]-ys[i-1])/h, (ys[i+1]-ys[i])/h
		if before*after <= 0 {
			m[i] = 0
			continue
		}
		m[i] = 2 * before * after / (before + after)
		if math.Signbit(before) {
			m[i] = max(m[i], 3*max(before, after))
		} else {
			m[i] = min(m[i], 3*min(before, after))
		}
	}
}
