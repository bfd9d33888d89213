package pass

import (
	"testing"

	"chainrule/ir"
)

// A value without a name takes that of its equal, but the function's own not that of
// an adjoint.
func TestValuesAreNotCalledAfterAdjoints(t *testing.T) {
	f := ir.NewFunc("F")
	x, s := f.Body.AddParam("x", ir.TF64), f.Body.AddParam("s", ir.TF64)
	b := f.Body.Build()
	square, product := b.Op("mul", x, x), b.Op("mul", x, s)
	y := b.Op("add", square, product)
	d := b.Op("add", b.Op("mul", x, x).Named("ds"), b.Op("mul", x, s).Named("dist"))
	f.Body.Yield, f.Results, f.Derived = []*ir.Value{y, d}, []string{"y", "dx"}, []string{"dx"}
	Run(f, []Pass{CSE}, nil)
	if square.Name != "" || product.Name != "dist" {
		t.Errorf("the values are called %q and %q", square.Name, product.Name)
	}
}
