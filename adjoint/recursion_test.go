// Recursive functions: the helpers that their derivatives call, in both modes.

package adjoint

import (
	"maps"
	"math/rand/v2"
	"slices"
	"strings"
	"testing"

	"chainrule/ir"
)

// functions parses functions that may call each other; the first is returned.
func functions(t *testing.T, texts ...string) *ir.Func {
	t.Helper()
	all := map[string]*ir.Func{}
	var first *ir.Func
	for _, text := range texts {
		f := parse(t, "f.ir", text)
		all[f.Name], f.Callees = f, all
		if first == nil {
			first = f
		}
	}
	return first
}

const power = "func power(x f64, n int) (r) {" + `
  c1 int = iconst 1
  stop bool = ilt n, c1
  r f64 = if stop () {
    one f64 = const 1
    yield one
  } () {
    m int = isub n, c1
    p f64 = call x, m "power"
    s f64 = sin x
    a f64 = mul p, x
    q f64 = add a, s
    yield q
  }
  yield r
}`

const tree = "func tree(p `*{m}.Node`, k f64) (r, depth) {" + `
  leaf bool = isnil p
  r f64, d int = if leaf () {
    z f64 = const 0
    c0 int = iconst 0
    yield z, c0
  } () {
    left ` + "`*{m}.Node`" + ` = get p ".Left"
    right ` + "`*{m}.Node`" + ` = get p ".Right"
    v f64 = get p ".Val"
    h f64 = mul k, v
    a f64, da int = call left, h "tree"
    b f64, db int = call right, k "tree"
    s f64 = sin a
    t f64 = mul s, v
    u f64 = add t, b
    w f64 = add u, v
    c1 int = iconst 1
    m int = imax da, db
    d int = iadd m, c1
    yield w, d
  }
  yield r, d
}`

func node(x float64, left, right ir.Arg) ir.Arg {
	return structRef(map[string]ir.Scalar{".Val": float(x), ".Left": left.Scalar, ".Right": right.Scalar})
}

func leafNode(x float64) ir.Arg { return node(x, ir.Arg{}, ir.Arg{}) }

func TestRecursion(t *testing.T) {
	shared := leafNode(0.4) // a tree that is none: the derivatives add up
	for _, c := range []struct {
		texts []string
		args  []ir.Arg
	}{
		{[]string{power}, []ir.Arg{scalar(0.7), integer(5)}},
		{[]string{tree}, []ir.Arg{node(0.5, node(0.3, leafNode(0.2), shared), node(-0.4, shared, leafNode(0.9))), scalar(0.8)}},
		{[]string{"func F(p `*{m}.Node`, x `[]float64`) (s) {" + `
  c0 int = iconst 0
  n int = size x
  z f64 = const 0
  s f64 = for c0, n, z (i int, a f64) {
    v f64 = get x, i "[$]"
    r f64, d int = call p, v "tree"
    w f64 = call r, i "power"
    b f64 = add a, w
    yield b
  }
  yield s
}`, tree, power}, []ir.Arg{node(0.5, leafNode(0.2), ir.Arg{}), floatsRef(3, 0.3, 0.2, 0.9)}},
	} {
		s := &goSetup{f: functions(t, c.texts...), args: c.args}
		if refused, err := s.modes(rand.New(rand.NewPCG(1, 2))); refused != nil || err != nil {
			t.Error(refused, err)
		}
	}
}

// TestHelpersAreMadeOnce derives twice: what is made for callees is the same, and
// other activity gives another helper.
func TestHelpersAreMadeOnce(t *testing.T) {
	f := functions(t, "func F(x f64, y f64, n int) (s) {\n  a f64 = call x, n \"two\"\n  s f64 = mul a, y\n  yield s\n}",
		strings.ReplaceAll(power, "power", "two"))
	must(t, f, Grad)
	names := sortedKeys(f.Callees)
	if want := []string{"F", "two", "twoAdjoint"}; !slices.Equal(names, want) {
		t.Errorf("functions %v, want %v", names, want)
	}
	before := maps.Clone(f.Callees)
	must(t, f, VJP)
	if !slices.Equal(sortedKeys(f.Callees), sortedKeys(before)) {
		t.Errorf("functions %v after a second derivation", sortedKeys(f.Callees))
	}
	if _, diags := Derive(f, Grad, Options{Wrt: []string{"y"}}); diags != nil || len(f.Callees) != len(before) {
		t.Errorf("%v; functions %v where no call matters", diags, sortedKeys(f.Callees))
	}
}

// TestRules calls a function without source that has a rule.
func TestRules(t *testing.T) {
	f := functions(t, "func F(x f64) (r) {\n  a f64 = sin x\n  r f64 = call a \"{m}.Square\"\n  yield r\n}")
	_, diags := Derive(f, Grad, Options{})
	checkRefusal(t, "grad", diags.Err(), "f.ir:3:11: F calls {m}.Square, which has no source to differentiate")
	f.Callees["{m}.SquareVJP"] = &ir.Func{Name: "SquareVJP", Sig: &ir.Signature{}}
	g := must(t, f, Grad)
	if text := g.String(); !strings.Contains(text, `call a, dr "{m}.SquareVJP:1"`) {
		t.Errorf("the rule is not called:\n%s", text)
	}
}
