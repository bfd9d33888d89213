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

// closedForms are formulas and their derivative by the first variable. The
// first part are those of the seed text, as it prints them or, where it asks,
// as a person answers.
var closedForms = []struct{ formula, closed string }{
	{"(x²+1)³", "6x(x²+1)²"},
	{"x⁶+3x⁴+3x²+1", "6x⁵ + 12x³ + 6x"},
	{"e^(-x²)", "-2x·e^(-x²)"},
	{"sin(3x+2)", "3cos(3x+2)"},
	{"ln(x²+1)", "2x/(x²+1)"},
	{"sin(e^(x²))", "2x·e^(x²)·cos(e^(x²))"},
	{"s²·s³", "5s⁴"},
	{"s⁵", "5s⁴"},
	{"sin(ln(x^2+1))", "2x·cos(ln(x²+1))/(x²+1)"},
	{"(3x+1)⁵", "15(3x+1)⁴"},
	{"e^(2x)", "2e^(2x)"},
	{"ln(x³)", "3/x"},
	{"√(1+x²)", "x/√(1+x²)"},
	{"sin(cos(x²))", "-2x·cos(cos(x²))·sin(x²)"},
	{"(x+1)²", "2(x+1)"},
	{"x²+2x+1", "2x + 2"},
	{"(t²)²·(t³)³", "13t¹²"},
	{"t¹³", "13t¹²"},
	{"x²y³", "2x·y³"},
	{"σ(w·x+b)", "x·σ(w·x+b)(1-σ(w·x+b))"},

	{"tanh(x)", "1 - tanh(x)²"},
	{"tan(x)", "1 + tan(x)²"},
	{"asin(x)", "1/√(1-x²)"},
	{"acosh(x)", "1/√(x²-1)"},
	{"atan2(y, x)", "x/(y²+x²)"},
	{"log10(x)", "1/(x·ln(10))"},
	{"2^x", "2^x·ln(2)"},
	{"x^x", "x^x + x^x·ln(x)"},
	{"x^1.5", "1.5√x"},
	{"abs(x)", "x/abs(x)"},
	{"relu(2x)", "if x > 0 then 2 else 0"},
	{"max(x,1)", "if x < 1 then 0 else 1"},
	{"if x>0 then x² else -x", "if x > 0 then 2x else -1"},
	{"softplus(x)", "σ(x)"},
	{"erf(x)", "2e^(-x²)/√π"},
	{"gamma(x)", "digamma(x)·gamma(x)"},
	{"1/(1+e^(-x))", "e^(-x)/(1+e^(-x))²"},

	{"x/(x+1)", "1/(x+1)²"},
	{"(x²+1)/(x-1)", "(x²-2x-1)/(x-1)²"},
	{"x/√(1+x²)", "1/(1+x²)^(3/2)"},
	{"x·sin(x)", "sin(x) + x·cos(x)"},
	{"x·e^x", "(x+1)e^x"},
	{"x²·e^x", "x(x+2)e^x"},
	{"ln(x/(1-x))", "1/(x(1-x))"},
	{"ln(ln(x))", "1/(x·ln(x))"},
	{"sin(x)²+cos(x)²", "0"},
	{"(x+1)(x-1)", "2x"},
	{"1/x", "-1/x²"},
	{"√x", "1/(2√x)"},
	{"0.5x²+0.3x", "x + 0.3"},
	{"x²/2", "x"},
	{"π·r²", "2π·r"},
	{"√(x²)", "x/√(x²)"},
}

func TestClosedForms(t *testing.T) {
	for _, c := range closedForms {
		x := explained(t, c.formula)
		if got := x.Style.Text(x.Partial[0].Closed); got != c.closed {
			t.Errorf("%s: %s, want %s", c.formula, got, c.closed)
		}
	}
}

// The seed's trace of sin(ln(x²+1)).
func TestTrace(t *testing.T) {
	got := explained(t, "sin(ln(x^2+1))").Markdown()
	const want = `| Variable | Expression | Derivative w.r.t. previous |
|----------|------------|---------------------------|
| a | x² + 1 | da/dx = 2x |
| b | ln(a) | db/da = 1/a |
| y | sin(b) | dy/db = cos(b) |

By chain rule:

$$\frac{dy}{dx} = \frac{dy}{db} \cdot \frac{db}{da} \cdot \frac{da}{dx} = \cos(\ln(x^2+1)) \cdot \frac{1}{x^2+1} \cdot 2x$$

$$= \frac{2x \cos(\ln(x^2+1))}{x^2+1}$$
`
	if got != want {
		t.Errorf("%s", got)
	}
}

// The seed's example of several paths, z = x·y with x = s² and y = s³.
func TestPaths(t *testing.T) {
	p, ds := expr.Load(expr.Source{Name: "paths.grad", Text: []byte(`package model

func Paths(s) (z) {
	x = s²
	y = s³
	z = x·y
}
`)})
	if len(ds) > 0 {
		t.Fatal(ds)
	}
	fs, _ := p.Lower()
	x, err := Of(fs[0], 0)
	if err != nil {
		t.Fatal(err)
	}
	const want = `Variable | Expression | Derivative w.r.t. previous
---------+------------+---------------------------
x        | s²         | dx/ds = 2s
y        | s³         | dy/ds = 3s²
z        | x·y        | ∂z/∂x = y, ∂z/∂y = x

dz/ds = ∂z/∂x · dx/ds + ∂z/∂y · dy/ds
      = y · 2s + x · 3s²
      = s³ · 2s + s² · 3s²
      = 2s⁴ + 3s⁴
      = 5s⁴
`
	if got := x.Text(); got != want {
		t.Errorf("%s", got)
	}
}
