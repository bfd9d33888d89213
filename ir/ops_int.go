// Rows of integers and booleans, of comparisons, and of conversions.

package ir

func ints(name, goText, doc string, f func(x, y int) int) *Op {
	return &Op{Name: name, Doc: doc, In: []Type{TInt, TInt}, Out: TInt, Cost: 1, Go: goText,
		Eval: func(a []Scalar) Scalar { return Scalar{I: f(a[0].I, a[1].I)} }}
}

func floatTest(name, goText, doc string, f func(x, y float64) bool) *Op {
	return &Op{Name: name, Doc: doc, In: []Type{TF64, TF64}, Out: TBool, Cost: 1, Go: goText,
		Eval: func(a []Scalar) Scalar { return Scalar{B: f(a[0].F, a[1].F)} }}
}

func intTest(name, goText, doc string, f func(x, y int) bool) *Op {
	return &Op{Name: name, Doc: doc, In: []Type{TInt, TInt}, Out: TBool, Cost: 1, Go: goText,
		Eval: func(a []Scalar) Scalar { return Scalar{B: f(a[0].I, a[1].I)} }}
}

func logic(name, goText, doc string, f func(x, y bool) bool) *Op {
	return &Op{Name: name, Doc: doc, In: []Type{TBool, TBool}, Out: TBool, Cost: 1, Go: goText,
		Eval: func(a []Scalar) Scalar { return Scalar{B: f(a[0].B, a[1].B)} }}
}

func init() {
	registerRows(discrete())
}

func discrete() []*Op {
	return []*Op{
		ints("iadd", "x + y", "integer sum", func(x, y int) int { return x + y }),
		ints("isub", "x - y", "integer difference", func(x, y int) int { return x - y }),
		ints("imul", "x * y", "integer product", func(x, y int) int { return x * y }),
		ints("idiv", "x / y", "integer quotient, truncated; panics for y = 0", func(x, y int) int { return x / y }),
		ints("imod", "x % y", "integer remainder, of the sign of x; panics for y = 0", func(x, y int) int { return x % y }),
		ints("imin", "min(x, y)", "smaller integer", func(x, y int) int { return min(x, y) }),
		ints("imax", "max(x, y)", "larger integer", func(x, y int) int { return max(x, y) }),
		floatTest("lt", "x < y", "less", func(x, y float64) bool { return x < y }),
		floatTest("le", "x <= y", "less or equal", func(x, y float64) bool { return x <= y }),
		floatTest("eq", "x == y", "equal", func(x, y float64) bool { return x == y }),
		floatTest("ne", "x != y", "not equal", func(x, y float64) bool { return x != y }),
		{Name: "used", Doc: "whether an adjoint is not 0; what is computed only then is taken to be 0 times a partial otherwise", In: f64s(1), Out: TBool, Cost: 1,
			Go: "x != 0.0", Sample: over(anyReal), Eval: func(a []Scalar) Scalar { return Scalar{B: a[0].F != 0} }},
		intTest("ilt", "x < y", "less", func(x, y int) bool { return x < y }),
		intTest("ile", "x <= y", "less or equal", func(x, y int) bool { return x <= y }),
		intTest("ieq", "x == y", "equal", func(x, y int) bool { return x == y }),
		intTest("ine", "x != y", "not equal", func(x, y int) bool { return x != y }),
		logic("and", "x && y", "both", func(x, y bool) bool { return x && y }),
		logic("or", "x || y", "either", func(x, y bool) bool { return x || y }),
		{Name: "not", Doc: "the opposite", In: []Type{TBool}, Out: TBool, Cost: 1, Go: "!x",
			Eval: func(a []Scalar) Scalar { return Scalar{B: !a[0].B} }},
		{Name: "itof", Doc: "an integer as a float", In: []Type{TInt}, Out: TF64, Cost: 1, Go: "float64(x)",
			Partials: row("0"), Sample: over(anyReal), Kinks: "an integer operand: 0",
			Eval: func(a []Scalar) Scalar { return Scalar{F: float64(a[0].I)} }},
		{Name: "ftoi", Doc: "a float as an integer, truncated toward zero", In: []Type{TF64}, Out: TInt, Cost: 1, Go: "int(x)",
			Eval: func(a []Scalar) Scalar { return Scalar{I: int(a[0].F)} }},
	}
}
