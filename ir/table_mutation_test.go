// The table's test can fail: it objects to every row whose rule is made wrong.

package ir_test

import (
	"slices"
	"testing"

	"chainrule/ir"
)

const mutationPoints = 20

func TestCheckerObjectsToWrongRules(t *testing.T) {
	for _, op := range differentiable() {
		eachFloat(op, func(k int) {
			for _, wrong := range mutations(op.Partials[k]) {
				mutant := *op
				mutant.Partials = slices.Clone(op.Partials)
				mutant.Partials[k] = wrong
				if checkPartial(t, &mutant, k, mutationPoints) == nil {
					t.Errorf("%s: nothing objects to partial %d = %s", op.Name, k, wrong)
				}
			}
		})
	}
}

// mutations are rules of the wrong sign, slightly off, missing or invented.
func mutations(rule string) []string {
	if ir.IsZeroRule(rule) {
		return []string{"1"}
	}
	return []string{"-(" + rule + ")", "(" + rule + ") * 1.000000001", "0"}
}
