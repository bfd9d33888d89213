// Rows of the trigonometric and hyperbolic functions and their inverses.

package ir

import "math"

func init() {
	registerRows(trigonometric())
	registerRows(hyperbolic())
}

func trigonometric() []*Op {
	return []*Op{
		{Name: "sin", Doc: "sine", In: f64s(1), Out: TF64, Cost: 10, Eval: of1(math.Sin),
			Partials: row("cos(x)"), Go: "math.Sin(x)", Sample: over(anyReal), Source: "DLMF 4.20"},
		{Name: "cos", Doc: "cosine", In: f64s(1), Out: TF64, Cost: 10, Eval: of1(math.Cos),
			Partials: row("-sin(x)"), Go: "math.Cos(x)", Sample: over(anyReal), Source: "DLMF 4.20"},
		{Name: "tan", Doc: "tangent", In: f64s(1), Out: TF64, Cost: 12, Eval: of1(math.Tan),
			Partials: row("1 + r*r"), Go: "math.Tan(x)", Sample: over(Interval{-1.4, 1.4}), Source: "DLMF 4.20"},
		{Name: "asin", Aliases: []string{"arcsin"}, Doc: "arc sine", In: f64s(1), Out: TF64, Cost: 15, Eval: of1(math.Asin),
			Partials: row("1 / sqrt((1 - x) * (1 + x))"), Go: "math.Asin(x)", Sample: over(unit),
			Kinks: "x = -1 or 1: +Inf", Source: "DLMF 4.24(ii)"},
		{Name: "acos", Aliases: []string{"arccos"}, Doc: "arc cosine", In: f64s(1), Out: TF64, Cost: 18, Eval: of1(math.Acos),
			Partials: row("-(1 / sqrt((1 - x) * (1 + x)))"), Go: "math.Acos(x)", Sample: over(unit),
			Kinks: "x = -1 or 1: -Inf", Source: "DLMF 4.24(ii)"},
		{Name: "atan", Aliases: []string{"arctan"}, Doc: "arc tangent", In: f64s(1), Out: TF64, Cost: 8, Eval: of1(math.Atan),
			Partials: row("1 / (1 + x*x)"), Go: "math.Atan(x)", Sample: over(anyReal), Source: "DLMF 4.24(ii)"},
		{Name: "atan2", Aliases: []string{"arctan2"}, Doc: "angle of the point with ordinate x and abscissa y",
			In: f64s(2), Out: TF64, Cost: 17, Eval: of2(math.Atan2),
			Partials: row("(y / hypot(x, y)) / hypot(x, y)", "-((x / hypot(x, y)) / hypot(x, y))"),
			Go:       "math.Atan2(x, y)", Sample: over(small, small),
			Kinks: "the origin: NaN; an infinite operand: NaN by the other", Source: "DLMF 4.24(ii)"},
	}
}

func hyperbolic() []*Op {
	return []*Op{
		{Name: "sinh", Doc: "hyperbolic sine", In: f64s(1), Out: TF64, Cost: 28, Eval: of1(math.Sinh),
			Partials: row("cosh(x)"), Go: "math.Sinh(x)", Sample: over(anyReal), Source: "DLMF 4.34"},
		{Name: "cosh", Doc: "hyperbolic cosine", In: f64s(1), Out: TF64, Cost: 21, Eval: of1(math.Cosh),
			Partials: row("sinh(x)"), Go: "math.Cosh(x)", Sample: over(anyReal), Source: "DLMF 4.34"},
		// Accurate to the last bit of 1, not of the derivative: in the tails the
		// derivative 4exp(-2|x|) falls below that and its relative error grows.
		{Name: "tanh", Doc: "hyperbolic tangent", In: f64s(1), Out: TF64, Cost: 27, Eval: of1(math.Tanh),
			Partials: row("(1 - r) * (1 + r)"), Go: "math.Tanh(x)", Sample: over(small), Source: "DLMF 4.34"},
		{Name: "asinh", Aliases: []string{"arsinh", "arcsinh"}, Doc: "inverse hyperbolic sine", In: f64s(1), Out: TF64, Cost: 40,
			Eval: of1(math.Asinh), Partials: row("1 / hypot(x, 1)"), Go: "math.Asinh(x)", Sample: over(anyReal),
			Source: "DLMF 4.38(ii)"},
		{Name: "acosh", Aliases: []string{"arcosh", "arccosh"}, Doc: "inverse hyperbolic cosine", In: f64s(1), Out: TF64, Cost: 33,
			Eval: of1(math.Acosh), Partials: row("1 / (sqrt(x - 1) * sqrt(x + 1))"), Go: "math.Acosh(x)",
			Sample: over(Interval{1, 20}), Kinks: "x = 1: +Inf", Source: "DLMF 4.38(ii)"},
		{Name: "atanh", Aliases: []string{"artanh", "arctanh"}, Doc: "inverse hyperbolic tangent", In: f64s(1), Out: TF64, Cost: 33,
			Eval: of1(math.Atanh), Partials: row("1 / ((1 - x) * (1 + x))"), Go: "math.Atanh(x)", Sample: over(unit),
			Kinks: "x = -1 or 1: +Inf; beyond: the formula beside the value NaN", Source: "DLMF 4.38(ii)"},
	}
}
