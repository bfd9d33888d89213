// Rows of the arithmetic of floats.

package ir

import "math"

// addOp is named because accum is addition too.
var addOp = &Op{Name: "add", Doc: "sum", In: f64s(2), Out: TF64, Cost: 1,
	Eval:     of2(func(x, y float64) float64 { return x + y }),
	Partials: row("1", "1"), Go: "x + y", Sample: over(small, small), Source: linear}

func init() { registerRows(arithmetic()) }

func arithmetic() []*Op {
	return []*Op{
		addOp,
		{Name: "sub", Doc: "difference", In: f64s(2), Out: TF64, Cost: 1,
			Eval:     of2(func(x, y float64) float64 { return x - y }),
			Partials: row("1", "-1"), Go: "x - y", Sample: over(small, small), Source: linear},
		{Name: "mul", Doc: "product", In: f64s(2), Out: TF64, Cost: 1,
			Eval:     of2(func(x, y float64) float64 { return x * y }),
			Partials: row("y", "x"), Go: "x * y", Sample: over(small, small), Source: linear},
		{Name: "div", Doc: "quotient", In: f64s(2), Out: TF64, Cost: 7,
			Eval:     of2(func(x, y float64) float64 { return x / y }),
			Partials: row("1 / y", "-(1 / y * r)"), Go: "x / y", Sample: over(small, positive),
			Kinks: "y = 0: a signed infinity, or NaN for 0/0", Source: linear},
		{Name: "neg", Doc: "negation", In: f64s(1), Out: TF64, Cost: 1,
			Eval:     of1(func(x float64) float64 { return -x }),
			Partials: row("-1"), Go: "-x", Sample: over(small), Source: linear},
		{Name: "fma", Doc: "x*y + z, rounded once", In: f64s(3), Out: TF64, Cost: 3,
			Eval: of3(math.FMA), Partials: row("y", "x", "1"), Go: "math.FMA(x, y, z)",
			Sample: over(small, small, small), Source: linear},
		{Name: "stop", Doc: "its operand, as a constant to every derivative", In: f64s(1), Out: TF64, Cost: 0,
			Eval:     of1(func(x float64) float64 { return x }),
			Partials: row("0"), Go: "x", Sample: over(small), Kinks: "a cut the user accepts: 0 everywhere"},
	}
}
