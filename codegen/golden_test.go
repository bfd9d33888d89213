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
	a, err := txtar.ParseFile(path)
	if err != nil {
		t.Fatal(err)
	}
	source := strings.TrimSuffix(filepath.Base(path), ".txtar") + ".ir"
	text := string(a.Files[0].Data)
	lines := strings.Split(text, "\n")
	got, err := Generate(File{
		Package: "want", Source: source, Funcs: parseAll(t, source, text),
		Line: func(p token.Position) string { return lines[p.Line-1] },
	})
	if err != nil {
		t.Fatal(err)
	}
	if *update {
		a.Files[1].Data = got
		if err := os.WriteFile(path, txtar.Format(a), 0o644); err != nil {
			t.Fatal(err)
		}
		return
	}
	if d := cmp.Diff(string(a.Files[1].Data), string(got)); d != "" {
		t.Errorf("-want +got, go test -update rewrites:\n%s", d)
	}
}
