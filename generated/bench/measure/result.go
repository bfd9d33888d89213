// What was measured of one candidate.

package measure

import (
	"testing"

	"chainrule/generated/bench"

	"golang.org/x/perf/benchmath"
)

// confidence is that of the intervals about the medians.
const confidence = 0.95

// Result is the time of one evaluation, in nanoseconds, and what it allocates.
type Result struct {
	Tool    string
	Time    benchmath.Summary // Center is 0 if there is no such gradient
	Allocs  float64
	Comment string
}

// Exists says whether there was something to measure.
func (r Result) Exists() bool { return r.Time.Center > 0 }

// Group is a problem with what was measured of it.
type Group struct {
	Problem bench.Problem
	Primal  Result
	Tools   []Result
}

// Problem measures the function of p and all its gradients in turns.
func Problem(p bench.Problem, plan Plan) Group {
	functions := []func(){func() { p.Primal() }}
	for _, c := range p.Candidates {
		if c.Build != nil {
			functions = append(functions, call(c.Build(), p.Size))
		}
	}
	times := Interleave(plan, functions)
	g := Group{Problem: p, Primal: result(p, functions[0], times[0], 1)}
	i := 0
	for _, c := range p.Candidates {
		var r Result
		if c.Build != nil {
			i++
			r = result(p, functions[i], times[i], max(1, c.Scale))
		}
		r.Tool, r.Comment = c.Tool, c.Why
		g.Tools = append(g.Tools, r)
	}
	return g
}

// call returns a call of f with room for the gradient.
func call(f bench.Func, size int) func() {
	grad := make([]float64, size)
	return func() { f(grad) }
}

// result summarises the times of one function, which computes one part in scale
// of its gradient in a call, at p.Calls points.
func result(p bench.Problem, f func(), times []float64, scale float64) Result {
	scale /= float64(p.Calls)
	for i := range times {
		times[i] *= scale
	}
	sample := benchmath.NewSample(times, &benchmath.DefaultThresholds)
	return Result{
		Time:   benchmath.AssumeNothing.Summary(sample, confidence),
		Allocs: testing.AllocsPerRun(1, f) * scale,
	}
}

// Tool returns what was measured of a tool.
func (g Group) Tool(name string) (Result, bool) {
	for _, r := range g.Tools {
		if r.Tool == name {
			return r, r.Exists()
		}
	}
	return Result{}, false
}
