// Rows of the gamma function, the error function and the Bessel functions.

package ir

import "math"

func init() {
	registerRows(gammas())
	registerRows(errorFunctions())
	registerRows(bessels())
}

func gammas() []*Op {
	return []*Op{
		{Name: "gamma", Aliases: []string{"Γ"}, Doc: "gamma function", In: f64s(1), Out: TF64, Cost: 25, Eval: of1(math.Gamma),
			Partials: row("r * digamma(x)"), Go: "math.Gamma(x)", Sample: over(positive),
			Kinks: "x = 0: -Inf; x a negative integer: NaN", Source: "DLMF 5.2(i)"},
		{Name: "lgamma", Aliases: []string{"lnΓ", "gammaln", "loggamma"}, Doc: "log(abs(gamma(x)))", In: f64s(1), Out: TF64,
			Cost: 40, Eval: of1(lgamma), Partials: row("digamma(x)"), Go: "lgamma(x)", Sample: over(positive),
			Kinks: "x = 0: -Inf (x = -0: +Inf); x a negative integer: NaN", Source: "DLMF 5.2(i)"},
		{Name: "digamma", Aliases: []string{"ψ"}, Doc: "logarithmic derivative of gamma", In: f64s(1), Out: TF64, Cost: 35,
			Eval: of1(digamma), Partials: row("polygamma(1, x)"), Go: "digamma(x)", Sample: over(positive),
			Kinks: "x = 0 or a negative integer: +Inf", Source: "DLMF 5.15"},
		{Name: "trigamma", Doc: "derivative of digamma", In: f64s(1), Out: TF64, Cost: 150,
			Eval:     of1(func(x float64) float64 { return polygamma(1, x) }),
			Partials: row("polygamma(2, x)"), Expand: "polygamma(1, x)", Sample: over(positive),
			Kinks: "x = 0: -Inf (x = -0: +Inf); x a negative integer: NaN", Source: "DLMF 5.15"},
		{Name: "polygamma", Doc: "derivative of order x of digamma at y", In: intThenFloat, Out: TF64, Cost: 250,
			Eval: ofIntFloat(polygamma), Partials: row("0", "polygamma(x + 1, y)"), Go: "polygamma(x, y)",
			Sample: over(Interval{0, 6}, positive),
			Kinks:  "y = 0 or a negative integer: as polygamma of the next order", Source: "DLMF 5.15"},
	}
}

func errorFunctions() []*Op {
	return []*Op{
		{Name: "erf", Doc: "error function", In: f64s(1), Out: TF64, Cost: 60, Eval: of1(math.Erf),
			Partials: row("TwoOverSqrtPi * exp(-(x * x))"), Go: "math.Erf(x)", Sample: over(small), Source: "DLMF 7.10"},
		{Name: "erfc", Doc: "complementary error function", In: f64s(1), Out: TF64, Cost: 60, Eval: of1(math.Erfc),
			Partials: row("-(TwoOverSqrtPi * exp(-(x * x)))"), Go: "math.Erfc(x)", Sample: over(small), Source: "DLMF 7.10"},
		{Name: "erfinv", Doc: "inverse of erf", In: f64s(1), Out: TF64, Cost: 18, Eval: of1(math.Erfinv),
			Partials: row("HalfSqrtPi * exp(r * r)"), Go: "math.Erfinv(x)", Sample: over(unit),
			Kinks: "x = -1 or 1: +Inf", Source: "DLMF 7.17(ii)"},
		{Name: "erfcinv", Doc: "inverse of erfc", In: f64s(1), Out: TF64, Cost: 18, Eval: of1(math.Erfcinv),
			Partials: row("-(HalfSqrtPi * exp(r * r))"), Go: "math.Erfcinv(x)", Sample: over(Interval{0.1, 1.9}),
			Kinks: "x = 0 or 2: -Inf", Source: "DLMF 7.17(ii)"},
		{Name: "normcdf", Aliases: []string{"Φ", "normalcdf"}, Doc: "standard normal distribution function", In: f64s(1), Out: TF64,
			Cost: 65, Eval: of1(normcdf), Partials: row("normpdf(x)"), Expand: "0.5 * erfc(-(x * InvSqrt2))",
			Sample: over(small), Source: "Abramowitz and Stegun 26.2.2"},
		{Name: "normpdf", Aliases: []string{"φ", "normalpdf"}, Doc: "standard normal density", In: f64s(1), Out: TF64, Cost: 16,
			Eval: of1(normpdf), Partials: row("-(x * r)"), Expand: "InvSqrt2Pi * exp(-(0.5 * x * x))",
			Sample: over(small), Kinks: "x infinite: NaN", Source: "Abramowitz and Stegun 26.2.1"},
	}
}

