// The table of operations on floats; to add one, add a row.

package ir

import "math"

func unary(name, doc string, f func(float64) float64) Op {
	return Op{Name: name, Doc: doc, In: []Type{TF64}, Out: TF64, Cost: 20,
		Eval: func(a []Scalar) Scalar { return Scalar{F: f(a[0].F)} }}
}

func binary(name, doc string, f func(x, y float64) float64) Op {
	return Op{Name: name, Doc: doc, In: []Type{TF64, TF64}, Out: TF64, Cost: 1,
		Eval: func(a []Scalar) Scalar { return Scalar{F: f(a[0].F, a[1].F)} }}
}

// with completes a row.
func (o Op) with(goText string, partials []string, complete func(*Op)) *Op {
	o.Go, o.Partials = goText, partials
	for range o.In {
		if len(o.Sample) < len(o.In) {
			o.Sample = append(o.Sample, small)
		}
	}
	if complete != nil {
		complete(&o)
	}
	return &o
}

func row(p ...string) []string { return p }

func domain(s ...Interval) func(*Op) { return func(o *Op) { o.Sample = s } }

// addOp is named because accum is addition too.
var addOp = binary("add", "sum", func(x, y float64) float64 { return x + y }).
	with("x + y", row("1", "1"), func(o *Op) { o.Source = "DLMF 1.4(iii)" })

func init() {
	for _, o := range append(arithmetic(), elementary()...) {
		register(o)
	}
}

func arithmetic() []*Op {
	return []*Op{
		addOp,
		binary("sub", "difference", func(x, y float64) float64 { return x - y }).
			with("x - y", row("1", "-1"), func(o *Op) { o.Source = "DLMF 1.4(iii)" }),
		binary("mul", "product", func(x, y float64) float64 { return x * y }).
			with("x * y", row("y", "x"), func(o *Op) { o.Source = "DLMF 1.4(iii)" }),
		binary("div", "quotient", func(x, y float64) float64 { return x / y }).
			with("x / y", row("1 / y", "-(r / y)"), func(o *Op) {
				o.Cost, o.Source, o.Sample = 4, "DLMF 1.4(iii)", []Interval{small, positive}
			}),
		unary("neg", "negation", func(x float64) float64 { return -x }).
			with("-x", row("-1"), func(o *Op) { o.Cost, o.Source = 1, "DLMF 1.4(iii)" }),
		unary("stop", "its operand, as a constant to every derivative", func(x float64) float64 { return x }).
			with("x", row("0"), func(o *Op) { o.Cost, o.Kinks = 0, "a cut the user accepts" }),
		{Name: "cond", Doc: "y where x holds, else z", In: []Type{TBool, TF64, TF64}, Out: TF64, Cost: 1,
			Eval: func(a []Scalar) Scalar {
				if a[0].B {
					return a[1]
				}
				return a[2]
			},
			Partials: row("0", "cond(x, 1, 0)", "cond(x, 0, 1)"), Sample: []Interval{{}, small, small}},
	}
}

