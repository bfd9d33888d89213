// Eval by value against high precision, and Expand against Eval.

package ir_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"chainrule/ir"
)

func TestValues(t *testing.T) {
	for _, op := range differentiable() {
		t.Run(op.Name, func(t *testing.T) {
			t.Parallel()
			rng := newRand(op)
			for range samplePoints {
				for _, a := range [][]ir.Scalar{draw(op, rng), drawWide(op, rng)} {
					if fits(unfitForValue, op, a) {
						checkValue(t, op, a)
					}
				}
			}
		})
	}
}

func checkValue(t *testing.T, op *ir.Op, a []ir.Scalar) {
	t.Helper()
	got := op.Eval(a).F
	want, err := referenceValue(op, a)
	if err != nil {
		if !math.IsNaN(got) {
			t.Errorf("%s%v = %v, want NaN: %v", op.Name, floats(op, a), got, err)
		}
		return
	}
	tol := max(valueTolerance, looseValue[op.Name].size) * 0x1p-52
	if diff := math.Abs(got - want); got != want && !(diff <= tol*scale(t, op, a, want)) {
		t.Errorf("%s%v = %v, want %v, off by %.3g of 2^-52", op.Name, floats(op, a), got, want, diff/scale(t, op, a, want)/0x1p-52)
	}
}

// scale is what errors are relative to: the value, and what it changes by when
// the operands change relatively.
func scale(t *testing.T, op *ir.Op, a []ir.Scalar, value float64) float64 {
	s := max(math.Abs(value), smallestNormal)
	eachFloat(op, func(k int) {
		if d := math.Abs(a[k].F * run(t, partialFunc(t, op, k), a)); !math.IsNaN(d) && !math.IsInf(d, 0) {
			s += d
		}
	})
	return s
}

func TestExpansionsGiveTheSameBits(t *testing.T) {
	special := []float64{0, math.Copysign(0, -1), 5e-324, -5e-324, 1, -1, 40, -40, 1e300, -1e300,
		math.Inf(1), math.Inf(-1), math.NaN()}
	for _, op := range ir.Rows() {
		if op.Expand == "" {
			continue
		}
		f := expandFunc(op)
		check := func(a []ir.Scalar) {
			got, want := run(t, f, a), op.Eval(a).F
			if math.Float64bits(got) != math.Float64bits(want) && !(math.IsNaN(got) && math.IsNaN(want)) {
				t.Errorf("%s at %v expands to %v, evaluates to %v", op.Name, floats(op, a), got, want)
			}
		}
		rng := newRand(op)
		for range samplePoints {
			check(draw(op, rng))
			check(drawWide(op, rng))
		}
		eachPoint(op, special, rng, check)
	}
}

// eachPoint calls do with every combination of the values as float operands;
// the other operands are drawn.
func eachPoint(op *ir.Op, values []float64, rng *rand.Rand, do func(a []ir.Scalar)) {
	n := 1
	eachFloat(op, func(int) { n *= len(values) })
	for i := range n {
		a := draw(op, rng)
		eachFloat(op, func(k int) {
			a[k].F = values[i%len(values)]
			i /= len(values)
		})
		do(a)
	}
}

// The special functions at published values: Abramowitz and Stegun, tables 6.1
// to 6.4, and DLMF 5.4.
func TestSpecialValues(t *testing.T) {
	const eulerGamma = 0.57721566490153286060651209008240243104 // DLMF 5.2.3
	for _, c := range []struct {
		row  string
		n    int
		x    float64
		want float64
	}{
		{"digamma", 0, 1, -eulerGamma},
		{"digamma", 0, 0.5, -eulerGamma - 2*math.Ln2},
		{"digamma", 0, -0.5, 2 - eulerGamma - 2*math.Ln2},
		{"trigamma", 0, 1, math.Pi * math.Pi / 6},
		{"trigamma", 0, 0.5, math.Pi * math.Pi / 2},
		{"trigamma", 0, -0.5, math.Pi*math.Pi/2 + 4},
		{"polygamma", 3, 1, math.Pi * math.Pi * math.Pi * math.Pi / 15},
	} {
		op := ir.MustOp(c.row)
		a := []ir.Scalar{{F: c.x}}
		if len(op.In) == 2 {
			a = []ir.Scalar{{I: c.n}, {F: c.x}}
		}
		if got := op.Eval(a).F; math.Abs(got-c.want) > 1e-15*max(1, math.Abs(c.want)) {
			t.Errorf("%s = %v, want %v", fmt.Sprint(c.row, floats(op, a)), got, c.want)
		}
	}
}
