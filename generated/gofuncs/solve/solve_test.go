// The functions at points with known values; the samples serve the gradients too.

package solve

import (
	"errors"
	"math"
	"slices"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

// The general matrix needs two swaps of rows; the symmetric one is l lᵀ.
var (
	sampleGeneral   = [][]float64{{1, 2, -1}, {2, 4, 3}, {-3, 1, 0.5}}
	sampleSymmetric = [][]float64{{4, 2, -2}, {2, 10, 2}, {-2, 2, 6}}
	sampleFactor    = [][]float64{{2, 0, 0}, {1, 3, 0}, {-1, 1, 2}}
	sampleRight     = []float64{1, -2, 3}
	sampleMean      = []float64{0.5, -1, 2}
	sampleRows      = []float64{3, 4, 0, 1, 2, 2}
)

// times is a x.
func times(a [][]float64, x []float64) []float64 {
	y := make([]float64, len(a))
	apply(a, x, y)
	return y
}

func TestLU(t *testing.T) {
	x, err := LU(sampleGeneral, sampleRight)
	if err != nil {
		t.Fatal(err)
	}
	check.Slices(t, "a x", times(sampleGeneral, x), sampleRight, 1e-15)
	if _, err := LU([][]float64{{1, 2}, {2, 4}}, []float64{1, 1}); !errors.Is(err, ErrSingular) {
		t.Errorf("a singular matrix: %v", err)
	}
}

func TestCholesky(t *testing.T) {
	l, err := Cholesky(sampleSymmetric)
	if err != nil {
		t.Fatal(err)
	}
	check.Slices(t, "l", slices.Concat(l...), slices.Concat(sampleFactor...), 1e-15)
	if _, err := Cholesky([][]float64{{1, 2}, {2, 1}}); !errors.Is(err, ErrNotPositive) {
		t.Errorf("an indefinite matrix: %v", err)
	}
}

func TestLogDensity(t *testing.T) {
	d, err := LogDensity(sampleRight, sampleMean, sampleSymmetric)
	if err != nil {
		t.Error(err)
	}
	r := []float64{0.5, -1, 1}
	x, _ := LU(sampleSymmetric, r)
	want := -1.5*math.Log(2*math.Pi) - math.Log(12) - dot(r, x)/2
	check.Near(t, "log density", d, want, 1e-15)
}

func TestDeterminant(t *testing.T) {
	check.Near(t, "symmetric", Determinant(sampleSymmetric), 144, 1e-15)
	check.Near(t, "general", Determinant(sampleGeneral), -35, 1e-15)
}

func TestOrthonormalise(t *testing.T) {
	a := slices.Clone(sampleRows)
	check.Near(t, "area", Orthonormalise(a, 2, 3), math.Sqrt(8*8+6*6+2*2), 1e-15)
	check.Slices(t, "first", a[:3], []float64{0.6, 0.8, 0}, 1e-15)
	check.Near(t, "inner product", dot(a[:3], a[3:]), 0, 1e-15)
	check.Near(t, "second's length", norm(a[3:]), 1, 1e-15)
}

func TestConjugateGradients(t *testing.T) {
	x, err := ConjugateGradients(sampleSymmetric, sampleRight, 1e-12)
	if err != nil {
		t.Fatal(err)
	}
	check.Slices(t, "a x", times(sampleSymmetric, x), sampleRight, 1e-11)
	if _, err := ConjugateGradients([][]float64{{0, 1}, {-1, 0}}, []float64{1, 1}, 1e-12); !errors.Is(err, ErrDiverged) {
		t.Errorf("a rotation: %v", err)
	}
}

func TestPowerIteration(t *testing.T) {
	check.Near(t, "eigenvalue", PowerIteration([][]float64{{2, 1}, {1, 2}}, 5), 3, 1e-15)
	v := PowerIteration(sampleSymmetric, 80)
	shifted := [][]float64{{4 - v, 2, -2}, {2, 10 - v, 2}, {-2, 2, 6 - v}}
	check.Near(t, "characteristic polynomial", Determinant(shifted), 0, 1e-11)
}

func TestJacobi(t *testing.T) {
	x := make([]float64, 2)
	a := [][]float64{{4, 1}, {2, 5}}
	check.Near(t, "change", Jacobi(a, []float64{8, 10}, x, 2), 0.8, 1e-15)
	check.Slices(t, "two sweeps", x, []float64{1.5, 1.2}, 1e-15)
	Jacobi(a, []float64{9, 9}, x, 60)
	check.Slices(t, "many", x, []float64{2, 1}, 1e-15)
}

func TestColebrook(t *testing.T) {
	f, err := Colebrook(1e5, 1e-3)
	if err != nil {
		t.Error(err)
	}
	check.Near(t, "equation", 1/math.Sqrt(f), -2*math.Log10(1e-3/3.7+2.51/(1e5*math.Sqrt(f))), 1e-14)
	check.Near(t, "Moody's chart", f, 0.0222, 2e-3)
	f, _ = Colebrook(1600, 1e-3)
	check.Near(t, "laminar", f, 0.04, 1e-15)
}

// Gauss's constant is 1 over the mean of 1 and sqrt 2.
func TestAGM(t *testing.T) {
	check.Near(t, "double", 1/AGM(1, math.Sqrt2), 0.8346268416740731, 1e-12)
	check.Near(t, "single", float64(1/AGM[float32](1, math.Sqrt2)), 0.8346268416740731, 2e-7)
}
