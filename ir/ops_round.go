// Rows of rounding, remainders and the parts of a float.

package ir

import "math"

func init() { registerRows(rounding()) }

func rounding() []*Op {
	return []*Op{
		{Name: "floor", Doc: "greatest integer not above x", In: f64s(1), Out: TF64, Cost: 2, Eval: of1(math.Floor),
			Partials: row("0"), Go: "math.Floor(x)", Sample: over(anyReal), Kinks: "x an integer: 0"},
		{Name: "ceil", Doc: "least integer not below x", In: f64s(1), Out: TF64, Cost: 2, Eval: of1(math.Ceil),
			Partials: row("0"), Go: "math.Ceil(x)", Sample: over(anyReal), Kinks: "x an integer: 0"},
		{Name: "trunc", Doc: "integer part of x", In: f64s(1), Out: TF64, Cost: 2, Eval: of1(math.Trunc),
			Partials: row("0"), Go: "math.Trunc(x)", Sample: over(anyReal), Kinks: "x an integer: 0"},
		{Name: "round", Doc: "nearest integer, halves away from zero", In: f64s(1), Out: TF64, Cost: 4, Eval: of1(math.Round),
			Partials: row("0"), Go: "math.Round(x)", Sample: over(anyReal), Kinks: "x halfway: 0"},
		{Name: "roundeven", Aliases: []string{"roundtoeven"}, Doc: "nearest integer, halves to even", In: f64s(1), Out: TF64,
			Cost: 2, Eval: of1(math.RoundToEven),
			Partials: row("0"), Go: "math.RoundToEven(x)", Sample: over(anyReal), Kinks: "x halfway: 0"},
		{Name: "logb", Doc: "binary exponent of x", In: f64s(1), Out: TF64, Cost: 4, Eval: of1(math.Logb),
			Partials: row("0"), Go: "math.Logb(x)", Sample: over(positive), Kinks: "x a power of 2, or 0: 0"},
		{Name: "ilogb", Doc: "binary exponent of x, as an integer", In: f64s(1), Out: TInt, Cost: 4,
			Eval: func(a []Scalar) Scalar { return Scalar{I: math.Ilogb(a[0].F)} }, Go: "math.Ilogb(x)"},
		// The quotient is an integer: rounding removes the error of the divisions.
		{Name: "mod", Doc: "remainder of x/y, of the sign of x", In: f64s(2), Out: TF64, Cost: 25, Eval: of2(math.Mod),
			Partials: row("1", "roundeven(r / y - x / y)"), Go: "math.Mod(x, y)", Sample: over(anyReal, positive),
			Kinks: "x a multiple of y: the integer x/y by y; y = 0: NaN by y", Source: "r = x - trunc(x/y) y"},
		{Name: "remainder", Doc: "IEEE 754 remainder of x/y, the smallest in magnitude", In: f64s(2), Out: TF64, Cost: 27,
			Eval: of2(math.Remainder), Partials: row("1", "roundeven(r / y - x / y)"), Go: "math.Remainder(x, y)",
			Sample: over(anyReal, positive), Kinks: "x/y halfway: the even integer by y; y = 0: NaN by y",
			Source: "r = x - roundeven(x/y) y"},
		{Name: "nextafter", Doc: "the float64 next to x, towards y", In: f64s(2), Out: TF64, Cost: 4, Eval: of2(math.Nextafter),
			Partials: row("cond(r == r, 1, r)", "0"), Go: "math.Nextafter(x, y)", Sample: over(small, small),
			Kinks: "x = y: 1, 0, as elsewhere", Source: "r differs from x by one unit in the last place"},
		{Name: "ldexp", Doc: "x times 2 to the integer power y", In: floatThenInt, Out: TF64, Cost: 6,
			Eval: ofFloatInt(math.Ldexp), Partials: row("ldexp(1, y)", "0"), Go: "math.Ldexp(x, y)",
			Sample: over(small, Interval{-5, 6}), Source: linear},
	}
}
