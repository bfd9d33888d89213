// Constants and values known from tables.

package bigmath

import (
	"math/big"
	"testing"
)

// number parses a decimal to prec bits.
func number(t *testing.T, text string, prec uint) *big.Float {
	t.Helper()
	v, _, err := big.ParseFloat(text, 10, prec, big.ToNearestEven)
	if err != nil {
		t.Fatal(err)
	}
	return v
}

// must returns the value of an answer without error.
func must(t *testing.T) func(v *big.Float, err error) *big.Float {
	return func(v *big.Float, err error) *big.Float {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		return v
	}
}

// TestConstants compares with the decimals in the OEIS: A000796, A001113,
// A002162 and A001620.
func TestConstants(t *testing.T) {
	c := New(256)
	for _, test := range []struct {
		name string
		got  *big.Float
		want string
	}{
		{"pi", c.Pi(), "3.1415926535897932384626433832795028841971693993751058209749445923078164062862089986280348253421170679"},
		{"e", c.E(), "2.7182818284590452353602874713526624977572470936999595749669676277240766303535475945713821785251664274"},
		{"ln2", c.Ln2(), "0.6931471805599453094172321214581765680755001343602552541206800094933936219696947156058633269964186875"},
		{"gamma", c.EulerGamma(), "0.5772156649015328606065120900824024310421593359399235988057672348848677267776646709369470632917467495"},
	} {
		if bits := goodBits(test.got, number(t, test.want, 330)); bits < 256 {
			t.Errorf("%s = %.80g: %d good bits", test.name, test.got, bits)
		}
	}
}

// TestClosedForms compares with values in terms of π, γ, ln 2 and roots.
func TestClosedForms(t *testing.T) {
	const prec = 300
	c, w, must := New(prec), work(prec+64), must(t)
	f := func(v float64) *big.Float { return big.NewFloat(v) }
	pi, gamma, ln2 := w.pi(), w.eulerGamma(), w.ln2()
	piSquare := w.square(pi)
	for _, test := range []struct {
		name      string
		got, want *big.Float
	}{
		{"Γ(1/2) = √π", must(c.Gamma(f(0.5))), w.sqrt(pi)},
		{"Γ(−3/2) = 4√π/3", must(c.Gamma(f(-1.5))), w.quoInt(w.mulInt(w.sqrt(pi), 4), 3)},
		{"Γ(20) = 19!", must(c.Gamma(f(20))), w.int(121645100408832000)},
		{"ln Γ(1/2) = ln(π)/2", must(c.Lgamma(f(0.5))), w.ldexp(w.log(pi), -1)},
		{"ψ(1) = −γ", must(c.Digamma(f(1))), w.neg(gamma)},
		{"ψ(1/2) = −γ − 2 ln 2", must(c.Digamma(f(0.5))), w.neg(w.add(gamma, w.ldexp(ln2, 1)))},
		{"ψ(1/4) = −γ − π/2 − 3 ln 2", must(c.Digamma(f(0.25))), w.neg(w.add(gamma, w.add(w.halfPi(), w.mulInt(ln2, 3))))},
		{"ψ′(1) = π²/6", must(c.Trigamma(f(1))), w.quoInt(piSquare, 6)},
		{"ψ′(1/2) = π²/2", must(c.Trigamma(f(0.5))), w.ldexp(piSquare, -1)},
		{"ψ‴(1) = π⁴/15", must(c.Polygamma(3, f(1))), w.quoInt(w.square(piSquare), 15)},
		{"ψ‴(1/2) = π⁴", must(c.Polygamma(3, f(0.5))), w.square(piSquare)},
		{"atan 1 = π/4", must(c.Atan(f(1))), w.ldexp(pi, -2)},
		{"asin 1/2 = π/6", must(c.Asin(f(0.5))), w.quoInt(pi, 6)},
		{"acos −1/2 = 2π/3", must(c.Acos(f(-0.5))), w.quoInt(w.ldexp(pi, 1), 3)},
		{"atanh 1/3 = ln(2)/2", must(c.Atanh(w.quoInt(one, 3))), w.ldexp(ln2, -1)},
		{"cosh ln 2 = 5/4", must(c.Cosh(ln2)), f(1.25)},
		{"sinh ln 2 = 3/4", must(c.Sinh(ln2)), f(0.75)},
		{"sin π/6 = 1/2", must(c.Sin(w.quoInt(pi, 6))), f(0.5)},
		{"log₂ 2^−700 = −700", must(c.Log2(w.ldexp(one, -700))), f(-700)},
		{"log₁₀ 1000 = 3", must(c.Log10(f(1000))), f(3)},
		{"∛27 = 3", must(c.Cbrt(f(27))), f(3)},
		{"3^5 = 243", must(c.PowInt(f(3), 5)), f(243)},
		{"(−2)^−3 = −1/8", must(c.Pow(f(-2), f(-3))), f(-0.125)},
		{"2^10.5 = 1024√2", must(c.Exp2(f(10.5))), w.mulInt(w.sqrt(f(2)), 1024)},
	} {
		if bits := goodBits(test.got, test.want); bits < prec {
			t.Errorf("%s: got %.60g, want %.60g: %d good bits", test.name, test.got, test.want, bits)
		}
	}
}