func elementary() []*Op {
	return []*Op{
		unary("abs", "absolute value", math.Abs).
			with("math.Abs(x)", row("cond(x > 0, 1, cond(x < 0, -1, x * 0))"), func(o *Op) {
				o.Cost, o.Kinks = 1, "x = 0: 0"
			}),
		unary("sqrt", "square root", math.Sqrt).with("math.Sqrt(x)", row("0.5 / r"), func(o *Op) {
			o.Cost, o.Sample, o.Kinks, o.Source = 5, []Interval{positive}, "x = 0: +Inf", "DLMF 4.4"
		}),
		unary("cbrt", "cube root", math.Cbrt).with("math.Cbrt(x)", row("1 / (3 * r * r)"), func(o *Op) {
			o.Sample, o.Kinks = []Interval{positive}, "x = 0: +Inf"
		}),
		unary("exp", "exponential", math.Exp).with("math.Exp(x)", row("r"), func(o *Op) { o.Source = "DLMF 4.10" }),
		unary("exp2", "power of 2", math.Exp2).with("math.Exp2(x)", row("Ln2 * r"), func(o *Op) { o.Source = "DLMF 4.10" }),
		unary("expm1", "exp(x) - 1", math.Expm1).with("math.Expm1(x)", row("exp(x)"), func(o *Op) { o.Source = "DLMF 4.10" }),
		unary("log", "natural logarithm", math.Log).with("math.Log(x)", row("1 / x"), func(o *Op) {
			o.Aliases, o.Sample, o.Kinks, o.Source = []string{"ln"}, []Interval{positive}, "x = 0: +Inf", "DLMF 4.10"
		}),
		unary("log2", "logarithm to base 2", math.Log2).with("math.Log2(x)", row("Log2E / x"), domain(positive)),
		unary("log10", "logarithm to base 10", math.Log10).with("math.Log10(x)", row("Log10E / x"), domain(positive)),
		unary("log1p", "log(1 + x)", math.Log1p).with("math.Log1p(x)", row("1 / (1 + x)"), domain(Interval{-0.9, 20})),
		unary("sin", "sine", math.Sin).with("math.Sin(x)", row("cos(x)"), func(o *Op) { o.Source = "DLMF 4.20" }),
		unary("cos", "cosine", math.Cos).with("math.Cos(x)", row("-sin(x)"), func(o *Op) { o.Source = "DLMF 4.20" }),
		unary("tan", "tangent", math.Tan).with("math.Tan(x)", row("1 + r*r"), domain(Interval{-1.4, 1.4})),
		unary("asin", "arc sine", math.Asin).with("math.Asin(x)", row("1 / sqrt((1 - x) * (1 + x))"), domain(unit)),
		unary("acos", "arc cosine", math.Acos).with("math.Acos(x)", row("-(1 / sqrt((1 - x) * (1 + x)))"), domain(unit)),
		unary("atan", "arc tangent", math.Atan).with("math.Atan(x)", row("1 / (1 + x*x)"), domain(anyReal)),
		unary("sinh", "hyperbolic sine", math.Sinh).with("math.Sinh(x)", row("cosh(x)"), func(o *Op) { o.Source = "DLMF 4.34" }),
		unary("cosh", "hyperbolic cosine", math.Cosh).with("math.Cosh(x)", row("sinh(x)"), func(o *Op) { o.Source = "DLMF 4.34" }),
		unary("tanh", "hyperbolic tangent", math.Tanh).with("math.Tanh(x)", row("(1 - r) * (1 + r)"), func(o *Op) { o.Source = "DLMF 4.34" }),
		unary("asinh", "inverse hyperbolic sine", math.Asinh).with("math.Asinh(x)", row("1 / hypot(x, 1)"), nil),
		unary("acosh", "inverse hyperbolic cosine", math.Acosh).
			with("math.Acosh(x)", row("1 / (sqrt(x - 1) * sqrt(x + 1))"), domain(Interval{1.01, 20})),
		unary("atanh", "inverse hyperbolic tangent", math.Atanh).
			with("math.Atanh(x)", row("1 / ((1 - x) * (1 + x))"), domain(unit)),
		binary("atan2", "angle of the point (y, x), given as atan2(y, x)", math.Atan2).
			with("math.Atan2(x, y)", row("(y / hypot(x, y)) / hypot(x, y)", "-((x / hypot(x, y)) / hypot(x, y))"),
				func(o *Op) { o.Cost, o.Kinks = 30, "the origin: NaN" }),
		binary("hypot", "sqrt(x*x + y*y) without overflow", math.Hypot).
			with("math.Hypot(x, y)", row("cond(r == 0, 0, x / r)", "cond(r == 0, 0, y / r)"),
				func(o *Op) { o.Cost, o.Kinks = 10, "the origin: 0" }),
		binary("pow", "x to the power y", math.Pow).
			with("math.Pow(x, y)", row("cond(y == 0, 0, y * pow(x, y - 1))",
				"cond(x == 0, cond(y >= 0, 0, r * log(x)), r * log(x))"),
				func(o *Op) {
					o.Cost, o.Sample, o.Kinks = 40, []Interval{positive, small}, "y = 0: 0 by x; x = 0 <= y: 0 by y"
				}),
		binary("max", "the larger; NaN if either is", func(x, y float64) float64 { return max(x, y) }).
			with("max(x, y)", row("cond(x >= y, 1, 0)", "cond(x >= y, 0, 1)"),
				func(o *Op) { o.Cost, o.Kinks = 2, "x = y: the first operand's" }),
		binary("min", "the smaller; NaN if either is", func(x, y float64) float64 { return min(x, y) }).
			with("min(x, y)", row("cond(x <= y, 1, 0)", "cond(x <= y, 0, 1)"),
				func(o *Op) { o.Cost, o.Kinks = 2, "x = y: the first operand's" }),
		unary("relu", "max(x, 0)", func(x float64) float64 { return max(x, 0) }).
			with("max(x, 0)", row("cond(x > 0, 1, 0)"), func(o *Op) { o.Cost, o.Kinks = 2, "x = 0: 0" }),
		unary("sigmoid", "logistic function 1 / (1 + exp(-x))", sigmoid).
			with("", row("exp(-abs(x)) / ((1 + exp(-abs(x))) * (1 + exp(-abs(x))))"), func(o *Op) {
				o.Aliases = []string{"σ"}
				o.Expand = "cond(x < 0, exp(-abs(x)), 1) / (1 + exp(-abs(x)))"
			}),
		unary("softplus", "log(1 + exp(x))", softplus).
			with("", row("cond(x < 0, exp(-abs(x)), 1) / (1 + exp(-abs(x)))"), func(o *Op) {
				o.Expand = "max(x, 0) + log1p(exp(-abs(x)))"
			}),
	}
}

func sigmoid(x float64) float64 {
	e := math.Exp(-math.Abs(x))
	if x < 0 {
		return e / (1 + e)
	}
	return 1 / (1 + e)
}

func softplus(x float64) float64 {
	return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x)))
}
