// The candidates that evaluate a function once for each of its inputs.

package bench

import (
	"fmt"

	"chainrule/generated/bench/dualnum"
	"chainrule/generated/bench/finite"

	"gonum.org/v1/gonum/diff/fd"
)

// sampled is how many derivatives are computed of a function of thousands.
const sampled = 25

// samples returns sampled indices spread over n, or nil if all are to be computed.
func samples(n int, all bool) []int {
	if all {
		return nil
	}
	s := make([]int, sampled)
	for i := range s {
		s[i] = i * n / sampled
	}
	return s
}

// differences returns the finite differences of f at theta.
func differences(f func(theta []float64) float64, theta []float64, all bool) Candidate {
	s := samples(len(theta), all)
	c := built(Finite, func(grad []float64) float64 { return finite.Gradient(f, theta, s, grad) })
	c.Tolerance = approximate
	if s != nil {
		c.Sample, c.Scale = s, float64(len(theta)+1)/float64(len(s)+1)
		c.Why = scaled(len(s)+1, len(theta)+1)
	}
	return c
}

// duals returns the dual numbers of f at theta.
func duals(f dualnum.Function, theta []float64, all bool) Candidate {
	s := samples(len(theta), all)
	c := lazy(Dual, func() func([]float64) float64 { return dualnum.Gradient(f, theta, s) })
	if s != nil {
		c.Sample, c.Scale = s, float64(len(theta))/float64(len(s))
		c.Why = scaled(len(s), len(theta))
	}
	return c
}

// scaled says that a time is not of the whole gradient.
func scaled(passes, all int) string {
	return fmt.Sprintf("scaled from %d of %d passes", passes, all)
}

// central returns the central differences of f at theta.
func central(f func(theta []float64) float64, theta []float64) Func {
	return func(grad []float64) float64 {
		fd.Gradient(grad, f, theta, &fd.Settings{Formula: fd.Central})
		return f(theta)
	}
}
