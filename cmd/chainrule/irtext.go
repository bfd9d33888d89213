// chainrule ir: the intermediate form, after any pass.

package main

import (
	"fmt"
	"slices"
	"strings"

	"chainrule/adjoint"
	"chainrule/frontend/expr"
	"chainrule/ir"
	"chainrule/ir/pass"

	"github.com/spf13/cobra"
)

const irHelp = `Print the intermediate form of the functions of an expression file. Without
-after it is what the front end made; -after NAME prints it after the last run of
that pass or stage, and -after all after every one of them, each under its name.
-kind says on the way to what: a derivative, or the primal as it is generated.`

func (a *app) irText() *cobra.Command {
	var f formulaFlags
	var after, kind string
	kinds := append([]string{"primal"}, kindNames()...)
	cmd := &cobra.Command{
		Use:     "ir {-e FORMULA | FILE.grad [-f NAME]} [-after PASS]",
		Short:   "Print the intermediate form",
		Long:    irHelp,
		Example: "  chainrule ir model.grad\n  chainrule ir -e 'sin(x²)' -after dce\n  chainrule ir model.grad -f Loss -kind vjp -after all",
		RunE: func(cmd *cobra.Command, args []string) error {
			if err := oneOf("-kind", kind, kinds); err != nil {
				return err
			}
			fs, err := a.functions(cmd, &f, args)
			if err != nil {
				return err
			}
			for _, fn := range fs {
				if err := a.printIR(fn, after, kind, f.wrt); err != nil {
					return err
				}
			}
			return nil
		},
	}
	f.define(cmd)
	cmd.Flags().StringVar(&after, "after", "", "the pass after which to print, or all")
	cmd.Flags().StringVar(&kind, "kind", string(adjoint.Grad), strings.Join(kinds, ", "))
	choices(cmd, "kind", kinds)
	return cmd
}

// functions are those that the flags choose: one, or all of a file.
func (a *app) functions(cmd *cobra.Command, f *formulaFlags, args []string) ([]*ir.Func, error) {
	if cmd.Flags().Changed("expr") || f.name != "" || len(args) == 0 {
		fm, _, err := a.read(cmd, f, args)
		if err != nil {
			return nil, err
		}
		return []*ir.Func{fm.Func}, nil
	}
	u, err := a.load(args[:1])
	if err != nil {
		return nil, err
	}
	return u.of(args[0]), nil
}

func (a *app) printIR(f *ir.Func, after, kind string, wrt []string) error {
	if after == "" {
		fmt.Fprint(a.out, f)
		return nil
	}
	a.phase = "differentiating " + f.Name
	var names []string
	last := ""
	stage := func(name string, g *ir.Func) {
		if after == "all" {
			fmt.Fprintf(a.out, "// after %s\n%s\n", name, g)
		}
		if name == after {
			last = g.String()
		}
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	if ds := through(f, kind, wrt, stage); len(ds) > 0 {
		if known := stages(kind); after != "all" && !slices.Contains(known, after) {
			return fmt.Errorf("-after %s: the passes are %s", after, strings.Join(known, ", "))
		}
		return refuse(ds)
	}
	if last == "" && after != "all" {
		return fmt.Errorf("-after %s: the passes of %s are %s", after, f.Name, strings.Join(names, ", "))
	}
	fmt.Fprint(a.out, last)
	return nil
}

// through takes the function through the passes of a kind.
func through(f *ir.Func, kind string, wrt []string, stage func(string, *ir.Func)) ir.Diagnostics {
	if kind == "primal" {
		g, _ := f.Clone()
		adjoint.Optimise(g, stage)
		pass.Run(g, pass.Schedule, stage)
		return nil
	}
	d, ds := adjoint.Derive(f, adjoint.Kind(kind), adjoint.Options{Wrt: wrt, After: stage})
	if len(ds) == 0 {
		pass.Run(d, pass.Schedule, stage)
	}
	return ds
}

// stages are the passes of a kind, by a formula that goes through all.
func stages(kind string) (names []string) {
	f, ds := expr.Expression("x")
	if len(ds) > 0 {
		return nil
	}
	through(f, kind, nil, func(name string, _ *ir.Func) {
		if !slices.Contains(names, name) {
			names = append(names, name)
		}
	})
	return names
}

// kindNames are the kinds of derivative.
func kindNames() []string {
	var names []string
	for _, k := range adjoint.Kinds {
		names = append(names, string(k))
	}
	return names
}
