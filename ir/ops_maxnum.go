// Rows of math.Max and math.Min, which differ from max and min where one operand
// is an infinity and the other is NaN.

package ir

import "math"

func init() { registerRows(maxnum()) }

func maxnum() []*Op {
	return []*Op{
		{Name: "maxnum", Doc: "math.Max: the larger; +Inf if either is, else NaN if either is", In: f64s(2), Out: TF64, Cost: 2,
			Eval:     of2(math.Max),
			Partials: row("cond(x < y, 0, 1)", "cond(x < y, 1, 0)"),
			Go:       "math.Max(x, y)", Sample: over(small, small), Kinks: "x = y: the first operand's, also beside the value NaN or an operand that is NaN"},
		{Name: "minnum", Doc: "math.Min: the smaller; -Inf if either is, else NaN if either is", In: f64s(2), Out: TF64, Cost: 2,
			Eval:     of2(math.Min),
			Partials: row("cond(x > y, 0, 1)", "cond(x > y, 1, 0)"),
			Go:       "math.Min(x, y)", Sample: over(small, small), Kinks: "x = y: the first operand's, also beside the value NaN or an operand that is NaN"},
	}
}
