// Values that the reverse sweep needs of a loop whose results nobody does.

package adjoint

import (
	"slices"
	"testing"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// TestLoopIsKeptForWhatIsInIt leaves out the pass that would see beforehand that y
// does not depend on m.
func TestLoopIsKeptForWhatIsInIt(t *testing.T) {
	clean, finish := pass.Clean, Finish
	defer func() { pass.Clean, Finish = clean, finish }()
	simplifies := func(p pass.Pass) bool { return p.Name == pass.Simplify.Name }
	pass.Clean = slices.DeleteFunc(slices.Clone(clean), simplifies)
	f := parse(t, "open", `func F(x []f64, s f64) (y) wrt x, s {
  n int = len x 0
  c0 int = iconst 0
  first f64 = load x, c0
  m f64 = for c0, n, first (i int, a f64) {
    b f64 = load x, i
    least f64 = min a, b
    yield least
  }
  c bool = bconst false
  z f64 = cond c, m, s
  y f64 = mul z, s
  store x, c0, y
  yield y
}`)
	g, ds := Derive(f, VJP, Options{})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	if err := ir.Verify(g); err != nil {
		t.Fatal(err)
	}
}
