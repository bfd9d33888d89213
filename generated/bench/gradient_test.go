// Every way to a gradient leads to the same gradient.

package bench

import (
	"math"
	"testing"
)

// centralTolerance bounds the error of central differences, relative to the
// largest derivative.
const centralTolerance = 1e-6

// TestHandAgainstDifferences compares the gradients by hand with central differences.
func TestHandAgainstDifferences(t *testing.T) {
	for _, p := range Problems() {
		t.Run(p.Name, func(t *testing.T) {
			got, value := run(t, &p, Hand)
			want := make([]float64, p.Size)
			near(t, "value", value, p.Central(want), exact)
			compare(t, got, want, nil, centralTolerance)
		})
	}
}

// TestToolsAgainstHand compares every tool's gradient with the one by hand, and
// a tool's second run with its first.
func TestToolsAgainstHand(t *testing.T) {
	for _, p := range Problems() {
		want, value := run(t, &p, Hand)
		for _, c := range p.Candidates {
			t.Run(p.Name+"/"+c.Tool, func(t *testing.T) {
				if c.Build == nil {
					t.Log(c.Why)
					return
				}
				f := c.Build()
				got := make([]float64, p.Size)
				for range 2 {
					near(t, "value", f(got), value, exact)
					compare(t, got, want, c.Sample, c.Tolerance)
				}
			})
		}
	}
}

// TestNoAllocation checks that a gradient by hand or by chainrule allocates
// nothing once its workspace has grown.
func TestNoAllocation(t *testing.T) {
	for _, p := range Problems() {
		for _, tool := range []string{Generated, Hand, HandPlain} {
			c, ok := p.Candidate(tool)
			if !ok || c.Build == nil {
				continue
			}
			f, grad := c.Build(), make([]float64, p.Size)
			if n := testing.AllocsPerRun(2, func() { f(grad) }); n != 0 {
				t.Errorf("%s, %s: %v allocations", p.Name, tool, n)
			}
		}
	}
}

// run returns the gradient and value that a tool computes.
func run(t *testing.T, p *Problem, tool string) (grad []float64, value float64) {
	t.Helper()
	c, ok := p.Candidate(tool)
	if !ok {
		t.Fatalf("%s has no candidate %q", p.Name, tool)
	}
	grad = make([]float64, p.Size)
	return grad, c.Build()(grad)
}

// compare compares the sampled derivatives, or all if sample is nil.
func compare(t *testing.T, got, want []float64, sample []int, tolerance float64) {
	t.Helper()
	if sample == nil {
		for i := range want {
			sample = append(sample, i)
		}
	}
	largest, worst, at := 0.0, 0.0, 0
	for _, w := range want {
		largest = max(largest, math.Abs(w))
	}
	for _, i := range sample {
		if d := math.Abs(got[i] - want[i]); !(d <= worst) {
			worst, at = d, i
		}
	}
	if !(worst <= tolerance*largest) {
		t.Errorf("derivative %d is %v, want %v: off by %.2g of the largest", at, got[at], want[at], worst/largest)
	}
}

// near compares two numbers relatively.
func near(t *testing.T, what string, got, want, tolerance float64) {
	t.Helper()
	if !(math.Abs(got-want) <= tolerance*math.Abs(want)) {
		t.Errorf("%s is %v, want %v", what, got, want)
	}
}
