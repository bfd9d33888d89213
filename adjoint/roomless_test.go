package adjoint

import (
	"strings"
	"testing"

	"chainrule/ir"
)

// What grows from nil grows into new memory: its shadow is made, and nothing asks
// whether there was room.
func TestShadowOfWhatGrowsFromNilIsMade(t *testing.T) {
	f, err := ir.Parse("in.ir", "func F(x `[]float64`) (s) {\n"+`
  c0 int = iconst 0
  n int = size x
  a `+"`[]float64`"+` = goexpr "nil"
  b `+"`[]float64`"+` = grow a, n "f:"
  m int = copyto b, x "f:"
  z f64 = const 0
  s f64 = for c0, n, z (i int, p f64) {
    v f64 = get b, i "[$]"
    w f64 = mul v, v
    put b, i, w "[$]"
    q f64 = add p, w
    yield q
  }
  yield s
}`)
	if err != nil {
		t.Fatal(err)
	}
	g, refused := Derive(f, Grad, Options{})
	if refused != nil {
		t.Fatal(refused)
	}
	if text := g.String(); strings.Contains(text, "has room") || !strings.Contains(text, "= make ") {
		t.Errorf("got\n%s", text)
	}
}
