// chainrule ops: the operation table, with rules and conventions at kinks.

package main

import (
	"fmt"
	"strings"
	"text/tabwriter"

	"chainrule/ir"

	"github.com/spf13/cobra"
)

func (a *app) ops() *cobra.Command {
	var format string
	formats := []string{"text", "markdown"}
	cmd := &cobra.Command{
		Use:   "ops",
		Short: "Print the operations, their rules and their conventions at kinks",
		Long: `Print the table of operations: what each computes, its derivative by each
operand, and what holds where the derivative does not exist. A rule is an
expression in the operands x, y, z and the result r. A derivative of 0 says that
the operation is locally constant; none says that it cannot be differentiated.`,
		Example: "  chainrule ops\n  chainrule ops -format markdown > OPERATIONS.md",
		Args:    cobra.NoArgs,
		RunE: func(*cobra.Command, []string) error {
			if err := oneOf("-format", format, formats); err != nil {
				return err
			}
			if format == "markdown" {
				fmt.Fprint(a.out, opsMarkdown())
				return nil
			}
			fmt.Fprint(a.out, opsText())
			return nil
		},
	}
	cmd.Flags().StringVar(&format, "format", "text", "text or markdown")
	choices(cmd, "format", formats)
	return cmd
}

// opHeading are the columns of the table.
var opHeading = []string{"Operation", "Computes", "Derivatives", "At kinks", "Source"}

// opCells are the columns of a row. Operations on integers and truth values
// have no derivatives to show.
func opCells(o *ir.Op) []string {
	name := o.Name + "(" + operands(o) + ")"
	for _, alias := range o.Aliases {
		name += ", " + alias
	}
	rules := strings.Join(o.Partials, "; ")
	if o.Partials == nil && o.Out == ir.TF64 {
		rules = "none"
	}
	return []string{name, o.Doc, rules, o.Kinks, o.Source}
}

func operands(o *ir.Op) string {
	names := make([]string, len(o.In))
	for i, t := range o.In {
		names[i] = string("xyz"[i])
		if t != ir.TF64 {
			names[i] += " " + t.String()
		}
	}
	return strings.Join(names, ", ")
}

func opsText() string {
	var b strings.Builder
	w := tabwriter.NewWriter(&b, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, strings.Join(opHeading, "\t"))
	for _, o := range ir.Rows() {
		fmt.Fprintln(w, strings.Join(opCells(o), "\t"))
	}
	w.Flush()
	lines := strings.Split(b.String(), "\n")
	for i, l := range lines {
		lines[i] = strings.TrimRight(l, " ")
	}
	return strings.Join(lines, "\n")
}

func opsMarkdown() string {
	var b strings.Builder
	b.WriteString("| " + strings.Join(opHeading, " | ") + " |\n" + strings.Repeat("|---", len(opHeading)) + "|\n")
	for _, o := range ir.Rows() {
		cells := opCells(o)
		for i, c := range cells {
			c = strings.ReplaceAll(c, "|", `\|`)
			if i == 0 || i == 2 && c != "" {
				c = "`" + c + "`"
			}
			cells[i] = c
		}
		b.WriteString("| " + strings.Join(cells, " | ") + " |\n")
	}
	return b.String()
}
