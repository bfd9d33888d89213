package highprec

import (
	"testing"

	"chainrule/internal/gradcheck/bigmath"
	"chainrule/ir"
)

func TestComplete(t *testing.T) {
	for _, o := range ir.Rows() {
		if o.Out == ir.TF64 && bigmath.RowOf(o.Name) == nil {
			t.Errorf("%s is not known in high precision", o.Name)
		}
	}
}
