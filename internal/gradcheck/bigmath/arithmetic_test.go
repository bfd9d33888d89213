// Arithmetic without panics, and rounding once.

package bigmath

import (
	"errors"
	"math"
	"math/big"
	"testing"
)

// TestIndeterminate checks that every NaN of arithmetic is ErrDomain.
func TestIndeterminate(t *testing.T) {
	c := New(64)
	inf, zero := big.NewFloat(math.Inf(1)), new(big.Float)
	minus := new(big.Float).Neg(inf)
	for name, err := range map[string]error{
		"Inf−Inf": second(c.Sub(inf, inf)), "Inf+−Inf": second(c.Add(inf, minus)),
		"0·Inf": second(c.Mul(zero, inf)), "0/0": second(c.Quo(zero, zero)),
		"Inf/Inf": second(c.Quo(minus, inf)), "fma": second(c.FMA(inf, zero, one)),
		"fma sum": second(c.FMA(inf, one, minus)), "dim": second(c.Dim(inf, inf)),
		"NaN": second(c.Float(math.NaN())), "ψ(−3)": second(c.Digamma(big.NewFloat(-3))),
		"log −1": second(c.Log(big.NewFloat(-1))), "sin Inf": second(c.Sin(inf)),
	} {
		if !errors.Is(err, ErrDomain) {
			t.Errorf("%s: %v, want ErrDomain", name, err)
		}
	}
	huge := new(big.Float).SetMantExp(one, 1<<20)
	if _, err := c.Cos(huge); !errors.Is(err, ErrRange) {
		t.Errorf("cos 2^(2^20): %v, want ErrRange", err)
	}
}

// second returns the error of an answer.
func second(_ *big.Float, err error) error { return err }

// TestFMA compares with math.FMA, which rounds once to 53 bits.
func TestFMA(t *testing.T) {
	c, must := New(53), must(t)
	xs := spread(40, -5, 5)
	for i, x := range xs {
		y := xs[(i+1)%len(xs)]
		product, _ := new(big.Float).Mul(x, y).Float64()
		a, _ := x.Float64()
		b, _ := y.Float64()
		got, _ := must(c.FMA(x, y, big.NewFloat(-product))).Float64()
		if want := math.FMA(a, b, -product); got != want {
			t.Errorf("fma(%v, %v, %v) = %v, want %v", a, b, -product, got, want)
		}
	}
}

// TestTinyAndHuge checks that arguments far outside float64 neither stall nor
// lose their leading term.
func TestTinyAndHuge(t *testing.T) {
	c, must := New(128), must(t)
	tiny := new(big.Float).SetMantExp(big.NewFloat(0.75), -1<<18)
	for name, f := range unaries(c) {
		switch name {
		case "sin", "tan", "asin", "atan", "sinh", "tanh", "asinh", "atanh", "expm1", "log1p", "abs", "relu":
			if got := must(f(tiny)); goodBits(got, tiny) < 128 {
				t.Errorf("%s(2^−2^18) = %v", name, got)
			}
		case "exp", "cos", "cosh", "erfc", "j0", "exp2":
			if got := must(f(tiny)); goodBits(got, one) < 128 {
				t.Errorf("%s(2^−2^18) = %v", name, got)
			}
		}
	}
	huge := new(big.Float).SetMantExp(big.NewFloat(0.75), 1<<30)
	if got := must(c.Exp(huge)); !got.IsInf() {
		t.Errorf("exp(2^2^30) = %v", got)
	}
	if got := must(c.Exp(new(big.Float).Neg(huge))); got.Sign() != 0 {
		t.Errorf("exp(−2^2^30) = %v", got)
	}
	for _, f := range []unary{c.Erf, c.Tanh, c.Sigmoid, c.NormalCDF} {
		if got := must(f(huge)); got.Cmp(one) != 0 {
			t.Errorf("limit at 2^2^30 is %v, want 1", got)
		}
	}
}
