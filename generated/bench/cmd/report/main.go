// Report measures every gradient on every problem and writes what it found as
// a table and a picture.
//
// Usage:
//
//	go run ./cmd/report [flags]
//
// The flags are:
//
//	-count n      turns of every candidate (20)
//	-turn d       least time of a turn (5ms)
//	-limit d      most time of one candidate on one problem (2s)
//	-procs n      processors to use (1: the gradients are compared as work, and
//	              GoMLX would use more)
//	-problem re   only the problems whose names match; results.svg is written
//	              where one of them is not a Go function
//	-o dir        where results.md and results.svg go (.)
package main

import (
	"flag"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"runtime"
	"time"

	"chainrule/generated/bench"
	"chainrule/generated/bench/measure"
)

func main() {
	var plan measure.Plan
	flag.IntVar(&plan.Rounds, "count", 20, "turns of every candidate")
	flag.DurationVar(&plan.Turn, "turn", 5*time.Millisecond, "least time of a turn")
	flag.DurationVar(&plan.Limit, "limit", 2*time.Second, "most time of one candidate on one problem")
	procs := flag.Int("procs", 1, "processors to use")
	only := flag.String("problem", "", "only the problems whose names match this regular expression")
	dir := flag.String("o", ".", "where results.md and results.svg go")
	flag.Parse()
	runtime.GOMAXPROCS(*procs)
	if err := report(plan, *only, *dir); err != nil {
		fmt.Fprintln(os.Stderr, "report:", err)
		os.Exit(1)
	}
}

// report measures the problems whose names match and writes the results to dir.
func report(plan measure.Plan, only, dir string) error {
	names, err := regexp.Compile(only)
	if err != nil {
		return err
	}
	var groups []measure.Group
	for _, p := range bench.Problems() {
		if names.MatchString(p.Name) {
			fmt.Fprintln(os.Stderr, "measuring", p.Name)
			groups = append(groups, measure.Problem(p, plan))
		}
	}
	functions := goRows(plan, names)
	if len(groups)+len(functions) == 0 {
		return fmt.Errorf("no problem matches %q", only)
	}
	if err := writeTables(filepath.Join(dir, "results.md"), plan, groups, functions); err != nil {
		return err
	}
	if len(groups) == 0 {
		return nil
	}
	return writeChart(filepath.Join(dir, "results.svg"), groups)
}
