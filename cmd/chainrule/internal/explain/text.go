// The explanation as plain text.

package explain

import (
	"fmt"
	"strings"
	"unicode/utf8"

	"chainrule/cmd/chainrule/internal/value"
)

// heading are the columns of the table of steps.
var heading = []string{"Variable", "Expression", "Derivative w.r.t. previous"}

// Text writes the table, the derivation and the numbers.
func (x *Explanation) Text() string {
	var b strings.Builder
	b.WriteString(x.table())
	for _, p := range x.Partial {
		b.WriteString("\n" + x.derivationText(p))
	}
	for _, n := range x.Notes {
		fmt.Fprintf(&b, "\nNote: %s.\n", n)
	}
	if x.Numbers != nil {
		b.WriteString("\n" + x.passes())
	}
	return b.String()
}

// rows are the cells of the table of steps.
func (x *Explanation) rows(n notation) [][]string {
	var rows [][]string
	for _, s := range x.Steps {
		rows = append(rows, []string{n.name(s.Var), n.formula(s.Expr), strings.Join(s.locals(n), ", ")})
	}
	return rows
}

func (x *Explanation) table() string {
	return ruled(heading, x.rows(x.plain()))
}

// ruled writes rows in columns, with a rule below the heading.
func ruled(head []string, rows [][]string) string {
	width := make([]int, len(head))
	for _, row := range append([][]string{head}, rows...) {
		for i, cell := range row {
			width[i] = max(width[i], utf8.RuneCountInString(cell))
		}
	}
	var b strings.Builder
	line := func(row []string) {
		for i, cell := range row {
			if i > 0 {
				b.WriteString(" | ")
			}
			b.WriteString(cell)
			if i < len(row)-1 {
				b.WriteString(strings.Repeat(" ", width[i]-utf8.RuneCountInString(cell)))
			}
		}
		b.WriteByte('\n')
	}
	line(head)
	for i, w := range width {
		if i > 0 {
			b.WriteString("-+-")
		}
		b.WriteString(strings.Repeat("-", w))
	}
	b.WriteByte('\n')
	for _, row := range rows {
		line(row)
	}
	return b.String()
}

func (x *Explanation) derivationText(p *Partial) string {
	left, right := x.derivation(p, x.plain())
	var b strings.Builder
	b.WriteString(left)
	for i, r := range right {
		if i > 0 {
			b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(left)))
		}
		b.WriteString(" = " + r + "\n")
	}
	if p.tooMany() {
		if len(right) > 0 {
			b.WriteString(strings.Repeat(" ", utf8.RuneCountInString(left)))
		}
		fmt.Fprintf(&b, ": the sum over %s paths, which the backward pass adds up as it goes\n", p.howMany())
	}
	return b.String()
}

func (p *Partial) howMany() string {
	if p.Count >= countLimit {
		return "more than a million"
	}
	return fmt.Sprint(p.Count)
}

// passes are the numbers: values forward, adjoints backward.
func (x *Explanation) passes() string {
	var b strings.Builder
	b.WriteString("Forward pass\n")
	for _, name := range x.Inputs {
		fmt.Fprintf(&b, "  %s = %s\n", name, value.Short(x.Numbers.Value[name]))
	}
	for _, s := range x.Steps {
		fmt.Fprintf(&b, "  %s = %s = %s\n", s.Var, x.Style.Text(s.Expr), value.Short(x.Numbers.Value[s.Var]))
	}
	b.WriteString("Backward pass\n")
	for _, l := range x.backward() {
		fmt.Fprintf(&b, "  %s\n", l)
	}
	return b.String()
}

// backward lists the adjoints from the result to the inputs, each as the sum
// of what its uses pass back.
func (x *Explanation) backward() []string {
	lines := []string{x.adjointName(x.Result) + " = 1"}
	for i := len(x.Steps) - 2; i >= 0; i-- {
		lines = append(lines, x.adjointLine(x.Steps[i].Var))
	}
	for i := len(x.Inputs) - 1; i >= 0; i-- {
		lines = append(lines, x.adjointLine(x.Inputs[i]))
	}
	return lines
}

func (x *Explanation) adjointName(of string) string {
	return Differential(x.Result, of, len(x.Inputs) > 1)
}

func (x *Explanation) adjointLine(of string) string {
	var terms []string
	for _, s := range x.Steps {
		for _, l := range s.Locals {
			if l.By != of {
				continue
			}
			if s.Var == x.Result {
				terms = append(terms, Differential(s.Var, of, s.Several()))
				continue
			}
			terms = append(terms, x.adjointName(s.Var)+" · "+Differential(s.Var, of, s.Several()))
		}
	}
	name, number := x.adjointName(of), value.Short(x.Numbers.Adjoint[of])
	if sum := strings.Join(terms, " + "); sum != name && sum != "" {
		return name + " = " + sum + " = " + number
	}
	return name + " = " + number
}
