// That gonum's minimisers take generated functions as they are.

package bench

import (
	"math"
	"testing"

	"chainrule/generated/models"

	"gonum.org/v1/gonum/optimize"
)

func TestMinimize(t *testing.T) {
	p := optimize.Problem{
		Func: models.Rosenbrock,
		Grad: func(grad, x []float64) { models.RosenbrockGrad(x, grad) },
	}
	// The start of Moré, Garbow and Hillstrom, Testing Unconstrained Optimization
	// Software, ACM TOMS 7 (1981), problem 21, continued to four dimensions.
	result, err := optimize.Minimize(p, []float64{-1.2, 1, -1.2, 1}, nil, &optimize.BFGS{})
	if err != nil {
		t.Fatal(err)
	}
	for i, x := range result.X {
		if math.Abs(x-1) > 1e-6 {
			t.Errorf("x[%d] = %v at the minimum, want 1", i, x)
		}
	}
}
