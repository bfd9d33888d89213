// Curves at points with known values, and their derivatives.

package spline

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var (
	xs      = v(-1, 0, 1.5, 2, 4)
	ys      = v(0.5, 1.2, -0.3, 0.4, 2)
	grid    = [][]float64{{1, 2, 4}, {0, -1, 3}, {5, 0.5, 2}}
	control = []Point{{0, 0}, {1, 2}, {3, 3}, {4, -1}}
	knots   = v(0, 0, 0, 0.4, 1, 1, 1)
	corners = [4][2]float32{{0, 0}, {1, 0.5}, {2, -0.5}, {3, 1}}
)

// linear is a case of Linear: its value, and the gradient by the elements around.
func linear(name string, x, value float64, i int, dx0, dx1, dy0, dy1, dx float64) derivtest.Case {
	grad := make([]float64, 11)
	grad[i], grad[5+i], grad[10] = dx0, dy0, dx
	if i < 4 {
		grad[i+1], grad[5+i+1] = dx1, dy1
	}
	return derivtest.Case{Name: name, F: Linear, D: LinearGrad, Args: args(xs, ys, x), Value: v(value), Grad: grad}
}

// weights of four points for the value half-way between those in the middle.
var catmull = v(-1.0/16, 9.0/16, 9.0/16, -1.0/16)

// half is the Jacobian of CatmullRom there, by each point and t.
func half() (rows []float64) {
	for axis := range 2 {
		for _, w := range catmull {
			pair := v(0, 0)
			pair[axis] = w
			rows = append(rows, pair...)
		}
		rows = append(rows, slope(axis))
	}
	return rows
}

// slope of CatmullRom at a half: its weights differentiated are 1/8, -11/8, 11/8
// and -1/8.
func slope(axis int) float64 {
	p := func(i int) float64 { return float64(corners[i][axis]) }
	return 1.375*(p(2)-p(1)) - 0.125*(p(3)-p(0))
}

