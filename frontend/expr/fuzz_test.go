package expr

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"chainrule/ir"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

// corpus is every expression file of the package's tests.
func corpus(t testing.TB) [][]byte {
	t.Helper()
	names, _ := filepath.Glob("testdata/*/*.grad")
	if len(names) == 0 {
		t.Fatal("no expression files")
	}
	var out [][]byte
	for _, n := range names {
		src, err := os.ReadFile(n)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, src)
	}
	return out
}

// FuzzParse checks on any bytes that nothing panics, that every error has a
// position in the file, that formatting keeps the meaning, and that what passes
// the check is lowered to ir that verifies and reads back.
func FuzzParse(f *testing.F) {
	for _, src := range corpus(f) {
		f.Add(src)
	}
	f.Fuzz(func(t *testing.T, src []byte) {
		file, ds := Parse("f.grad", src)
		for _, d := range ds {
			if d.Pos.Line < 1 || d.Pos.Column < 1 || d.Pos.Offset > len(src) {
				t.Errorf("position %v of %q", d.Pos, d.Msg)
			}
		}
		if len(ds) == 0 {
			checkFormat(t, file, src)
		}
		p, ds := Load(Source{"f.grad", src})
		fs, more := p.Lower()
		if ds = append(ds, more...); len(ds) > 0 {
			noInternal(t, ds)
			return
		}
		for _, fn := range fs {
			checkText(t, fn)
		}
	})
}

// noInternal checks that no diagnostic is a panic in disguise.
func noInternal(t testing.TB, ds ir.Diagnostics) {
	t.Helper()
	for _, d := range ds {
		if strings.Contains(d.Msg, "internal error") {
			t.Fatalf("%v", d)
		}
	}
}

func checkText(t *testing.T, fn *ir.Func) {
	t.Helper()
	if err := ir.Verify(fn); err != nil {
		t.Fatalf("%v\n%s", err, fn)
	}
	fn.Body.Walk(func(in *ir.Instr) {
		if in.Pos.Line < 1 || in.Pos.Column < 1 {
			t.Fatalf("%s has no position\n%s", in.Op.Name, fn)
		}
	})
	text := fn.String()
	again, err := ir.Parse("f.ir", text)
	if err != nil || again.String() != text {
		t.Fatalf("the text form does not read back: %v\n%s", err, text)
	}
}

// checkFormat checks that the formatted file means the same and stays as it is.
func checkFormat(t testing.TB, file *File, src []byte) {
	t.Helper()
	out, ds := Format("f.grad", src)
	if len(ds) > 0 {
		t.Fatalf("a file that parses does not format: %v", ds)
	}
	again, ds := Parse("f.grad", out)
	if len(ds) > 0 {
		t.Fatalf("formatted, the file does not parse: %v\n%s\nfrom\n%s", ds, out, src)
	}
	if d := diffFiles(file, again); d != "" {
		t.Fatalf("formatting changed the tree:\n%s\n%s\nfrom\n%s", d, out, src)
	}
	twice, _ := Format("f.grad", out)
	if d := cmp.Diff(string(out), string(twice)); d != "" {
		t.Fatalf("formatting twice differs:\n%s\nfrom\n%s", d, src)
	}
}

// diffFiles compares two trees but for positions.
func diffFiles(a, b *File) string {
	positions := cmp.FilterPath(func(p cmp.Path) bool {
		return p.Last().String() == ".Pos"
	}, cmp.Ignore())
	return cmp.Diff(a, b, positions, cmpopts.IgnoreUnexported(File{}, Stmt{}))
}
