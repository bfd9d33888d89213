// The explanation as Markdown with LaTeX formulas, and as LaTeX alone.

package explain

import (
	"fmt"
	"strings"

	"chainrule/cmd/chainrule/internal/value"
)

// Markdown writes the table of steps and the chain as the textbook prints them.
func (x *Explanation) Markdown() string {
	var b strings.Builder
	b.WriteString("| " + strings.Join(heading, " | ") + " |\n|----------|------------|---------------------------|\n")
	for _, row := range x.rows(x.plain()) {
		for i, cell := range row {
			row[i] = strings.ReplaceAll(cell, "|", `\|`)
		}
		b.WriteString("| " + strings.Join(row, " | ") + " |\n")
	}
	b.WriteString("\nBy chain rule:\n")
	for _, p := range x.Partial {
		b.WriteString("\n" + x.derivationTeX(p, "$$", "$$\n"))
	}
	for _, n := range x.Notes {
		fmt.Fprintf(&b, "\n*Note*: %s.\n", n)
	}
	if x.Numbers != nil {
		b.WriteString("\n" + x.numbersMarkdown())
	}
	return b.String()
}

// derivationTeX writes the equations, the first two sides on one line.
func (x *Explanation) derivationTeX(p *Partial, begin, end string) string {
	left, right := x.derivation(p, x.latex())
	var b strings.Builder
	if p.tooMany() {
		right = append(right, `\text{the sum over `+p.howMany()+` paths}`)
	}
	first := min(2, len(right))
	b.WriteString(begin + left + " = " + strings.Join(right[:first], " = ") + end)
	for _, r := range right[first:] {
		b.WriteString("\n" + begin + "= " + r + end)
	}
	return b.String()
}

func (x *Explanation) numbersMarkdown() string {
	var b strings.Builder
	b.WriteString("| Variable | Forward value | Backward adjoint |\n|----------|---------------|------------------|\n")
	for _, name := range x.variables() {
		fmt.Fprintf(&b, "| %s | %s | %s = %s |\n", name, value.Short(x.Numbers.Value[name]),
			x.adjointName(name), value.Short(x.Numbers.Adjoint[name]))
	}
	return b.String()
}

// variables lists the inputs and the steps.
func (x *Explanation) variables() []string {
	names := append([]string(nil), x.Inputs...)
	for _, s := range x.Steps {
		names = append(names, s.Var)
	}
	return names
}

// LaTeX writes the same as LaTeX, ready to be put into a document.
func (x *Explanation) LaTeX() string {
	var b strings.Builder
	n := x.latex()
	b.WriteString("\\begin{tabular}{lll}\n\\hline\n" + strings.Join(heading, " & ") + " \\\\\n\\hline\n")
	for _, row := range x.rows(n) {
		fmt.Fprintf(&b, "$%s$ & $%s$ & $%s$ \\\\\n", row[0], row[1], row[2])
	}
	b.WriteString("\\hline\n\\end{tabular}\n")
	for _, p := range x.Partial {
		left, right := x.derivation(p, n)
		b.WriteString("\n\\begin{align*}\n" + left)
		if p.tooMany() {
			right = append(right, `\text{the sum over `+p.howMany()+` paths}`)
		}
		for i, r := range right {
			if i > 0 {
				b.WriteString(` \\` + "\n")
			}
			b.WriteString(" &= " + r)
		}
		b.WriteString("\n\\end{align*}\n")
	}
	if x.Numbers != nil {
		b.WriteString("\n" + x.numbersTeX())
	}
	return b.String()
}

func (x *Explanation) numbersTeX() string {
	var b strings.Builder
	b.WriteString("\\begin{tabular}{lrr}\n\\hline\nVariable & Forward value & Backward adjoint \\\\\n\\hline\n")
	for _, name := range x.variables() {
		fmt.Fprintf(&b, "$%s$ & $%s$ & $%s$ \\\\\n", x.latex().name(name),
			value.Short(x.Numbers.Value[name]), value.Short(x.Numbers.Adjoint[name]))
	}
	return b.String() + "\\hline\n\\end{tabular}\n"
}
