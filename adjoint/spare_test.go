// Memory that is not differentiated by, where there is active memory as well.

package adjoint

import (
	"slices"
	"testing"

	"chainrule/ir"
)

// carried begins with rows of the caller and goes on with what it makes of them.
const carried = "func F(w `[]float64`, rows `[][]float64`, nodes `[]*{m}.Node`) (r) {" + `
  c0 int = iconst 0
  c1 int = iconst 1
  c2 int = iconst 2
  zero f64 = const 0
  n int = size rows
  r f64 = for c0, n, zero (i int, a f64) {
    row ` + "`[]float64`" + ` = get rows, i "[$]"
    last ` + "`[]float64`" + ` = for c0, c2, row (j int, x ` + "`[]float64`" + `) {
      k int = size x
      y ` + "`[]float64`" + ` = make k, k
      for c0, k (l int) {
        u f64 = get x, l "[$]"
        v f64 = get w, l "[$]"
        p f64 = mul u, v
        q f64 = sin p
        put y, l, q "[$]"
        yield
      }
      yield y
    }
    none bool = ieq i, c0
    node ` + "`*{m}.Node`" + ` = get nodes, i "[$]"
    first ` + "`[]float64`" + ` = if none () {
      d ` + "`[]float64`" + ` = get node ".Data"
      yield d
    } () {
      yield last
    }
    b f64 = get first, c1 "[$]"
    e f64 = get last, c0 "[$]"
    g f64 = mul b, e
    h f64 = add a, g
    yield h
  }
  yield r
}`

func init() {
	node := func(x ...float64) ir.Arg {
		return structRef(map[string]ir.Scalar{".Data": floatsRef(len(x), x...).Scalar})
	}
	goCases["memory that is not asked for"] = goCase{carried, []ir.Arg{
		floatsRef(2, 0.5, -1.2), refsSlice(floatsRef(2, 1.5, 0.3), floatsRef(2, -0.4, 2)), refsSlice(node(3, 4), ref(nil)),
	}, []string{"w"}}
}

// TestNoShadowUnasked has no parameter for shadows of rows and nodes.
func TestNoShadowUnasked(t *testing.T) {
	f := parse(t, "f.ir", carried)
	for _, k := range Kinds {
		g, diags := Derive(f, k, Options{Wrt: []string{"w"}})
		if err := diags.Err(); err != nil {
			t.Fatal(err)
		}
		var names []string
		for _, p := range g.Body.Params[3:] {
			names = append(names, p.Name)
		}
		want := map[Kind][]string{Grad: {"dw"}, VJP: {"dr", "dw"}, JVP: {"wDot"}, HVP: {"wDot", "dw"}, JAC: {"jac"}, Hess: {"hess"}}[k]
		if !slices.Equal(names, want) {
			t.Errorf("%s has %v, want %v", k, names, want)
		}
	}
}
