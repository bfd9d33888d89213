// Texts and names that try to become code, and names that clash.

package codegen

import (
	"go/ast"
	"go/format"
	"go/parser"
	"go/token"
	"strings"
	"testing"
	"unicode"

	"chainrule/ir"

	"github.com/google/go-cmp/cmp"
)

var hostile = []string{
	"x\nfunc init() { panic(1) }",
	"*/ func init() { panic(1) } /*",
	"\r\nfunc init() {}",
	"a\u2028func init() {}\u2029func init() {}\u0085func init() {}",
	"//go:build ignore", "\n//go:linkname a b", "go:embed /etc/passwd", "+build ignore", "//line x.go:1",
	"\x00\x07\x1b[31m\ufeff\u202e", "\xff\xfe", "`\"'\\", "Deprecated: no", "%d %d %s",
}

// TestHostileTexts puts each text wherever the user's text goes.
func TestHostileTexts(t *testing.T) {
	for _, h := range hostile {
		f := ir.NewFunc("F")
		f.Doc = h
		x := f.Body.AddParam(h, ir.TF64)
		b := f.Body.Build()
		n := f.Body.AddParam("n", ir.TInt)
		b.Require(n, b.Int(2), h)
		b.Note("Reverse sweep." + h)
		b.Pos = token.Position{Filename: h, Line: 3}
		v := b.Op("mul", x, x).Named(h)
		f.Body.Yield, f.Results = []*ir.Value{b.Op("add", v, v)}, []string{h}
		text, err := Generate(File{
			Package: "p", Source: h, Header: h, Funcs: []Func{{IR: f, Base: "F"}},
			Line: func(token.Position) string { return h },
		})
		if err != nil {
			t.Errorf("%q: %v", h, err)
			continue
		}
		harmless(t, h, string(text))
	}
}

// harmless checks that a file declares F and nothing else, and has no directive
// and no character that hides text.
func harmless(t *testing.T, h, text string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", text, parser.ParseComments)
	if err != nil {
		t.Fatalf("%q: %v\n%s", h, err, text)
	}
	for _, d := range file.Decls {
		if f, ok := d.(*ast.FuncDecl); ok && f.Name.Name != "F" {
			t.Errorf("%q declares %s\n%s", h, f.Name.Name, text)
		}
	}
	for _, g := range file.Comments {
		for _, c := range g.List {
			if c.Text != "//" && !strings.HasPrefix(c.Text, "// ") && !strings.HasPrefix(c.Text, "//\t") || strings.HasPrefix(c.Text, "// +build") {
				t.Errorf("%q: comment %q", h, c.Text)
			}
		}
	}
	for _, r := range text {
		if r != '\n' && r != '\t' && (unicode.IsControl(r) || unicode.In(r, unicode.Cf, unicode.Zl, unicode.Zp)) || r == unicode.ReplacementChar {
			t.Errorf("%q: character %U", h, r)
		}
	}
}

// TestFormatted wants gofmt to have nothing to do, whatever the comments say.
func TestFormatted(t *testing.T) {
	docs := append([]string{
		"F is\n\n\tcode\n\nafter.", "F is\n\tcode\nafter.", "F\n\n    code\n      more", " F", "\tF", "\t\tF\n\n\n\nF",
		"F\n - a\n - b\n     - c\n1. d\n 2) e", "# F\nis", "F\n\n# Head\nmore", "F\n\n[x]: http://a", "F is ``so'' \t",
	}, hostile...)
	for _, doc := range docs {
		f := ir.NewFunc("F")
		f.Doc, f.Body.Yield, f.Results = doc, []*ir.Value{f.Body.AddParam("x", ir.TF64)}, []string{"y"}
		text, err := Generate(File{Package: "p", Source: "f.grad", Header: doc, Funcs: []Func{{IR: f, Base: "F"}}})
		if err != nil {
			t.Errorf("%q: %v", doc, err)
			continue
		}
		again, err := format.Source(text)
		if d := cmp.Diff(string(text), string(again)); d != "" || err != nil {
			t.Errorf("%q: %v -generated +gofmt:\n%s", doc, err, d)
		}
	}
}

func TestRefused(t *testing.T) {
	f := ir.NewFunc("F")
	for _, c := range []File{
		{Package: "p;x", Funcs: nil},
		{Package: "p", Constraint: "linux\nimport \"os\""},
		{Package: "p", Funcs: []Func{{IR: ir.NewFunc("F()"), Base: "F"}}},
		{Package: "p", Funcs: []Func{{IR: f, Base: "F "}}},
		{Package: "p", Funcs: []Func{{IR: f, Base: "F"}, {IR: f, Base: "F"}}},
	} {
		if text, err := Generate(c); err == nil {
			t.Errorf("%+v is accepted:\n%s", c, text)
		}
	}
}

func TestNames(t *testing.T) {
	for name, want := range map[string]string{
		"x": "x", "x₁": "x1", "Wᵀ": "WT", "σ": "σ", "_": "v", "": "v", "a'": "ap", "x²": "x2", "9": "v9", "a b": "a_b", "a;b": "a_b",
	} {
		if got := goName(name); got != want {
			t.Errorf("goName(%q) = %q, want %q", name, got, want)
		}
	}
	s := newScopes(map[string]bool{"F": true, "math": true})
	for _, c := range [][2]string{{"len", "len2"}, {"x", "x"}, {"x", "x2"}, {"range", "range2"}, {"math", "math2"}, {"F", "F2"}, {"x1", "x1"}, {"x1", "x1_2"}} {
		if got := s.declare(c[0], 0); got != c[1] {
			t.Errorf("declare(%q) = %q, want %q", c[0], got, c[1])
		}
	}
	s.push()
	inner := s.declare("i", 1)
	s.pop()
	if again := s.declare("i", 0); again != inner {
		t.Errorf("after its scope i is called %q", again)
	}
}
