// The results as tables.

package main

import (
	"fmt"
	"io"
	"os"
	"runtime"
	"runtime/debug"
	"strings"

	"chainrule/generated/bench"
	"chainrule/generated/bench/measure"
	"chainrule/generated/bench/problem"
)

// writeTables writes a file with a summary, the Go functions, and a table for
// every problem.
func writeTables(path string, plan measure.Plan, groups []measure.Group, functions []goRow) error {
	var b strings.Builder
	head(&b, plan)
	if len(groups) > 0 {
		summary(&b, groups)
	}
	goTable(&b, functions)
	for _, g := range groups {
		table(&b, g)
	}
	return os.WriteFile(path, []byte(b.String()), 0o666)
}

// head says what was measured, how, and on what.
func head(w io.Writer, plan measure.Plan) {
	fmt.Fprintf(w, "# Results\n\nWritten by `go run ./cmd/report`; do not edit. %s, %s/%s, GOAMD64=%s, GOMAXPROCS=%d.\n",
		runtime.Version(), runtime.GOOS, runtime.GOARCH, setting("GOAMD64"), runtime.GOMAXPROCS(0))
	fmt.Fprintf(w, `
Times are medians of up to %d turns of %v and more, taken in rotation, with the 95 %% interval of the median. A time is
that of one value with its gradient; a scalar function is evaluated at %d random points in a loop. "/ primal" is the
time over that of the function alone, "/ hand" and "/ generated" that over the gradient by hand and by chainrule.
`, plan.Rounds, plan.Turn, problem.Points)
}

// setting returns a setting that the program was built with.
func setting(key string) string {
	if info, ok := debug.ReadBuildInfo(); ok {
		for _, s := range info.Settings {
			if s.Key == key {
				return s.Value
			}
		}
	}
	return "unknown"
}

// table writes all that was measured on one problem.
func table(w io.Writer, g measure.Group) {
	hand, _ := g.Tool(bench.Hand)
	generated, present := g.Tool(bench.Generated)
	fmt.Fprintf(w, "\n## %s\n\n| | time | ± | allocs | / primal | / hand | / generated | |\n|---|--:|--:|--:|--:|--:|--:|---|\n", g.Problem.Title)
	fmt.Fprintf(w, "| primal | %s | %s | %s | 1 | %s | | |\n", duration(g.Primal.Time.Center), g.Primal.Time.PctRangeString(),
		allocs(g.Primal), ratio(quotient(g.Primal, hand)))
	for _, r := range g.Tools {
		if !r.Exists() {
			fmt.Fprintf(w, "| %s | | | | | | | %s |\n", r.Tool, r.Comment)
			continue
		}
		against := ""
		if present {
			against = ratio(quotient(r, generated))
		}
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s |\n", r.Tool, duration(r.Time.Center), r.Time.PctRangeString(),
			allocs(r), ratio(quotient(r, g.Primal)), ratio(quotient(r, hand)), against, r.Comment)
	}
}

// allocs writes the allocations of one evaluation.
func allocs(r measure.Result) string {
	if r.Allocs == 0 {
		return "0"
	}
	return digits(r.Allocs)
}
