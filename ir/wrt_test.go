package ir

import (
	"fmt"
	"testing"
)

func TestWrtParts(t *testing.T) {
	f := mustParse(t, "func F(x f64, n int, p `*{m}.T`, q_A f64, q_W `[]float64`, q_N int) () { yield }")
	f.Sig = &Signature{Recv: &GoParam{Name: "q", Leaves: []Leaf{{Path: ".A", Name: "q_A"}, {Path: ".L[2].W", Name: "q_W"}, {Path: ".N", Name: "q_N"}}}}
	for entry, want := range map[string]string{
		"x": "x", "n": "", "y": "", "x.A": "",
		"p": "p", "p.Pos.X": "p.Pos.X",
		"q": "q_A q_W", "q.A": "q_A", "q.N": "", "q.L": "q_W", "q.L.W": "q_W", "q.L.V": "",
	} {
		got := ""
		for k, p := range f.WrtParts(entry) {
			if k > 0 {
				got += " "
			}
			got += fmt.Sprint(p.Param.Name, p.Path)
		}
		if got != want {
			t.Errorf("%s names %q, want %q", entry, got, want)
		}
	}
}
