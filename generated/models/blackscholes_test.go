// Black-Scholes prices and Greeks against Hull's examples and the closed forms.

package models

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// option makes a Function of S, K, r, σ and T.
func option(value func(S, K, r, σ, T float64) float64,
	grad func(S, K, r, σ, T float64) (price, dS, dK, dr, dσ, dT float64),
	tangent func(S, K, r, σ, T, SDot, KDot, rDot, σDot, TDot float64) (price, priceDot float64)) gradtest.Function {
	return gradtest.Function{
		Value: func(p []float64) float64 { return value(p[0], p[1], p[2], p[3], p[4]) },
		Grad: func(p, d []float64) (price float64) {
			price, d[0], d[1], d[2], d[3], d[4] = grad(p[0], p[1], p[2], p[3], p[4])
			return price
		},
		Tangent: func(p, d []float64) (price, priceDot float64) {
			return tangent(p[0], p[1], p[2], p[3], p[4], d[0], d[1], d[2], d[3], d[4])
		},
	}
}

var (
	call = option(Call, CallGrad, CallJVP)
	put  = option(Put, PutGrad, PutJVP)
)

// TestHullPrices: J. Hull, Options, Futures, and Other Derivatives, the example
// with S = 42, K = 40, r = 10 %, σ = 20 %, T = 6 months: "c = 4.76, p = 0.81".
func TestHullPrices(t *testing.T) {
	for name, example := range map[string]struct{ got, want float64 }{
		"call": {Call(42, 40, 0.1, 0.2, 0.5), 4.76},
		"put":  {Put(42, 40, 0.1, 0.2, 0.5), 0.81},
	} {
		if math.Abs(example.got-example.want) > 0.005 {
			t.Errorf("%s: %v, want %v to the cent", name, example.got, example.want)
		}
	}
}

// TestHullGreeks: the same book, the chapter on the Greek letters, a call with
// S = 49, K = 50, r = 5 %, σ = 20 %, T = 20 weeks: price 2.40, delta 0.522,
// theta -4.31 a year, vega 12.1, rho 8.91.
func TestHullGreeks(t *testing.T) {
	price, dS, _, dr, dσ, dT := CallGrad(49, 50, 0.05, 0.2, 0.3846)
	for _, g := range []struct {
		name            string
		got, want, half float64
	}{
		{"price", price, 2.40, 0.005}, {"delta", dS, 0.522, 0.0005}, {"theta", -dT, -4.31, 0.005},
		{"vega", dσ, 12.1, 0.05}, {"rho", dr, 8.91, 0.005},
	} {
		if math.Abs(g.got-g.want) > g.half {
			t.Errorf("%s is %v, want %v", g.name, g.got, g.want)
		}
	}
}

// Φ and φ are the normal distribution function and density.
func Φ(x float64) float64 { return 0.5 * math.Erfc(-x/math.Sqrt2) }
func φ(x float64) float64 { return math.Exp(-x*x/2) / math.Sqrt(2*math.Pi) }

// greeks are the closed forms by S, K, r, σ and T for a call (sign 1) or a put
// (sign -1) (Hull, table of the Greek letters; ∂/∂K by homogeneity).
func greeks(p []float64, sign float64) []float64 {
	S, K, r, σ, T := p[0], p[1], p[2], p[3], p[4]
	a := (math.Log(S/K) + (r+σ*σ/2)*T) / (σ * math.Sqrt(T))
	b := a - σ*math.Sqrt(T)
	discount := math.Exp(-r * T)
	return []float64{
		sign * Φ(sign*a),
		-sign * discount * Φ(sign*b),
		sign * K * T * discount * Φ(sign*b),
		S * φ(a) * math.Sqrt(T),
		S*φ(a)*σ/(2*math.Sqrt(T)) + sign*r*K*discount*Φ(sign*b),
	}
}

// TestGreeks compares with the closed forms, in, at and out of the money.
func TestGreeks(t *testing.T) {
	for _, p := range [][]float64{{42, 40, 0.1, 0.2, 0.5}, {100, 100, 0.02, 0.35, 2}, {30, 60, -0.01, 0.6, 0.25}} {
		gradtest.Equal(t, "call", call.Check(t, p, 1e-10), greeks(p, 1), 1e-13)
		gradtest.Equal(t, "put", put.Check(t, p, 1e-10), greeks(p, -1), 1e-13)
	}
}

// TestParity: call - put = S - K·e^(-rT), and so do their gradients.
func TestParity(t *testing.T) {
	S, K, r, σ, T := 42.0, 40.0, 0.1, 0.2, 0.5
	discount := math.Exp(-r * T)
	c, cS, cK, cr, cσ, cT := CallGrad(S, K, r, σ, T)
	p, pS, pK, pr, pσ, pT := PutGrad(S, K, r, σ, T)
	gradtest.Equal(t, "call - put", []float64{c - p, cS - pS, cK - pK, cr - pr, cσ - pσ, cT - pT},
		[]float64{S - K*discount, 1, -discount, T * K * discount, 0, r * K * discount}, 1e-13)
}
