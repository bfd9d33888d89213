// Package sample holds functions against values known at points, the same
// points at which their derivatives are checked.
package sample

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// A Sample is a point at which the value of a function is known.
type Sample struct {
	Name  string                      // of the function, and of the case after a slash
	At    []float64                   // the active inputs, one after the other
	Value func(x []float64) []float64 // the function there: its active results, and what it writes
	Want  []float64                   // from a closed form, or from a source
	Rel   float64                     // the relative error allowed; 0 is 1e-13

	Grad  []float64 // of the only result, where it is known too
	Rough bool      // single precision, the edge of a domain, a value that stands for a limit: differences say nothing
}

// Check compares the value at each sample with the one known, twice, so that a
// function that depends on what an earlier call left is noticed; and the
// gradient, where one is known, with differences.
func Check(t *testing.T, list []Sample) {
	t.Helper()
	for _, s := range list {
		t.Run(s.Name, func(t *testing.T) {
			x := slices.Clone(s.At)
			for range 2 {
				gradtest.Equal(t, s.Name, s.Value(x), s.Want, cmp.Or(s.Rel, 1e-13))
			}
			if !slices.Equal(x, s.At) {
				t.Errorf("the sample is changed from %v to %v", s.At, x)
			}
			if s.Grad != nil && !s.Rough {
				s.differences(t)
			}
		})
	}
}

// differences holds the gradient that is known against the function itself.
func (s Sample) differences(t *testing.T) {
	t.Helper()
	value := func(x []float64) float64 { return s.Value(x)[0] }
	known := func(x, dx []float64) float64 {
		copy(dx, s.Grad)
		return value(x)
	}
	gradtest.Function{Value: value, Grad: known}.Check(t, slices.Clone(s.At), 1e-12)
}

// One is a result of one number.
func One(y float64) []float64 { return []float64{y} }

// Must is a result that comes with an error; NaN, which fits no sample, where
// there is one.
func Must(y float64, err error) []float64 {
	if err != nil {
		y = math.NaN()
	}
	return []float64{y}
}
