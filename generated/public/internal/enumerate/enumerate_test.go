// Which functions are found.

package enumerate

import (
	"slices"
	"testing"
)

func TestPackages(t *testing.T) {
	m, err := Packages(".", "./testdata/sample")
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range m.Funcs {
		name := f.Name
		if f.Pointer {
			name = "*" + name
		}
		if f.Generic {
			name += "[]"
		}
		names = append(names, name)
	}
	if want := []string{"*Hidden.X", "New", "Point.Norm", "*Point.Move", "Sum[]"}; !sameElements(names, want) {
		t.Errorf("got %v, want %v", names, want)
	}
	if len(m.Types) != 6 || len(m.Constants) != 1 || len(m.Functions) != 4 {
		t.Errorf("types %v, constants %v, functions %v", m.Types, m.Constants, m.Functions)
	}
}

func sameElements(a, b []string) bool {
	a, b = slices.Sorted(slices.Values(a)), slices.Sorted(slices.Values(b))
	return slices.Equal(a, b)
}
