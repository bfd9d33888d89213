// Names that would clash within a package.

package codegen

import (
	"go/ast"
	"go/parser"
	"go/token"
	"strings"
	"testing"

	"chainrule/ir"
)

// scratch is a function that needs a work space.
func scratch(t *testing.T, name string) Func {
	t.Helper()
	fns := parseAll(t, "a.ir", "func "+name+`(x f64, n int) (s) {
  z int = iconst 0
  a []f64 = alloc n "once"
  t f64 = for z, n, x (i int, s f64) {
    t_2 f64 = powi s, n
    store a, i, t_2
    yield t_2
  }
  t_3 f64 = load a, z
  yield t_3
}
`)
	fns[0].IR.Pos = token.Position{Filename: "a.grad", Line: 3, Column: 6}
	return fns[0]
}

// topLevel lists what a file declares.
func topLevel(t *testing.T, text []byte) (names []string) {
	t.Helper()
	file, err := parser.ParseFile(token.NewFileSet(), "", text, 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, d := range file.Decls {
		switch d := d.(type) {
		case *ast.FuncDecl:
			names = append(names, d.Name.Name)
		case *ast.GenDecl:
			for _, s := range d.Specs {
				switch s := s.(type) {
				case *ast.TypeSpec:
					names = append(names, s.Name.Name)
				case *ast.ValueSpec:
					names = append(names, s.Names[0].Name)
				}
			}
		}
	}
	return names
}

// TestNoClash writes files of one package and wants every name once.
func TestNoClash(t *testing.T) {
	for _, files := range []map[string][]string{
		{"a.grad": {"F", "f"}},
		{"a.grad": {"F"}, "b.grad": {"f"}},
		{"a-b.grad": {"F"}, "a_b.grad": {"G"}, "a b.grad": {"H"}, "A_b.grad": {"I"}},
		{"a.grad": {"F", "poolOfF", "genPoolOfF", "aGrow", "aPowi"}},
		{"a.grad": {"F"}, "b.grad": {"poolOfF", "aGrow"}},
		{"a.grad": {"cap", "a", "x", "n", "ws", "buf"}},
	} {
		seen := map[string]string{}
		for source, functions := range files {
			f := File{Package: "p", Source: source}
			for _, fn := range functions {
				f.Funcs = append(f.Funcs, scratch(t, fn))
			}
			for other, names := range files {
				if other != source {
					f.Taken = append(f.Taken, names...)
				}
			}
			text, err := Generate(f)
			if err != nil {
				t.Fatal(err)
			}
			for _, n := range topLevel(t, text) {
				if seen[n] != "" {
					t.Errorf("%v: %s is declared in %s and in %s", files, n, seen[n], source)
				}
				seen[n] = source
			}
		}
	}
}

// TestClash wants a message at the function where no other name will do.
func TestClash(t *testing.T) {
	for _, c := range []struct {
		functions, taken []string
	}{
		{[]string{"F", "FWS"}, nil}, {[]string{"F", "FWorkspace"}, nil},
		{[]string{"F"}, []string{"FWS"}}, {[]string{"F"}, []string{"FWorkspace"}},
		{[]string{"len"}, nil}, {[]string{"math"}, nil}, {[]string{"init"}, nil}, {[]string{"float64"}, nil},
	} {
		f := File{Package: "p", Source: "a.grad", Taken: c.taken}
		for _, fn := range c.functions {
			f.Funcs = append(f.Funcs, scratch(t, fn))
		}
		_, err := Generate(f)
		if d, ok := err.(ir.Diagnostic); !ok || d.Pos.Line != 3 || !strings.Contains(d.Msg, c.functions[0]) {
			t.Errorf("%v beside %v: %v", c.functions, c.taken, err)
		}
	}
	if _, err := Generate(File{Package: "models", Source: "a.grad", Funcs: []Func{scratch(t, "main")}}); err != nil {
		t.Error(err)
	}
	if p := prefixOf("dir/model.grad"); p != "model" {
		t.Error("the prefix of model.grad is", p)
	}
}
