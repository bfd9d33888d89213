// Second partials: the rules applied to the rules.

package ir_test

import (
	"math"
	"testing"

	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

const (
	secondPoints = 60
	// secondPrec is the precision in bits that gradcheck recommends.
	secondPrec = 320
	// secondNoise is what differences leave where the second partial is 0.
	secondNoise = 1e-30
)

func TestSecondPartials(t *testing.T) {
	for _, op := range differentiable() {
		if op.Name == "stop" {
			continue // 0, whatever the differences say
		}
		t.Run(op.Name, func(t *testing.T) {
			t.Parallel()
			eachFloat(op, func(k int) {
				eachFloat(op, func(j int) { checkSecond(t, op, k, j) })
			})
		})
	}
}

func checkSecond(t *testing.T, op *ir.Op, k, j int) {
	f, rng := differentiate(t, partialFunc(t, op, k), j), newRand(op)
	for range secondPoints {
		a := draw(op, rng)
		want, _, err := gradcheck.Second(references[op.Name].bigFunc, floats(op, a), k, j, secondPrec)
		if err != nil {
			t.Fatalf("%s: no reference at %v: %v", op.Name, floats(op, a), err)
		}
		if err := gradcheck.Compare(run(t, f, a), want, secondTolerance(op)); err != nil {
			t.Errorf("%s: second partial %d, %d at %v: %v", op.Name, k, j, floats(op, a), err)
		}
	}
}

func secondTolerance(op *ir.Op) gradcheck.Tolerance {
	return gradcheck.Tolerance{
		Rel: max(partialTolerance, looseSecond[op.Name].size),
		Abs: max(secondNoise, looseAbsolute[op.Name].size),
	}
}

// Differentiating an expansion gives what the row's rules give, for chainrule
// may meet it in its own output. Seams of the expansion must not show.
func TestExpansionsDifferentiate(t *testing.T) {
	for _, op := range differentiable() {
		if op.Expand == "" || op.Name == "stop" {
			continue // stop's cut is gone once it is expanded
		}
		eachFloat(op, func(k int) {
			rule, expanded := partialFunc(t, op, k), differentiate(t, expandFunc(op), k)
			rule2 := differentiate(t, partialFunc(t, op, k), k)
			expanded2 := differentiate(t, differentiate(t, expandFunc(op), k), k)
			rng := newRand(op)
			for i := range samplePoints {
				a := draw(op, rng)
				if i == 0 {
					a[k].F = 0
				}
				compareRuns(t, op, a, rule, expanded)
				compareRuns(t, op, a, rule2, expanded2)
			}
		})
	}
}

// compareRuns is looser than the checks against references: expansions need not
// be accurate when differentiated, only right.
func compareRuns(t *testing.T, op *ir.Op, a []ir.Scalar, rule, expanded *ir.Func) {
	t.Helper()
	err := gradcheck.Compare(run(t, expanded, a), run(t, rule, a), gradcheck.Tolerance{Rel: 1e-11, Abs: 1e-15})
	if err != nil {
		t.Errorf("%s: expansion at %v: %v", op.Name, floats(op, a), err)
	}
}

// Derivatives of every order are right at the seam of the logistic functions.
// The values are those of the Maclaurin series of tanh (DLMF 4.33.3).
func TestLogisticSeam(t *testing.T) {
	sigmoid := []float64{1. / 2, 1. / 4, 0, -1. / 8, 0, 1. / 4}
	softplus := append([]float64{math.Ln2}, sigmoid...)
	for name, want := range map[string][]float64{"sigmoid": sigmoid, "softplus": softplus} {
		op := ir.MustOp(name)
		for _, f := range []*ir.Func{valueFunc(op), expandFunc(op)} {
			for order, w := range want {
				if got := run(t, f, make([]ir.Scalar, 1)); math.Abs(got-w) > 1e-15 {
					t.Errorf("%s: derivative %d at 0 is %v, want %v", name, order, got, w)
				}
				f = differentiate(t, f, 0)
			}
		}
	}
}
