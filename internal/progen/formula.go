// NewExpression: random expression files.

package progen

import (
	"fmt"
	"math"
	"strings"

	"pgregory.net/rapid"
)

// Length is the length of every vector that an expression file is run with.
const Length = 3

// NewExpression makes the expression file of a seed: a function of scalars,
// vectors of one length, a square matrix and an integer.
func NewExpression(seed uint64) Program {
	p := formulas.Example(int(seed & math.MaxInt64))
	p.Seed = seed
	return p
}

var formulas = rapid.Custom(func(t *rapid.T) Program {
	f := &formula{gen: &gen{t: t}, scalars: []string{"x", "y"}, vectors: []string{"v", "w"}, left: 2 + (&gen{t: t}).n(7)}
	return Program{Expression: true, Text: f.function()}
})

// formula is the state of making one.
type formula struct {
	*gen
	scalars, vectors, indices []string
	matrices                  []string
	steps                     int // nested loops
	left                      int
	made                      int // names
}

// function is a function with statements.
func (f *formula) function() string {
	params := []string{"x", "y", "v [n]", "w [n]"}
	if f.in(60) {
		params, f.matrices = append(params, "A [n, n]"), []string{"A"}
	}
	params = append(params, "k int")
	body := f.statements()
	results := []string{f.scalar(2)}
	if f.in(25) {
		results = append(results, f.scalar(2))
	}
	if f.in(15) {
		results = append(results, f.pickVector())
	}
	return fmt.Sprintf("func %s(%s) {\n%s\treturn %s\n}\n", Stem, strings.Join(params, ", "), body, strings.Join(results, ", "))
}

func (f *formula) pickVector() string { return pick(f.gen, f.vectors) }

func (f *formula) newName(base string) string {
	f.made++
	return fmt.Sprintf("%s%d", base, f.made)
}

// statements are some; what loops and branches define stays inside.
func (f *formula) statements() (out string) {
	for f.left > 0 {
		f.left--
		out += f.statement()
		if f.steps > 0 && f.in(40) {
			break
		}
	}
	return out
}

func (f *formula) statement() string {
	switch f.n(9) {
	case 0, 1:
		e, z := f.scalar(3), f.newName("a")
		f.scalars = append(f.scalars, z)
		return fmt.Sprintf("\t%s = %s\n", z, e)
	case 2:
		s := pick(f.gen, f.scalars)
		return fmt.Sprintf("\t%s = sin(%s)\n", s, f.scalar(2))
	case 3, 4:
		return f.vector()
	case 5:
		v := f.pickVector()
		return fmt.Sprintf("\t%s[i] = tanh(%s)\n", v, f.within("i", 2))
	case 6:
		a, b := pick(f.gen, f.scalars), pick(f.gen, f.scalars)
		if a != b {
			return fmt.Sprintf("\t%s, %s = %s, sin(%s)\n", a, b, b, a)
		}
	case 7:
		if f.steps < 2 {
			return f.loop()
		}
	case 8:
		return f.choice()
	}
	s := pick(f.gen, f.scalars)
	return fmt.Sprintf("\t%s = 0.5%s + cos(%s)\n", s, s, f.scalar(1))
}

// vector defines a vector.
func (f *formula) vector() string {
	z := f.newName("z")
	out := fmt.Sprintf("\t%s[i in 0..n] = %s\n", z, f.within("i", 2))
	switch {
	case len(f.matrices) > 0 && f.in(40):
		out = fmt.Sprintf("\t%s = %s%s·%s\n", z, pick(f.gen, f.matrices), pick(f.gen, []string{"", "ᵀ"}), f.pickVector())
	case f.in(20):
		out = fmt.Sprintf("\t%s = sin(%s) + 0.5·%s\n", z, f.pickVector(), f.pickVector())
	}
	f.vectors = append(f.vectors, z)
	return out
}

