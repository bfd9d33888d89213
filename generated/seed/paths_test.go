// Sums over all paths, against the closed forms and term by term.

package seed

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// TestProduct compares with "5s⁴", derived and verified in the seed text.
func TestProduct(t *testing.T) {
	closedForm{
		gradtest.Scalar(Product, ProductGrad, ProductJVP),
		func(s float64) float64 { return math.Pow(s, 5) },
		func(s float64) float64 { return 5 * math.Pow(s, 4) },
	}.check(t, -1.5, -1, 0, 0.3, 2)
}

// TestPaths adds ∂z/∂y1·∂y1/∂x and ∂z/∂y2·∂y2/∂x by hand.
func TestPaths(t *testing.T) {
	paths := gradtest.Scalar(Paths, PathsGrad, PathsJVP)
	for _, x := range []float64{-2, -0.5, 0, 1.2} {
		y1, slope1 := leftGrad(x)
		y2, slope2 := rightGrad(x)
		_, dy1, dy2 := topGrad(y1, y2)
		dx := paths.Check(t, []float64{x}, 1e-12)
		gradtest.Near(t, "∂z/∂x", dx[0], dy1*slope1+dy2*slope2, 1e-14)
		gradtest.Near(t, "∂z/∂y1", dy1, math.Exp(y2)+y2*math.Cos(y1*y2), 1e-14)
		gradtest.Near(t, "∂z/∂y2", dy2, y1*math.Exp(y2)+y1*math.Cos(y1*y2), 1e-14)
	}
}

// TestFan sums over n paths: dz/dx = 2·sum(y)·Σ w[k]·cos(w[k]·x).
func TestFan(t *testing.T) {
	for _, n := range []int{1, 2, 5, 100} {
		w := gradtest.Normals(1, n, 1)
		fan := gradtest.Scalar(
			func(x float64) float64 { return Fan(x, w) },
			func(x float64) (float64, float64) { return FanGrad(x, w) },
			func(x, dot float64) (float64, float64) { return FanJVP(x, w, dot) })
		const x = 0.3
		y, slope := 0.0, 0.0
		for _, wk := range w {
			y += math.Sin(wk * x)
			slope += wk * math.Cos(wk*x)
		}
		dx := fan.Check(t, []float64{x}, 1e-10)
		gradtest.Near(t, "dz/dx", dx[0], 2*y*slope, 1e-12)
	}
}

// TestScalar is ∂z/∂xᵢ = dz/dy·∂y/∂xᵢ = 2xᵢ/Σx².
func TestScalar(t *testing.T) {
	f := gradtest.Function{Value: Scalar, Grad: ScalarGrad, Tangent: ScalarJVP}
	for _, n := range []int{1, 2, 7} {
		x := gradtest.Normals(2, n, 1)
		y := 0.0
		for _, v := range x {
			y += v * v
		}
		want := make([]float64, n)
		for i, v := range x {
			want[i] = 2 * v / y
		}
		gradtest.Equal(t, "∂z/∂x", f.Check(t, x, 1e-11), want, 1e-14)
	}
}

// TestPoly is ∂z/∂x = 2xy³ + y·cos(xy) and ∂z/∂y = 3x²y² + x·cos(xy).
func TestPoly(t *testing.T) {
	f := gradtest.Function{
		Value: func(p []float64) float64 { return Poly(p[0], p[1]) },
		Grad: func(p, dp []float64) (z float64) {
			z, dp[0], dp[1] = PolyGrad(p[0], p[1])
			return z
		},
		Tangent: func(p, dot []float64) (z, zDot float64) { return PolyJVP(p[0], p[1], dot[0], dot[1]) },
	}
	for _, p := range [][]float64{{0.7, -1.2}, {0, 2}, {-3, 0.1}} {
		x, y := p[0], p[1]
		want := []float64{2*x*y*y*y + y*math.Cos(x*y), 3*x*x*y*y + x*math.Cos(x*y)}
		gradtest.Equal(t, "∂z", f.Check(t, p, 1e-12), want, 1e-14)
	}
}
