// Systems with known solutions, and derivatives by implicit differentiation.

package solve

import (
	"errors"
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

// general needs two swaps of rows; symmetric is factor times its transpose.
var (
	general   = [][]float64{{1, 2, -1}, {2, 4, 3}, {-3, 1, 0.5}}
	symmetric = [][]float64{{4, 2, -2}, {2, 10, 2}, {-2, 2, 6}}
	factor    = [][]float64{{2, 0, 0}, {1, 3, 0}, {-1, 1, 2}}
	cofactors = [][]float64{{56, -16, 24}, {-16, 20, -12}, {24, -12, 36}} // of symmetric
	five      = [][]float64{{4, 1, 0, 0, 2}, {1, 3, 1, 0, 0}, {0, 1, 2, 1, 0}, {0, 0, 1, 5, 1}, {2, 0, 0, 1, 1}}
	right     = v(1, -2, 3)
	mean      = v(0.5, -1, 2)
)

// times is a x.
func times(a [][]float64, x []float64) []float64 {
	y := make([]float64, len(a))
	apply(a, x, y)
	return y
}

// implicit is the Jacobian of the solution x of a x = b by the elements of a and
// b: A⁻¹(db - dA x).
func implicit(inverse [][]float64, x []float64) (rows []float64) {
	for _, row := range inverse {
		for _, r := range row {
			for _, xj := range x {
				rows = append(rows, -r*xj)
			}
		}
		rows = append(rows, row...)
	}
	return rows
}

// inverse of symmetric, whose determinant is 144.
func inverse() [][]float64 {
	inv := [][]float64{}
	for _, row := range cofactors {
		inv = append(inv, v(row[0]/144, row[1]/144, row[2]/144))
	}
	return inv
}

// normal is the gradient of the logarithm of a density by x, mean and cov, where
// w is the inverse of the covariance times the way from the mean: only the lower
// triangle is read, which stands for both.
func normal(inverse [][]float64, w []float64) []float64 {
	var cov []float64
	for i, row := range inverse {
		for j := range row {
			d := w[i]*w[j] - row[j]
			switch {
			case j > i:
				d = 0
			case j == i:
				d /= 2
			}
			cov = append(cov, d)
		}
	}
	return slices.Concat(v(-w[0], -w[1], -w[2]), w, cov)
}

var (
	solution = times(inverse(), right)
	way      = v(0.5, -1, 1)
	weighted = times(inverse(), way)
)

var cases = []derivtest.Case{
	{F: LU, D: LUVJP, Args: args(general, right)},
	{Name: "symmetric", F: LU, D: LUVJP, Args: args(symmetric, right), Value: solution, Grad: implicit(inverse(), solution)},
	{Name: "singular", F: LU, D: LUVJP, Args: args([][]float64{{1, 2}, {2, 4}}, v(1, 1))},
	{F: Cholesky, D: CholeskyVJP, Args: args(symmetric), Value: slices.Concat(factor...)},
	// √a, b/√a and √(c - b²/a).
	{Name: "two rows", F: Cholesky, D: CholeskyVJP, Args: args([][]float64{{4, 9}, {2, 10}}), Value: v(2, 0, 1, 3), Grad: v(
		0.25, 0, 0, 0,
		0, 0, 0, 0,
		-1.0/8, 0, 0.5, 0,
		1.0/24, 0, -1.0/6, 1.0/6)},
	{Name: "indefinite", F: Cholesky, D: CholeskyVJP, Args: args([][]float64{{1, 2}, {2, 1}})},
	{F: LogDensity, D: LogDensityGrad, Args: args(right, mean, symmetric), Value: v(-1.5*math.Log(2*math.Pi) - math.Log(12) - dot(way, weighted)/2),
		Grad: normal(inverse(), weighted)},
	{Name: "indefinite", F: LogDensity, D: LogDensityGrad, Args: args(v(1, 2), v(0, 0), [][]float64{{1, 2}, {2, 1}})},
	{F: Determinant, D: DeterminantGrad, Args: args(symmetric), Value: v(144), Grad: slices.Concat(cofactors...)},
	{Name: "general", F: Determinant, D: DeterminantGrad, Args: args(general), Value: v(-35)},
	{Name: "four rows", F: Determinant, D: DeterminantGrad, Args: args([][]float64{{1, 2, 0, -1}, {3, 0.5, 1, 1}, {0, -2, 1, 4}, {2, 1, 1, 0}})},
	{Name: "empty", F: Determinant, D: DeterminantGrad, Args: args([][]float64{}), Value: v(1), Grad: v()},
	// The way to (1.4, -0.2, 2) is the second row less its part along the first.
	{F: Orthonormalise, D: OrthonormaliseVJP, Args: args(v(3, 4, 0, 1, 2, 2), 2, 3), Value: v(math.Sqrt(8*8+6*6+2*2),
		0.6, 0.8, 0, -0.32/math.Sqrt(4.16), 0.24/math.Sqrt(4.16), 2/math.Sqrt(4.16))},
	{Name: "one row", F: Orthonormalise, D: OrthonormaliseVJP, Args: args(v(3, 4), 1, 2), Value: v(5, 0.6, 0.8),
		Grad: v(0.6, 0.8, 16.0/125, -12.0/125, -12.0/125, 9.0/125)},

	// Matrices nearby, which are not symmetric, take more iterations.
	{F: ConjugateGradients, D: ConjugateGradientsVJP, Wrt: []int{0, 1}, Args: args(symmetric, right, 1e-12), Value: solution, Rel: 1e-11, Rough: true},
	{Name: "two iterations", F: ConjugateGradients, D: ConjugateGradientsVJP, Wrt: []int{0, 1}, Args: args(symmetric, right, 0.2)},
	{Name: "diverging", F: ConjugateGradients, D: ConjugateGradientsVJP, Wrt: []int{0, 1}, Args: args([][]float64{{0, 1}, {-1, 0}}, v(1, 1), 1e-12)},
	{Name: "nothing to solve", F: ConjugateGradients, D: ConjugateGradientsVJP, Wrt: []int{0, 1}, Args: args(symmetric, v(0, 0, 0), 1e-12), Value: v(0, 0, 0), Rough: true},
	// v = (1, 1)/√2: by a it is the product of its elements.
	{F: PowerIteration, D: PowerIterationGrad, H: PowerIterationHVP, Args: args([][]float64{{2, 1}, {1, 2}}, 5), Value: v(3), Grad: v(0.5, 0.5, 0.5, 0.5), Allocates: true},
	{Name: "five rows", F: PowerIteration, D: PowerIterationGrad, H: PowerIterationHVP, Args: args(five, 4)},
	{Name: "two sweeps", F: Jacobi, D: JacobiVJP, Args: args([][]float64{{4, 1}, {2, 5}}, v(8, 10), v(0, 0), 2), Value: v(0.8, 1.5, 1.2)},
	{Name: "one sweep", F: Jacobi, D: JacobiVJP, Args: args([][]float64{{4, 1}, {2, 5}}, v(8, 10), v(1, 1), 1), Value: v(0.75, 1.75, 1.6), Grad: v(
		-0.4375, -0.25, 0, 0, 0.25, 0, -1, -0.25,
		-0.4375, -0.25, 0, 0, 0.25, 0, 0, -0.25,
		0, 0, -0.2, -0.32, 0, 0.2, -0.4, 0)},
	{Name: "no sweep", F: Jacobi, D: JacobiVJP, Args: args([][]float64{{4}}, v(8), v(1), 0), Value: v(0), Grad: v(0, 0, 0)},
	{Name: "laminar", F: Colebrook, D: ColebrookGrad, H: ColebrookHVP, HH: ColebrookHess, Args: args(1600, 1e-3), Value: v(0.04), Grad: v(-0.04/1600, 0)},
	{F: Colebrook, D: ColebrookGrad, H: ColebrookHVP, HH: ColebrookHess, Args: args(1e5, 1e-3), Rel: 1e-9, Grad: colebrook(1e5, 1e-3)},
	// Gauss's constant is 1 over the mean of 1 and √2.
	{F: AGM[float64], D: AGMGrad, Args: args(1, math.Sqrt2), Value: v(1 / 0.8346268416740731), Rel: 1e-12},
	{Name: "of one number", F: AGM[float64], D: AGMGrad, Args: args(3, 3), Value: v(3), Grad: v(0.5, 0.5)},
}

// colebrook differentiates x + 2·log10(r/3.7 + 2.51·x/R) = 0 implicitly; the
// factor is 1/x².
func colebrook(reynolds, roughness float64) []float64 {
	f, _ := Colebrook(reynolds, roughness)
	x := 1 / math.Sqrt(f)
	k := 2 / math.Ln10 / (roughness/3.7 + 2.51*x/reynolds)
	slope := 1 + k*2.51/reynolds
	byReynolds, byRoughness := k*2.51*x/(reynolds*reynolds)/slope, -k/3.7/slope
	return v(-2*f/x*byReynolds, -2*f/x*byRoughness)
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }

// near compares numbers with those wanted.
func near(t *testing.T, what string, got, want []float64, tol float64) {
	t.Helper()
	for i := range want {
		if math.Abs(got[i]-want[i]) > tol {
			t.Errorf("%s: %v, want %v", what, got, want)
		}
	}
}

// TestResiduals puts solutions into their equations.
func TestResiduals(t *testing.T) {
	x, err := LU(general, right)
	near(t, "elimination", times(general, x), right, 1e-14)
	if err != nil {
		t.Error(err)
	}
	x = v(0, 0)
	Jacobi([][]float64{{4, 1}, {2, 5}}, v(9, 9), x, 60)
	near(t, "Jacobi", x, v(2, 1), 1e-14)
	l := PowerIteration(symmetric, 80)
	near(t, "eigenvalue", v(Determinant([][]float64{{4 - l, 2, -2}, {2, 10 - l, 2}, {-2, 2, 6 - l}})), v(0), 1e-10)
	f, err := Colebrook(1e5, 1e-3)
	near(t, "Moody's chart", v(f), v(0.0222), 5e-5)
	near(t, "Colebrook", v(1/math.Sqrt(f)), v(-2*math.Log10(1e-3/3.7+2.51/(1e5*math.Sqrt(f)))), 1e-12)
	if err != nil {
		t.Error(err)
	}
	if got := AGM[float32](1, math.Sqrt2); math.Abs(1/float64(got)-0.8346268416740731) > 2e-7 {
		t.Errorf("mean in single precision: %v", got)
	}
}

func TestErrors(t *testing.T) {
	if _, err := LU([][]float64{{1, 2}, {2, 4}}, v(1, 1)); !errors.Is(err, ErrSingular) {
		t.Errorf("a singular matrix: %v", err)
	}
	if _, err := LogDensity(v(1, 2), v(0, 0), [][]float64{{1, 2}, {2, 1}}); !errors.Is(err, ErrNotPositive) {
		t.Errorf("an indefinite matrix: %v", err)
	}
	if _, err := ConjugateGradients([][]float64{{0, 1}, {-1, 0}}, v(1, 1), 1e-12); !errors.Is(err, ErrDiverged) {
		t.Errorf("a rotation: %v", err)
	}
}
