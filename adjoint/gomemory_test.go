// Small functions of Go memory, in both modes and against differences.

package adjoint

import (
	"fmt"
	"maps"
	"math/rand/v2"
	"os"
	"slices"
	"strings"
	"testing"

	"chainrule/ir"

	"golang.org/x/tools/txtar"
)

// goCase is a function with the memory that it is called with. Functions without
// text are in testdata/go.
type goCase struct {
	text string
	args []ir.Arg
	wrt  []string
}

func overlapping() []ir.Arg {
	x := floatsRef(4, 0.3, -0.7, 1.1, 0.4)
	r := *x.V.(*ir.Ref)
	r.Off, r.Len, r.Cap = 1, 3, 3
	return []ir.Arg{x, ref(&r)}
}

var goCases = map[string]goCase{
	"two slices that alias": {"", overlapping(), nil},
	"a struct":              {"", []ir.Arg{structRef(map[string]ir.Scalar{".Pos.X": float(0.5), ".Pos.Y": float(2), ".Mass": float(1.5)}), scalar(0.7)}, nil},
	"pointers in memory": {"func F(p `*{m}.P`, x `[]float64`) (s) {" + `
  put p, x ".Data"
  c0 int = iconst 0
  n int = size x
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    d ` + "`[]float64`" + ` = get p ".Data"
    v f64 = get d, i "[$]"
    w f64 = mul v, v
    put x, i, w "[$]"
    u f64 = get d, i "[$]"
    b f64 = add a, u
    yield b
  }
  yield s
}`, []ir.Arg{structRef(map[string]ir.Scalar{".Data": floatsRef(1, 3).Scalar}), floatsRef(3, 0.3, 0.2, -0.5)}, nil},
	"slices swapped in a loop": {"func F(x `[]float64`, n int) (s) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  m int = size x
  y ` + "`[]float64`" + ` = make m, m
  last int = isub m, c1
  cur ` + "`[]float64`, next `[]float64`" + ` = for c0, n, x, y (k int, a ` + "`[]float64`, b `[]float64`" + `) {
    for c1, last (i int) {
      j int = isub i, c1
      l int = iadd i, c1
      u f64 = get a, j "[$]"
      v f64 = get a, l "[$]"
      w f64 = mul u, v
      o f64 = get a, i "[$]"
      q f64 = sin o
      t f64 = add w, q
      put b, i, t "[$]"
      yield
    }
    yield b, a
  }
  s f64 = get cur, c1 "[$]"
  yield s
}`, []ir.Arg{floatsRef(5, 0.3, 0.2, -0.5, 0.9, 0.1), integer(3)}, nil},
	"append": {"", []ir.Arg{floatsRef(3, 0.3, 0.2), integer(5)}, nil},
	"copy within a slice": {"func F(x `[]float64`) (n) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  m int = size x
  k int = isub m, c1
  a ` + "`[]float64`" + ` = reslice x, c0, k
  b ` + "`[]float64`" + ` = reslice x, c1, m
  n int = copyto b, a "f:"
  u f64 = get x, c1 "[$]"
  v f64 = mul u, u
  put x, c0, v "[$]"
  yield n
}`, []ir.Arg{floatsRef(5, 0.3, 0.2, -0.5, 0.9, 0.1)}, nil},
	"a branch between slices": {"func F(x `[]float64`, y `[]float64`, k f64) (s) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  h f64 = const 0.2
  a f64 = get x, c0 "[$]"
  t bool = lt h, a
  z ` + "`[]float64`" + ` = if t () {
    put x, c1, k "[$]"
    yield x
  } () {
    yield y
  }
  u f64 = get z, c0 "[$]"
  v f64 = get z, c1 "[$]"
  s f64 = mul u, v
  put z, c1, s "[$]"
  yield s
}`, []ir.Arg{floatsRef(2, 0.3, 0.2), floatsRef(2, 0.7, 0.1), scalar(3)}, []string{"x", "k"}},
	"a map": {"", []ir.Arg{mapRef(map[string]ir.Scalar{"a": float(0.5), "b": float(2)}), scalar(1.5)}, nil},
	"a slice that is returned": {"func F(x `[]float64`, k f64) (z, y) {" + `
  c0 int = iconst 0
  n int = size x
  z ` + "`[]float64`" + ` = make n, n
  for c0, n (i int) {
    v f64 = get x, i "[$]"
    w f64 = mul v, k
    put z, i, w "[$]"
    yield
  }
  c1 int = iconst 1
  y ` + "`[]float64`" + ` = reslice x, c1, n
  yield z, y
}`, []ir.Arg{floatsRef(3, 0.3, 0.2, 5), scalar(3)}, nil},
	"stored by one name and read by another": {"func F(p `*{m}.P`, q `*{m}.P`, k f64) (s) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  x ` + "`[]float64`" + ` = make c1, c1
  put p, x ".Data"
  y ` + "`[]float64`" + ` = get q ".Data"
  a f64 = mul k, k
  put y, c0, a "[$]"
  z ` + "`[]float64`" + ` = get p ".Data"
  s f64 = get z, c0 "[$]"
  yield s
}`, []ir.Arg{same, same, scalar(3)}, []string{"k"}},
	"a sum over what is overwritten behind it": {"func F(p `*{m}.P`, k f64) (s, u) {" + `
  c0 int = iconst 0
  z f64 = const 0
  x ` + "`[]float64`" + ` = get p ".Data"
  n int = size x
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = get x, i "[$]"
    e f64 = exp v
    b f64 = add a, e
    yield b
  }
  put x, c0, k "[$]"
  v f64 = get x, c0 "[$]"
  u f64 = mul v, k
  yield s, u
}`, []ir.Arg{same, scalar(3)}, nil},
	"structs as values, and in a map": {"func F(p `*{m}.P`, q `*{m}.P`, k f64) (s, u) {" + `
  a ` + "`string`" + ` = goexpr "\"a\""
  b ` + "`string`" + ` = goexpr "\"b\""
  m ` + "`map[string]{m}.P`" + ` = makemap
  v ` + "`{m}.P`" + ` = get p ""
  o f64 = get p ".Pos.X"
  g f64 = mul o, k
  put p, g ".Pos.X"
  enter m, a, v "|"
  w ` + "`{m}.P`" + ` = lookup m, a "|"
  enter m, b, w "|"
  x ` + "`*{m}.P`" + ` = new
  put x, w ""
  c f64 = get x ".Pos.X"
  d f64 = mul c, k
  put x, d ".Mass"
  y ` + "`{m}.P`" + ` = get x ""
  enter m, a, y "|"
  put q, y ""
  e ` + "`{m}.P`" + ` = lookup m, a "|"
  none ` + "`string`" + ` = goexpr "\"none\""
  f ` + "`{m}.P`" + ` = lookup m, none "|"
  h bool = has m, b
  j ` + "`{m}.P`" + ` = if h () {
    yield e
  } () {
    yield f
  }
  put x, j ""
  r f64 = get x ".Mass"
  t ` + "`[]float64`" + ` = get x ".Data"
  c0 int = iconst 0
  z f64 = get t, c0 "[$]"
  i f64 = sin z
  put t, c0, i "[$]"
  s f64 = mul r, z
  l ` + "`*{m}.V`" + ` = addr q ".Pos"
  n ` + "`{m}.V`" + ` = get l ""
  put x, n ".Pos"
  u f64 = get x ".Pos.X"
  yield s, u
}`, []ir.Arg{
		structRef(map[string]ir.Scalar{".Pos.X": float(0.3), ".Mass": float(2), ".Data": floatsRef(1, 0.4).Scalar}),
		structRef(map[string]ir.Scalar{".Pos.X": float(0.7), ".Mass": float(1), ".Data": floatsRef(1, 0.9).Scalar}), scalar(3)}, nil},
	"a linked list": {"", []ir.Arg{list(0.3, 0.5, -0.2), scalar(3)}, nil},
	"rows": {"func F(x `[][]float64`, k f64) (s) {" + `
  c0 int = iconst 0
  z f64 = const 0
  n int = size x
  s f64 = for c0, n, z (i int, a f64) {
    row ` + "`[]float64`" + ` = get x, i "[$]"
    m int = size row
    c f64 = for c0, m, a (j int, b f64) {
      v f64 = get row, j "[$]"
      w f64 = mul v, k
      y f64 = exp w
      d f64 = add b, y
      yield d
    }
    yield c
  }
  yield s
}`, []ir.Arg{refsSlice(floatsRef(2, 0.3, 0.2), floatsRef(3, 1, 2, -1)), scalar(0.4)}, nil},
}

