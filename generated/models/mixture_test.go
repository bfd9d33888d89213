// The Gaussian mixture against GradBench's reference and its gradient by hand.

package models

import (
	"encoding/json"
	"math"
	"os"
	"slices"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// mixtureSize is K components in d dimensions and n points.
type mixtureSize struct{ K, d, n int }

func (s mixtureSize) triangle() int { return s.d * (s.d - 1) / 2 }

// lengths are those of alpha, mu, q and L.
func (s mixtureSize) lengths() []int { return []int{s.K, s.K * s.d, s.K * s.d, s.K * s.triangle()} }

// mixture is Mixture as a function of its parameters in one vector.
func (s mixtureSize) mixture(x []float64) gradtest.Function {
	return gradtest.OfParts(s.lengths(),
		func(p [][]float64) float64 { return Mixture(p[0], p[1], p[2], p[3], x) },
		func(p, d [][]float64) float64 { return MixtureGrad(p[0], p[1], p[2], p[3], x, d[0], d[1], d[2], d[3]) },
		func(p, d [][]float64) (y, yDot float64) {
			return MixtureJVP(p[0], p[1], p[2], p[3], x, d[0], d[1], d[2], d[3])
		})
}

// posterior is MixturePosterior as a function of its parameters in one vector.
func (s mixtureSize) posterior(x []float64, gamma float64, m int) gradtest.Function {
	return gradtest.OfParts(s.lengths(),
		func(p [][]float64) float64 { return MixturePosterior(p[0], p[1], p[2], p[3], x, gamma, m) },
		func(p, d [][]float64) float64 {
			return MixturePosteriorGrad(p[0], p[1], p[2], p[3], x, gamma, m, d[0], d[1], d[2], d[3])
		},
		func(p, d [][]float64) (y, yDot float64) {
			return MixturePosteriorJVP(p[0], p[1], p[2], p[3], x, gamma, m, d[0], d[1], d[2], d[3])
		})
}

// TestMixture checks mixtures of several shapes, one dimension among them.
func TestMixture(t *testing.T) {
	for _, s := range []mixtureSize{{1, 1, 3}, {3, 1, 5}, {2, 2, 4}, {3, 4, 6}} {
		x := gradtest.Normals(1, s.n*s.d, 1)
		p := gradtest.Normals(2, gradtest.Total(s.lengths()), 0.5)
		grad := s.mixture(x).Check(t, p, 1e-10)
		gradtest.Equal(t, "gradient", grad, s.byShares(p, x), 1e-12)
		s.posterior(x, 1.3, 2).Check(t, p, 1e-10)
	}
}

// byShares sums over points and components with the shares g that components
// have in a point (Bishop, Pattern Recognition and Machine Learning, §9.2.2):
// with v = x - mu and y = Q·v, the log-density of a component is
// alpha + Σq - ½|y|², whose derivatives are Qᵀy by mu, 1 - y·v·e^q by q and
// -y[r]·v[c] by L; the normalisation takes n times the softmax from alpha's.
func (s mixtureSize) byShares(p, x []float64) []float64 {
	grad := make([]float64, len(p))
	w, d := gradtest.Split(p, s.lengths()...), gradtest.Split(grad, s.lengths()...)
	for i := range s.n {
		logs := make([]float64, s.K)
		for k := range logs {
			logs[k] = w[0][k]
			_, y := s.residual(w, k, x[i*s.d:])
			for r := range y {
				logs[k] += w[2][k*s.d+r] - 0.5*y[r]*y[r]
			}
		}
		for k, g := range shares(logs) {
			s.addPoint(w, d, k, g, x[i*s.d:])
		}
	}
	for k, share := range shares(w[0]) {
		d[0][k] -= float64(s.n) * share
	}
	return grad
}

// residual is v = x - mu and y = Q·v for component k.
func (s mixtureSize) residual(w [][]float64, k int, x []float64) (v, y []float64) {
	v, y = make([]float64, s.d), make([]float64, s.d)
	for r := range v {
		v[r] = x[r] - w[1][k*s.d+r]
		y[r] = math.Exp(w[2][k*s.d+r]) * v[r]
		for c := range r {
			y[r] += w[3][k*s.triangle()+r*(r-1)/2+c] * v[c]
		}
	}
	return v, y
}

// addPoint adds the derivatives of component k's log-density at x, times g.
func (s mixtureSize) addPoint(w, d [][]float64, k int, g float64, x []float64) {
	v, y := s.residual(w, k, x)
	d[0][k] += g
	for r := range v {
		e := math.Exp(w[2][k*s.d+r])
		d[1][k*s.d+r] += g * e * y[r]
		d[2][k*s.d+r] += g * (1 - y[r]*v[r]*e)
		for c := range r {
			l := k*s.triangle() + r*(r-1)/2 + c
			d[1][k*s.d+c] += g * w[3][l] * y[r]
			d[3][l] -= g * y[r] * v[c]
		}
	}
}

// gradBench is testdata/gradbench_gmm.json, which says where it comes from.
type gradBench struct {
	D, K, N, M int
	Gamma      float64
	gradBenchParams
	X         [][]float64
	Objective float64
	Jacobian  gradBenchParams
}

type gradBenchParams struct {
	Alpha    []float64
	Mu, Q, L [][]float64
}

// flat gives the parameters in one vector. GradBench lists the strict lower
// triangles column by column.
func (p gradBenchParams) flat(d int) []float64 {
	all := slices.Concat(p.Alpha, slices.Concat(p.Mu...), slices.Concat(p.Q...))
	for _, columns := range p.L {
		for r := range d {
			for c := range r {
				before := c*d - c*(c+1)/2 // the entries in the columns before c
				all = append(all, columns[before+r-c-1])
			}
		}
	}
	return all
}

// TestGradBench compares with the value and the gradient of GradBench's
// hand-written C++, whose sums are in another order.
func TestGradBench(t *testing.T) {
	text, err := os.ReadFile("testdata/gradbench_gmm.json")
	if err != nil {
		t.Fatal(err)
	}
	var g gradBench
	if err := json.Unmarshal(text, &g); err != nil {
		t.Fatal(err)
	}
	s := mixtureSize{g.K, g.D, g.N}
	p := g.flat(g.D)
	grad := make([]float64, len(p))
	lp := s.posterior(slices.Concat(g.X...), g.Gamma, g.M).Grad(p, grad)
	gradtest.Near(t, "objective", lp, g.Objective, 1e-13)
	gradtest.Equal(t, "gradient", grad, g.Jacobian.flat(g.D), 1e-12)
}

// TestMixtureFit is the maximum of one component in one dimension: the mean of
// the points and their standard deviation, e^-q.
func TestMixtureFit(t *testing.T) {
	x := []float64{1, 4, 4, 7}
	const mean, variance = 4, 4.5
	p := []float64{0.7, mean, -0.5 * math.Log(variance)}
	s := mixtureSize{1, 1, len(x)}
	grad := make([]float64, 3)
	ll := s.mixture(x).Grad(p, grad)
	gradtest.Near(t, "log-likelihood", ll, -0.5*float64(len(x))*(math.Log(2*math.Pi*variance)+1), 1e-15)
	for i, v := range grad {
		if math.Abs(v) > 1e-14 {
			t.Errorf("∂%d = %v at the maximum", i, v)
		}
	}
}
