// GenerateTest: the test that ships with generated derivatives.

package codegen

import (
	"bytes"
	"fmt"
	"strings"
	"unicode"
	"unicode/utf8"

	"github.com/dave/jennifer/jen"
)

// TestFile says what test to write. Header, Constraint and Source are those of
// the generated file. Types and values are Go text with import paths in braces.
type TestFile struct {
	Package, PackagePath, Source, Header, Constraint string

	Helpers string // how the names of helpers begin; as Source does if empty
	Funcs   []TestFunc
	Remarks []string // on what is not tested, and why
}

// TestFunc is a gradient or a vector-Jacobian product to test.
type TestFunc struct {
	Test         string // the test's name
	Name, Primal string
	Method       bool // the primal is one, of the first parameter
	Beside       bool // and so is the derivative
	Params       []TestParam
	Results      []TestParam // of the primal
	Seeded       bool        // the derivative takes seeds of the results
	Fails        bool        // the last result, besides those in the list, is an error
	Free         bool        // a call with a work space allocates nothing
	Workspace    string      // the type of the work space it can be given
	Points       []TestPoint
}

// TestParam is a parameter, or a result.
type TestParam struct {
	Name, Type string
	Variadic   bool
	Floats     []TestFloat // that are differentiated by, or differentiated
	Shadow     bool        // the derivative is a parameter, made like the value; else a result
	ByPointer  bool        // it is a pointer to such a value
}

// TestFloat is the path to floats, all elements of a slice or array in one ("[]"),
// and their type.
type TestFloat struct{ Path, Type string }

// TestPoint is where to compare, and why there: a value for each parameter, and one
// of the same shape with zeros for its floats.
type TestPoint struct {
	Values, Shadows []string
	Note            string
}

// GenerateTest writes the test. It needs the standard library only.
func GenerateTest(f TestFile) ([]byte, error) {
	w := &testWriter{TestFile: f, out: jen.NewFilePathName(f.PackagePath, f.Package)}
	w.out.NoFormat = true
	for _, path := range []string{"math", "testing"} {
		w.out.ImportName(path, path)
	}
	for _, fn := range f.Funcs {
		for _, list := range [][]TestParam{fn.Params, fn.Results} {
			for i := range list {
				list[i].Name = goName(list[i].Name)
			}
		}
		t := &testFunc{TestFunc: fn, w: w}
		w.add(t.compare())
		if fn.Free {
			w.add(t.allocations())
		}
	}
	for _, r := range f.Remarks {
		w.out.Comment(commentLine(r)).Line()
	}
	if len(f.Funcs) > 0 {
		w.add(strings.ReplaceAll(slopeText, "NAME", w.slope()))
	}
	var body bytes.Buffer
	if err := w.out.Render(&body); err != nil {
		return nil, fmt.Errorf("codegen: %w", err)
	}
	head := File{Source: f.Source, Header: f.Header, Constraint: f.Constraint}.head()
	return formatted(append([]byte(head), body.Bytes()...))
}

type testWriter struct {
	TestFile
	out *jen.File
}

func (w *testWriter) slope() string {
	if w.Helpers != "" {
		return w.Helpers + "Slope"
	}
	return prefixOf(w.Source) + "Slope"
}

// add adds a declaration.
func (w *testWriter) add(text string) {
	pieces := split(text)
	for i := range pieces {
		if pieces[i].path == w.PackagePath {
			pieces[i].path = ""
		}
	}
	w.out.Add(render(pieces, nil)).Line()
}

// TestName is the usual name of a test of the function.
func TestName(name string) string {
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) {
		return "Test_" + name
	}
	return "Test" + name
}
