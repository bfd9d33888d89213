// Rows that say what the bits of a float say, where samples do not go, and what
// fails.

package ir_test

import (
	"math"
	"strings"
	"testing"

	"chainrule/ir"
)

func TestKindsOfFloats(t *testing.T) {
	for _, c := range []struct {
		x                               float64
		nan, negative, inf, plus, minus bool
		exponent                        int
	}{
		{x: 0}, {x: math.Copysign(0, -1), negative: true}, {x: 1, exponent: 1}, {x: -0.75, negative: true},
		{x: math.NaN(), nan: true}, {x: math.Inf(1), inf: true, plus: true},
		{x: math.Inf(-1), negative: true, inf: true, minus: true},
		{x: math.SmallestNonzeroFloat64, exponent: -1073}, {x: math.MaxFloat64, exponent: 1024},
	} {
		is := func(row string, y int) ir.Scalar { return ir.MustOp(row).Eval([]ir.Scalar{{F: c.x}, {I: y}}) }
		if is("isnan", 0).B != c.nan || is("signbit", 0).B != c.negative {
			t.Errorf("%v: isnan %v, signbit %v", c.x, is("isnan", 0).B, is("signbit", 0).B)
		}
		if is("isinf", 0).B != c.inf || is("isinf", 3).B != c.plus || is("isinf", -3).B != c.minus {
			t.Errorf("%v: isinf %v, %v, %v", c.x, is("isinf", 0).B, is("isinf", 3).B, is("isinf", -3).B)
		}
		if e := is("exponent", 0).I; e != c.exponent {
			t.Errorf("%v: exponent %d, want %d", c.x, e, c.exponent)
		}
	}
}

func TestCompareOrdersNaNFirst(t *testing.T) {
	nan, zero := math.NaN(), math.Copysign(0, -1)
	for _, c := range []struct {
		x, y float64
		want int
	}{{1, 2, -1}, {2, 1, 1}, {3, 3, 0}, {0, zero, 0}, {nan, math.Inf(-1), -1}, {math.Inf(-1), nan, 1}, {nan, nan, 0}, {math.Inf(-1), math.Inf(1), -1}} {
		if got := ir.MustOp("compare").Eval([]ir.Scalar{{F: c.x}, {F: c.y}}).I; got != c.want {
			t.Errorf("%v and %v compare as %d, want %d", c.x, c.y, got, c.want)
		}
	}
}

func TestNegativeShiftsFail(t *testing.T) {
	for _, row := range []string{"ishl", "ishr"} {
		f := ir.NewFunc("F")
		b := f.Body.Build()
		f.Body.Yield, f.Results = []*ir.Value{b.Op(row, b.Int(1), b.Int(-1))}, []string{"r"}
		if _, err := ir.Eval(f); err == nil || !strings.Contains(err.Error(), "negative shift") {
			t.Errorf("%s by -1: %v", row, err)
		}
	}
}
