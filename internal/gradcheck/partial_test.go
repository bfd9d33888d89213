// Difference quotients in high precision against known derivatives.

package gradcheck

import (
	"errors"
	"math"
	"math/big"
	"testing"

	"chainrule/internal/gradcheck/bigmath"
)

// at returns the context of the precision at which x asks to be evaluated.
func at(x []*big.Float) bigmath.Context { return bigmath.New(x[0].Prec()) }

// unary returns the primal that is a function of x_0 alone.
func unary(f func(bigmath.Context, *big.Float) (*big.Float, error)) BigFunc {
	return func(x []*big.Float) (*big.Float, error) { return f(at(x), x[0]) }
}

// TestPartial compares with derivatives known in closed form, over all
// magnitudes, at full float64 accuracy.
func TestPartial(t *testing.T) {
	recip := func(x float64) float64 { return 1 / x }
	for name, test := range map[string]struct {
		f      BigFunc
		want   func(x float64) float64
		points []float64
		ulps   uint64
	}{
		"exp":   {unary(bigmath.Context.Exp), math.Exp, []float64{0, 1e-300, -2, 30.5, 300}, 1},
		"log":   {unary(bigmath.Context.Log), recip, []float64{1e-300, 0.3, 1, 77.7, 1e300}, 0},
		"sin":   {unary(bigmath.Context.Sin), math.Cos, []float64{0, 1e-200, 1, 3, 1e5}, 1},
		"sqrt":  {unary(bigmath.Context.Sqrt), func(x float64) float64 { return 0.5 / math.Sqrt(x) }, []float64{1e-300, 2, 1e200}, 1},
		"log1p": {unary(bigmath.Context.Log1p), func(x float64) float64 { return 1 / (1 + x) }, []float64{-1 + 0x1p-52, 0, 1e-5, 4}, 1},
		"tan":   {unary(bigmath.Context.Tan), func(x float64) float64 { return 1 + math.Pow(math.Tan(x), 2) }, []float64{0.5, 1.5}, 4},
		"gamma": {unary(bigmath.Context.Lgamma), func(x float64) float64 { return -0.5772156649015328606 }, []float64{1}, 0},
		"j0":    {unary(bigmath.Context.J0), func(x float64) float64 { return -math.J1(x) }, []float64{0.5, 3, 8.5}, 4},
		"cosh":  {unary(bigmath.Context.Cosh), math.Sinh, []float64{1e-300, 0.25, 20}, 2},
	} {
		for _, x := range test.points {
			got, spread, err := Partial(test.f, []float64{x}, 0, 256)
			if err != nil {
				t.Errorf("%s′(%v): %v", name, x, err)
				continue
			}
			if want := test.want(x); ULPDistance(got, want) > test.ulps {
				t.Errorf("%s′(%v) = %v, want %v", name, x, got, want)
			}
			if spread > 0x1p-60*math.Abs(got) {
				t.Errorf("%s′(%v) = %v with error estimate %v", name, x, got, spread)
			}
		}
	}
}

// TestPartialOfSeveral takes each partial of x_0 x_1 / x_2.
func TestPartialOfSeveral(t *testing.T) {
	f := func(x []*big.Float) (*big.Float, error) {
		product, err := at(x).Mul(x[0], x[1])
		if err != nil {
			return nil, err
		}
		return at(x).Quo(product, x[2])
	}
	point := []float64{3, -1e10, 0x1p-40}
	for i, want := range []float64{-1e10 * 0x1p40, 3 * 0x1p40, 3e10 * 0x1p80} {
		if got, _, err := Partial(f, point, i, 256); got != want || err != nil {
			t.Errorf("∂%d = %v (%v), want %v", i, got, err, want)
		}
	}
}

// TestPartialSide takes both sides of kinks, and of smooth functions.
func TestPartialSide(t *testing.T) {
	for name, test := range map[string]struct {
		f            BigFunc
		x            float64
		below, above float64
	}{
		"abs":   {unary(bigmath.Context.Abs), 0, -1, 1},
		"relu":  {unary(bigmath.Context.Relu), 0, 0, 1},
		"exp":   {unary(bigmath.Context.Exp), 1, math.E, math.E},
		"floor": {unary(bigmath.Context.Floor), 2.5, 0, 0},
	} {
		for side, want := range map[int]float64{-1: test.below, 1: test.above} {
			got, _, err := PartialSide(test.f, []float64{test.x}, 0, side, 256)
			if got != want || err != nil {
				t.Errorf("%s side %d = %v (%v), want %v", name, side, got, err, want)
			}
		}
	}
	if got, _, err := PartialSide(unary(bigmath.Context.Sqrt), []float64{0}, 0, -1, 256); err == nil {
		t.Errorf("√ from below 0 = %v, want an error", got)
	}
}

// TestNearSingularity takes log(x−1) closer to 1 than the first step is long.
func TestNearSingularity(t *testing.T) {
	f := func(x []*big.Float) (*big.Float, error) {
		d, err := at(x).Sub(x[0], big.NewFloat(1))
		if err != nil {
			return nil, err
		}
		return at(x).Log(d)
	}
	for _, e := range []float64{0x1p-40, 0x1p-52} {
		got, spread, err := Partial(f, []float64{1 + e}, 0, 256)
		if got != 1/e || err != nil {
			t.Errorf("at 1+%v: %v ± %v (%v), want %v", e, got, spread, err, 1/e)
		}
	}
}

// TestNotFinite checks that no difference of infinities is taken.
func TestNotFinite(t *testing.T) {
	f := func(x []*big.Float) (*big.Float, error) { return new(big.Float).SetInf(false), nil }
	if _, _, err := Partial(f, []float64{1}, 0, 256); !errors.Is(err, ErrNotFinite) {
		t.Errorf("infinite primal: %v", err)
	}
	if _, _, err := Partial(f, []float64{math.NaN()}, 0, 256); !errors.Is(err, ErrNotFinite) {
		t.Errorf("NaN point: %v", err)
	}
}

// TestSecond takes the Hessian of sin(x)·e^y, and a pure second derivative.
func TestSecond(t *testing.T) {
	f := func(x []*big.Float) (*big.Float, error) {
		s, err := at(x).Sin(x[0])
		if err != nil {
			return nil, err
		}
		e, err := at(x).Exp(x[1])
		if err != nil {
			return nil, err
		}
		return at(x).Mul(s, e)
	}
	for _, p := range [][]float64{{0.7, -1.2}, {1e-200, 3}, {40, 1e-100}} {
		s, c, e := math.Sin(p[0]), math.Cos(p[0]), math.Exp(p[1])
		want := [2][2]float64{{-s * e, c * e}, {c * e, s * e}}
		for i := range 2 {
			for j := range 2 {
				got, _, err := Second(f, p, i, j, 320)
				if err != nil || ULPDistance(got, want[i][j]) > 2 {
					t.Errorf("∂²/∂%d∂%d at %v = %v (%v), want %v", i, j, p, got, err, want[i][j])
				}
			}
		}
	}
	if got, _, err := Second(unary(bigmath.Context.Log), []float64{1e-150}, 0, 0, 320); got != -1e300 || err != nil {
		t.Errorf("log″(1e−150) = %v (%v)", got, err)
	}
}

// BenchmarkPartial times the derivative of exp at 256 bits.
func BenchmarkPartial(b *testing.B) {
	for b.Loop() {
		Partial(unary(bigmath.Context.Exp), []float64{1.5}, 0, 256)
	}
}
