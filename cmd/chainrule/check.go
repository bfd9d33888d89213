// chainrule check: derivatives against differences in high precision.

package main

import (
	"errors"
	"fmt"
	"io"
	"maps"
	"os"
	"slices"
	"strings"
	"text/tabwriter"

	"chainrule/cmd/chainrule/internal/compare"

	"github.com/spf13/cobra"
)

const checkHelp = `Compare every derivative of every function with differences of the function in
high precision (256 bits), at random points inside its domain: the interpreted
reverse mode and the forward mode. Print a table; fail if one is off, or if no
point was found where a function and its derivatives are finite.

Of Go packages these are the functions that directives name, or the one of -f,
which may be of any package. Your code is not run: the interpreter follows what
chainrule understands of it. A function that depends on more cannot be confirmed;
gen -test writes a test for such ones too, if it can be called with numbers.`

type checkFlags struct {
	name   string
	points int
	seed   uint64
}

func (a *app) check() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:               "check [FILE.grad | FILE.go | DIR | PACKAGES]... [-f NAME]",
		Short:             "Compare derivatives with differences",
		Long:              checkHelp,
		Example:           "  chainrule check model.grad\n  chainrule check -f Loss -n 100 -seed 7 model.grad\n  chainrule check ./...",
		ValidArgsFunction: sourceFiles,
		RunE: func(_ *cobra.Command, args []string) error {
			if f.points < 1 {
				return errors.New("-n is the number of points, at least 1")
			}
			return a.checkAll(&f, args)
		},
	}
	cmd.Flags().StringVarP(&f.name, "func", "f", "", "only this function")
	cmd.Flags().IntVarP(&f.points, "points", "n", 10, "the number of points for each function")
	cmd.Flags().Uint64Var(&f.seed, "seed", 1, "the seed of the random points")
	return cmd
}

func (a *app) checkAll(f *checkFlags, args []string) error {
	jobs, err := a.checkJobs(f, args)
	if err != nil {
		return err
	}
	w := tabwriter.NewWriter(a.out, 0, 0, 2, ' ', 0)
	fmt.Fprintln(w, "FUNCTION\tPARAMETER\tPOINTS\tREVERSE\tFORWARD\tVERDICT")
	var off []string
	show := a.progress()
	for i, j := range jobs {
		show(fmt.Sprintf("checking %s (%d of %d)", j.name, i+1, len(jobs)))
		a.phase = "checking " + j.name
		rows, err := j.compare(f)
		if err != nil {
			show("")
			return refuse(err)
		}
		for _, r := range rows {
			fmt.Fprintln(w, strings.Join(r.Cells(), "\t"))
		}
		if slices.ContainsFunc(rows, func(r compare.Row) bool { return !r.OK() }) {
			off = append(off, j.name)
			for _, r := range rows {
				if r.Worst != "" {
					fmt.Fprintln(a.err, r.Worst)
				}
			}
		}
	}
	show("")
	w.Flush()
	if len(off) > 0 {
		return refusef("%d of %d functions could not be confirmed: %s", len(off), len(jobs), strings.Join(off, ", "))
	}
	return nil
}

// checkJob is a function to check.
type checkJob struct {
	name string
	fm   *formula
}

// compare compares its derivatives with differences.
func (j checkJob) compare(f *checkFlags) ([]compare.Row, error) {
	s, err := j.fm.sampler()
	if err != nil {
		return []compare.Row{{Function: j.name, Why: err.Error()}}, nil
	}
	return compare.Function(j.fm.Func, s, f.points, f.seed)
}

// checkJobs lists the functions to check.
func (a *app) checkJobs(f *checkFlags, args []string) ([]checkJob, error) {
	g := &genFlags{}
	if f.name != "" {
		g.funcs = []string{f.name}
	}
	in, err := g.inputs(args)
	if err != nil {
		return nil, err
	}
	jobs, has, err := a.checkExpressions(f, in.grads)
	if err != nil || len(jobs) > 0 && f.name != "" {
		return jobs, err
	}
	more, err := a.checkGo(g, in)
	if jobs = append(jobs, more...); err == nil && len(jobs) == 0 && f.name != "" {
		return nil, fmt.Errorf("-f %s: the functions are %s", f.name, strings.Join(has, ", "))
	}
	return jobs, err
}

// checkExpressions lists the functions of expression files, and all names.
func (a *app) checkExpressions(f *checkFlags, files []string) (jobs []checkJob, has []string, err error) {
	for _, group := range byDir(files) {
		u, err := a.load(group)
		if err != nil {
			return nil, nil, err
		}
		for _, file := range group {
			for _, fn := range u.of(file) {
				has = append(has, fn.Name)
				if f.name == "" || f.name == fn.Name {
					jobs = append(jobs, checkJob{fn.Name, &formula{Func: fn, decl: declaration(u.pkg, fn.Name)}})
				}
			}
		}
	}
	return jobs, has, nil
}

// checkGo lists the functions of Go packages.
func (a *app) checkGo(g *genFlags, in *inputs) (jobs []checkJob, err error) {
	for _, module := range slices.Sorted(maps.Keys(in.patterns)) {
		j := &goJob{app: a, flags: g}
		requests, err := j.load(module, in)
		if err != nil {
			return nil, err
		}
		for _, r := range requests {
			fn, ds := j.prog.Lower(r)
			if len(ds) > 0 {
				return nil, refuse(ds)
			}
			jobs = append(jobs, checkJob{r.Func(), goFormula(r, fn)})
		}
	}
	return jobs, nil
}

// progress shows what is going on, on a terminal; elsewhere it does nothing.
func (a *app) progress() func(string) {
	if !isTerminal(a.err) {
		return func(string) {}
	}
	return func(text string) { fmt.Fprintf(a.err, "\r\x1b[K%s", text) }
}

func isTerminal(w io.Writer) bool {
	f, ok := w.(*os.File)
	if !ok {
		return false
	}
	info, err := f.Stat()
	return err == nil && info.Mode()&os.ModeCharDevice != 0
}
