// How the rows of the table are put together. Costs are in units of an addition,
// about 0.3 ns, as measured by evaluating each row at its sample points.

package ir

// registerRows adds rows to the table.
func registerRows(rows []*Op) {
	for _, o := range rows {
		register(o)
	}
}

// f64s are n float operands.
func f64s(n int) []Type { return make([]Type, n) }

// intThenFloat are the operands of a family of functions with an integer order.
var intThenFloat = []Type{TInt, TF64}

// floatThenInt are the operands of a power by an integer.
var floatThenInt = []Type{TF64, TInt}

func of1(f func(x float64) float64) func([]Scalar) Scalar {
	return func(a []Scalar) Scalar { return Scalar{F: f(a[0].F)} }
}

func of2(f func(x, y float64) float64) func([]Scalar) Scalar {
	return func(a []Scalar) Scalar { return Scalar{F: f(a[0].F, a[1].F)} }
}

func of3(f func(x, y, z float64) float64) func([]Scalar) Scalar {
	return func(a []Scalar) Scalar { return Scalar{F: f(a[0].F, a[1].F, a[2].F)} }
}

func ofIntFloat(f func(n int, x float64) float64) func([]Scalar) Scalar {
	return func(a []Scalar) Scalar { return Scalar{F: f(a[0].I, a[1].F)} }
}

func ofFloatInt(f func(x float64, n int) float64) func([]Scalar) Scalar {
	return func(a []Scalar) Scalar { return Scalar{F: f(a[0].F, a[1].I)} }
}

// row are the partials by each operand.
func row(partials ...string) []string { return partials }

// over are the sample domains of each operand.
func over(domains ...Interval) []Interval { return domains }

// linear is the source of rules from the first course in calculus.
const linear = "DLMF 1.4(iii)"
