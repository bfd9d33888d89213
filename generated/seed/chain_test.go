// The longer chain against its closed form, and its trace step by step.

package seed

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// TestChain compares with "2x·cos(ln(x²+1))/(x²+1)".
func TestChain(t *testing.T) {
	closedForm{
		gradtest.Scalar(Chain, ChainGrad, ChainJVP),
		func(x float64) float64 { return math.Sin(math.Log(x*x + 1)) },
		func(x float64) float64 { return 2 * x * math.Cos(math.Log(x*x+1)) / (x*x + 1) },
	}.check(t, -4, -1, 0, 0.7, 1.5, 10)
}

// TestTrace follows the table: forward the values a, b and y, backward the
// products of the derivatives with respect to the previous variable.
func TestTrace(t *testing.T) {
	for _, x := range []float64{-2, 0.7, 3} {
		a, b, y := x*x+1, math.Log(x*x+1), math.Sin(math.Log(x*x+1))
		gotA, gotB, gotY := Trace(x)
		gradtest.Equal(t, "values a, b, y", []float64{gotA, gotB, gotY}, []float64{a, b, y}, 1e-15)

		_, da := traceAGrad(x)
		_, db := traceBGrad(a)
		_, dy := traceYGrad(b)
		gradtest.Equal(t, "da/dx, db/da, dy/db", []float64{da, db, dy}, []float64{2 * x, 1 / a, math.Cos(b)}, 1e-15)

		_, dx := ChainGrad(x)
		gradtest.Near(t, "dy/dx", dx, dy*db*da, 1e-15)
	}
}

// TestTraceAdjoints seeds one line of the table at a time.
func TestTraceAdjoints(t *testing.T) {
	const x = 0.7
	a := x*x + 1
	slopes := []float64{2 * x, 2 * x / a, 2 * x / a * math.Cos(math.Log(a))} // of a, b and y
	_, _, _, aDot, bDot, yDot := TraceJVP(x, 1)
	gradtest.Equal(t, "tangents", []float64{aDot, bDot, yDot}, slopes, 1e-15)
	for i, want := range slopes {
		seed := make([]float64, 3)
		seed[i] = 1
		_, _, _, dx := TraceVJP(x, seed[0], seed[1], seed[2])
		gradtest.Near(t, "dx", dx, want, 1e-15)
	}
	_, _, _, dx := TraceVJP(x, 2, -3, 5)
	gradtest.Near(t, "sum over the results", dx, 2*slopes[0]-3*slopes[1]+5*slopes[2], 1e-15)
}
