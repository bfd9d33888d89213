package adjoint

import (
	"testing"

	"chainrule/ir"
)

// Saved values that nobody named are called after what they are.
func TestSavedValuesHaveNames(t *testing.T) {
	f := ir.NewFunc("F")
	x, values := f.Body.AddParam("x", ir.TF64), f.Body.AddParam("values", ir.GoType("[]float64"))
	p := f.Body.AddParam("p", ir.GoType("*{m}.Market"))
	b := f.Body.Build()
	named := b.Op("sqrt", x).Named("n")
	for _, c := range []struct {
		v    *ir.Value
		want string
	}{
		{b.Op("sqrt", x), "root"},
		{b.Op("div", x, x), "quotient"},
		{b.Op("tanh", x), "tanh"},
		{b.Op("lt", x, named), "taken"},
		{b.Get(ir.TF64, values, "[$]", b.Int(0)), "value"},
		{b.Get(ir.TF64, p, ".Rates[2].Spot|float32"), "spot"},
		{named, "n"},
		{x, "x"},
	} {
		if christen(c.v); c.v.Name != c.want {
			t.Errorf("a saved value is called %q, want %q", c.v.Name, c.want)
		}
	}
}