// The constants that Eval shares with the rules, so that both have the same bits.
var (
	invSqrt2   = ruleConstants["InvSqrt2"]
	invSqrt2Pi = ruleConstants["InvSqrt2Pi"]
)

func normcdf(x float64) float64 { return 0.5 * math.Erfc(-(x * invSqrt2)) }

func normpdf(x float64) float64 { return invSqrt2Pi * math.Exp(-(0.5 * x * x)) }

// math.J1 and with it math.Jn lose the sign of operands between -1/2^27 and 0;
// the rules of j0 and jn do not.
func bessels() []*Op {
	return []*Op{
		{Name: "j0", Doc: "Bessel function of the first kind of order 0", In: f64s(1), Out: TF64, Cost: 100, Eval: of1(math.J0),
			Partials: row("cond(x < 0, j1(-x), -j1(x))"), Go: "math.J0(x)", Sample: over(anyReal), Source: "DLMF 10.6.3"},
		{Name: "j1", Doc: "Bessel function of the first kind of order 1", In: f64s(1), Out: TF64, Cost: 100, Eval: of1(math.J1),
			Partials: row("0.5 * (j0(x) - jn(2, x))"), Go: "math.J1(x)", Sample: over(anyReal), Source: "DLMF 10.6.1"},
		{Name: "jn", Doc: "Bessel function of the first kind of order x at y", In: intThenFloat, Out: TF64, Cost: 240,
			Eval: ofIntFloat(math.Jn), Partials: row("0", "0.5 * (besselj(x - 1, y) - besselj(x + 1, y))"),
			Go: "math.Jn(x, y)", Sample: over(Interval{-4, 6}, anyReal), Source: "DLMF 10.6.1"},
		{Name: "besselj", Doc: "jn with the right sign near 0", In: intThenFloat, Out: TF64, Cost: 200,
			Eval: ofIntFloat(besselj), Partials: row("0", "0.5 * (besselj(x - 1, y) - besselj(x + 1, y))"),
			Go: "besselj(x, y)", Sample: over(Interval{-4, 6}, anyReal), Source: "DLMF 10.6.1"},
		{Name: "y0", Doc: "Bessel function of the second kind of order 0", In: f64s(1), Out: TF64, Cost: 100, Eval: of1(math.Y0),
			Partials: row("-y1(x)"), Go: "math.Y0(x)", Sample: over(positive), Kinks: "x = 0: +Inf", Source: "DLMF 10.6.3"},
		{Name: "y1", Doc: "Bessel function of the second kind of order 1", In: f64s(1), Out: TF64, Cost: 100, Eval: of1(math.Y1),
			Partials: row("cond(abs(r) == Inf, -r, 0.5 * (y0(x) - yn(2, x)))"), Go: "math.Y1(x)", Sample: over(positive),
			Kinks: "x = 0: +Inf", Source: "DLMF 10.6.1"},
		{Name: "yn", Doc: "Bessel function of the second kind of order x at y", In: intThenFloat, Out: TF64, Cost: 200,
			Eval: ofIntFloat(math.Yn), Partials: row("0", "cond(abs(r) == Inf, -r, 0.5 * (yn(x - 1, y) - yn(x + 1, y)))"),
			Go: "math.Yn(x, y)", Sample: over(Interval{-4, 6}, positive),
			Kinks: "y = 0: an infinity against the value's", Source: "DLMF 10.6.1"},
	}
}
