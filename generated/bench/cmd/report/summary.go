// The results of all problems in one table.

package main

import (
	"fmt"
	"io"
	"math"
	"strings"

	"chainrule/generated/bench"
	"chainrule/generated/bench/measure"
)

// row is a line of the summary: one problem, or several whose ratios are
// averaged geometrically.
type row struct {
	title  string
	groups []measure.Group
}

// rows returns one row for the scalar functions together and one for each of
// the other problems.
func rows(groups []measure.Group) []row {
	var all []row
	scalar := row{title: "scalar compositions"}
	for _, g := range groups {
		if g.Problem.Calls > 1 {
			scalar.groups = append(scalar.groups, g)
			continue
		}
		all = append(all, row{g.Problem.Title, []measure.Group{g}})
	}
	if scalar.groups != nil {
		all = append([]row{scalar}, all...)
	}
	return all
}

// over returns the time of one tool over that of another, or NaN if one of them
// was not measured.
func (r row) over(tool, reference string) float64 {
	var q []float64
	for _, g := range r.groups {
		a, ok := g.Tool(tool)
		b, also := g.Tool(reference)
		if !ok || !also {
			return math.NaN()
		}
		q = append(q, quotient(a, b))
	}
	return geometric(q)
}

// overPrimal returns the time of a tool over that of the function alone.
func (r row) overPrimal(tool string) float64 {
	var q []float64
	for _, g := range r.groups {
		if t, ok := g.Tool(tool); ok {
			q = append(q, quotient(t, g.Primal))
		}
	}
	return geometric(q)
}

// reference is what the tools are compared with: the generated gradients, or
// those by hand as long as one of the former is missing.
func reference(all []row) string {
	for _, r := range all {
		if math.IsNaN(r.over(bench.Generated, bench.Hand)) {
			return bench.Hand
		}
	}
	return bench.Generated
}

// summary writes the ratios of every problem and their geometric means.
func summary(w io.Writer, groups []measure.Group) {
	all := rows(groups)
	ref := reference(all)
	var tools []string
	for _, t := range bench.Tools() {
		if t != bench.Generated && t != ref {
			tools = append(tools, t)
		}
	}
	fmt.Fprintf(w, "\n## Summary\n\nRatios of times: generated over hand-written, both over the function alone, and every tool over *%s*.\n\n", ref)
	fmt.Fprintf(w, "| | generated / hand | generated / primal | hand / primal | %s |\n|---|--:|--:|--:|%s\n",
		strings.Join(tools, " | "), strings.Repeat("--:|", len(tools)))
	for _, r := range all {
		fmt.Fprintf(w, "| %s | %s |\n", r.title, strings.Join(r.cells(tools, ref), " | "))
	}
	last := row{groups: nil}
	for _, r := range all {
		last.groups = append(last.groups, r.groups...)
	}
	fmt.Fprintf(w, "| **geometric mean of all functions** | %s |\n", strings.Join(last.cells(tools, ref), " | "))
}

// cells returns the ratios of a row.
func (r row) cells(tools []string, ref string) []string {
	c := []string{
		known(r.over(bench.Generated, bench.Hand)),
		known(r.overPrimal(bench.Generated)),
		known(r.overPrimal(bench.Hand)),
	}
	for _, t := range tools {
		c = append(c, known(r.over(t, ref)))
	}
	return c
}

// known writes a ratio, or a dash for one that is missing.
func known(x float64) string {
	if math.IsNaN(x) {
		return "–"
	}
	return ratio(x)
}
