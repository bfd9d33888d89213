// The results of the Go functions, in a table of their own.

package main

import (
	"fmt"
	"io"
	"os"
	"regexp"

	"chainrule/generated/bench"
	"chainrule/generated/bench/measure"
)

// goRow is a Go function with what was measured of it.
type goRow struct {
	bench.GoFunction
	measure.Group
}

// goRows measures the Go functions whose names match.
func goRows(plan measure.Plan, names *regexp.Regexp) []goRow {
	var all []goRow
	for _, f := range bench.GoFunctions() {
		if names.MatchString(f.Name) {
			fmt.Fprintln(os.Stderr, "measuring", f.Name)
			all = append(all, goRow{f, measure.Problem(f.Problem(), plan)})
		}
	}
	return all
}

// goTable writes the Go functions and the geometric means of their ratios.
func goTable(w io.Writer, all []goRow) {
	if len(all) == 0 {
		return
	}
	fmt.Fprint(w, "\n## Go functions\n\nGradients of functions of generated/gofuncs, which chainrule reads from their Go source.\n\n"+
		"| | an example of | primal | generated | ± | hand-written | ± | generated / hand | generated / primal | allocs of the primal | generated |\n"+
		"|---|---|--:|--:|--:|--:|--:|--:|--:|--:|--:|\n")
	var byHand, byPrimal []float64
	for _, r := range all {
		generated, _ := r.Tool(bench.Generated)
		hand, _ := r.Tool(bench.Hand)
		byHand = append(byHand, quotient(generated, hand))
		byPrimal = append(byPrimal, quotient(generated, r.Group.Primal))
		fmt.Fprintf(w, "| %s | %s | %s | %s | %s | %s | %s | %s | %s | %s | %s |\n", r.Title, r.Shows,
			duration(r.Group.Primal.Time.Center), duration(generated.Time.Center), generated.Time.PctRangeString(),
			duration(hand.Time.Center), hand.Time.PctRangeString(),
			ratio(quotient(generated, hand)), ratio(quotient(generated, r.Group.Primal)), allocs(r.Group.Primal), allocs(generated))
	}
	fmt.Fprintf(w, "| **geometric mean** | | | | | | | %s | %s | | |\n", ratio(geometric(byHand)), ratio(geometric(byPrimal)))
}
