// Rows of the bits of integers, and of what the bits of a float say.

package ir

import (
	"cmp"
	"math"
)

func init() { registerRows(bitwise()) }

func bitwise() []*Op {
	return []*Op{
		ints("iand", "x & y", "bits of both", func(x, y int) int { return x & y }),
		ints("ior", "x | y", "bits of either", func(x, y int) int { return x | y }),
		ints("ixor", "x ^ y", "bits of one and not the other", func(x, y int) int { return x ^ y }),
		ints("iandnot", "x &^ y", "bits of x and not of y", func(x, y int) int { return x &^ y }),
		ints("ishl", "x << y", "x shifted left; panics for y < 0", func(x, y int) int { return x << y }),
		ints("ishr", "x >> y", "x shifted right, of its sign; panics for y < 0", func(x, y int) int { return x >> y }),
		floatKind("isnan", "math.IsNaN(x)", "whether x is no number", math.IsNaN),
		floatKind("signbit", "math.Signbit(x)", "whether x is negative, or negative zero", math.Signbit),
		{Name: "isinf", Doc: "whether x is infinite, of the sign of y unless that is 0", In: floatThenInt, Out: TBool, Cost: 2,
			Sample: over(anyReal, Interval{-2, 3}), Go: "math.IsInf(x, y)", Eval: func(a []Scalar) Scalar { return Scalar{B: math.IsInf(a[0].F, a[1].I)} }},
		{Name: "compare", Doc: "-1, 0 or 1 as x is less than, equal to or greater than y; NaN is equal to itself and less than others", In: f64s(2), Out: TInt,
			Cost: 2, Sample: over(anyReal, anyReal), Go: "cmp.Compare(x, y)", Eval: func(a []Scalar) Scalar { return Scalar{I: cmp.Compare(a[0].F, a[1].F)} }},
		{Name: "exponent", Doc: "the exponent that math.Frexp gives", In: f64s(1), Out: TInt, Cost: 4,
			Sample: over(anyReal), Go: "exponent(x)", Eval: func(a []Scalar) Scalar { return Scalar{I: exponent(a[0].F)} }},
	}
}

func floatKind(name, goText, doc string, f func(x float64) bool) *Op {
	return &Op{Name: name, Doc: doc, In: f64s(1), Out: TBool, Cost: 1, Go: goText, Sample: over(anyReal),
		Eval: func(a []Scalar) Scalar { return Scalar{B: f(a[0].F)} }}
}
