// Gradients set their shadows to zero first, whatever other code runs.

package adjoint

import (
	"strings"
	"testing"
)

func TestOpaqueCodeKeepsNoShadow(t *testing.T) {
	const text = `func F(x ` + "`[][]float64`" + `, n int) (r) {
  gocall n "{m}.Add($0)"
  row ` + "`[]float64`" + ` = get x, n "[$]"
  v f64 = get row, n "[$]"
  r f64 = mul v, v
  yield r
}`
	g := must(t, parse(t, "f.ir", text), Grad).String()
	before, _, found := strings.Cut(g, "gocall")
	if !found || !strings.Contains(before, "put") {
		t.Errorf("dx is not set to zero:\n%s", g)
	}
}
