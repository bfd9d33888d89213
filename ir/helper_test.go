package ir

import (
	"go/format"
	"math"
	"slices"
	"strings"
	"testing"
)

func TestHelperSourcesAreComplete(t *testing.T) {
	for name := range helpers() {
		source, ok := Helper(name)
		if !ok || !strings.HasPrefix(source, "// "+name+" ") || !strings.Contains(source, "\nfunc "+name+"(") {
			t.Errorf("%s: source is not a comment and a declaration:\n%s", name, source)
		}
		file := "package p\n\n" + source
		if formatted, err := format.Source([]byte(file)); err != nil || string(formatted) != file {
			t.Errorf("%s: not formatted Go (%v):\n%s", name, err, source)
		}
		if got := strings.Contains(source, "math."); got != HelperUsesMath(name) {
			t.Errorf("%s: uses math: %v, reported %v", name, got, HelperUsesMath(name))
		}
	}
}

func TestHelperDeps(t *testing.T) {
	want := []string{"cotDerivative", "digamma", "factorialOver", "polygammaSeries", "powi"}
	if got := HelperDeps("polygamma"); !slices.Equal(got, want) {
		t.Errorf("polygamma needs %v, want %v", got, want)
	}
	if got := HelpersOf("2 * powi(x, y)"); !slices.Equal(got, []string{"powi"}) {
		t.Errorf("2 * powi(x, y) needs %v", got)
	}
	if got := HelpersOf("math.Sin(x)"); got != nil {
		t.Errorf("math.Sin(x) needs %v", got)
	}
	if _, ok := Helper("sigmoid"); ok {
		t.Error("sigmoid is a row, not a helper")
	}
}

// Every function that Go text calls is math's, a helper or a built-in.
func TestGoTextCallsHelpers(t *testing.T) {
	builtins := []string{"min", "max", "int", "float64"}
	for _, op := range Rows() {
		if op.Go == "" {
			continue
		}
		for _, name := range callees(parseRule(op.Go)) {
			if _, ok := Helper(name); !ok && !slices.Contains(builtins, name) {
				t.Errorf("%s: Go text %s calls %s", op.Name, op.Go, name)
			}
		}
	}
}

func TestPowiTakesEveryExponent(t *testing.T) {
	for _, c := range []struct {
		x    float64
		n    int
		want float64
	}{
		{2, 10, 1024}, {2, -2, 0.25}, {0, 0, 1}, {0, -1, math.Inf(1)}, {-2, 3, -8},
		{1, math.MinInt, 1}, {2, math.MinInt, 0}, {2, math.MaxInt, math.Inf(1)}, {-1, math.MaxInt, -1},
	} {
		if got := powi(c.x, c.n); got != c.want {
			t.Errorf("powi(%v, %d) = %v, want %v", c.x, c.n, got, c.want)
		}
	}
}
