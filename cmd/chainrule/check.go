// chainrule check: derivatives against differences in high precision.

package main

import (
	"errors"
	"fmt"
	"io"
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
point was found where a function and its derivatives are finite.`

type checkFlags struct {
	name   string
	points int
	seed   uint64
}

func (a *app) check() *cobra.Command {
	var f checkFlags
	cmd := &cobra.Command{
		Use:               "check [FILE.grad | DIR]... [-f NAME]",
		Short:             "Compare derivatives with differences",
		Long:              checkHelp,
		Example:           "  chainrule check model.grad\n  chainrule check -f Loss -n 100 -seed 7 model.grad",
		ValidArgsFunction: gradFiles,
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
		rows, err := compare.Function(j.fm.Func, j.fm.decl, f.points, f.seed)
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

type checkJob struct {
	name string
	fm   *formula
}

// checkJobs lists the functions to check.
func (a *app) checkJobs(f *checkFlags, args []string) ([]checkJob, error) {
	files, err := expandDirs(args)
	if err != nil {
		return nil, err
	}
	var jobs []checkJob
	var has []string
	for _, group := range byDir(files) {
		u, err := a.load(group)
		if err != nil {
			return nil, err
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
	if len(jobs) == 0 && f.name != "" {
		return nil, fmt.Errorf("-f %s: the functions are %s", f.name, strings.Join(has, ", "))
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
