package hand_test

import (
	"math"
	"testing"

	"chainrule/generated/bench/hand"
	"chainrule/generated/bench/primal"
	"chainrule/generated/bench/problem"

	"gonum.org/v1/gonum/diff/fd"
)

// TestRemainders checks sizes that are no multiple of four, which the benchmarks
// do not have, against central differences.
func TestRemainders(t *testing.T) {
	for n := range 9 {
		if n > 0 {
			checkLogistic(t, problem.NewLogistic(n, 3))
			checkPerceptron(t, problem.NewPerceptron(n, 3, 6, 5))
			checkMixture(t, problem.NewMixture(n, 3, 2))
		}
		checkRosenbrock(t, problem.NewRosenbrock(n))
	}
}

func checkRosenbrock(t *testing.T, p *problem.Rosenbrock) {
	got := make([]float64, len(p.Theta))
	value := hand.RosenbrockGrad(p.Theta, got)
	check(t, "Rosenbrock", primal.Rosenbrock, p.Theta, got, value)
}

func checkLogistic(t *testing.T, p *problem.Logistic) {
	loss := func(theta []float64) float64 { return primal.Logistic(p.X, p.Y, p.W(theta), theta[p.D]) }
	got := make([]float64, len(p.Theta))
	var value float64
	value, got[p.D] = hand.LogisticGrad(p.X, p.Y, p.W(p.Theta), p.Theta[p.D], p.W(got))
	check(t, "logistic", loss, p.Theta, got, value)
}

func checkPerceptron(t *testing.T, p *problem.Perceptron) {
	room := primal.NewPerceptronWorkspace(p.H, p.C)
	loss := func(theta []float64) float64 {
		W1, b1, W2, b2 := p.Split(theta)
		return primal.Perceptron(room, W1, b1, W2, b2, p.X, p.Label)
	}
	got := make([]float64, len(p.Theta))
	W1, b1, W2, b2 := p.Split(p.Theta)
	dW1, db1, dW2, db2 := p.Split(got)
	var ws hand.PerceptronWorkspace
	value := hand.PerceptronGradWS(&ws, W1, b1, W2, b2, p.X, p.Label, dW1, db1, dW2, db2)
	check(t, "perceptron", loss, p.Theta, got, value)
}

func checkMixture(t *testing.T, p *problem.Mixture) {
	room := primal.NewMixtureWorkspace(p.K, p.D)
	ll := func(theta []float64) float64 {
		alpha, mu, q, L := p.Split(theta)
		return primal.Mixture(room, alpha, mu, q, L, p.X)
	}
	alpha, mu, q, L := p.Split(p.Theta)
	for _, f := range []func(ws *hand.MixtureWorkspace, alpha, mu, q, L, x, dalpha, dmu, dq, dL []float64) float64{
		hand.MixtureGradWS, hand.MixtureGradPerPointWS,
	} {
		got := make([]float64, len(p.Theta))
		dalpha, dmu, dq, dL := p.Split(got)
		var ws hand.MixtureWorkspace
		value := f(&ws, alpha, mu, q, L, p.X, dalpha, dmu, dq, dL)
		check(t, "mixture", ll, p.Theta, got, value)
	}
}

// check compares a gradient with central differences.
func check(t *testing.T, what string, f func([]float64) float64, theta, got []float64, value float64) {
	t.Helper()
	if want := f(theta); math.Abs(value-want) > 1e-12*math.Abs(want) {
		t.Errorf("%s: value %v, want %v", what, value, want)
	}
	if len(theta) == 0 {
		return
	}
	want := fd.Gradient(nil, f, theta, &fd.Settings{Formula: fd.Central})
	for i, w := range want {
		if math.Abs(got[i]-w) > 1e-6*(1+math.Abs(w)) {
			t.Errorf("%s: derivative %d of %d is %v, want %v", what, i, len(theta), got[i], w)
		}
	}
}
