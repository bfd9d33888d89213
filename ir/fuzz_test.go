// Fuzzing the reader of the text form.

package ir

import (
	"errors"
	"testing"
)

// FuzzParse checks that the reader never panics, that its errors have positions
// within the text, and that what it reads, if it verifies, writes and reads back.
func FuzzParse(f *testing.F) {
	f.Add(square)
	f.Add("func F(x f64) () wrt x shadow x { yield }")
	f.Add("func F(c bool, M [,]int) (r) { r f64 = if c () { v f64 = const -Inf\n yield v } () { v f64 = const NaN\n yield v }\n yield r }")
	f.Add("func F(n int) () { z [,]f64 = alloc n, n \"once\"\n rfor n, n (i int) { v f64 = load z, i, i\n yield }\n yield }")
	f.Add("func \"\xff\x00 θ₁(")
	f.Fuzz(func(t *testing.T, text string) {
		fn, err := Parse("fuzz.ir", text)
		if err != nil {
			positioned(t, err, text)
			return
		}
		if Verify(fn) != nil {
			return
		}
		written := fn.String()
		back, err := Parse("written.ir", written)
		if err != nil {
			t.Fatalf("%v\nin what was written:\n%s", err, written)
		}
		if again := back.String(); again != written {
			t.Fatalf("wrote\n%s\nthen\n%s", written, again)
		}
	})
}

func positioned(t *testing.T, err error, text string) {
	var ds Diagnostics
	if !errors.As(err, &ds) || len(ds) != 1 {
		t.Fatalf("%T, want one diagnostic", err)
	}
	if p := ds[0].Pos; p.Filename != "fuzz.ir" || p.Line < 1 || p.Column < 1 || p.Offset > len(text) {
		t.Fatalf("position %+v in %q", p, text)
	}
}
