// Signatures in Go: structs by value, receivers, errors, arrays by value.

package adjoint

import (
	"strings"
	"testing"

	"chainrule/ir"
)

// signText writes a signature on one line, with the leaves of what has parts.
func signText(name string, s *ir.Signature) string {
	text := "func "
	if s.Recv != nil {
		text += "(" + paramText(*s.Recv) + ") "
	}
	list := func(ps []ir.GoParam) string {
		var parts []string
		for _, p := range ps {
			parts = append(parts, paramText(p))
		}
		return "(" + strings.Join(parts, ", ") + ")"
	}
	return text + name + list(s.Params) + " " + list(s.Results)
}

func paramText(p ir.GoParam) string {
	text := p.Name + " " + p.Type
	if p.Variadic {
		text += "…"
	}
	if len(p.Leaves) == 1 && p.Leaves[0].Path == "" {
		return text
	}
	var leaves []string
	for _, l := range p.Leaves {
		leaves = append(leaves, l.Path+"="+l.Name)
	}
	return text + "{" + strings.Join(leaves, " ") + "}"
}

func whole(name, typ string) ir.GoParam {
	return ir.GoParam{Name: name, Type: typ, Leaves: []ir.Leaf{{Name: name}}}
}

var signed = []struct {
	text string
	sig  ir.Signature
	wrt  []string
	want map[Kind]string
}{
	{ // a struct of floats by value, a method, a variadic parameter
		"func F(m_A f64, m_N int, x f64, ys `[]float64`) (r) {\n  c0 int = iconst 0\n  y f64 = get ys, c0 \"[$]\"\n  a f64 = mul m_A, x\n  r f64 = mul a, y\n  yield r\n}",
		ir.Signature{Recv: &ir.GoParam{Name: "m", Type: "{e}.M", Leaves: []ir.Leaf{{Path: ".A", Name: "m_A"}, {Path: ".N", Name: "m_N"}}},
			Params: []ir.GoParam{whole("x", "float64"), {Name: "ys", Type: "[]float64", Variadic: true, Leaves: []ir.Leaf{{Name: "ys"}}}}, Results: []ir.GoParam{whole("r", "float64")}},
		nil,
		map[Kind]string{
			Grad: "func (m {e}.M{.A=m_A .N=m_N}) FGrad(x float64, ys []float64, dys []float64) (r float64, dm {e}.M{.A=dm_A}, dx float64)",
			VJP:  "func (m {e}.M{.A=m_A .N=m_N}) FVJP(x float64, ys []float64, dr float64, dys []float64) (r float64, dm {e}.M{.A=dm_A}, dx float64)",
			JVP:  "func (m {e}.M{.A=m_A .N=m_N}) FJVP(x float64, ys []float64, mDot {e}.M{.A=m_ADot}, xDot float64, ysDot []float64) (r float64, rDot float64)",
		},
	},
	{ // a struct by value with a slice; only one field asked for
		"func F(m_A f64, m_W `[]float64`, m_B f64) (r, err) {\n  c0 int = iconst 0\n  y f64 = get m_W, c0 \"[$]\"\n  a f64 = mul m_A, m_B\n  r f64 = mul a, y\n  err `error` = goexpr \"nil\"\n  yield r, err\n}",
		ir.Signature{Params: []ir.GoParam{{Name: "m", Type: "{e}.M", Leaves: []ir.Leaf{{Path: ".A", Name: "m_A"}, {Path: ".W", Name: "m_W"}, {Path: ".B", Name: "m_B"}}}},
			Results: []ir.GoParam{whole("r", "float64"), whole("err", "error")}},
		[]string{"m.W", "m.A"},
		map[Kind]string{
			Grad: "func FGrad(m {e}.M{.A=m_A .W=m_W .B=m_B}, dm *{e}.M{=dm .W=dm_W}) (r float64, err error)",
			VJP:  "func FVJP(m {e}.M{.A=m_A .W=m_W .B=m_B}, dr float64, dm *{e}.M{=dm .W=dm_W}) (r float64, err error)",
			JVP:  "func FJVP(m {e}.M{.A=m_A .W=m_W .B=m_B}, mDot {e}.M{.A=m_ADot .W=m_WDot}) (r float64, rDot float64, err error)",
		},
	},
	{ // an array by value, a struct result
		"func F(a `*[20]float64`) (p_X, p_N) {\n  n int = iconst 3\n  y f64 = get a, n \"[$]\"\n  x f64 = mul y, y\n  yield x, n\n}",
		ir.Signature{Params: []ir.GoParam{whole("a", "[20]float64")}, Results: []ir.GoParam{{Name: "", Type: "{e}.P", Leaves: []ir.Leaf{{Path: ".X", Name: "p_X"}, {Path: ".N", Name: "p_N"}}}}},
		nil,
		map[Kind]string{
			VJP: "func FVJP(a [20]float64, dr {e}.P{.X=dp_X}) ( {e}.P{.X=p_X .N=p_N}, da [20]float64)",
			JVP: "func FJVP(a [20]float64, aDot [20]float64) ( {e}.P{.X=p_X .N=p_N}, rDot {e}.P{.X=p_XDot})",
		},
	},
}

