// Expressions of floats. All are moderate where what they are made of is.

package progen

import (
	"fmt"
	"strings"
)

// constants are far from where comparisons would meet round values.
var constants = []string{"0.5", "1.25", "2", "0.3", "1", "-0.75", "1.5", "0.1"}

// bounds are what floats are compared with.
var bounds = []string{"0.1234", "-0.3719", "0.7071", "1.0417", "0.0317"}

// leaf is a float64 without operations.
func (g *gen) leaf() string {
	if g.in(12) {
		return pick(g, constants)
	}
	if g.in(8) {
		return "float64(" + g.int(1) + ")"
	}
	p, ok := g.find((*typ).isFloat, false)
	if !ok {
		return pick(g, constants)
	}
	return asF64(p)
}

// asF64 is the place as a float64.
func asF64(p place) string {
	if p.t.is(tF64) {
		return p.text
	}
	return "float64(" + p.text + ")"
}

// convert makes a float64 expression one of a float type.
func (g *gen) convert(t *typ, e string) string {
	if t.is(tF64) {
		return e
	}
	return t.String() + "(" + e + ")"
}

// float is a float64.
func (g *gen) float(d int) string {
	if d <= 0 {
		return g.leaf()
	}
	x, y := func() string { return g.float(d - 1) }, g.leaf
	f := func(format string, operands ...func() string) func() string {
		return func() string {
			args := make([]any, len(operands))
			for i, o := range operands {
				args[i] = o()
			}
			return fmt.Sprintf(format, args...)
		}
	}
	return choose(g, []choice[string]{
		{6, g.leaf}, {4, f("(%s + %s)", x, x)}, {3, f("(%s - %s)", x, x)}, {5, f("%s * %s", y, y)}, {2, f("(%s) * %s", x, y)},
		{2, f("%s / (2 + math.Sin(%s))", y, y)}, {2, f("%s / (1 + %s*0.25)", y, func() string { v := y(); return v + "*" + v })},
		{3, f("math.Sin(%s)", x)}, {2, f("math.Cos(%s)", x)}, {2, f("math.Tanh(%s)", x)}, {1, f("math.Atan(%s)", x)},
		{2, f("math.Exp(math.Sin(%s))", x)}, {1, f("math.Exp(-%s)", func() string { v := y(); return "math.Abs(0.5+" + v + "*" + v + ")" })},
		{2, func() string { v := y(); return fmt.Sprintf("math.Log(1 + %s*%s)", v, v) }},
		{2, func() string { v := y(); return fmt.Sprintf("math.Sqrt(1 + %s*%s)", v, v) }},
		{1, f("math.Hypot(%s, 1.5)", y)}, {1, f("math.Pow(1.5 + 0.5*math.Sin(%s), %s)", y, func() string { return "math.Tanh(" + y() + ")" })},
		{1, f("math.Atan2(%s, 2+math.Cos(%s))", y, y)}, {1, f("math.Pow(%s, %s)", y, func() string { return pick(g, []string{"2", "3"}) })},
		{2, f("max(%s, %s)", y, y)}, {1, f("min(%s, %s)", y, y)}, {1, f("math.Abs(%s)", y)}, {1, f("math.Max(%s, %s)", y, y)},
		{1, f("math.Log1p(math.Exp(math.Tanh(%s)))", y)}, {1, f("float64(float32(%s))", x)}, {1, f("-(%s)", x)},
		{1, f("math.FMA(%s, %s, %s)", y, y, y)}, {1, f("math.Floor(%s)", y)}, {1, f("math.Copysign(%s, %s)", y, y)},
		{5, func() string { return g.callFor(tF64, d) }}, {1, g.extreme},
	})
}

// extreme is the largest or smallest of a slice.
func (g *gen) extreme() string {
	p, ok := g.find(sliceOf(tF64).is, false)
	if !ok || p.whole && p.base.least == 0 {
		return g.leaf()
	}
	return pick(g, []string{"slices.Max", "slices.Min"}) + "(" + p.text + ")"
}

// float32 is a float32.
func (g *gen) float32(d int) string {
	if d <= 0 || g.in(30) {
		if p, ok := g.find(func(t *typ) bool { return t.kind == f32 }, false); ok && g.in(70) {
			return p.text
		}
		return "float32(" + g.leaf() + ")"
	}
	x, y := g.float32(d-1), g.float32(d-1)
	return fmt.Sprintf(pick(g, []string{"(%s + %s)", "(%s - %s)", "%s * (%s)", "(%s) / (2 + float32(math.Sin(float64(%s))))", "float32(math.Sin(float64(%s * (%s))))", "max(%s, %s)"}), x, y)
}

// number is an expression of a float type.
func (g *gen) number(t *typ, d int) string {
	if t.kind == f32 {
		return g.float32(d)
	}
	return g.convert(t, g.float(d))
}

// squashed is a float expression that stays small whatever it is made of.
func (g *gen) squashed(t *typ, d int) string {
	return g.convert(t, fmt.Sprintf(pick(g, []string{"math.Sin(%s)", "math.Tanh(%s)", "math.Cos(%s)", "math.Atan(%s)"}), g.float(d)))
}

// repeated reports whether what is written here may run several times.
func (g *gen) repeated() bool {
	if g.fn.literal || g.fn.pure {
		return true
	}
	for _, l := range g.fn.loops {
		if !l.isSwitch {
			return true
		}
	}
	return false
}

// assigned is what a float place may become: in a loop not far from where it was.
func (g *gen) assigned(p place) string {
	if !g.repeated() || g.in(10) {
		return fmt.Sprintf("%s = %s", p.text, g.number(p.t, 2))
	}
	return fmt.Sprintf("%s = %s", p.text, g.squashed(p.t, 2))
}

// updated is an assignment with an operation.
func (g *gen) updated(p place) string {
	small := g.convert(p.t, "0.25*"+g.leaf())
	if strings.HasPrefix(small, "0.25*-") || g.repeated() {
		small = g.convert(p.t, "0.25*math.Sin("+g.leaf()+")")
	}
	switch g.n(6) {
	case 0, 1:
		return fmt.Sprintf("%s += %s", p.text, small)
	case 2:
		return fmt.Sprintf("%s -= %s", p.text, small)
	case 3:
		return fmt.Sprintf("%s *= %s", p.text, g.squashed(p.t, 1))
	case 4:
		return fmt.Sprintf("%s /= %s", p.text, g.convert(p.t, fmt.Sprintf("1.5 + math.Sin(%s)", g.leaf())))
	}
	return fmt.Sprintf("%s = %s", p.text, g.convert(p.t, fmt.Sprintf("0.5*%s + 0.5*%s", asF64(p), g.squashed(tF64, 1))))
}
