// Package bench compares the gradients that chainrule generates with those
// written by hand and with those of other tools for Go, on the same problems
// and the same numbers.
//
// A problem is a function of a flat vector; a candidate is a way to its value
// and its gradient. The packages below this one hold the candidates, one
// package for each tool; the files of this one put them together, one file for
// each problem. README.md says how to run the comparison.
package bench

// Tools, in the order in which they are shown.
const (
	Generated = "generated"
	Hand      = "hand-written"
	HandPlain = "hand-written, nothing hoisted"
	HandBLAS  = "hand-written on gonum BLAS"
	Finite    = "gonum finite differences"
	Dual      = "gonum dual numbers"
	Gorgonia  = "Gorgonia"
	GoMLX     = "GoMLX, Go backend"
)

// The tolerances of what is exact but for rounding, and of forward differences.
const (
	exact       = 1e-10
	approximate = 1e-4
)

// Tools returns all tools.
func Tools() []string {
	return []string{Generated, Hand, HandPlain, HandBLAS, Finite, Dual, Gorgonia, GoMLX}
}

// Func sets grad to the gradient of a problem and returns its value.
type Func func(grad []float64) float64

// Candidate is a tool's way to the gradient of a problem.
type Candidate struct {
	Tool  string
	Build func() Func // nil: see Why
	Why   string      // what is to be known about it, or why there is none

	// Tolerance bounds the error of a derivative, relative to the largest
	// derivative of the problem.
	Tolerance float64

	// Sample lists the derivatives that are computed if all would take too long.
	// All would take Scale times as long.
	Sample []int
	Scale  float64
}

// Problem is a function and the ways to its gradient.
type Problem struct {
	Name  string // without spaces
	Title string
	Size  int // of the gradient
	Calls int // evaluations of the function in one call of a Func

	Primal     func() float64
	Central    Func // central differences of Primal, for the test
	Candidates []Candidate
}

// Problems returns all problems.
func Problems() []Problem {
	return append(scalars(), rosenbrock(100), rosenbrock(10000), logistic(), perceptron(), mixture())
}

// Candidate returns the candidate of the given tool.
func (p *Problem) Candidate(tool string) (Candidate, bool) {
	for _, c := range p.Candidates {
		if c.Tool == tool {
			return c, true
		}
	}
	return Candidate{}, false
}

// built returns a candidate that needs no building.
func built(tool string, f Func) Candidate {
	return Candidate{Tool: tool, Build: func() Func { return f }, Tolerance: exact}
}

// lazy returns a candidate that has to build a graph first.
func lazy[F ~func(grad []float64) float64](tool string, build func() F) Candidate {
	return Candidate{Tool: tool, Build: func() Func { return Func(build()) }, Tolerance: exact}
}

// generated returns the candidate of a generated function, or says that it is
// missing.
func generated(present bool, f Func) Candidate {
	if !present {
		return Candidate{Tool: Generated, Why: "pending"}
	}
	return built(Generated, f)
}

// because adds what is to be known about a candidate.
func (c Candidate) because(why string) Candidate {
	c.Why = why
	return c
}
