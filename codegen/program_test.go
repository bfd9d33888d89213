// Names, imports and refusals of functions with Go signatures.

package codegen

import (
	"errors"
	"go/token"
	"strings"
	"testing"

	"chainrule/ir"
)

// typedFunc makes a function of one Go parameter that gives a float.
func typedFunc(name, goType string, body func(b *ir.Builder, p *ir.Value) *ir.Value) *ir.Func {
	f := ir.NewFunc(name)
	f.Pos = token.Position{Filename: "p.go", Line: 1, Column: 6}
	p := f.Body.AddParam("p", ir.GoType(goType))
	b := f.Body.Build()
	b.Pos = token.Position{Filename: "p.go", Line: 2, Column: 3}
	f.Body.Yield, f.Results = []*ir.Value{body(b, p)}, []string{"y"}
	f.Sig = &ir.Signature{
		Params:  []ir.GoParam{{Name: "p", Type: goType, Leaves: []ir.Leaf{{Name: "p"}}}},
		Results: []ir.GoParam{{Name: "y", Type: "float64", Leaves: []ir.Leaf{{Name: "y"}}}},
	}
	return f
}

// refusal generates a file and gives the diagnostic that it ends with.
func refusal(t *testing.T, f File) ir.Diagnostic {
	t.Helper()
	text, err := Generate(f)
	var d ir.Diagnostic
	if !errors.As(err, &d) {
		t.Fatalf("%v is no diagnostic\n%s", err, text)
	}
	return d
}

func TestUnexportedNamesOfOtherPackages(t *testing.T) {
	get := func(b *ir.Builder, p *ir.Value) *ir.Value { return b.Get(ir.TF64, p, ".mass") }
	one := func(b *ir.Builder, p *ir.Value) *ir.Value { return b.Float(1) }
	code := func(b *ir.Builder, p *ir.Value) *ir.Value { return b.GoExpr(ir.TF64, "{a.org/geo}.measure($0)", p) }
	for _, c := range []struct {
		name, goType, want string
		body               func(b *ir.Builder, p *ir.Value) *ir.Value
		line               int
	}{
		{"field", "*{a.org/geo}.Body", "field mass of a.org/geo.Body is not exported", get, 2},
		{"code", "*{a.org/geo}.Body", "measure is not exported by package a.org/geo", code, 2},
		{"type", "*{a.org/geo}.body", "body is not exported by package a.org/geo", one, 1},
	} {
		fn := Func{IR: typedFunc("F", c.goType, c.body), Base: "F"}
		d := refusal(t, File{Package: "mine", PackagePath: "a.org/mine", Funcs: []Func{fn}})
		if !strings.Contains(d.Msg, c.want) || d.Pos.Line < c.line {
			t.Errorf("%s: %v, want %q", c.name, d, c.want)
		}
		if _, err := Generate(File{Package: "geo", PackagePath: "a.org/geo", Funcs: []Func{fn}}); err != nil {
			t.Errorf("%s: in its own package: %v", c.name, err)
		}
	}
}

func TestHiddenIsAsked(t *testing.T) {
	fn := Func{IR: typedFunc("F", "*{a.org/geo}.Body", func(b *ir.Builder, p *ir.Value) *ir.Value {
		return b.Get(ir.TF64, p, ".Pos.x")
	}), Base: "F"}
	d := refusal(t, File{Package: "mine", PackagePath: "a.org/mine", Funcs: []Func{fn}, Hidden: func(typ, path string) string {
		return typ + path + " is hidden"
	}})
	if want := "*{a.org/geo}.Body.Pos.x is hidden"; d.Msg != want {
		t.Errorf("%q, want %q", d.Msg, want)
	}
}

func TestFieldsAreReadByMethods(t *testing.T) {
	file := func(use func(b *ir.Builder, p *ir.Value) *ir.Value) File {
		fn := Func{IR: typedFunc("F", "[]{a.org/geo}.Body", use), Base: "F"}
		return File{Package: "mine", PackagePath: "a.org/mine", Funcs: []Func{fn}, Accessor: func(typ, path string) (method, rest string) {
			if typ == "{a.org/geo}.Body" && path == ".pos.X" {
				return "Pos", ".X"
			}
			return "", ""
		}}
	}
	text, err := Generate(file(func(b *ir.Builder, p *ir.Value) *ir.Value { return b.Get(ir.TF64, p, "[$].pos.X", b.Int(2)) }))
	if want := "p[2].Pos().X"; err != nil || !strings.Contains(string(text), want) {
		t.Errorf("%v: %q is not in\n%s", err, want, text)
	}
	d := refusal(t, file(func(b *ir.Builder, p *ir.Value) *ir.Value {
		b.Put(p, "[$].pos.X", b.Float(1), b.Int(2))
		return b.Float(1)
	}))
	if want := "field pos of a.org/geo.Body is not exported"; !strings.HasPrefix(d.Msg, want) {
		t.Errorf("%q, want %q", d.Msg, want)
	}
}

func TestImportsGiveWay(t *testing.T) {
	fn := typedFunc("geo", "*{a.org/geo}.Body", func(b *ir.Builder, p *ir.Value) *ir.Value {
		v := b.GoExpr(ir.TF64, "{b.org/geo/v2}.Size($0)", p).Named("geo2")
		w := b.GoExpr(ir.TF64, "{strings}.Count($0.Name, \"{strings}.x\") + {a.org/mine}.local", p).Named("local")
		return b.Op("sin", b.Op("add", b.Op("mul", v, v), b.Op("mul", w, w)))
	})
	text, err := Generate(File{
		Package: "mine", PackagePath: "a.org/mine", Funcs: []Func{{IR: fn, Base: "geo"}},
		Taken: []string{"math", "strings", "local"}, Imports: map[string]string{"b.org/geo/v2": "geo"},
	})
	if err != nil {
		t.Fatal(err)
	}
	for _, want := range []string{
		`geo2 "a.org/geo"`, `geo3 "b.org/geo/v2"`, `math2 "math"`, `strings2 "strings"`, "func geo(p *geo2.Body)",
		"geo3.Size(p)", `strings2.Count(p.Name, "{strings}.x") + local`, "math2.Sin(",
	} {
		if !strings.Contains(string(text), want) {
			t.Errorf("%q is not in\n%s", want, text)
		}
	}
}

func TestMalformedProgramsFail(t *testing.T) {
	id := func(b *ir.Builder, p *ir.Value) *ir.Value { return b.Float(1) }
	noLeaf := typedFunc("F", "[]float64", id)
	noLeaf.Sig.Params[0].Leaves[0].Name = "q"
	noParam := typedFunc("F", "[]float64", id)
	noParam.Sig.Params = nil
	noResult := typedFunc("F", "[]float64", id)
	noResult.Sig.Results[0].Leaves[0].Name = "z"
	noCallee := typedFunc("F", "[]float64", func(b *ir.Builder, p *ir.Value) *ir.Value {
		return b.Call("G", nil, ir.TF64).Result()
	})
	noText := typedFunc("F", "[]float64", func(b *ir.Builder, p *ir.Value) *ir.Value { return b.GoExpr(ir.TF64, "len($0", p) })
	for want, fn := range map[string]*ir.Func{
		"no parameter": noLeaf, "no Go parameter": noParam, "no result": noResult, "is not there": noCallee, "cannot be read": noText,
	} {
		if text, err := Generate(File{Package: "p", Funcs: []Func{{IR: fn, Base: "F"}}}); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%v, want %q\n%s", err, want, text)
		}
	}
}
