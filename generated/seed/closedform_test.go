// Generated derivatives of functions of one number against the closed forms
// that the seed text prints.

package seed

import (
	"testing"

	"chainrule/generated/internal/gradtest"
)

// closedForm is a generated function with its derivative as printed.
type closedForm struct {
	function gradtest.Function
	value    func(x float64) float64
	slope    func(x float64) float64
}

// check compares at every point. The closed form sums and rounds in another
// order than the generated code; a few ulps, times the condition of the sums,
// is all that they may differ by.
func (c closedForm) check(t *testing.T, points ...float64) {
	t.Helper()
	for _, x := range points {
		y, dx := c.function.Value([]float64{x}), c.function.Check(t, []float64{x}, 1e-12)
		gradtest.Near(t, "value", y, c.value(x), 1e-13)
		gradtest.Near(t, "derivative", dx[0], c.slope(x), 1e-13)
		if t.Failed() {
			t.Fatalf("at x = %v", x)
		}
	}
}

// checkAll checks several functions, each in a subtest, at the same points.
func checkAll(t *testing.T, forms map[string]closedForm, points ...float64) {
	for name, form := range forms {
		t.Run(name, func(t *testing.T) { form.check(t, points...) })
	}
}
