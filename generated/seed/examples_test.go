// The four examples against the derivatives that the seed text prints.

package seed

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

func TestExamples(t *testing.T) {
	triple := func(x float64) float64 { return math.Sin(math.Exp(x * x)) }
	tripleSlope := func(x float64) float64 { return math.Cos(math.Exp(x*x)) * math.Exp(x*x) * 2 * x }
	checkAll(t, map[string]closedForm{
		"1": {gradtest.Scalar(Gauss, GaussGrad, GaussJVP),
			func(x float64) float64 { return math.Exp(-x * x) },
			func(x float64) float64 { return -2 * x * math.Exp(-x*x) }},
		"2": {gradtest.Scalar(Wave, WaveGrad, WaveJVP),
			func(x float64) float64 { return math.Sin(3*x + 2) },
			func(x float64) float64 { return 3 * math.Cos(3*x+2) }},
		"3": {gradtest.Scalar(Log, LogGrad, LogJVP),
			func(x float64) float64 { return math.Log(x*x + 1) },
			func(x float64) float64 { return 2 * x / (x*x + 1) }},
		"4":           {gradtest.Scalar(Triple, TripleGrad, TripleJVP), triple, tripleSlope},
		"4, in steps": {gradtest.Scalar(TripleSteps, TripleStepsGrad, TripleStepsJVP), triple, tripleSlope},
	}, -1.3, -0.4, 0, 0.2, 1, 1.7)
}
