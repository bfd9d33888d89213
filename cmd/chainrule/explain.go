// chainrule explain: the derivation, step by step, as a textbook prints it.

package main

import (
	"fmt"
	"regexp"
	"strings"

	"chainrule/cmd/chainrule/internal/explain"

	"github.com/spf13/cobra"
)

const explainHelp = `Show how the chain rule differentiates a formula: the table of steps, each with
its derivative with respect to the previous ones; the product along the chain,
summed over all paths where there are several; and the derivative in closed form.
With -at, also the values of the forward pass and the adjoints of the backward
pass. -format svg draws the graph of the computation with both on it.`

const explainExamples = `  chainrule explain -e 'sin(ln(x^2+1))'
  chainrule explain -e 'sin(ln(x^2+1))' -at x=0.7
  chainrule explain -e 's^2·s^3' -format markdown
  chainrule explain -e 'x·y + sin(x)' -at 'x=1 y=2' -format svg > graph.svg
  chainrule explain model.grad -f Price`

// formats writes an explanation in each format.
var formats = map[string]func(*explain.Explanation) string{
	"text":     (*explain.Explanation).Text,
	"markdown": (*explain.Explanation).Markdown,
	"latex":    (*explain.Explanation).LaTeX,
	"svg":      (*explain.Explanation).SVG,
	"json":     (*explain.Explanation).JSON,
}

var formatNames = []string{"text", "markdown", "latex", "svg", "json"}

func (a *app) explain() *cobra.Command {
	var f formulaFlags
	var at []string
	var format string
	cmd := &cobra.Command{
		Use:     "explain {-e FORMULA | FILE.grad [-f NAME]} [-at NAME=VALUE]",
		Short:   "Show the chain rule at work, step by step",
		Long:    explainHelp,
		Example: explainExamples,
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("-format", format, formatNames); err != nil {
				return err
			}
			fm, words, err := a.read(cmd, &f, args)
			if err != nil {
				return err
			}
			x, err := a.explanation(fm, f.of, append(words, splitAt(at)...))
			if err != nil {
				return err
			}
			fmt.Fprint(a.out, formats[format](x))
			return nil
		},
	}
	f.define(cmd)
	cmd.Flags().StringArrayVar(&at, "at", nil, "values of the variables, for the numbers of both passes")
	cmd.Flags().StringVar(&format, "format", "text", strings.Join(formatNames, ", "))
	choices(cmd, "format", formatNames)
	return cmd
}

func (a *app) explanation(fm *formula, of string, words []string) (*explain.Explanation, error) {
	k, err := fm.differentiated(of)
	if err != nil {
		return nil, err
	}
	a.phase = "explaining " + fm.Name
	x, err := explain.Of(only(fm.Func, k), 0)
	if err != nil {
		return nil, refuse(err)
	}
	if len(words) == 0 {
		return x, nil
	}
	at, err := fm.arguments(words)
	if err != nil {
		return nil, err
	}
	if err := x.At(at.list); err != nil {
		return nil, refuse(failure(err))
	}
	return x, nil
}

// between parts the arguments of one -at: blanks, semicolons, or commas before
// a name.
var between = regexp.MustCompile(`[\s;]+|,\s*([\pL_][\pL\pN_]*\s*=)`)

func splitAt(values []string) []string {
	var words []string
	for _, v := range values {
		words = append(words, strings.Fields(between.ReplaceAllString(v, " $1"))...)
	}
	return words
}
