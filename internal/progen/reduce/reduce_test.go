package reduce

import (
	"strings"
	"testing"
	"time"

	"chainrule/internal/progen"
)

// TestProgram: what is left has what is asked for, and little else.
func TestProgram(t *testing.T) {
	const need = "math.Tanh("
	fails := func(list []progen.Program) []bool {
		out := make([]bool, len(list))
		for i, p := range list {
			text, _ := p.File("p", "F")
			out[i] = strings.Contains(text, need) && strings.Contains(text, "//chainrule:vjp")
		}
		return out
	}
	tried := 0
	for seed := uint64(0); tried < 3; seed++ {
		p := progen.New(seed)
		if !fails([]progen.Program{p})[0] {
			continue
		}
		tried++
		small := Program(p, fails, time.Minute)
		if !fails([]progen.Program{small})[0] {
			t.Errorf("seed %d: what is left is no finding:\n%s", seed, small.Text)
		}
		if s := checked(small); s == nil || !s.ok || len(s.unused) > 0 {
			t.Errorf("seed %d: what is left is no Go:\n%s", seed, small.Text)
		}
		if n := strings.Count(small.Text, "\n"); n > 25 {
			t.Errorf("seed %d: %d lines are left:\n%s", seed, n, small.Text)
		}
	}
}

// TestProgramThatIsNone stays as it is.
func TestProgramThatIsNone(t *testing.T) {
	p := progen.Program{Text: "func Primal(x float64) float64 { return y }\n"}
	if q := Program(p, func(list []progen.Program) []bool { return make([]bool, len(list)) }, time.Second); !strings.Contains(q.Text, "return y") {
		t.Error(q.Text)
	}
}
