package explain

import (
	"testing"

	"chainrule/frontend/expr"
)

func explained(t *testing.T, formula string) *Explanation {
	t.Helper()
	f, ds := expr.Expression(formula)
	if len(ds) > 0 {
		t.Fatal(ds.Error())
	}
	x, err := Of(f, 0)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

// The formulas, examples and exercises of the seed text, as it prints them or,
// where it asks, as a person answers.
var seed = []struct{ formula, closed string }{
	{"sin(ln(x^2+1))", "2x·cos(ln(x²+1))/(x²+1)"},
	{"(x²+1)³", "6x(x²+1)²"},
	{"e^(-x²)", "-2x·e^(-x²)"},
	{"sin(3x+2)", "3cos(3x+2)"},
	{"ln(x²+1)", "2x/(x²+1)"},
	{"sin(e^(x²))", "2x·e^(x²)·cos(e^(x²))"},
	{"s²·s³", "5s⁴"},
	{"(3x+1)⁵", "15(3x+1)⁴"},
	{"e^(2x)", "2e^(2x)"},
	{"ln(x³)", "3/x"},
	{"√(1+x²)", "x/√(1+x²)"},
	{"sin(cos(x²))", "-2x·cos(cos(x²))·sin(x²)"},
	{"(x+1)²", "2(x+1)"},
	{"x²+2x+1", "2x + 2"},
	{"(t²)²·(t³)³", "13t¹²"},
	{"σ(w·x+b)", "x·σ(w·x+b)(1-σ(w·x+b))"},
	{"tanh(x)", "1 - tanh(x)²"},
	{"asin(x)", "1/√(1-x²)"},
	{"x/(x+1)", "1/(x+1)²"},
	{"x·sin(x)", "sin(x) + x·cos(x)"},
	{"x·e^x", "(x+1)e^x"},
	{"x²·e^x", "x(x+2)e^x"},
	{"x/√(1+x²)", "1/(1+x²)^(3/2)"},
	{"tan(x)", "1 + tan(x)²"},
	{"2^x", "2^x·ln(2)"},
	{"x^x", "x^x + x^x·ln(x)"},
	{"abs(x)", "x/abs(x)"},
	{"1/x", "-1/x²"},
	{"0.5x²+0.3x", "x + 0.3"},
	{"(x+1)(x-1)", "2x"},
	{"log10(x)", "1/(x·ln(10))"},
	{"acosh(x)", "1/√(x²-1)"},
	{"atan2(y, x)", ""},
	{"softplus(x)", "σ(x)"},
	{"x^5-2/x", "5x⁴ + 2/x²"},
	{"if x>0 then x² else -x", ""},
	{"ln(x/(1-x))", ""},
	{"1/(1+e^(-x))", "e^(-x)/(1+e^(-x))²"},
	{"e^x/(1+e^x)", "e^x/(1+e^x)²"},
	{"relu(2x)", ""},
	{"max(x,1)", ""},
	{"π·r²", "2π·r"},
	{"erf(x)", ""}, {"x·y·z", ""}, {"x²y³", ""}, {"√x", ""}, {"x^1.5", ""}, {"(x²+1)/(x-1)", ""}, {"ln(ln(x))", ""}, {"sin(x)²+cos(x)²", ""}, {"gamma(x)", ""},
}

func TestSeed(t *testing.T) {
	for _, c := range seed {
		x := explained(t, c.formula)
		if got := x.Style.Text(x.Partial[0].Closed); got != c.closed {
			t.Errorf("%s: %s, want %s", c.formula, got, c.closed)
		}
		if testing.Verbose() {
			t.Logf("%s\n%s", c.formula, x.Text())
		}
	}
}
