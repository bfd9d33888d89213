// GenerateTest: the test that ships with generated derivatives.

package codegen

import (
	"bytes"
	"fmt"
	"unicode"
	"unicode/utf8"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// TestFile says what test to write. Header, Constraint and Source are those of
// the generated file.
type TestFile struct {
	Package, Source, Header, Constraint string
	Funcs                               []TestFunc
}

// TestFunc is a gradient or a vector-Jacobian product to test.
type TestFunc struct {
	Primal, Derivative *ir.Func
	Active             []string // the parameters that are differentiated by
	Seeded             bool     // the derivative takes seeds of the results
	Workspace          string   // the type of the work space it can be given
	Points             []TestPoint
}

// TestPoint is where to compare, and why there.
type TestPoint struct {
	Args []ir.Arg
	Note string
}

// GenerateTest writes the test. It needs the standard library only.
func GenerateTest(f TestFile) ([]byte, error) {
	w := &testWriter{TestFile: f, out: jen.NewFile(f.Package), prefix: prefixOf(f.Source)}
	for _, path := range []string{"math", "testing"} {
		w.out.ImportName(path, path)
	}
	for _, fn := range f.Funcs {
		if fn.Primal.Sig != nil {
			return nil, fmt.Errorf("codegen: %s is a Go function: no test can be written for it yet, because its parameters have Go types", fn.Primal.Name)
		}
		t := &testFunc{TestFunc: fn, w: w}
		w.out.Add(t.compare()).Line()
		if s := t.allocations(); s != nil {
			w.out.Add(s).Line()
		}
	}
	w.helpers()
	var body bytes.Buffer
	if err := w.out.Render(&body); err != nil {
		return nil, fmt.Errorf("codegen: %w", err)
	}
	head := File{Source: f.Source, Header: f.Header, Constraint: f.Constraint}.head()
	return append([]byte(head), body.Bytes()...), nil
}

type testWriter struct {
	TestFile
	out    *jen.File
	prefix string
	dot    bool // the product of two slices is used
}

func (w *testWriter) slope() string { return w.prefix + "Slope" }
func (w *testWriter) inner() string { return w.prefix + "Inner" }

// testFunc is the writing of the tests of one derivative.
type testFunc struct {
	TestFunc
	w *testWriter
}

// testName is the name of a test of the function.
func testName(name string) string {
	if r, _ := utf8.DecodeRuneInString(name); !unicode.IsUpper(r) {
		return "Test_" + name
	}
	return "Test" + name
}

// field is a parameter as a field of the point.
func (t *testFunc) field(v *ir.Value) *jen.Statement { return jen.Id("p").Dot(goName(v.Name)) }

// added are the parameters that the derivative has beyond the primal's: seeds,
// then shadows.
func (t *testFunc) added() (seeds, shadows []*ir.Value) {
	rest := t.Derivative.Body.Params[len(t.Primal.Body.Params):]
	n := 0
	if t.Seeded {
		for _, v := range t.Primal.Body.Yield {
			if v.Type.Kind == ir.F64 {
				n++
			}
		}
	}
	return rest[:n], rest[n:]
}

// active lists the differentiated parameters: arrays have shadows, scalars
// have results, each in order.
func (t *testFunc) active() []*ir.Value {
	var ps []*ir.Value
	for _, name := range t.Active {
		ps = append(ps, t.Primal.Param(name))
	}
	return ps
}

func (t *testFunc) compare() *jen.Statement {
	name := t.Derivative.Name
	doc := fmt.Sprintf("// %s compares %s with differences of %s.", testName(name), name, t.Primal.Name)
	return jen.Comment(doc).Line().Func().Id(testName(name)).Params(jen.Id("t").Op("*").Qual("testing", "T")).Block(
		t.points(),
		jen.For(jen.Id("i").Op(":=").Range().Id("points")).Block(t.body()...),
	)
}

// points are the points as literals.
func (t *testFunc) points() *jen.Statement {
	var rows []jen.Code
	for _, p := range t.Points {
		if p.Note != "" {
			rows = append(rows, jen.Comment(commentLine(p.Note)))
		}
		rows = append(rows, jen.Values(t.literal(p.Args)...).Op(","))
	}
	lines := jen.Options{Open: "{", Close: "}", Multi: true}
	return jen.Id("points").Op(":=").Index().Struct(t.fields()...).Custom(lines, rows...)
}

func (t *testFunc) fields() []jen.Code {
	var fs []jen.Code
	for _, p := range t.Primal.Body.Params {
		fs = append(fs, jen.Id(goName(p.Name)).Id(typeText(p.Type)))
	}
	return fs
}

func (t *testFunc) literal(args []ir.Arg) []jen.Code {
	var vs []jen.Code
	for i, p := range t.Primal.Body.Params {
		if args[i].Array == nil {
			vs = append(vs, number(p.Type.Kind, args[i].Scalar))
			continue
		}
		var elems []jen.Code
		for _, s := range args[i].Array.Elems {
			elems = append(elems, number(p.Type.Kind, s))
		}
		vs = append(vs, jen.Id(typeText(p.Type)).Values(elems...))
	}
	return vs
}

func number(k ir.Kind, s ir.Scalar) jen.Code {
	switch k {
	case ir.Int:
		return jen.Lit(s.I)
	case ir.Bool:
		return jen.Lit(s.B)
	}
	return jen.Lit(s.F)
}
