// Parameters that lie one after the other in a vector.

package gradtest

import (
	"math/rand/v2"
	"testing"

	"chainrule/internal/gradcheck"
)

// Split cuts x into parts of the lengths given.
func Split(x []float64, lengths ...int) [][]float64 {
	parts := make([][]float64, len(lengths))
	for i, n := range lengths {
		parts[i], x = x[:n:n], x[n:]
	}
	if len(x) > 0 {
		panic("gradtest: the parts are shorter than the whole")
	}
	return parts
}

// OfParts makes a Function of functions of several arrays, which lie one after
// the other in its vector. A scalar is an array of one element.
func OfParts(lengths []int, value func(p [][]float64) float64, grad func(p, d [][]float64) float64,
	tangent func(p, dot [][]float64) (y, yDot float64)) Function {
	return Function{
		Value: func(x []float64) float64 { return value(Split(x, lengths...)) },
		Grad:  func(x, dx []float64) float64 { return grad(Split(x, lengths...), Split(dx, lengths...)) },
		Tangent: func(x, dot []float64) (y, yDot float64) {
			return tangent(Split(x, lengths...), Split(dot, lengths...))
		},
	}
}

// Total is the sum of lengths.
func Total(lengths []int) int {
	n := 0
	for _, k := range lengths {
		n += k
	}
	return n
}

// Normals gives n normal deviates of standard deviation sigma, the same for
// every seed.
func Normals(seed uint64, n int, sigma float64) []float64 {
	r := rand.New(rand.NewPCG(seed, 0))
	x := make([]float64, n)
	for i := range x {
		x[i] = sigma * r.NormFloat64()
	}
	return x
}

// Labels gives n numbers below c, the same for every seed.
func Labels(seed uint64, n, c int) []int {
	r := rand.New(rand.NewPCG(seed, 0))
	label := make([]int, n)
	for i := range label {
		label[i] = r.IntN(c)
	}
	return label
}

// Equal compares numbers one by one, up to rel times the larger of the number
// and the norm of all of them.
func Equal(t *testing.T, what string, got, want []float64, rel float64) {
	t.Helper()
	if len(got) != len(want) {
		t.Fatalf("%s: %d numbers, want %d", what, len(got), len(want))
	}
	tol := gradcheck.Tolerance{Rel: rel, Abs: rel * norm(want)}
	for i := range got {
		if err := gradcheck.Compare(got[i], want[i], tol); err != nil {
			t.Errorf("%s[%d]: %v", what, i, err)
		}
	}
}

// Near compares two numbers up to rel.
func Near(t *testing.T, what string, got, want, rel float64) {
	t.Helper()
	if err := gradcheck.Compare(got, want, gradcheck.Tolerance{Rel: rel, Abs: 1e-300}); err != nil {
		t.Errorf("%s: %v", what, err)
	}
}
