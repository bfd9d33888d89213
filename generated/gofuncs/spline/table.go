// Values between the values of a table.

package spline

import (
	"fmt"
	"math"
	"sort"
)

// Linear interpolates ys, given at the ascending xs, and holds the first and
// the last value outside.
//
//chainrule:grad
func Linear(xs, ys []float64, x float64) float64 {
	i := sort.SearchFloat64s(xs, x)
	if i == 0 {
		return ys[0]
	}
	if i == len(xs) {
		return ys[len(ys)-1]
	}
	t := (x - xs[i-1]) / (xs[i] - xs[i-1])
	return (1-t)*ys[i-1] + t*ys[i]
}

// Bilinear interpolates a grid whose rows are at u = 0, 1, 2 ... and whose
// columns are at v = 0, 1, 2 ...
//
//chainrule:grad
func Bilinear(grid [][]float64, u, v float64) float64 {
	i := min(max(int(math.Floor(u)), 0), len(grid)-2)
	j := min(max(int(math.Floor(v)), 0), len(grid[i])-2)
	u, v = u-float64(i), v-float64(j)
	top, bottom := grid[i][j:j+2], grid[i+1][j:j+2]
	return (1-u)*((1-v)*top[0]+v*top[1]) + u*((1-v)*bottom[0]+v*bottom[1])
}

// Neville is the value at x of the polynomial through all points.
//
//chainrule:grad
func Neville(xs, ys []float64, x float64) float64 {
	if len(xs) != len(ys) {
		panic(fmt.Sprintf("spline: %d xs for %d ys", len(xs), len(ys)))
	}
	p := append([]float64(nil), ys...)
	for width := 1; width < len(p); width++ {
		for i := 0; i+width < len(p); i++ {
			left, right := xs[i], xs[i+width]
			p[i] = ((right-x)*p[i] + (x-left)*p[i+1]) / (right - left)
		}
	}
	return p[0]
}
