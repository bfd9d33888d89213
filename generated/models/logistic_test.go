// Logistic regression against its gradient by hand and where it is solved.

package models

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// logistic is Logistic as a function of w and b in one vector.
func logistic(X, y []float64, d int) gradtest.Function {
	return gradtest.OfParts([]int{d, 1},
		func(p [][]float64) float64 { return Logistic(X, y, p[0], p[1][0]) },
		func(p, dp [][]float64) (loss float64) {
			loss, dp[1][0] = LogisticGrad(X, y, p[0], p[1][0], dp[0])
			return loss
		},
		func(p, dot [][]float64) (loss, lossDot float64) {
			return LogisticJVP(X, y, p[0], p[1][0], dot[0], dot[1][0])
		})
}

// TestLogistic compares with Xᵀ(σ(Xw + b) - y)/n, the score of the model
// (McCullagh and Nelder, Generalized Linear Models, 2nd ed., §4.4.2).
func TestLogistic(t *testing.T) {
	const n, d = 9, 4
	X, p := gradtest.Normals(1, n*d, 1), gradtest.Normals(2, d+1, 1)
	y := make([]float64, n)
	for i, l := range gradtest.Labels(3, n, 2) {
		y[i] = float64(l)
	}
	want := make([]float64, d+1)
	for i := range n {
		z := p[d]
		for j := range d {
			z += X[i*d+j] * p[j]
		}
		residual := (1/(1+math.Exp(-z)) - y[i]) / n
		for j := range d {
			want[j] += residual * X[i*d+j]
		}
		want[d] += residual
	}
	gradtest.Equal(t, "gradient", logistic(X, y, d).Check(t, p, 1e-11), want, 1e-14)
}

// TestLogisticIntercept has a closed form: without features the best b is the
// log-odds of the labels, and the loss their entropy.
func TestLogisticIntercept(t *testing.T) {
	y := []float64{1, 0, 0, 1, 0, 0, 0, 0}
	const share = 0.25
	b := math.Log(share / (1 - share))
	loss, db := LogisticGrad(nil, y, nil, b, nil)
	gradtest.Near(t, "entropy", loss, -share*math.Log(share)-(1-share)*math.Log(1-share), 1e-15)
	if math.Abs(db) > 1e-16 {
		t.Errorf("db = %v at the solution", db)
	}
}

// TestLogisticFar is where exp(z) overflows: the loss is |z| and its slope -y or 1-y.
func TestLogisticFar(t *testing.T) {
	dw := make([]float64, 1)
	loss, db := LogisticGrad([]float64{1, -1}, []float64{0, 1}, []float64{2000}, 0, dw)
	if loss != 2000 || db != 0 || dw[0] != 1 {
		t.Errorf("loss %v, dw %v, db %v; want 2000, 1, 0", loss, dw[0], db)
	}
}
