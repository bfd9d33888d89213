package codegen

import "testing"

// TestFields: variables that may be in use together never share a field.
func TestFields(t *testing.T) {
	w := &workspace{}
	lanes := w.field("buf", "[4]float64")
	floats := w.field("buf", "float64")
	second := w.field("buf2", "float64")
	if lanes == floats || floats == second || lanes == second {
		t.Errorf("fields %s, %s and %s are not apart", lanes, floats, second)
	}
	if again := w.field("buf", "float64"); again != floats {
		t.Errorf("another function's buf is in %s, want %s", again, floats)
	}
}
