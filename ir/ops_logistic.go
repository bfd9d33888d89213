// Rows of the logistic function and its integral.
//
// Both are computed from e = exp(-|x|), which cannot overflow, and which their
// rules share. It is written exp(min(x, -x)): at x = 0 the ties of min, max and
// <= all take the piece for x <= 0, which is the whole function's formula, so
// derivatives of every order are right there. That of exp(-abs(x)) is not: abs
// has the derivative 0 at its kink, and softplus would have the second
// derivative 0 instead of 1/4 at the point where most training starts.

package ir

import "math"

func init() { registerRows(logistic()) }

func logistic() []*Op {
	return []*Op{
		{Name: "sigmoid", Aliases: []string{"σ", "logistic", "expit"}, Doc: "1 / (1 + exp(-x))", In: f64s(1), Out: TF64, Cost: 25,
			Eval:     of1(sigmoid),
			Partials: row("exp(min(x, -x)) / ((1 + exp(min(x, -x))) * (1 + exp(min(x, -x))))"),
			Expand:   "cond(x <= 0, exp(min(x, -x)), 1) / (1 + exp(min(x, -x)))",
			Sample:   over(anyReal), Source: "DLMF 4.7(ii)"},
		{Name: "softplus", Doc: "log(1 + exp(x))", In: f64s(1), Out: TF64, Cost: 55,
			Eval:     of1(softplus),
			Partials: row("cond(x <= 0, exp(min(x, -x)), 1) / (1 + exp(min(x, -x)))"),
			Expand:   "max(0, x) + log1p(exp(min(x, -x)))",
			Sample:   over(anyReal), Source: "DLMF 4.7(i)"},
	}
}

func sigmoid(x float64) float64 {
	e := math.Exp(min(x, -x))
	if x <= 0 {
		return e / (1 + e)
	}
	return 1 / (1 + e)
}

func softplus(x float64) float64 {
	return max(0, x) + math.Log1p(math.Exp(min(x, -x)))
}
