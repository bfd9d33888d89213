// Golden tests: the Go written for functions in the text form.

package codegen

import (
	"flag"
	"go/token"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainrule/ir"

	"github.com/google/go-cmp/cmp"
	"golang.org/x/tools/txtar"
)

var update = flag.Bool("update", false, "rewrite the wanted files")

// parseAll reads functions of the text form; each begins a line with "func".
func parseAll(t testing.TB, name, text string) (fns []Func) {
	t.Helper()
	line := 0
	for _, part := range strings.SplitAfter(text, "\n}\n") {
		if strings.TrimSpace(part) == "" {
			continue
		}
		f, err := ir.Parse(name, strings.Repeat("\n", line)+part)
		line += strings.Count(part, "\n")
		if err != nil {
			t.Fatal(err)
		}
		if err := ir.Verify(f); err != nil {
			t.Fatalf("%s: %v", f.Name, err)
		}
		fns = append(fns, Func{IR: f, Base: strings.TrimSuffix(strings.TrimSuffix(f.Name, "Grad"), "VJP")})
	}
	return fns
}

func TestGolden(t *testing.T) {
	paths, err := filepath.Glob("testdata/*.txtar")
	if err != nil || len(paths) == 0 {
		t.Fatal("no fixtures", err)
	}
	for _, path := range paths {
		t.Run(strings.TrimSuffix(filepath.Base(path), ".txtar"), func(t *testing.T) { golden(t, path) })
	}
}

func golden(t *testing.T, path string) {
	compareFile(t, path, "want.go", generateFixture(t, path))
}

// generateFixture is the Go for the functions in a fixture's first file.
func generateFixture(t *testing.T, path string) string {
	t.Helper()
	a := archive(t, path)
	source := strings.TrimSuffix(filepath.Base(path), ".txtar") + ".ir"
	text := string(a.Files[0].Data)
	lines := strings.Split(text, "\n")
	fns := parseAll(t, source, text)
	path = "example.com/" + strings.TrimSuffix(filepath.Base(path), ".txtar") + "/want"
	for _, f := range a.Files {
		if f.Name == "signatures" {
			fns = program(fns, signatures(t, string(f.Data)))
		}
	}
	got, err := Generate(File{
		Package: "want", Source: source, Funcs: fns, PackagePath: path,
		Line: func(p token.Position) string { return lines[p.Line-1] },
	})
	if err != nil {
		t.Fatal(err)
	}
	return string(got)
}

func archive(t *testing.T, path string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// compareFile compares a file of a fixture, or rewrites it.
func compareFile(t *testing.T, path, name, got string) {
	t.Helper()
	a := archive(t, path)
	at := -1
	for i, f := range a.Files {
		if f.Name == name {
			at = i
		}
	}
	if at < 0 {
		a.Files, at = append(a.Files, txtar.File{Name: name}), len(a.Files)
	}
	if *update {
		a.Files[at].Data = []byte(got)
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(string(a.Files[at].Data), got); d != "" {
		t.Errorf("%s: %s: -want +got, go test -update rewrites:\n%s", path, name, d)
	}
}
