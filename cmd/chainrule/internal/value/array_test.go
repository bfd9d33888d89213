package value

import (
	"math"
	"strconv"
	"testing"
)

func parseFloat(s string) (float64, error) { return strconv.ParseFloat(s, 64) }

func TestParse(t *testing.T) {
	for _, c := range []struct{ text, json string }{
		{"0.7", "0.7"},
		{"1e-320", "1e-320"},
		{"-0", "-0"},
		{"1,2,3", "[1,2,3]"},
		{" 1 , 2 ", "[1,2]"},
		{"1,", "[1]"},
		{"", "[]"},
		{"1,2;3,4", "[[1,2],[3,4]]"},
		{"1,2;", "[[1,2]]"},
		{"[]", "[]"},
		{"[1, 2]", "[1,2]"},
		{"[[1],[2]]", "[[1],[2]]"},
		{"[[[1,2],[3,4]],[[5,6],[7,8]]]", "[[[1,2],[3,4]],[[5,6],[7,8]]]"},
		{"[[],[]]", "[[],[]]"},
		{"NaN", `"NaN"`},
		{"Inf,-Inf", `["+Inf","-Inf"]`},
	} {
		a, err := Parse(c.text, parseFloat)
		if err != nil {
			t.Errorf("%q: %v", c.text, err)
			continue
		}
		if got, _ := a.MarshalJSON(); string(got) != c.json {
			t.Errorf("%q: %s, want %s", c.text, got, c.json)
		}
	}
}

func TestParseErrors(t *testing.T) {
	for _, text := range []string{"x", "1,x", "1,,2", "1,2;3", "[1", "[1,2", "[[1],2]", "[1]]", "[1] 2", "[1 2]"} {
		if a, err := Parse(text, parseFloat); err == nil {
			t.Errorf("%q: %v, want an error", text, a)
		}
	}
}

func TestFormat(t *testing.T) {
	for _, x := range []float64{0, 0.1, 1. / 3, math.Pi, 5e-324, math.MaxFloat64, 1e21, 123456789012345678} {
		back, err := strconv.ParseFloat(Format(x), 64)
		if err != nil || back != x {
			t.Errorf("%v: %s", x, Format(x))
		}
	}
}
