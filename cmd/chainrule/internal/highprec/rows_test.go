package highprec

import (
	"testing"

	"chainrule/ir"
)

func TestComplete(t *testing.T) {
	for _, o := range ir.Rows() {
		if o.Out == ir.TF64 && rows[o.Name] == nil {
			t.Errorf("%s is not known in high precision", o.Name)
		}
	}
}