// loop repeats statements that change what is there.
func (f *formula) loop() string {
	s, v, m := len(f.scalars), len(f.vectors), f.left
	f.steps++
	t := f.newName("t")
	out := fmt.Sprintf("\tfor %s in 0..%s {\n", t, pick(f.gen, []string{"k", "n", "2", "k+1"}))
	if f.in(40) {
		out += fmt.Sprintf("\t%s = sin(%s + 0.25·%s)\n", f.scalars[0], f.scalars[0], t)
	}
	out += fmt.Sprintf("\t%s = sin(%s)\n", pick(f.gen, f.scalars), f.scalar(2))
	out += f.statements() + "\t}\n"
	f.steps--
	f.scalars, f.vectors, f.left = f.scalars[:s], f.vectors[:v], min(m, f.left)
	return out
}

// choice is an if statement.
func (f *formula) choice() string {
	s := pick(f.gen, f.scalars)
	out := fmt.Sprintf("\tif %s < %s {\n\t%s = sin(%s)\n\t}", f.scalar(1), pick(f.gen, bounds), s, f.scalar(2))
	if f.in(60) {
		out += fmt.Sprintf(" else {\n\t%s = %s\n\t}", s, f.scalar(2))
	}
	return out + "\n"
}

// within is a term with an index.
func (f *formula) within(i string, d int) string {
	f.indices = append(f.indices, i)
	e := f.scalar(d)
	f.indices = f.indices[:len(f.indices)-1]
	return fmt.Sprintf("%s[%s] + %s", f.pickVector(), i, e)
}

// scalar is an expression.
func (f *formula) scalar(d int) string {
	if d <= 0 {
		return f.atom()
	}
	x, y := func() string { return f.scalar(d - 1) }, f.atom
	switch f.n(17) {
	case 0, 1:
		return fmt.Sprintf("(%s + %s)", x(), x())
	case 2:
		return fmt.Sprintf("(%s - 0.5·%s)", x(), y())
	case 3, 4:
		return fmt.Sprintf("%s·%s", y(), y())
	case 5:
		return fmt.Sprintf("%s(%s)", pick(f.gen, []string{"sin", "cos", "tanh", "atan", "σ"}), x())
	case 6:
		return fmt.Sprintf("e^(sin(%s))", x())
	case 7:
		v := y()
		return fmt.Sprintf("%s(1 + %s·%s)", pick(f.gen, []string{"ln", "√"}), v, v)
	case 8:
		return fmt.Sprintf("%s/(2 + sin(%s))", y(), y())
	case 9, 10:
		return f.sum(d)
	case 11:
		return fmt.Sprintf("(if %s < %s then %s else %s)", y(), pick(f.gen, bounds), x(), x())
	case 12:
		return fmt.Sprintf("%s(%s)", pick(f.gen, []string{"max", "min", "norm", "logsumexp", "mean"}), f.pickVector())
	case 13:
		return fmt.Sprintf("%s·%s", f.pickVector(), f.pickVector())
	case 14:
		return fmt.Sprintf("max(%s, %s)", y(), y())
	case 15:
		return fmt.Sprintf("(%s)^%s", y(), pick(f.gen, []string{"2", "3"}))
	}
	return f.atom()
}

// sum is a sum, mean or product over an index, or over two.
func (f *formula) sum(d int) string {
	if len(f.indices) > 1 {
		return f.atom()
	}
	i := string(rune('i' + len(f.indices)))
	if i == "k" {
		return f.atom()
	}
	body := fmt.Sprintf("(%s)", f.within(i, d-1))
	return fmt.Sprintf("(%s(%s in 0..n) %s)", pick(f.gen, []string{"sum", "sum", "mean"}), i, body)
}

// atom is a name, a number or an element.
func (f *formula) atom() string {
	switch k := f.n(10); {
	case k < 1:
		return pick(f.gen, []string{"0.5", "1.25", "2", "0.3"})
	case k < 4 && len(f.indices) > 0:
		return fmt.Sprintf("%s[%s]", f.pickVector(), pick(f.gen, f.indices))
	case k < 5 && len(f.indices) > 0 && len(f.matrices) > 0:
		return fmt.Sprintf("%s[%s, %s]", pick(f.gen, f.matrices), pick(f.gen, f.indices), pick(f.gen, f.indices))
	case k < 6:
		return fmt.Sprintf("%s[%d]", f.pickVector(), f.n(2))
	case k < 7:
		return "k"
	}
	return pick(f.gen, f.scalars)
}
