// Rows of functions made of linear pieces. Their derivatives are chosen with
// cond so that the piece not taken contributes nothing. Where two comparisons
// are needed anyway, a NaN operand gives NaN; the derivatives of abs, max, min and
// relu are those of the branch that a person would write, which a NaN takes too:
// beside the value NaN, they are of one of the pieces.

package ir

import "math"

func init() { registerRows(piecewise()) }

func piecewise() []*Op {
	return []*Op{
		{Name: "cond", Doc: "y where x holds, else z", In: []Type{TBool, TF64, TF64}, Out: TF64, Cost: 1,
			Eval: choose, Partials: row("0", "cond(x, 1, 0)", "cond(x, 0, 1)"),
			Sample: over(Interval{}, small, small), Kinks: "the condition changes: the taken operand's"},
		{Name: "abs", Doc: "absolute value", In: f64s(1), Out: TF64, Cost: 1, Eval: of1(math.Abs),
			Partials: row("cond(x > 0, 1, cond(x < 0, -1, 0))"),
			Go:       "math.Abs(x)", Sample: over(small), Kinks: "x = 0: 0, also beside the value NaN", Source: linear},
		{Name: "max", Doc: "the larger; NaN if either is", In: f64s(2), Out: TF64, Cost: 2,
			Eval:     of2(func(x, y float64) float64 { return max(x, y) }),
			Partials: row("cond(x < y, 0, 1)", "cond(x < y, 1, 0)"),
			Go:       "max(x, y)", Sample: over(small, small), Kinks: "x = y: the first operand's, also beside the value NaN"},
		{Name: "min", Doc: "the smaller; NaN if either is", In: f64s(2), Out: TF64, Cost: 2,
			Eval:     of2(func(x, y float64) float64 { return min(x, y) }),
			Partials: row("cond(x > y, 0, 1)", "cond(x > y, 1, 0)"),
			Go:       "min(x, y)", Sample: over(small, small), Kinks: "x = y: the first operand's, also beside the value NaN"},
		{Name: "dim", Doc: "max(x - y, 0)", In: f64s(2), Out: TF64, Cost: 3, Eval: of2(math.Dim),
			Partials: row("cond(r > 0, 1, cond(r == 0, 0, r))", "cond(r > 0, -1, cond(r == 0, 0, r))"),
			Go:       "math.Dim(x, y)", Sample: over(small, small), Kinks: "x = y: 0"},
		{Name: "copysign", Doc: "the magnitude of x with the sign of y", In: f64s(2), Out: TF64, Cost: 2,
			Eval:     of2(math.Copysign),
			Partials: row("cond(x > 0, copysign(1, y), cond(x < 0, -copysign(1, y), x * 0))", "0"),
			Go:       "math.Copysign(x, y)", Sample: over(small, small), Kinks: "x = 0: 0; y = 0: 0 by y, as elsewhere"},
		{Name: "clamp", Aliases: []string{"clip"}, Doc: "x brought into the range from y to z; z where the range is empty",
			In: f64s(3), Out: TF64, Cost: 4,
			Eval: of3(func(x, y, z float64) float64 { return min(max(x, y), z) }),
			Partials: row("cond(x >= y && x <= z, 1, cond(r == r, 0, r))",
				"cond(x < y && y <= z, 1, cond(r == r, 0, r))",
				"cond(r == r, cond(x > z || y > z, 1, 0), r)"),
			Go: "min(max(x, y), z)", Sample: over(small, Interval{-2, 0}, Interval{0, 2}),
			Kinks: "x = y or x = z: the first operand's"},
		// The zero stands first so that the tie of max has relu's convention.
		{Name: "relu", Aliases: []string{"ReLU"}, Doc: "max(0, x)", In: f64s(1), Out: TF64, Cost: 2,
			Eval:     of1(func(x float64) float64 { return max(0, x) }),
			Partials: row("cond(x > 0, 1, 0)"),
			Go:       "max(0, x)", Sample: over(small), Kinks: "x = 0: 0, also beside the value NaN"},
	}
}

func choose(a []Scalar) Scalar {
	if a[0].B {
		return a[1]
	}
	return a[2]
}
