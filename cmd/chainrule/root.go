// The command line as a whole: the list of subcommands and the manual.

package main

import (
	"github.com/spf13/cobra"
)

const manual = `chainrule reads functions of Go, and formulas, and writes their derivatives as
plain Go: no run-time package, no tape objects. A directive above a function of Go
asks for its gradient, which gen writes into model_deriv.go:

  // Loss is a squared distance.
  //
  //chainrule:grad
  func Loss(x, y float64) float64 { return (x - y) * (x - y) }

The language of expression files:

  package model

  // Rosenbrock is the banana-shaped valley.
  func Rosenbrock(x [n]) = sum(i in 0..n-1) (100(x[i+1] - x[i]²)² + (1 - x[i])²)

Generate beside the sources, from the shell or from go generate:

  chainrule gen                      # all of the current folder
  chainrule gen model.grad           # writes model_grad.go
  //go:generate chainrule gen
  //go:generate go tool chainrule gen model.grad

Try a formula without writing anything:

  chainrule eval -e 'sin(ln(x^2+1))' x=0.7
  chainrule explain -e 'sin(ln(x^2+1))' -at x=0.7

Every flag works with one dash or two, before or after the arguments.
Exit status: 0 done, 1 the input was refused, 2 wrong usage.`

func (a *app) root() *cobra.Command {
	root := &cobra.Command{
		Use:           "chainrule",
		Short:         "a derivative compiler for Go",
		Long:          manual,
		SilenceErrors: true,
		SilenceUsage:  true,
		Args:          cobra.NoArgs,
		RunE:          func(cmd *cobra.Command, _ []string) error { return cmd.Help() },
	}
	root.SetIn(a.in)
	root.SetOut(a.out)
	root.SetErr(a.err)
	root.AddCommand(a.gen(), a.vet(), a.eval(), a.explain(), a.check(), a.format(), a.irText(), a.ops(), a.version())
	root.InitDefaultHelpCmd()
	root.InitDefaultCompletionCmd()
	return root
}

// sourceFiles completes the names of expression files and of Go files.
func sourceFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"grad", "go"}, cobra.ShellCompDirectiveFilterFileExt
}

// gradFiles completes the names of expression files.
func gradFiles(*cobra.Command, []string, string) ([]string, cobra.ShellCompDirective) {
	return []string{"grad"}, cobra.ShellCompDirectiveFilterFileExt
}

// choices completes a flag that takes one of a few words.
func choices(cmd *cobra.Command, flag string, words []string) {
	err := cmd.RegisterFlagCompletionFunc(flag, cobra.FixedCompletions(words, cobra.ShellCompDirectiveNoFileComp))
	if err != nil {
		panic(err) // the flag was not defined first
	}
}
