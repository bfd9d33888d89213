// Gradients set their shadows to zero first, whatever the function writes.

package adjoint

import (
	"strings"
	"testing"
)

// wiped are functions with a part %s that may or does write memory.
const wiped = "func F(x `[][]float64`, n int) (r) {\n  row `[]float64` = get x, n \"[$]\"\n  v f64 = get row, n \"[$]\"\n" +
	"  r f64 = mul v, v\n  %s\n  yield r\n}"

func TestWritingKeepsNoShadow(t *testing.T) {
	for name, part := range map[string]string{
		"opaque code":              `gocall n "{m}.Add($0)"`,
		"writing to the parameter": `put row, n, r "[$]"`,
	} {
		g := must(t, parse(t, "f.ir", strings.Replace(wiped, "%s", part, 1)), Grad).String()
		before, _, found := strings.Cut(g, "mul")
		if !found || !strings.Contains(before, "put") {
			t.Errorf("%s: dx is not set to zero:\n%s", name, g)
		}
	}
}
