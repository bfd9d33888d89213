// The exercises 1 to 4 against the derivatives that every calculus text gives.

package seed

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// TestExercise1 and 2 go by the chain rule once and twice.
func TestExercise1(t *testing.T) {
	checkAll(t, map[string]closedForm{
		"(3x+1)⁵": {gradtest.Scalar(Exercise1a, Exercise1aGrad, Exercise1aJVP),
			func(x float64) float64 { return math.Pow(3*x+1, 5) },
			func(x float64) float64 { return 15 * math.Pow(3*x+1, 4) }},
		"e^(2x)": {gradtest.Scalar(Exercise1b, Exercise1bGrad, Exercise1bJVP),
			func(x float64) float64 { return math.Exp(2 * x) },
			func(x float64) float64 { return 2 * math.Exp(2*x) }},
		"√(1+x²)": {gradtest.Scalar(Exercise1d, Exercise1dGrad, Exercise1dJVP),
			func(x float64) float64 { return math.Sqrt(1 + x*x) },
			func(x float64) float64 { return x / math.Sqrt(1+x*x) }},
	}, -2, -0.5, 0, 0.4, 1, 2.5)
}

// TestExercise1c compares ln(x³) with 3/x, where it is real.
func TestExercise1c(t *testing.T) {
	closedForm{
		gradtest.Scalar(Exercise1c, Exercise1cGrad, Exercise1cJVP),
		func(x float64) float64 { return math.Log(x * x * x) },
		func(x float64) float64 { return 3 / x },
	}.check(t, 0.1, 0.7, 2, 30)
	if y, _ := Exercise1cGrad(-1); !math.IsNaN(y) {
		t.Errorf("ln(x³) at -1 is %v, want NaN", y)
	}
}

// TestExercise2 compares with -sin(x²)·2x·cos(cos(x²)).
func TestExercise2(t *testing.T) {
	closedForm{
		gradtest.Scalar(Exercise2, Exercise2Grad, Exercise2JVP),
		func(x float64) float64 { return math.Sin(math.Cos(x * x)) },
		func(x float64) float64 { return math.Cos(math.Cos(x*x)) * -math.Sin(x*x) * 2 * x },
	}.check(t, -2, -0.5, 0, 0.4, 1, 2.5)
}

// TestExercise3 verifies by expansion: both forms agree, and are 2(x + 1).
func TestExercise3(t *testing.T) {
	square := func(x float64) float64 { return (x + 1) * (x + 1) }
	slope := func(x float64) float64 { return 2 * (x + 1) }
	points := []float64{-3, -1, -0.4, 0, 0.9, 12}
	checkAll(t, map[string]closedForm{
		"by the chain rule": {gradtest.Scalar(Exercise3, Exercise3Grad, Exercise3JVP), square, slope},
		"expanded":          {gradtest.Scalar(Exercise3Expanded, Exercise3ExpandedGrad, Exercise3ExpandedJVP), square, slope},
	}, points...)
	for _, x := range points {
		_, one := Exercise3Grad(x)
		_, other := Exercise3ExpandedGrad(x)
		gradtest.Near(t, "both ways", one, other, 1e-15)
	}
}

// TestExercise4 finds df/dt = 13t¹² two ways, and a third: by the partial
// derivatives 2xy³ and 3x²y² and dx/dt = 2t, dy/dt = 3t².
func TestExercise4(t *testing.T) {
	f := func(t float64) float64 { return math.Pow(t, 13) }
	slope := func(t float64) float64 { return 13 * math.Pow(t, 12) }
	points := []float64{-1.4, -1, 0, 0.6, 1, 1.9}
	checkAll(t, map[string]closedForm{
		"multivariate": {gradtest.Scalar(Exercise4Chain, Exercise4ChainGrad, Exercise4ChainJVP), f, slope},
		"substituted":  {gradtest.Scalar(Exercise4Direct, Exercise4DirectGrad, Exercise4DirectJVP), f, slope},
	}, points...)
	for _, s := range points {
		x, y := s*s, s*s*s
		_, dx, dy := Exercise4Grad(x, y)
		gradtest.Near(t, "∂f/∂x", dx, 2*x*y*y*y, 1e-15)
		gradtest.Near(t, "∂f/∂y", dy, 3*x*x*y*y, 1e-15)
		gradtest.Near(t, "df/dt", dx*2*s+dy*3*s*s, slope(s), 1e-14)
	}
}