// pair is a struct of which the functions below touch nothing.
var pair = map[string][]ir.Member{"{e}.P": {{Path: ".A", Type: ir.TF64}, {Path: ".W", Type: ir.GoType("[]float64")}}}

// TestReturnedMemoryIsActive: what a result leads to of the caller's memory has a
// shadow, whether the function reads it or not.
func TestReturnedMemoryIsActive(t *testing.T) {
	const text = "func F(p `*{e}.P`, x f64) (y, y2) {\n  yield p, x\n}"
	sig := &ir.Signature{Params: []ir.GoParam{whole("p", "*{e}.P"), whole("x", "float64")}, Results: []ir.GoParam{whole("y", "*{e}.P"), whole("y2", "float64")}, Types: pair}
	f := parse(t, "f.ir", text)
	f.Sig = sig
	g, diags := Derive(f, VJP, Options{})
	if diags != nil {
		t.Fatal(diags)
	}
	want := "func FVJP(p *{e}.P, x float64, dy *{e}.P, dy2 float64, dp *{e}.P) (y *{e}.P, y2 float64, dx float64)"
	if got := signText(g.Name, g.Sig); got != want {
		t.Errorf("%s\nwant %s", got, want)
	}
	if puts := strings.Count(g.String(), "put"); puts != 2 {
		t.Errorf("%d shadows are added to, want 2:\n%s", puts, g)
	}
}

func TestReturnedMemoryThatCannotBeNamed(t *testing.T) {
	f := parse(t, "f.ir", "func F(p `*{e}.P`, x f64) (y, y2) {\n  yield p, x\n}")
	f.Sig = &ir.Signature{Types: map[string][]ir.Member{"{e}.P": {{Path: ".a", Type: ir.TF64, Hidden: true}}}}
	_, diags := Derive(f, VJP, Options{})
	checkRefusal(t, "vjp", diags.Err(), "-: F returns memory with .a, which is not exported: generate the derivative in the package that declares it")
	if _, diags = Derive(f, JVP, Options{}); diags != nil {
		t.Error(diags)
	}
}

// TestReturnedInterface gives back memory with an interface, a part of it, and a copy:
// seeds behind the interface cannot be taken.
func TestReturnedInterface(t *testing.T) {
	types := map[string][]ir.Member{"{e}.P": {{Path: ".A", Type: ir.TF64}, {Path: ".S", Type: ir.GoType("{e}.Shape"), Sealed: true}}}
	for _, c := range []struct {
		body, wrt string
		refused   bool
	}{
		{"yield p, x", "", true},
		{"yield p, x", "x", false},
		{"q `*float64` = addr p \".A\"\n  yield q, x", "", false},
		{"v `{e}.P` = get p \"\"\n  q `*{e}.P` = new\n  put q, v \"\"\n  yield q, x", "", true},
		{"s `{e}.Shape` = get p \".S\"\n  q `*{e}.Q` = new\n  put q, s \".S\"\n  yield q, x", "", true},
	} {
		f := parse(t, "f.ir", "func F(p `*{e}.P`, x f64) (y, y2) {\n  "+c.body+"\n}")
		f.Sig = &ir.Signature{Types: types}
		o := Options{}
		if c.wrt != "" {
			o.Wrt = []string{c.wrt}
		}
		_, diags := Derive(f, VJP, o)
		if refused := strings.Contains(diags.Error(), "F returns memory of its caller's with S, an interface"); refused != c.refused || !refused && diags != nil {
			t.Errorf("%s by %q: %v", c.body, c.wrt, diags)
		}
	}
}

func TestGoSignatures(t *testing.T) {
	for _, c := range signed {
		for k, want := range c.want {
			f := parse(t, "f.ir", c.text)
			f.Sig = c.sig.Clone()
			g, diags := Derive(f, k, Options{Wrt: c.wrt})
			if diags != nil {
				t.Error(diags)
				continue
			}
			if got := signText(g.Name, g.Sig); got != want {
				t.Errorf("%s\n gives %s\n want  %s", k, got, want)
			}
			checkLeaves(t, g)
		}
	}
}

// checkLeaves checks that each leaf is a parameter or result, and each of these a leaf.
func checkLeaves(t *testing.T, f *ir.Func) {
	t.Helper()
	seen := map[string]int{}
	for _, g := range goParams(f.Sig) {
		for _, l := range g.Leaves {
			seen["param "+l.Name]++
		}
	}
	for _, g := range f.Sig.Results {
		for _, l := range g.Leaves {
			seen["result "+l.Name]++
		}
	}
	for _, p := range f.Body.Params {
		if seen["param "+p.Name] != 1 {
			t.Errorf("parameter %s is %d leaves", p.Name, seen["param "+p.Name])
		}
	}
	for _, n := range f.Results {
		if seen["result "+n] != 1 {
			t.Errorf("result %s is %d leaves", n, seen["result "+n])
		}
	}
	if len(seen) != len(f.Body.Params)+len(f.Results) {
		t.Errorf("%d leaves for %d parameters and %d results", len(seen), len(f.Body.Params), len(f.Results))
	}
}
