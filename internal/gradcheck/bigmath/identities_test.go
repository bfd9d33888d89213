// Functional identities, each of which ties together separate algorithms.

package bigmath

import (
	"math"
	"math/big"
	"math/rand/v2"
	"testing"
)

const identityPrec = 256

// spread returns n floats of random sign, spread over magnitudes 2^low to
// 2^high evenly in the exponent.
func spread(n int, low, high float64) []*big.Float {
	r := rand.New(rand.NewPCG(1, 2))
	var xs []*big.Float
	for range n {
		v := math.Exp2(low + (high-low)*r.Float64())
		if r.IntN(2) == 0 {
			v = -v
		}
		xs = append(xs, big.NewFloat(v))
	}
	return xs
}

// agree reports where got and want share fewer than 256−lost bits.
func agree(t *testing.T, name string, x, got, want *big.Float, lost int) {
	t.Helper()
	if bits := goodBits(got, want); bits < identityPrec-lost {
		t.Errorf("%s at %v: %.40g and %.40g share %d bits", name, x, got, want, bits)
	}
}

// TestInverses checks that a function undoes its inverse.
func TestInverses(t *testing.T) {
	c, must := New(identityPrec+64), must(t)
	f := unaries(c)
	for _, pair := range []struct {
		outer, inner string
		low, high    float64
		positive     bool
	}{
		{"exp", "log", -1000, 1000, true}, {"expm1", "log1p", -900, 30, true}, {"log", "exp", -40, 9, false},
		{"log1p", "expm1", -900, 5, false}, {"sin", "asin", -900, 0, false}, {"cos", "acos", -20, 0, false},
		{"tan", "atan", -900, 20, false}, {"sinh", "asinh", -900, 20, false}, {"cosh", "acosh", 0.01, 20, true},
		{"tanh", "atanh", -900, 0, false}, {"erf", "erfinv", -900, 0, false}, {"erfc", "erfcinv", -900, 0, true},
		{"normalcdf", "normalquantile", -900, -0.01, true}, {"exp2", "log2", -1000, 1000, true},
	} {
		for _, x := range spread(25, pair.low, pair.high) {
			if pair.positive {
				x = magnitude(x)
			}
			agree(t, pair.outer+"∘"+pair.inner, x, must(f[pair.outer](must(f[pair.inner](x)))), x, -16)
		}
	}
}

// TestPythagoras checks sin²+cos² = 1, cosh²−sinh² = 1 and tan = sin/cos.
func TestPythagoras(t *testing.T) {
	c, w, must := New(identityPrec), work(identityPrec), must(t)
	for _, x := range spread(100, -30, 1000) {
		s, v, err := c.Sincos(x)
		if err != nil {
			t.Fatal(err)
		}
		agree(t, "sin²+cos²", x, w.add(w.square(s), w.square(v)), one, 3)
		agree(t, "tan", x, must(c.Tan(x)), w.quo(s, v), 3)
	}
	for _, x := range spread(50, -30, 4) {
		s, v := must(c.Sinh(x)), must(c.Cosh(x))
		agree(t, "(cosh−sinh)(cosh+sinh)", x, w.mul(w.sub(v, w.abs(s)), w.add(v, w.abs(s))), one, 50)
		agree(t, "tanh", x, must(c.Tanh(x)), w.quo(s, v), 3)
	}
}

// TestErrorFunction checks erf + erfc = 1 and Φ(x) + Φ(−x) = 1.
func TestErrorFunction(t *testing.T) {
	c, w, must := New(identityPrec), work(identityPrec), must(t)
	for _, x := range spread(100, -20, 5) {
		agree(t, "erf+erfc", x, w.add(must(c.Erf(x)), must(c.Erfc(x))), one, 2)
		agree(t, "Φ(x)+Φ(−x)", x, w.add(must(c.NormalCDF(x)), must(c.NormalCDF(w.neg(x)))), one, 2)
	}
}

// TestGammaIdentities checks recurrence, reflection and duplication (DLMF
// 5.5.1, 5.5.3, 5.5.5), and the same for digamma (5.5.2, 5.5.4).
func TestGammaIdentities(t *testing.T) {
	c, w, must := New(identityPrec), work(identityPrec+64), must(t)
	pi, half := w.pi(), big.NewFloat(0.5)
	for _, x := range spread(60, -12, 6) {
		up, away, middle := w.add(x, one), w.sub(one, x), w.add(x, half)
		double := w.ldexp(x, 1)
		g := must(c.Gamma(x))
		agree(t, "Γ(x+1)", x, must(c.Gamma(up)), w.mul(x, g), 2)
		s, v := w.sincosPi(x)
		agree(t, "Γ(x)Γ(1−x)", x, w.mul(g, must(c.Gamma(away))), w.quo(pi, s), 3)
		product := w.mul(w.mul(g, must(c.Gamma(middle))), w.powReal(w.int(2), w.sub(double, one)))
		agree(t, "duplication", x, w.quo(product, w.sqrt(pi)), must(c.Gamma(double)), 4)
		agree(t, "ln|Γ|", x, w.exp(must(c.Lgamma(x))), w.abs(g), 12)

		psi := must(c.Digamma(x))
		step := w.sub(must(c.Digamma(up)), psi)
		agree(t, "ψ(x+1)−ψ(x)", x, step, w.inverse(x), 16)
		turn := w.sub(must(c.Digamma(away)), psi)
		agree(t, "ψ(1−x)−ψ(x)", x, turn, w.quo(w.mul(pi, v), s), 24)
	}
}

// TestBesselIdentities checks the Wronskian J_(n+1)Y_n − J_nY_(n+1) = 2/(πx)
// (DLMF 10.5.2) and the recurrence of J (DLMF 10.6.1).
func TestBesselIdentities(t *testing.T) {
	c, w, must := New(identityPrec), work(identityPrec), must(t)
	for _, x := range spread(60, -4, 12) {
		x = magnitude(x)
		for _, n := range []int{0, 1, 2, 5, 17} {
			j, y := must(c.Jn(n, x)), must(c.Yn(n, x))
			jNext, yNext := must(c.Jn(n+1, x)), must(c.Yn(n+1, x))
			want := w.quo(w.int(2), w.mul(w.pi(), x))
			agree(t, "Wronskian", x, w.sub(w.mul(jNext, y), w.mul(j, yNext)), want, 8)
			twice := w.quo(w.mulInt(jNext, int64(2*n+2)), x)
			agree(t, "recurrence", x, w.sub(twice, must(c.Jn(n+2, x))), j, 60)
		}
	}
}

// TestPowers checks x^(a+b) = x^a x^b, cbrt and hypot.
func TestPowers(t *testing.T) {
	c, w, must := New(identityPrec), work(identityPrec), must(t)
	exponents := spread(60, -10, 3)
	for i, x := range spread(60, -60, 60) {
		root := must(c.Cbrt(x))
		agree(t, "cbrt³", x, w.mul(root, w.square(root)), x, 3)
		x = magnitude(x)
		a, b := exponents[i], exponents[len(exponents)-1-i]
		sum := must(c.Pow(x, w.add(a, b)))
		agree(t, "pow", x, w.mul(must(c.Pow(x, a)), must(c.Pow(x, b))), sum, 3)
		agree(t, "hypot", x, w.square(must(c.Hypot(x, a))), w.add(w.square(x), w.square(a)), 3)
	}
}
