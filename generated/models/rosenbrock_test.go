// Rosenbrock's function against its published minima and its gradient by hand.

package models

import (
	"testing"

	"chainrule/generated/internal/gradtest"
)

var rosenbrock = gradtest.Function{Value: Rosenbrock, Grad: RosenbrockGrad, Tangent: RosenbrockJVP}

// TestRosenbrockStart is at the start point of Moré, Garbow and Hillstrom
// (ACM TOMS 7, 1981, problem 1): f(-1.2, 1) = 24.2, and the gradient
// (-400x(y-x²) - 2(1-x), 200(y-x²)) = (-215.6, -88).
func TestRosenbrockStart(t *testing.T) {
	x := []float64{-1.2, 1}
	gradtest.Near(t, "f(-1.2, 1)", Rosenbrock(x), 24.2, 1e-15)
	gradtest.Equal(t, "gradient", rosenbrock.Check(t, x, 1e-12), []float64{-215.6, -88}, 1e-15)
}

// TestRosenbrockMinimum is 0 with the gradient 0 where all x[i] are 1.
func TestRosenbrockMinimum(t *testing.T) {
	for _, n := range []int{2, 3, 100} {
		x, dx := make([]float64, n), gradtest.Normals(1, n, 1)
		for i := range x {
			x[i] = 1
		}
		if f := RosenbrockGrad(x, dx); f != 0 {
			t.Errorf("n = %d: the minimum is %v, want 0", n, f)
		}
		for i, v := range dx {
			if v != 0 {
				t.Errorf("n = %d: ∂%d = %v at the minimum", n, i, v)
			}
		}
	}
}

// TestRosenbrockLocalMinimum is at the second minimum for n = 4, published as
// (-0.775659, 0.613093, 0.382063, 0.145972) with the value 3.70143 (Shang and
// Qiu, A note on the extended Rosenbrock function, Evolutionary Computation 14,
// 2006). The gradient is what half a unit in the last of these digits makes,
// times second derivatives of about 1000.
func TestRosenbrockLocalMinimum(t *testing.T) {
	x := []float64{-0.775659, 0.613093, 0.382063, 0.145972}
	gradtest.Near(t, "value", Rosenbrock(x), 3.70143, 2e-6)
	for i, v := range rosenbrock.Check(t, x, 1e-9) {
		if v < -1e-3 || v > 1e-3 {
			t.Errorf("∂%d = %v at a local minimum", i, v)
		}
	}
}

// TestRosenbrockGradient differentiates each term by hand.
func TestRosenbrockGradient(t *testing.T) {
	for _, n := range []int{2, 5, 33} {
		x := gradtest.Normals(2, n, 1)
		want := make([]float64, n)
		for i := range n - 1 {
			c := x[i+1] - x[i]*x[i]
			want[i] += -400*x[i]*c - 2*(1-x[i])
			want[i+1] += 200 * c
		}
		gradtest.Equal(t, "gradient", rosenbrock.Check(t, x, 1e-11), want, 1e-14)
	}
}

// TestRosenbrockShort has no terms.
func TestRosenbrockShort(t *testing.T) {
	for n := range 2 {
		x, dx := make([]float64, n), []float64{7}[:n]
		if f := RosenbrockGrad(x, dx); f != 0 || n == 1 && dx[0] != 0 {
			t.Errorf("n = %d: value %v and gradient %v, want 0", n, f, dx)
		}
	}
}
