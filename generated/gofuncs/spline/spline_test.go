// The functions at points with known values; the samples serve the gradients too.

package spline

import (
	"errors"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleXs      = []float64{-1, 0, 1.5, 2, 4}
	sampleYs      = []float64{0.5, 1.2, -0.3, 0.4, 2}
	sampleGrid    = [][]float64{{1, 2, 4}, {0, -1, 3}, {5, 0.5, 2}}
	sampleControl = []Point{{0, 0}, {1, 2}, {3, 3}, {4, -1}}
	sampleKnots   = []float64{0, 0, 0, 0.4, 1, 1, 1}
	sampleWeights = []float64{0.3, -1, 2, 0.7}
	sampleCorners = [4][2]float32{{0, 0}, {1, 0.5}, {2, -0.5}, {3, 1}}
)

// sampleSystem has the solution 1, 2, 3.
func sampleSystem() (lower, diag, upper, d []float64) {
	return []float64{0, 1, -1}, []float64{4, 5, 3}, []float64{2, 1, 0}, []float64{8, 14, 7}
}

func TestLinear(t *testing.T) {
	xs, ys := sampleXs, sampleYs
	for x, want := range map[float64]float64{-3: 0.5, -0.5: 0.85, 0: 1.2, 0.75: 0.45, 3: 1.2, 4: 2, 9: 2} {
		check.Near(t, "value", Linear(xs, ys, x), want, 1e-15)
	}
}

func TestBilinear(t *testing.T) {
	check.Near(t, "inside", Bilinear(sampleGrid, 0.5, 1.25), 1.25, 1e-15)
	check.Near(t, "beyond", Bilinear(sampleGrid, 3, 0), 10, 1e-15)
}

func TestNeville(t *testing.T) {
	cubic := func(x float64) float64 { return ((x-2)*x+0.5)*x - 1 }
	xs := []float64{-1, 0, 2, 3}
	var ys []float64
	for _, x := range xs {
		ys = append(ys, cubic(x))
	}
	check.Near(t, "cubic", Neville(xs, ys, 1.3), cubic(1.3), 1e-14)
	check.Near(t, "first value", ys[0], cubic(-1), 0)
}

func TestTridiagonal(t *testing.T) {
	lower, diag, upper, d := sampleSystem()
	Tridiagonal(lower, diag, upper, d)
	check.Slices(t, "solution", d, []float64{1, 2, 3}, 1e-15)
}

// On 0, 1, 2 the natural spline through 0, 1, 0 has second derivatives 0, -3,
// 0: it is 1.5 x - 0.5 x³ up to 1.
func TestNatural(t *testing.T) {
	for x, want := range map[float64]float64{0.5: 0.6875, 1: 1, 1.5: 0.6875, 2: 0} {
		y, err := Natural([]float64{0, 1, 2}, []float64{0, 1, 0}, x)
		check.Near(t, "value", y, want, 1e-15)
		if err != nil {
			t.Error(err)
		}
	}
	for i, x := range sampleXs {
		y, _ := Natural(sampleXs, sampleYs, x)
		check.Near(t, "value at a knot", y, sampleYs[i], 1e-15)
	}
	if _, err := Natural(sampleYs, sampleXs, 1); !errors.Is(err, ErrNoSpline) {
		t.Errorf("points out of order: %v", err)
	}
}

func TestHermite(t *testing.T) {
	cubic := func(x float64) float64 { return ((2*x-3)*x+1)*x + 4 } // slopes 1 and 1
	check.Near(t, "cubic", Hermite([2]float64{4, 4}, [2]float64{1, 1}, 0.3), cubic(0.3), 1e-15)
}

func TestSlopes(t *testing.T) {
	m := make([]float64, 5)
	Slopes([]float64{0, 1, 4, 3, -6}, 0.5, m)
	check.Slices(t, "slopes", m, []float64{2, 3, 0, -3.6, -18}, 1e-15)
}

func TestBezier(t *testing.T) {
	p := Bezier(0.5, sampleControl...)
	check.Slices(t, "point", []float64{p.X, p.Y}, []float64{2, 1.75}, 1e-15)
	p = Bezier(0.25, Point{0, 0}, Point{4, 8})
	check.Slices(t, "line", []float64{p.X, p.Y}, []float64{1, 2}, 1e-15)
}

func TestCatmullRom(t *testing.T) {
	for at, want := range map[float32][]float64{0: {1, 0.5}, 0.5: {1.5, -0.0625}, 1: {2, -0.5}} {
		p := CatmullRom(sampleCorners, at)
		check.Slices(t, "point", []float64{float64(p[0]), float64(p[1])}, want, 1e-6)
	}
}

func TestBSpline(t *testing.T) {
	check.Near(t, "constant", BSpline(sampleKnots, []float64{3, 3, 3, 3}, 2, 0.7), 3, 1e-15)
	// Coefficients at the means of the knots give a straight line.
	check.Near(t, "line", BSpline(sampleKnots, []float64{0, 0.2, 0.7, 1}, 2, 0.55), 0.55, 1e-15)
	bernstein := (0.6*0.6*0.3 + 2*0.4*0.6*-1) + 0.4*0.4*2
	check.Near(t, "Bézier", BSpline([]float64{0, 0, 0, 1, 1, 1}, sampleWeights[:3], 2, 0.4), bernstein, 1e-14)
}
