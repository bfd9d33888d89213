// Package gradtest holds a generated function and its derivatives against each
// other and against differences.
package gradtest

import (
	"math"
	"math/rand/v2"
	"slices"
	"testing"

	"chainrule/internal/gradcheck"
)

// Function is a function of a vector with what was generated from it.
type Function struct {
	Value   func(x []float64) float64
	Grad    func(x, dx []float64) float64             // the value; sets dx
	Tangent func(x, xDot []float64) (y, yDot float64) // the value and the derivative along xDot
}

// Scalar makes a Function of functions of one number.
func Scalar(value func(x float64) float64, grad func(x float64) (y, dx float64), tangent func(x, xDot float64) (y, yDot float64)) Function {
	return Function{
		Value: func(x []float64) float64 { return value(x[0]) },
		Grad: func(x, dx []float64) (y float64) {
			y, dx[0] = grad(x[0])
			return y
		},
		Tangent: func(x, xDot []float64) (y, yDot float64) { return tangent(x[0], xDot[0]) },
	}
}

// Check compares the value beside each derivative with the primal's, the
// gradient with differences and with tangents, and gives the gradient. rel is
// the relative error that rounding explains in the gradient.
func (f Function) Check(t *testing.T, x []float64, rel float64) []float64 {
	t.Helper()
	grad := make([]float64, len(x))
	for i := range grad {
		grad[i] = math.NaN() // a gradient sets its shadows
	}
	before := slices.Clone(x)
	f.same(t, "the gradient", x, f.Grad(x, grad))
	if !slices.Equal(x, before) {
		t.Errorf("the gradient changed its argument")
	}
	f.differences(t, x, grad, rel)
	f.tangents(t, x, grad, rel)
	return grad
}

// same checks the value that comes with a derivative, to the bit where the
// compiler does not fuse products and sums.
func (f Function) same(t *testing.T, what string, x []float64, got float64) {
	t.Helper()
	want := f.Value(x)
	if Fuses() && gradcheck.Close(got, want, gradcheck.Tolerance{Rel: 1e-13, Abs: 1e-13}) {
		return
	}
	if got != want {
		t.Errorf("the value beside %s is %v, and the function's is %v", what, got, want)
	}
}

// Fuses reports whether this program rounds x*y + z once: 1 - 2⁻¹⁰⁴ is 1 if rounded twice.
func Fuses() bool { return mulAdd(1+0x1p-52, 1-0x1p-52, -1) != 0 }

//go:noinline
func mulAdd(x, y, z float64) float64 { return x*y + z }

func (f Function) differences(t *testing.T, x, grad []float64, rel float64) {
	t.Helper()
	scale := norm(grad)
	for i := range x {
		want, err := gradcheck.Sweep(f.Value, x, i)
		if math.IsInf(err, 0) || err > 1e-4*(scale+1) {
			t.Fatalf("no difference quotient in coordinate %d: %v ± %v", i, want, err)
		}
		if err := gradcheck.Compare(grad[i], want, gradcheck.Tolerance{Rel: rel, Abs: 4*err + rel*scale + 1e-15}); err != nil {
			t.Errorf("∂%d against differences: %v", i, err)
		}
	}
}

// tangents compares the derivative along each axis and along a random direction.
func (f Function) tangents(t *testing.T, x, grad []float64, rel float64) {
	t.Helper()
	if f.Tangent == nil {
		return
	}
	tol := gradcheck.Tolerance{Rel: rel, Abs: rel * norm(grad)}
	along := func(dir []float64) {
		y, got := f.Tangent(x, dir)
		f.same(t, "the tangent", x, y)
		want := 0.0
		for i, d := range dir {
			want += d * grad[i]
		}
		if err := gradcheck.Compare(got, want, tol); err != nil {
			t.Errorf("forward against reverse along %v: %v", dir, err)
		}
	}
	r := rand.New(rand.NewPCG(1, 2))
	dir := make([]float64, len(x))
	for i := range dir {
		dir[i] = 1
		along(dir)
		dir[i] = 0
	}
	for i := range dir {
		dir[i] = r.NormFloat64()
	}
	along(dir)
}

func norm(x []float64) float64 {
	s := 0.0
	for _, v := range x {
		s = math.Hypot(s, v)
	}
	return s
}