// same is a struct that two parameters refer to.
var same = structRef(map[string]ir.Scalar{".Data": floatsRef(2, 1, 2).Scalar})

// goReadOnly are functions that write nothing that their caller sees, so that
// gradients set all of the shadows.
var goReadOnly = map[string]goCase{
	"a model": {"func F(p `*{m}.Model`, x `[]float64`, k int) (s) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  n int = size x
  z f64 = const 0
  w ` + "`[]*{m}.Layer`" + ` = get p ".Layers"
  l ` + "`*{m}.Layer`" + ` = get w, k "[$]"
  b f64 = get l ".Bias"
  t f64 = for c0, n, z (i int, a f64) {
    r ` + "`[]float64`" + ` = get l ".W"
    u f64 = get r, i "[$]"
    v f64 = get x, i "[$]"
    y f64 = mul u, v
    d f64 = add a, y
    yield d
  }
  e f64 = add t, b
  g f64 = get p ".Gain[1]|float32"
  h f64 = get p, c0 ".Gain[$]|float32"
  o f64 = mul e, g
  q f64 = mul o, h
  s f64 = sin q
  yield s
}`, []ir.Arg{model(), floatsRef(2, 0.4, 0.7), integer(1)}, nil},
	"a map of slices": {"func F(p `map[string][]float64`, q `map[string]float64`) (s) {" + `
  a ` + "`string`" + ` = goexpr "\"a\""
  b ` + "`string`" + ` = goexpr "\"b\""
  n ` + "`string`" + ` = goexpr "\"none\""
  c1 int = iconst 1
  x ` + "`[]float64`" + ` = lookup p, a ""
  u f64 = get x, c1 "[$]"
  v f64 = lookup q, b ""
  w f64 = lookup q, n ""
  o f64 = add v, w
  s f64 = mul u, o
  yield s
}`, []ir.Arg{mapRef(map[string]ir.Scalar{"a": floatsRef(3, 1, 2, 3).Scalar, "c": floatsRef(1, 5).Scalar}), mapRef(map[string]ir.Scalar{"a": float(2), "b": float(4)})}, nil},
	"only a path": {"func F(p `*{m}.Model`) (s) {" + `
  l ` + "`[]float64`" + ` = get p ".Sigma"
  c1 int = iconst 1
  u f64 = get l, c1 "[$]"
  b f64 = get p ".Bias"
  s f64 = mul u, b
  yield s
}`, []ir.Arg{structRef(map[string]ir.Scalar{".Sigma": floatsRef(2, 1, 2).Scalar, ".Bias": float(3)})}, []string{"p.Sigma"}},
}

// model is a struct with layers; two of these are one.
func model() ir.Arg {
	layer := func(x ...float64) ir.Arg {
		return structRef(map[string]ir.Scalar{".Bias": float(x[0]), ".W": floatsRef(0, x[1:]...).Scalar})
	}
	a, b := layer(0.1, 0.2, 0.3), layer(0.4, 0.5, 0.6)
	return structRef(map[string]ir.Scalar{".Layers": refsSlice(a, b, a).Scalar, ".Gain[0]": float(0.5), ".Gain[1]": float(1.5)})
}

func list(x ...float64) ir.Arg {
	if len(x) == 0 {
		return ir.Arg{}
	}
	return structRef(map[string]ir.Scalar{".Val": float(x[0]), ".Next": list(x[1:]...).Scalar})
}

// function is the function of a case, read from testdata if it is there.
func (c goCase) function(t *testing.T, name string) *ir.Func {
	t.Helper()
	if c.text == "" {
		c.text = string(archive(t, name).Files[0].Data)
	}
	return parse(t, "f.ir", c.text)
}

func goPath(name string) string {
	return "testdata/go/" + strings.ReplaceAll(name, " ", "_") + ".txtar"
}

func archive(t *testing.T, name string) *txtar.Archive {
	t.Helper()
	a, err := txtar.ParseFile(goPath(name))
	if err != nil {
		t.Fatal(err)
	}
	return a
}

// TestGoFixturesRead compares derivatives with testdata/go, where they are to be
// read; go test -update rewrites them.
func TestGoFixturesRead(t *testing.T) {
	for name, c := range goCases {
		if c.text != "" {
			continue
		}
		a := archive(t, name)
		f := c.function(t, name)
		for k := range a.Files[1:] {
			derived(t, f, &a.Files[k+1], string(a.Files[k+1].Data))
		}
		if *update && !t.Failed() {
			if err := os.WriteFile(goPath(name), txtar.Format(a), 0o644); err != nil {
				t.Fatal(err)
			}
		}
	}
}

func TestGoMemory(t *testing.T) {
	all := maps.Clone(goCases)
	maps.Copy(all, goReadOnly)
	for name, c := range all {
		if slices.Contains(c.wrt, "p.Sigma") {
			continue // the rest of the memory is constant
		}
		t.Run(name, func(t *testing.T) {
			s := &goSetup{f: c.function(t, name), args: c.args, wrt: c.wrt}
			if refused, err := s.modes(rand.New(rand.NewPCG(1, 2))); refused != nil || err != nil {
				t.Error(refused, err)
			}
		})
	}
}

// TestGradientsSetShadows starts gradients with shadows full of rubbish; what is
// in no path that the function uses must stay.
func TestGradientsSetShadows(t *testing.T) {
	for name, c := range goReadOnly {
		t.Run(name, func(t *testing.T) {
			s := &goSetup{f: c.function(t, name), args: c.args, wrt: c.wrt, code: lengths}
			g, v := s.derive(t, Grad), s.derive(t, VJP)
			want, wantAt := s.pull(t, v, 0)
			got, gotAt := s.pull(t, g, 7)
			if got.results["s"].F != want.results["s"].F {
				t.Errorf("s = %v, want %v", got.results["s"].F, want.results["s"].F)
			}
			for k, o := range wantAt.list {
				for p, x := range wantAt.of[o].Cells {
					y := gotAt.of[gotAt.list[k]].Cells[p]
					if stays := name == "only a path" && p == ".Bias"; x.V == nil && x.F != y.F && !(stays && y.F == 7) {
						t.Errorf("object %d at %s: %v, want %v", k, p, y.F, x.F)
					}
				}
			}
		})
	}
}

// lengths runs the Go code that tells how long an array in a struct is.
func lengths(in *ir.Instr, _ []ir.Scalar) ([]ir.Scalar, error) {
	if in.Template() == "len($0.Gain)" {
		return []ir.Scalar{{I: 2}}, nil
	}
	return nil, fmt.Errorf("%s", in.Template())
}

func (s *goSetup) derive(t *testing.T, k Kind) *ir.Func {
	t.Helper()
	g, diags := Derive(s.f, k, Options{Wrt: s.wrt})
	if diags != nil {
		t.Fatal(diags)
	}
	return g
}

// pull runs reverse mode with the seed 1 and shadows that are filled with a number.
func (s *goSetup) pull(t *testing.T, g *ir.Func, fill float64) (*goCall, *image) {
	t.Helper()
	shadows := newImage(func(_ *ir.Object, _ string, c ir.Scalar) ir.Scalar { return ir.Scalar{F: fill, I: c.I} })
	args := s.named(newImage(func(_ *ir.Object, _ string, c ir.Scalar) ir.Scalar { return c }).args(s.args))
	for k, a := range shadows.args(s.args) {
		args["d"+s.f.Body.Params[k].Name] = a
	}
	args["ds"] = scalar(1)
	c, err := s.call(g, args)
	if err != nil {
		t.Fatal(err)
	}
	return c, shadows
}

// TestGoMemoryTwice differentiates derivatives again, in both modes.
func TestGoMemoryTwice(t *testing.T) {
	for name, c := range goCases {
		t.Run(name, func(t *testing.T) {
			s := &goSetup{f: c.function(t, name), args: c.args, wrt: c.wrt}
			for _, k := range []Kind{VJP, JVP} {
				refused, err := s.derivative(s.derive(t, k)).modes(rand.New(rand.NewPCG(3, 4)))
				if refused != nil || err != nil {
					t.Errorf("%s: %v %v", k, refused, err)
				}
			}
		})
	}
}

// derivative is the setup of a derivative of the function: shadows and tangents
// have the shape of what they belong to.
func (s *goSetup) derivative(f *ir.Func) *goSetup {
	r := rand.New(rand.NewPCG(8, 9))
	shadows := newImage(func(_ *ir.Object, _ string, c ir.Scalar) ir.Scalar { return ir.Scalar{F: 2*r.Float64() - 1, I: c.I} })
	args := s.named(s.args)
	for k, a := range shadows.args(s.args) {
		name := s.f.Body.Params[k].Name
		args["d"+name], args[name+"Dot"] = a, a
	}
	d := &goSetup{f: f, code: s.code}
	for _, p := range f.Body.Params {
		a, ok := args[p.Name]
		if !ok && !p.Type.Scalar() || p.Type.IsRef() && !ok {
			a = floatsRef(3, 0.3, -0.4, 0.6)
			if p.Name == "dy" {
				a = floatsRef(2, 0.3, -0.4)
			}
		}
		if p.Type == ir.TF64 {
			a = scalar(2*r.Float64() - 1)
		}
		d.args = append(d.args, a)
	}
	d.rename(len(s.args))
	return d
}

// rename gives added parameters and the results names that the next derivative
// does not use itself.
func (s *goSetup) rename(added int) {
	other := func(name string) string { return "w" + strings.ReplaceAll(name, "Dot", "Tangent") }
	for _, p := range s.f.Body.Params[added:] {
		if k := slices.Index(s.f.Shadows, p.Name); k >= 0 {
			s.f.Shadows[k] = other(p.Name)
		}
		p.Name = other(p.Name)
	}
	for k := range s.f.Results {
		s.f.Results[k] = other(s.f.Results[k])
	}
}
