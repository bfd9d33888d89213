// Direct methods: elimination, factorisations, determinants.

package solve

import (
	"errors"
	"fmt"
	"math"
)

// Why a system has no solution here.
var (
	ErrSingular    = errors.New("solve: matrix is singular")
	ErrNotPositive = errors.New("solve: matrix is not positive definite")
)

// LU solves a x = b by elimination with partial pivoting. Neither a nor b is
// changed.
//
//chainrule:vjp
func LU(a [][]float64, b []float64) ([]float64, error) {
	n := len(b)
	m := make([][]float64, n)
	for i, row := range a {
		m[i] = append(append(make([]float64, 0, n+1), row...), b[i])
	}
	for k := range n {
		pivot := k
		for i := k + 1; i < n; i++ {
			if math.Abs(m[i][k]) > math.Abs(m[pivot][k]) {
				pivot = i
			}
		}
		if m[pivot][k] == 0 {
			return nil, fmt.Errorf("%w: no pivot in column %d", ErrSingular, k)
		}
		m[k], m[pivot] = m[pivot], m[k]
		for i := k + 1; i < n; i++ {
			factor := m[i][k] / m[k][k]
			for j := k; j <= n; j++ {
				m[i][j] -= factor * m[k][j]
			}
		}
	}
	x := make([]float64, n)
	for i := n - 1; i >= 0; i-- {
		sum := m[i][n]
		for j := i + 1; j < n; j++ {
			sum -= m[i][j] * x[j]
		}
		x[i] = sum / m[i][i]
	}
	return x, nil
}

// Cholesky is the lower triangle l of a = l lᵀ; only the lower triangle of a
// is read.
//
//chainrule:vjp
func Cholesky(a [][]float64) ([][]float64, error) {
	l := make([][]float64, len(a))
	for i := range a {
		l[i] = make([]float64, len(a))
		for j := 0; j <= i; j++ {
			sum := a[i][j]
			for k := 0; k < j; k++ {
				sum -= l[i][k] * l[j][k]
			}
			switch {
			case j < i:
				l[i][j] = sum / l[j][j]
			case sum > 0:
				l[i][i] = math.Sqrt(sum)
			default:
				return nil, ErrNotPositive
			}
		}
	}
	return l, nil
}

// LogDensity is the logarithm of the density at x of the normal distribution
// with the given mean and covariance.
//
//chainrule:grad
func LogDensity(x, mean []float64, cov [][]float64) (float64, error) {
	l, err := Cholesky(cov)
	if err != nil {
		return math.Inf(-1), fmt.Errorf("solve: density: %w", err)
	}
	density := -float64(len(x)) / 2 * math.Log(2*math.Pi)
	z := make([]float64, len(x))
	for i := range z {
		z[i] = x[i] - mean[i]
		for j := range i {
			z[i] -= l[i][j] * z[j]
		}
		z[i] /= l[i][i]
		density -= z[i]*z[i]/2 + math.Log(l[i][i])
	}
	return density, nil
}

// Determinant expands along the first column, which is quick enough for four
// rows.
//
//chainrule:grad
func Determinant(a [][]float64) float64 {
	if len(a) == 0 {
		return 1
	}
	det, sign := 0.0, 1.0
	for i, row := range a {
		var minor [][]float64
		for k, other := range a {
			if k != i {
				minor = append(minor, other[1:])
			}
		}
		det += sign * row[0] * Determinant(minor)
		sign = -sign
	}
	return det
}

// Orthonormalise makes the n rows of length m in a orthonormal, one after the
// other (modified Gram-Schmidt), and gives the volume that they spanned.
//
//chainrule:vjp
func Orthonormalise(a []float64, n, m int) (volume float64) {
	volume = 1
	for i := 0; i < n; i++ {
		row := a[i*m : (i+1)*m]
		length := norm(row)
		volume *= length
		for k := range row {
			row[k] /= length
		}
		for rest := a[(i+1)*m : n*m]; len(rest) > 0; rest = rest[m:] {
			along := dot(row, rest[:m])
			for k, r := range row {
				rest[k] -= along * r
			}
		}
	}
	return volume
}

func dot(x, y []float64) (sum float64) {
	for i, v := range x {
		sum += v * y[i]
	}
	return
}

func norm(x []float64) float64 { return math.Sqrt(dot(x, x)) }
