// What alias analysis knows of Go code.

package ir

import "testing"

// TestAssertedMemory has memory made for the function, of which an assertion of
// the type of an interface knows nothing.
func TestAssertedMemory(t *testing.T) {
	f, err := Parse("f.ir", "func F(s `[]{m}.Module`, x `[]float64`, n int) () {"+`
  z int = iconst 0
  m `+"`{m}.Module`"+` = get s, z "[$]"
  p `+"`*{m}.Scale`"+`, ok bool = gocall m "$0.(*{m}.Scale)"
  w `+"`[]float64`"+` = make n, n
  v f64 = get p ".Factor"
  put w, z, v "[$]"
  put p, v ".Factor"
  yield
}`)
	if err != nil {
		t.Fatal(err)
	}
	a := f.Aliases()
	x := Place{Ref: f.Body.Params[1], Class: AliasClass("[$]", TF64)}
	for _, in := range f.Body.Instrs {
		for _, w := range in.Writes() {
			if a.MayOverlap(x, w) {
				t.Errorf("%s may write elements of x", in.Op.Name)
			}
		}
		if in.IsGet() && in.Path() == ".Factor" && !a.Foreign(a.Objects(in.Reads()[0])[0]) {
			t.Error("what an interface of the caller holds is said to be made here")
		}
	}
}

// TestCallsReadInterfaces gives a function an interface that leads to memory.
func TestCallsReadInterfaces(t *testing.T) {
	f, err := Parse("f.ir", "func F(x f64, n int) (r) {"+`
  z int = iconst 0
  d `+"`[]float64`"+` = make n, n
  put d, z, x "[$]"
  i `+"`{m}.Figure`"+` = goexpr d "{m}.Figure($0)"
  r f64 = call i "use"
  yield r
}`)
	if err != nil {
		t.Fatal(err)
	}
	a := f.Aliases()
	put, call := f.Body.Instrs[2], f.Body.Instrs[4]
	if reads := call.Reads(); len(reads) != 1 || !a.MayOverlap(reads[0], put.Writes()[0]) {
		t.Errorf("the call reads %v, not what the interface leads to", reads)
	}
}
