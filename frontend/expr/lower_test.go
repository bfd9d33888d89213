package expr

import (
	"strings"
	"testing"

	"golang.org/x/tools/txtar"
)

// TestLower lowers the first file of each archive in testdata/lower and
// compares the ir with the second; -update rewrites it.
func TestLower(t *testing.T) {
	each(t, "testdata/lower/*.txtar", func(t *testing.T, a *txtar.Archive) string {
		p, ds := Load(Source{"in.grad", a.Files[0].Data})
		if len(ds) > 0 {
			t.Fatalf("%v", ds)
		}
		fs, ds := p.Lower()
		if len(ds) > 0 {
			t.Fatalf("%v", ds)
		}
		var out []string
		for _, f := range fs {
			checkText(t, f)
			out = append(out, f.String())
		}
		return strings.Join(out, "\n")
	})
}
