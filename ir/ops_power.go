// Rows of powers, roots, exponentials and logarithms.

package ir

import "math"

func init() {
	registerRows(powers())
	registerRows(exponentials())
	registerRows(logarithms())
}

func powers() []*Op {
	return []*Op{
		{Name: "sqrt", Doc: "square root", In: f64s(1), Out: TF64, Cost: 5, Eval: of1(math.Sqrt),
			Partials: row("0.5 / r"), Go: "math.Sqrt(x)", Sample: over(positive),
			Kinks: "x = 0: +Inf (x = -0: -Inf)", Source: "DLMF 4.7(ii)"},
		{Name: "cbrt", Doc: "cube root", In: f64s(1), Out: TF64, Cost: 17, Eval: of1(math.Cbrt),
			Partials: row("1 / (3 * r * r)"), Go: "math.Cbrt(x)", Sample: over(positive),
			Kinks: "x = 0: +Inf", Source: "DLMF 4.7(ii)"},
		{Name: "hypot", Doc: "sqrt(x*x + y*y) without overflow", In: f64s(2), Out: TF64, Cost: 10, Eval: of2(math.Hypot),
			Partials: row("cond(r == 0, 0, x / r)", "cond(r == 0, 0, y / r)"), Go: "math.Hypot(x, y)",
			Sample: over(small, small), Kinks: "the origin: 0; an infinite operand: NaN by it", Source: linear},
		// Where y = 0 the partial by x must stay y * pow(x, y - 1): its own
		// derivative by y is 1/x there, not 0.
		{Name: "pow", Doc: "x to the power y", In: f64s(2), Out: TF64, Cost: 150, Eval: of2(math.Pow),
			Partials: row("cond(x == 0 && y == 0, 0, y * pow(x, y - 1))", "cond(x == 0 && y >= 0, 0, r * log(x))"),
			Go:       "math.Pow(x, y)", Sample: over(positive, small),
			Kinks:  "x = y = 0: 0; x = 0 < y: 0 by y; x = 0 > y: -Inf by y; x < 0: NaN by y",
			Source: "DLMF 4.7(ii)"},
		{Name: "powi", Doc: "x to the integer power y, by multiplication", In: floatThenInt, Out: TF64, Cost: 4,
			Eval: ofFloatInt(powi), Partials: row("cond(y == 0, 0, itof(y) * powi(x, y - 1))", "0"), Go: "powi(x, y)",
			Sample: over(small, Interval{-5, 6}), Kinks: "x = 0 > y: a signed infinity", Source: "DLMF 4.7(ii)"},
		{Name: "pow10", Doc: "10 to the integer power x", In: []Type{TInt}, Out: TF64, Cost: 3,
			Eval:     func(a []Scalar) Scalar { return Scalar{F: math.Pow10(a[0].I)} },
			Partials: row("0"), Go: "math.Pow10(x)", Sample: over(Interval{-20, 20}), Kinks: "an integer operand: 0"},
	}
}

func exponentials() []*Op {
	return []*Op{
		{Name: "exp", Doc: "e to the power x", In: f64s(1), Out: TF64, Cost: 15, Eval: of1(math.Exp),
			Partials: row("r"), Go: "math.Exp(x)", Sample: over(anyReal), Source: "DLMF 4.7(ii)"},
		{Name: "exp2", Doc: "2 to the power x", In: f64s(1), Out: TF64, Cost: 26, Eval: of1(math.Exp2),
			Partials: row("Ln2 * r"), Go: "math.Exp2(x)", Sample: over(anyReal), Source: "DLMF 4.7(ii)"},
		{Name: "expm1", Doc: "exp(x) - 1, accurate near 0", In: f64s(1), Out: TF64, Cost: 24, Eval: of1(math.Expm1),
			Partials: row("exp(x)"), Go: "math.Expm1(x)", Sample: over(anyReal), Source: "DLMF 4.7(ii)"},
	}
}

func logarithms() []*Op {
	return []*Op{
		{Name: "log", Aliases: []string{"ln"}, Doc: "natural logarithm", In: f64s(1), Out: TF64, Cost: 12, Eval: of1(math.Log),
			Partials: row("1 / x"), Go: "math.Log(x)", Sample: over(positive),
			Kinks: "x = 0: +Inf (x = -0: -Inf); x < 0: 1/x beside the value NaN", Source: "DLMF 4.7(i)"},
		{Name: "log2", Doc: "logarithm to base 2", In: f64s(1), Out: TF64, Cost: 30, Eval: of1(math.Log2),
			Partials: row("Log2E / x"), Go: "math.Log2(x)", Sample: over(positive),
			Kinks: "as log", Source: "DLMF 4.7(i)"},
		{Name: "log10", Doc: "logarithm to base 10", In: f64s(1), Out: TF64, Cost: 15, Eval: of1(math.Log10),
			Partials: row("Log10E / x"), Go: "math.Log10(x)", Sample: over(positive),
			Kinks: "as log", Source: "DLMF 4.7(i)"},
		{Name: "log1p", Doc: "log(1 + x), accurate near 0", In: f64s(1), Out: TF64, Cost: 17, Eval: of1(math.Log1p),
			Partials: row("1 / (1 + x)"), Go: "math.Log1p(x)", Sample: over(Interval{-0.9, 20}),
			Kinks: "x = -1: +Inf; x < -1: 1/(1 + x) beside the value NaN", Source: "DLMF 4.7(i)"},
	}
}
