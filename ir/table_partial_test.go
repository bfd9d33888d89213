// Every partial of every row by value, against differences in high precision.

package ir_test

import (
	"fmt"
	"math"
	"math/rand/v2"
	"testing"

	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

const samplePoints = 200

func TestPartialsOnSample(t *testing.T) {
	for _, op := range differentiable() {
		t.Run(op.Name, func(t *testing.T) {
			t.Parallel()
			eachFloat(op, func(k int) {
				if err := checkPartial(t, op, k, samplePoints); err != nil {
					t.Error(err)
				}
			})
		})
	}
}

// checkPartial compares a partial with its reference at n sample points and
// returns the first disagreement.
func checkPartial(t *testing.T, op *ir.Op, k, n int) error {
	t.Helper()
	f, rng := partialFunc(t, op, k), newRand(op)
	for range n {
		a := draw(op, rng)
		want, err := wantPartial(op, a, k, referencePrec)
		if err != nil {
			return fmt.Errorf("%s: no reference at %v: %v", op.Name, floats(op, a), err)
		}
		if err := comparePartial(op, a, k, run(t, f, a), want); err != nil {
			return fmt.Errorf("%s: partial %d at %v: %v", op.Name, k, floats(op, a), err)
		}
	}
	return nil
}

// wantPartial is the true partial; that of stop is 0 whatever the differences.
func wantPartial(op *ir.Op, a []ir.Scalar, k int, prec uint) (float64, error) {
	if op.Name == "stop" {
		return 0, nil
	}
	reference, ok := references[op.Name]
	if !ok {
		return 0, fmt.Errorf("row %s has no reference", op.Name)
	}
	v, _, err := gradcheck.Partial(reference.bigFunc, floats(op, a), k, prec)
	return v, err
}

const (
	widePoints = 30
	// widePrec resolves differences of operands 300 orders of magnitude apart.
	widePrec = 2304
)

// Rules neither overflow nor lose digits anywhere in their domain.
func TestPartialsOnWideRange(t *testing.T) {
	for _, op := range differentiable() {
		t.Run(op.Name, func(t *testing.T) {
			t.Parallel()
			eachFloat(op, func(k int) {
				if !ir.IsZeroRule(op.Partials[k]) {
					checkWide(t, op, k)
				}
			})
		})
	}
}

func checkWide(t *testing.T, op *ir.Op, k int) {
	f, rng := partialFunc(t, op, k), newRand(op)
	for range widePoints {
		a := drawWide(op, rng)
		if v := op.Eval(a).F; math.IsNaN(v) || math.IsInf(v, 0) || !fits(unfitForPartial, op, a) {
			continue
		}
		want, err := wantPartial(op, a, k, widePrec)
		if err != nil {
			continue // beside a pole or the end of the domain
		}
		if err := comparePartial(op, a, k, run(t, f, a), want); err != nil {
			t.Errorf("%s: partial %d at %v: %v", op.Name, k, floats(op, a), err)
		}
	}
}

// drawWide gives float operands of any size and sign, and near one.
func drawWide(op *ir.Op, rng *rand.Rand) []ir.Scalar {
	a := draw(op, rng)
	kind := rng.IntN(3)
	eachFloat(op, func(k int) {
		switch kind {
		case 0:
			a[k].F = math.Pow(10, 600*rng.Float64()-300)
		case 1:
			a[k].F = math.Pow(10, 5*rng.Float64()-2)
		case 2:
			a[k].F = 1 - math.Pow(10, -15*rng.Float64())
		}
		if rng.IntN(2) == 0 {
			a[k].F = -a[k].F
		}
	})
	return a
}
