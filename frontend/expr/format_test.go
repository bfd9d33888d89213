package expr

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestFormat formats the first file of each archive in testdata/format and
// compares with the second; with -update the second is rewritten.
func TestFormat(t *testing.T) {
	each(t, "testdata/format/*.txtar", func(t *testing.T, a *txtar.Archive) string {
		src := a.Files[0].Data
		file, ds := Parse("in.grad", src)
		if len(ds) > 0 {
			t.Fatalf("%v", ds)
		}
		checkFormat(t, file, src)
		out, _ := Format("in.grad", src)
		return string(out)
	})
}

// TestFormatRefuses checks that a file with mistakes is not touched.
func TestFormatRefuses(t *testing.T) {
	if out, ds := Format("a.grad", []byte("package a\nfunc f(x) = x x\n")); out != nil || len(ds) != 1 {
		t.Errorf("got %q, %v", out, ds)
	}
}

// TestFormatCorpus formats every file of the tests that parses.
func TestFormatCorpus(t *testing.T) {
	for _, src := range corpus(t) {
		if file, ds := Parse("a.grad", src); len(ds) == 0 {
			checkFormat(t, file, src)
		}
	}
}

// each runs a test on the archives that match, and compares what it gives with
// the last file of each.
func each(t *testing.T, pattern string, test func(*testing.T, *txtar.Archive) string) {
	names, _ := filepath.Glob(pattern)
	if len(names) == 0 {
		t.Fatal("no files match", pattern)
	}
	for _, name := range names {
		t.Run(strings.TrimSuffix(filepath.Base(name), ".txtar"), func(t *testing.T) {
			a, err := txtar.ParseFile(name)
			if err != nil {
				t.Fatal(err)
			}
			want := &a.Files[len(a.Files)-1]
			got := test(t, a)
			if *update {
				want.Data = []byte(got)
				if err := os.WriteFile(name, txtar.Format(a), 0o644); err != nil {
					t.Fatal(err)
				}
				return
			}
			if got != string(want.Data) {
				t.Errorf("got\n%s\nwant\n%s", got, want.Data)
			}
		})
	}
}
