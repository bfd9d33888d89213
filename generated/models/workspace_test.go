// Work spaces: no call allocates with one, and what an earlier call left there
// changes no result.

package models

import (
	"math"
	"slices"
	"sync"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// problem is a call of a gradient with a work space: run gives the value and
// the shadows of a problem of size n, with ws or, if fresh, with a new one.
type problem struct {
	run func(n int, fresh bool) []float64
	// only is a call at size 4 that makes no results of its own.
	only func()
}

// gradientOf makes a problem of a function of flat parameters. grad is given a
// work space by new.
func gradientOf[W any](parameters func(n int) []float64, grad func(ws *W, n int, p, dp []float64) float64) problem {
	shared := new(W)
	p, dp := parameters(4), make([]float64, len(parameters(4)))
	return problem{
		run: func(n int, fresh bool) []float64 {
			ws := shared
			if fresh {
				ws = new(W)
			}
			p := parameters(n)
			dp := make([]float64, len(p))
			return append(dp, grad(ws, n, p, dp))
		},
		only: func() { grad(shared, 4, p, dp) },
	}
}

// problems are the models that need work space; n is the number of samples or steps.
func problems() map[string]problem {
	X, label := gradtest.Normals(1, 100, 1), gradtest.Labels(2, 10, 3)
	net := perceptronSize{3, 4, 3, 0}
	mix := mixtureSize{3, 4, 0}
	cell := gruSize{3, 2, 0}
	split := func(x []float64, lengths []int) (a, b, c, d []float64) {
		a, x = x[:lengths[0]], x[lengths[0]:]
		b, x = x[:lengths[1]], x[lengths[1]:]
		c, d = x[:lengths[2]], x[lengths[2]:]
		return a, b, c, d
	}
	fixed := func(n int) func(int) []float64 {
		return func(int) []float64 { return gradtest.Normals(3, n, 0.7) }
	}
	netLengths, mixLengths, cellLengths := net.lengths(), mix.lengths(), cell.lengths()
	return map[string]problem{
		"Perceptron": gradientOf(fixed(gradtest.Total(netLengths)), func(ws *PerceptronWorkspace, n int, p, dp []float64) float64 {
			W1, b1, W2, b2 := split(p, netLengths)
			dW1, db1, dW2, db2 := split(dp, netLengths)
			return PerceptronGradWS(ws, W1, b1, W2, b2, X[:n*3], label[:n], dW1, db1, dW2, db2)
		}),
		"Mixture": gradientOf(fixed(gradtest.Total(mixLengths)), func(ws *MixtureWorkspace, n int, p, dp []float64) float64 {
			alpha, mu, q, L := split(p, mixLengths)
			dalpha, dmu, dq, dL := split(dp, mixLengths)
			return MixtureGradWS(ws, alpha, mu, q, L, X[:n*4], dalpha, dmu, dq, dL)
		}),
		"GRU": gradientOf(fixed(gradtest.Total(cellLengths)), func(ws *GRUWorkspace, n int, p, dp []float64) float64 {
			W, U, b, _ := split(p, cellLengths)
			dW, dU, db, _ := split(dp, cellLengths)
			return GRUGradWS(ws, W, U, b, X[:n*2], X[40:][:n*3], dW, dU, db)
		}),
		"LotkaVolterra": gradientOf(fixed(6), func(ws *LotkaVolterraWorkspace, n int, _, dp []float64) (loss float64) {
			loss, dp[0], dp[1], dp[2], dp[3], dp[4], dp[5] = LotkaVolterraGradWS(ws, 0.5, 0.03, 0.8, 0.02, 30, 5, lynxAndHare[:2*n], 3)
			return loss
		}),
		"Kalman": gradientOf(fixed(1), func(ws *KalmanWorkspace, n int, _, dp []float64) (ll float64) {
			w, d := kalmanParts, kalmanShadows
			ll, dp[0] = KalmanGradWS(ws, X[:n], w[0], w[1], w[2], w[3][0], w[4], w[5], d[0], d[1], d[2], d[4], d[5])
			return ll
		}),
		"Softmax": gradientOf(fixed(3*4+3), func(ws *SoftmaxWorkspace, n int, p, dp []float64) float64 {
			return SoftmaxGradWS(ws, p[:12], p[12:], X[:n*4], label[:n], dp[:12], dp[12:])
		}),
	}
}

// kalmanParts are the parameters of kalmanPoint, and kalmanShadows room for their shadows.
var (
	kalmanParts   = gradtest.Split(kalmanPoint, kalmanLengths...)
	kalmanShadows = gradtest.Split(make([]float64, len(kalmanPoint)), kalmanLengths...)
)

// TestDirtyWorkspace calls with more and with less data in turns.
func TestDirtyWorkspace(t *testing.T) {
	for name, p := range problems() {
		for _, n := range []int{2, 10, 1, 7, 0, 3} {
			got, want := p.run(n, false), p.run(n, true)
			if !slices.EqualFunc(got, want, func(a, b float64) bool { return math.Float64bits(a) == math.Float64bits(b) }) {
				t.Errorf("%s, n = %d: with a used work space %v, with a new one %v", name, n, got, want)
			}
		}
	}
}

// TestWorkspaceAllocations also bounds the functions without: they come from a pool.
func TestWorkspaceAllocations(t *testing.T) {
	for name, p := range problems() {
		p.only()
		if n := testing.AllocsPerRun(100, p.only); n != 0 {
			t.Errorf("%s allocates %v times with a work space", name, n)
		}
	}
	x, dx := gradtest.Normals(1, 100, 1), make([]float64, 100)
	if n := testing.AllocsPerRun(100, func() { RosenbrockGrad(x, dx) }); n != 0 {
		t.Errorf("Rosenbrock allocates %v times", n)
	}
}

// TestConcurrent calls from several goroutines at a time, which the race
// detector watches; each takes a work space from the pool.
func TestConcurrent(t *testing.T) {
	s := mixtureSize{3, 4, 0}
	var wait sync.WaitGroup
	for n := range 16 {
		wait.Go(func() {
			x, p := gradtest.Normals(1, n*s.d, 1), gradtest.Normals(2, gradtest.Total(s.lengths()), 0.5)
			want := make([]float64, len(p))
			value := s.mixture(x).Grad(p, want)
			for range 50 {
				got := make([]float64, len(p))
				if y := s.mixture(x).Grad(p, got); y != value || !slices.Equal(got, want) {
					t.Errorf("n = %d: a call beside others gives %v, %v; alone %v, %v", n, y, got, value, want)
				}
			}
		})
	}
	wait.Wait()
}
