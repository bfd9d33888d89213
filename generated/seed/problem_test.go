// The opening problem against the derivative that the seed text derives twice.

package seed

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// TestCube compares with "6x(x² + 1)²", by the chain rule and by expansion.
func TestCube(t *testing.T) {
	cube := func(x float64) float64 { return math.Pow(x*x+1, 3) }
	slope := func(x float64) float64 { return 6 * x * (x*x + 1) * (x*x + 1) }
	checkAll(t, map[string]closedForm{
		"by the chain rule": {gradtest.Scalar(Cube, CubeGrad, CubeJVP), cube, slope},
		"as a composition":  {gradtest.Scalar(CubeComposed, CubeComposedGrad, CubeComposedJVP), cube, slope},
		"expanded": {gradtest.Scalar(CubeExpanded, CubeExpandedGrad, CubeExpandedJVP), cube,
			func(x float64) float64 { return 6*math.Pow(x, 5) + 12*math.Pow(x, 3) + 6*x }},
	}, -2.5, -1, -0.3, 0, 0.7, 1, 3)
}

// TestCubeFactors multiplies the parts: h′(x) = f′(g(x))·g′(x), g′(x) = 2x, f′(u) = 3u².
func TestCubeFactors(t *testing.T) {
	for _, x := range []float64{-1.5, 0, 0.7, 2} {
		u, dg := innerGrad(x)
		h, df := outerGrad(u)
		gradtest.Near(t, "g′(x)", dg, 2*x, 0)
		gradtest.Near(t, "f′(u)", df, 3*u*u, 1e-15)
		y, dx := CubeGrad(x)
		gradtest.Near(t, "h(x)", y, h, 1e-15)
		gradtest.Near(t, "h′(x)", dx, df*dg, 1e-15)
	}
}