var cases = []derivtest.Case{
	linear("before", -3, 0.5, 0, 0, 0, 1, 0, 0),
	linear("first piece", -0.5, 0.85, 0, -0.35, -0.35, 0.5, 0.5, 0.7),
	linear("second piece", 0.75, 0.45, 1, 0.5, 0.5, 0.5, 0.5, -1),
	linear("beyond", 9, 2, 4, 0, 0, 1, 0, 0),
	{Name: "at a knot", F: Linear, D: LinearGrad, Args: args(xs, ys, 0), Value: v(1.2), Rough: true},
	// At (1/2, 1/4) of the cell of 2, 4, -1 and 3.
	{F: Bilinear, D: BilinearGrad, Args: args(grid, 0.5, 1.25), Value: v(1.25), Grad: v(
		0, 0.375, 0.125, 0, 0.375, 0.125, 0, 0, 0,
		-2.5, 3)},
	{Name: "beyond", F: Bilinear, D: BilinearGrad, Args: args(grid, 3, 0), Value: v(10), Grad: v(
		0, 0, 0, -1, 0, 0, 2, 0, 0,
		5, -8), Rough: true},
	{F: Neville, D: NevilleGrad, Args: args(v(-1, 0, 2, 3), v(-4.5, -1, 0, 9.5), 1.3), Value: v(((1.3-2)*1.3+0.5)*1.3 - 1)},
	{Name: "line", F: Neville, D: NevilleGrad, Args: args(v(1, 3), v(2, 8), 2.5), Value: v(6.5), Grad: v(-0.75, -2.25, 0.25, 0.75, 3)},
	{Name: "of other lengths", F: Neville, D: NevilleGrad, Args: args(v(1, 3), v(2), 2.5)},

	// The solution is 1, 2, 3; upper becomes 1/2 and 2/9.
	{F: Tridiagonal, D: TridiagonalVJP, Args: args(v(0, 1, -1), v(4, 5, 3), v(2, 1, 0), v(8, 14, 7)), Value: v(0.5, 2.0/9, 0, 1, 2, 3)},
	// b/a and d/a.
	{Name: "one", F: Tridiagonal, D: TridiagonalVJP, Args: args(v(7), v(4), v(2), v(8)), Value: v(0.5, 2), Grad: v(
		0, -0.125, 0.25, 0,
		0, -0.5, 0, 0.25)},
	// On 0, 1, 2 the natural spline through 0, 1, 0 has second derivatives 0, -3,
	// 0: it is 1.5 x - 0.5 x³ up to 1.
	{F: Natural, D: NaturalGrad, H: NaturalHVP, Args: args(v(0, 1, 2), v(0, 1, 0), 0.5), Value: v(0.6875)},
	{Name: "five points", F: Natural, D: NaturalGrad, H: NaturalHVP, Args: args(xs, ys, 1.7)},
	{Name: "beyond", F: Natural, D: NaturalGrad, H: NaturalHVP, Args: args(xs, ys, 4.5)},
	{Name: "out of order", F: Natural, D: NaturalGrad, H: NaturalHVP, Args: args(ys, xs, 1)},
	// The cubic 2t³ - 3t² + t + 4; by the values and slopes it is the four
	// polynomials of Hermite, by t its slope.
	{F: Hermite, D: HermiteGrad, Args: args([2]float64{4, 4}, [2]float64{1, 1}, 0.3), Value: v(((2*0.3-3)*0.3+1)*0.3 + 4),
		Grad: v(0.784, 0.216, 0.147, -0.063, 6*0.09-6*0.3+1)},
	{F: Slopes, D: SlopesVJP, Args: args(v(0, 1, 4, 3, -6), 0.5, v(9, 9, 9, 9, 9)), Value: v(2, 3, 0, -3.6, -18), Rough: true}, // 3 is at a corner
	{Name: "smooth", F: Slopes, D: SlopesVJP, Args: args(v(0, 1, 3.5, 3, -6, -7, -7.5, -6), 0.5, make([]float64, 8))},

	{F: Bezier, D: BezierVJP, Args: args(0.5, control), Value: v(2, 1.75), Grad: v(
		4.5, 0.125, 0, 0.375, 0, 0.375, 0, 0.125, 0,
		0, 0, 0.125, 0, 0.375, 0, 0.375, 0, 0.125)},
	{Name: "line", F: Bezier, D: BezierVJP, Args: args(0.25, []Point{{0, 0}, {2, 4}, {4, 8}}), Value: v(1, 2), Grad: v(
		4, 0.5625, 0, 0.375, 0, 0.0625, 0,
		8, 0, 0.5625, 0, 0.375, 0, 0.0625)},
	{Name: "nothing", F: Bezier, D: BezierVJP, Args: args(0.25, []Point(nil))},
	{F: CatmullRom, D: CatmullRomVJP, J: CatmullRomJac, Args: args(corners, 0.5), Value: v(1.5, -0.0625), Grad: half(), Rel: 1e-6, Rough: true},
	{Name: "constant", F: BSpline, D: BSplineGrad, Args: args(knots, v(3, 3, 3, 3), 2, 0.7), Wrt: []int{1, 3}, Value: v(3)},
	// Coefficients at the means of the knots give a straight line.
	{Name: "line", F: BSpline, D: BSplineGrad, Args: args(knots, v(0, 0.2, 0.7, 1), 2, 0.55), Wrt: []int{1, 3}, Value: v(0.55)},
	{Name: "Bézier", F: BSpline, D: BSplineGrad, Args: args(v(0, 0, 0, 1, 1, 1), v(0.3, -1, 2), 2, 0.4), Wrt: []int{1, 3},
		Value: v(0.36*0.3 - 0.48 + 0.16*2), Grad: v(0.36, 0.48, 0.16, 1.2*(-1.3)+0.8*3)},
	{Name: "no degree", F: BSpline, D: BSplineGrad, Args: args(v(0, 1, 2), v(5, 7), 0, 1.5), Wrt: []int{1, 3}, Value: v(7), Grad: v(0, 1, 0)},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }

// TestThroughPoints has natural splines meet their points.
func TestThroughPoints(t *testing.T) {
	for i, x := range xs {
		if y, err := Natural(xs, ys, x); math.Abs(y-ys[i]) > 1e-15 || err != nil {
			t.Errorf("at %v: %v, want %v; error %v", x, y, ys[i], err)
		}
	}
	if _, err := Natural(ys, xs, 1); !errors.Is(err, ErrNoSpline) {
		t.Errorf("points out of order: %v", err)
	}
}
