// How closely the table is held to its references, and each exception's reason.

package ir_test

import (
	"math"

	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

const (
	// partialTolerance is relative to the partial, or near its zeros to what it
	// changes by when the operands change relatively.
	partialTolerance = 1e-13
	// valueTolerance is in units of 2^-52, likewise relative.
	valueTolerance = 4
	// smallestNormal is where relative errors end.
	smallestNormal = 0x1p-1022
)

// An exception loosens a tolerance of one row, for the reason stated.
type exception struct {
	size float64
	why  string
}

// looseAbsolute are absolute errors that partials may have.
var looseAbsolute = map[string]exception{
	"tanh": {0x1p-52, "(1-r)(1+r) costs no second exponential, and is exact to the last bit of 1"},
}

// looseSecond are the relative errors that second partials may have.
var looseSecond = map[string]exception{
	"hypot": {1e-12, "the quotient rule subtracts nearly equal terms where one operand is far smaller"},
	"atan2": {1e-12, "as hypot, whose rule it uses"},
	"jn":    {1e-12, "oscillates, so near a zero the digits of its terms cancel"},
	"yn":    {1e-12, "as jn"},
}

// looseValue are the errors of values in units of 2^-52.
var looseValue = map[string]exception{
	"jn":      {256, "math.Jn's recurrence"},
	"besselj": {256, "math.Jn's recurrence"},
	"lgamma":  {16, "math.Lgamma near its zeros"},
}

// A range is a condition on operands under which a reference does not apply.
type excluded struct {
	when func(x []float64) bool
	why  string
}

// unfitForPartial are operands at which no difference quotient tells the
// partial that the row documents.
var unfitForPartial = map[string]excluded{
	"mod":       {manyPeriods, "the difference steps over kinks"},
	"remainder": {manyPeriods, "the difference steps over kinks"},
	"erfcinv":   {tinyTail, "math.Erfcinv(x) is Erfinv(1 - x): the value is off, and the partial belongs to it"},
}

// unfitForValue are operands at which package math itself is wrong. The value
// is package math's all the same: it is bit-identical to the primal's.
var unfitForValue = map[string]excluded{
	"j1":      {tinyNegative, "math.J1 loses the sign of tiny operands"},
	"jn":      {tinyOdd, "math.Jn uses math.J1"},
	"atan2":   {underflows, "math.Atan2 takes -0 for +0 where x/y underflows"},
	"erfcinv": {tinyTail, "math.Erfcinv(x) is Erfinv(1 - x)"},
}

func manyPeriods(x []float64) bool  { return math.Abs(x[0]/x[1]) > 1e12 }
func tinyTail(x []float64) bool     { return x[0] < 0.01 }
func tinyNegative(x []float64) bool { return x[0] < 0 && x[0] > -0x1p-27 }
func tinyOdd(x []float64) bool      { return math.Abs(x[0]) == 1 && math.Abs(x[1]) < 0x1p-27 }
func underflows(x []float64) bool   { return x[0] != 0 && x[0]/x[1] == 0 }

func fits(table map[string]excluded, op *ir.Op, a []ir.Scalar) bool {
	e, ok := table[op.Name]
	return !ok || !e.when(floats(op, a))
}

// comparePartial compares a partial with its reference.
func comparePartial(op *ir.Op, a []ir.Scalar, k int, got, want float64) error {
	tol := gradcheck.Tolerance{Rel: partialTolerance, Abs: looseAbsolute[op.Name].size + smallestNormal}
	err := gradcheck.Compare(got, want, tol)
	if err == nil || math.IsNaN(got) || math.IsInf(got, 0) {
		return err
	}
	// Not close: perhaps the partial is near a zero.
	for j, x := range floats(op, a) {
		if op.In[j] == ir.TF64 {
			s, _, err := gradcheck.Second(references[op.Name].bigFunc, floats(op, a), k, j, 2*referencePrec)
			if err == nil {
				tol.Abs += partialTolerance * math.Abs(x*s)
			}
		}
	}
	return gradcheck.Compare(got, want, tol)
}
