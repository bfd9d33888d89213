// The Kalman filter against the joint normal density and a published fit.

package models

import (
	"math"
	"slices"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// kalmanLengths are those of F, Q, H, R, m0 and P0.
var kalmanLengths = []int{4, 4, 2, 1, 2, 4}

// kalman is Kalman as a function of its parameters in one vector.
func kalman(y []float64) gradtest.Function {
	return gradtest.OfParts(kalmanLengths,
		func(p [][]float64) float64 { return Kalman(y, p[0], p[1], p[2], p[3][0], p[4], p[5]) },
		func(p, d [][]float64) (ll float64) {
			ll, d[3][0] = KalmanGrad(y, p[0], p[1], p[2], p[3][0], p[4], p[5], d[0], d[1], d[2], d[4], d[5])
			return ll
		},
		func(p, d [][]float64) (ll, llDot float64) {
			return KalmanJVP(y, p[0], p[1], p[2], p[3][0], p[4], p[5], d[0], d[1], d[2], d[3][0], d[4], d[5])
		})
}

// kalmanPoint is a stable model with full symmetric covariances.
var kalmanPoint = slices.Concat(
	[]float64{0.9, 0.3, -0.2, 0.8}, []float64{0.5, 0.1, 0.1, 0.3}, []float64{1, 0.4}, []float64{0.7},
	[]float64{0.2, -0.3}, []float64{1.2, 0.2, 0.2, 0.9})

// TestKalman compares with the density of y as one normal vector, whose mean
// and covariance are those of the states, carried forward without a filter
// (Durbin and Koopman, Time Series Analysis by State Space Methods, §4.13), and
// with the derivatives of that density.
func TestKalman(t *testing.T) {
	for _, n := range []int{1, 2, 6} {
		y := gradtest.Normals(1, n, 1.5)
		grad := kalman(y).Check(t, kalmanPoint, 1e-10)
		gradtest.Near(t, "log-likelihood", kalman(y).Value(kalmanPoint), newJoint(kalmanPoint, n).density(y), 1e-13)
		gradtest.Equal(t, "gradient", grad, jointGradient(kalmanPoint, y), 1e-7)
	}
}

// TestKalmanEmpty is the likelihood 1 of no observation.
func TestKalmanEmpty(t *testing.T) {
	grad := gradtest.Normals(1, gradtest.Total(kalmanLengths), 1)
	if ll := kalman(nil).Grad(kalmanPoint, grad); ll != 0 || slices.ContainsFunc(grad, func(v float64) bool { return v != 0 }) {
		t.Errorf("without observations: %v, gradient %v", ll, grad)
	}
}

// joint is the distribution of the observations as one normal vector.
type joint struct {
	mean []float64
	cov  [][]float64
}

type matrix [4]float64 // 2 by 2

func (a matrix) times(b matrix) matrix {
	return matrix{a[0]*b[0] + a[1]*b[2], a[0]*b[1] + a[1]*b[3], a[2]*b[0] + a[3]*b[2], a[2]*b[1] + a[3]*b[3]}
}

func (a matrix) transposed() matrix { return matrix{a[0], a[2], a[1], a[3]} }

// newJoint: Cov(state t, state s) = F^(t-s)·Var(state s) for t ≥ s, where
// Var(state s+1) = F·Var(state s)·Fᵀ + Q.
func newJoint(p []float64, n int) joint {
	w := gradtest.Split(p, kalmanLengths...)
	F, V, h := matrix(w[0]), matrix(w[5]), w[2]
	j := joint{make([]float64, n), identity(n)}
	m := slices.Clone(w[4])
	for s := range n {
		j.mean[s] = dot(h, m)
		m = []float64{dot(F[:2], m), dot(F[2:], m)}
		C := V
		for t := s; t < n; t++ {
			c := h[0]*(C[0]*h[0]+C[1]*h[1]) + h[1]*(C[2]*h[0]+C[3]*h[1])
			j.cov[s][t], j.cov[t][s] = c, c
			C = F.times(C)
		}
		j.cov[s][s] += w[3][0]
		V = F.times(V).times(F.transposed())
		for i := range V {
			V[i] += w[1][i]
		}
	}
	return j
}

// solve gives the inverse of the covariance and the logarithm of its
// determinant, by Gauss and Jordan; a covariance needs no pivoting.
func (j joint) solve() (inverse [][]float64, logDet float64) {
	n := len(j.mean)
	a := make([][]float64, n)
	for i := range a {
		a[i] = append(slices.Clone(j.cov[i]), identity(n)[i]...)
	}
	for k := range n {
		pivot := a[k][k]
		logDet += math.Log(pivot)
		for c := range a[k] {
			a[k][c] /= pivot
		}
		for i := range n {
			if f := a[i][k]; i != k {
				for c := range a[i] {
					a[i][c] -= f * a[k][c]
				}
			}
		}
	}
	for i := range a {
		a[i] = a[i][n:]
	}
	return a, logDet
}

// density is -½(n·ln(2π) + ln det C + vᵀC⁻¹v) with v = y - mean.
func (j joint) density(y []float64) float64 {
	inverse, logDet := j.solve()
	v := make([]float64, len(y))
	for i := range v {
		v[i] = y[i] - j.mean[i]
	}
	s := float64(len(y))*math.Log(2*math.Pi) + logDet
	for i := range v {
		s += v[i] * dot(inverse[i], v)
	}
	return -s / 2
}

// jointGradient is aᵀ·∂mean + ½(aᵀ·∂C·a - tr(C⁻¹·∂C)) with a = C⁻¹(y - mean)
// (Rasmussen and Williams, Gaussian Processes for Machine Learning, eq. 5.9).
// The mean and the covariance are polynomials; their derivatives are taken by
// central differences. Off the diagonal, P0 and Q enter the filter and the
// joint covariance in one order only, so both halves are moved together there.
func jointGradient(p, y []float64) []float64 {
	base := newJoint(p, len(y))
	inverse, _ := base.solve()
	v := make([]float64, len(y))
	for i := range v {
		v[i] = y[i] - base.mean[i]
	}
	a := make([]float64, len(y))
	for i := range a {
		a[i] = dot(inverse[i], v)
	}
	grad := make([]float64, len(p))
	for k := range p {
		up, down := moved(p, k, 1e-4, len(y)), moved(p, k, -1e-4, len(y))
		for i := range y {
			grad[k] += a[i] * (up.mean[i] - down.mean[i]) / 2e-4
			for j := range y {
				slope := (up.cov[i][j] - down.cov[i][j]) / 2e-4
				grad[k] += 0.5 * (a[i]*a[j] - inverse[i][j]) * slope
			}
		}
	}
	return grad
}

func moved(p []float64, k int, h float64, n int) joint {
	q := slices.Clone(p)
	q[k] += h
	return newJoint(q, n)
}

// nile is the annual flow of the Nile at Aswan, 1871 to 1970, in 10⁸ m³
// (Durbin and Koopman, appendix; R's data set Nile).
var nile = []float64{
	1120, 1160, 963, 1210, 1160, 1160, 813, 1230, 1370, 1140, 995, 935, 1110, 994, 1020, 960, 1180, 799, 958, 1140,
	1100, 1210, 1150, 1250, 1260, 1220, 1030, 1100, 774, 840, 874, 694, 940, 833, 701, 916, 692, 1020, 1050, 969,
	831, 726, 456, 824, 702, 1120, 1100, 832, 764, 821, 768, 845, 864, 862, 698, 845, 744, 796, 1040, 759,
	781, 865, 845, 944, 984, 897, 822, 1010, 771, 676, 649, 846, 812, 742, 801, 1040, 860, 874, 848, 890,
	744, 749, 838, 1050, 918, 986, 797, 923, 975, 815, 1020, 906, 901, 1170, 912, 746, 919, 718, 714, 740,
}

// TestNile: for the flow of the Nile and a level without slope, Durbin and
// Koopman (§2.10.3) found the variances 15099 of the observations and 1469.1 of
// the level by maximum likelihood, and the diffuse log-likelihood -632.54. A
// level known up to the variance 10¹⁰ adds -½ln(2π·10¹⁰) for the first
// observation, and its slope, known and constant, is zero.
func TestNile(t *testing.T) {
	const diffuse = 1e10
	F, H, m0 := []float64{1, 0, 0, 0}, []float64{1, 0}, []float64{0, 0}
	P0 := []float64{diffuse, 0, 0, 0}
	negative := func(p, dp []float64) float64 {
		level, noise := math.Exp(p[0]), math.Exp(p[1])
		dF, dQ, dH, dm0, dP0 := make([]float64, 4), make([]float64, 4), make([]float64, 2), make([]float64, 2), make([]float64, 4)
		ll, dR := KalmanGrad(nile, F, []float64{level, 0, 0, 0}, H, noise, m0, P0, dF, dQ, dH, dm0, dP0)
		dp[0], dp[1] = -dQ[0]*level, -dR*noise
		return -ll
	}
	p, dp := []float64{7, 9}, make([]float64, 2)
	if left := minimise(negative, p); left > 1e-5 {
		t.Errorf("the gradient is still %v", left)
	}
	gradtest.Near(t, "level's variance", math.Exp(p[0]), 1469.1, 1e-3)
	gradtest.Near(t, "observations' variance", math.Exp(p[1]), 15099, 1e-4)
	first := -0.5 * math.Log(2*math.Pi*diffuse)
	gradtest.Near(t, "log-likelihood", -negative(p, dp)-first, -632.54, 1e-5)
}

// TestLocalLinearTrend checks the model that Kalman is called by.
func TestLocalLinearTrend(t *testing.T) {
	y := nile[:12]
	trend := gradtest.OfParts([]int{2, 1},
		func(p [][]float64) float64 { return LocalLinearTrend(y, p[0], p[1][0], 1e6) },
		func(p, d [][]float64) (ll float64) {
			ll, d[1][0] = LocalLinearTrendGrad(y, p[0], p[1][0], 1e6, d[0])
			return ll
		},
		func(p, d [][]float64) (y0, yDot float64) {
			return LocalLinearTrendJVP(y, p[0], p[1][0], 1e6, d[0], d[1][0])
		})
	p := []float64{7, 3, 9.6}
	grad := trend.Check(t, p, 1e-9)

	q0, q1, r := math.Exp(7), math.Exp(3), math.Exp(9.6)
	full := make([]float64, gradtest.Total(kalmanLengths))
	ll := kalman(y).Grad(slices.Concat([]float64{1, 1, 0, 1}, []float64{q0, 0, 0, q1}, []float64{1, 0}, []float64{r},
		[]float64{0, 0}, []float64{1e6, 0, 0, 1e6}), full)
	gradtest.Near(t, "log-likelihood", trend.Value(p), ll, 1e-14)
	gradtest.Equal(t, "gradient", grad, []float64{q0 * full[4], q1 * full[7], r * full[10]}, 1e-12)
}
