package gofunc

import (
	"go/parser"
	"go/token"
	"slices"
	"testing"
)

func TestNameTags(t *testing.T) {
	for name, want := range map[string][]string{
		"x.go": nil, "linux.go": nil, "x_linux.go": {"linux"}, "x_linux_test.go": {"linux"}, "x_arm64.go": {"arm64"},
		"x_windows_amd64.go": {"windows", "amd64"}, "x_y_windows_amd64_test.go": {"windows", "amd64"}, "x_unix.go": nil,
		"x_linux_y.go": nil, "x_y_amd64.go": {"amd64"}, "linux_amd64.go": {"amd64"}, "x_amd64_linux.go": {"linux"}, "x_test.go": nil,
	} {
		if got := nameTags(name); !slices.Equal(got, want) {
			t.Errorf("%s: %q, want %q", name, got, want)
		}
	}
}

func TestConstraint(t *testing.T) {
	for source, want := range map[string]string{
		"package p": "linux",
		"// A comment.\n\n//go:build amd64 || !cgo\n\npackage p":     "linux && (amd64 || !cgo)",
		"//go:build linux\n\npackage p":                              "linux",
		"// +build amd64,!race arm64\n// +build go1.20\n\npackage p": "linux && ((amd64 && !race) || arm64) && go1.20",
		"//go:build a\n// +build b\n\npackage p":                     "linux && a",
		"package p\n\n//go:build ignored\n\nimport \"C\"":            "linux && cgo",
	} {
		p := &Program{Fset: token.NewFileSet()}
		file, err := parser.ParseFile(p.Fset, "x_linux.go", source, parser.ParseComments)
		if err != nil {
			t.Fatal(err)
		}
		r := Request{Body: &Body{File: file, prog: p}}
		if got := r.Constraint(); got != want {
			t.Errorf("%q: %q, want %q", source, got, want)
		}
	}
}
