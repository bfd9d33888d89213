package codegen

import (
	"slices"
	"testing"
)

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

// TestWorkspaceOfAnotherFile: derivatives of one function in two files of a package
// have a work space each.
func TestWorkspaceOfAnotherFile(t *testing.T) {
	fn := scratch(t, "FHVP")
	fn.Base = "F"
	text, err := Generate(File{Package: "p", Source: "a.grad", Funcs: []Func{fn}, Taken: []string{"FWorkspace", "poolOfF"}})
	if err != nil {
		t.Fatal(err)
	}
	names := topLevel(t, text)
	if !slices.Contains(names, "FHVPWorkspace") || slices.Contains(names, "FWorkspace") {
		t.Errorf("the file declares %v, want FHVPWorkspace beside the other file's FWorkspace", names)
	}
}
