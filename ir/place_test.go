// Which places may be the same.

package ir_test

import (
	"testing"

	"chainrule/ir"
)

const aliasing = "func F(p `*{m}.V`, q `*{m}.V`, s `[]float64`, a []f64, d `*{m}.V`, c bool, n int) (r) shadow d {\n" + `
  v ` + "`*{m}.V`" + ` = new
  w ` + "`*{m}.V`" + ` = new
  u ` + "`*{m}.V`" + ` = new
  z []f64 = alloc n "zero"
  put p, w ".Next"
  put v, u ".Next"
  inV ` + "`*{m}.V`" + ` = get v ".Next"
  inQ ` + "`*{m}.V`" + ` = get q ".Next"
  inD ` + "`*{m}.V`" + ` = get d ".Next"
  x ` + "`*float64`" + ` = addr v ".X"
  either ` + "`*{m}.V`" + ` = if c () {
    yield v
  } () {
    yield p
  }
  given ` + "`*{m}.V`" + ` = new
  opaque ` + "`*{m}.V`" + ` = gocall given "keep($0)"
  m ` + "`[]float64`" + ` = make n, n
  grown ` + "`[]float64`" + ` = grow m, n "f:"
  yield n
}
`

func TestPlacesThatMayOverlap(t *testing.T) {
	f, err := ir.Parse("alias.ir", aliasing)
	if err != nil {
		t.Fatal(err)
	}
	values := map[string]*ir.Value{}
	for _, v := range f.Body.Params {
		values[v.Name] = v
	}
	f.Body.Walk(func(in *ir.Instr) {
		for _, v := range in.Results {
			values[v.Name] = v
		}
	})
	aliases := f.Aliases()
	for _, c := range []struct {
		a, pathA, b, pathB string
		may                bool
	}{
		{"p", ".X", "q", ".X", true},
		{"p", ".X", "q", ".Y", false},
		{"p", ".X", "d", ".X", false},   // a shadow
		{"p", ".X", "v", ".X", false},   // made here
		{"v", ".X", "w", ".X", false},   // by another instruction
		{"inV", ".X", "u", ".X", true},  // what v holds
		{"inV", ".X", "p", ".X", false}, // and nothing else
		{"inQ", ".X", "w", ".X", true},  // q may be p, which holds w
		{"inQ", ".X", "p", ".X", true},  // and may lead to p
		{"inQ", ".X", "v", ".X", false}, // nobody holds v
		{"inD", ".X", "p", ".X", false}, // from shadows to shadows
		{"inD", ".X", "d", ".X", true},
		{"x", "", "v", ".X", true}, // a pointer into v
		{"x", "", "p", ".X", false},
		{"either", ".X", "v", ".X", true},
		{"either", ".X", "q", ".X", true},
		{"either", ".X", "w", ".X", false},
		{"opaque", ".X", "given", ".X", true}, // code may give back what it got
		{"opaque", ".X", "q", ".X", true},
		{"opaque", ".X", "w", ".X", true}, // and what p leads to
		{"opaque", ".X", "v", ".X", false},
		{"grown", "[0]", "m", "[0]", true}, // if there was room
		{"grown", "[0]", "s", "[0]", false},
		{"s", "[0]", "p", ".A[1]", true}, // a slice of the array in p
		{"s", "[0]", "p", ".X", false},
		{"a", "[", "s", "[0]", true},
		{"a", "[", "z", "[", false},
	} {
		place := func(name, path string) ir.Place {
			return ir.Place{Ref: values[name], Class: ir.AliasClass(path, ir.TF64)}
		}
		if got := aliases.MayOverlap(place(c.a, c.pathA), place(c.b, c.pathB)); got != c.may {
			t.Errorf("%s%s and %s%s: %v, want %v", c.a, c.pathA, c.b, c.pathB, got, c.may)
		}
		if got := aliases.MayOverlap(place(c.b, c.pathB), place(c.a, c.pathA)); got != c.may {
			t.Errorf("%s%s and %s%s: %v, want %v", c.b, c.pathB, c.a, c.pathA, got, c.may)
		}
	}
	all := ir.Place{}
	for name, reached := range map[string]bool{"p": true, "d": true, "w": true, "given": true, "v": false, "u": false, "z": false, "m": false} {
		if got := aliases.MayOverlap(all, ir.Place{Ref: values[name]}); got != reached {
			t.Errorf("unknown code reaches %s: %v, want %v", name, got, reached)
		}
	}
}
