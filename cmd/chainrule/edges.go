// Edges of branches, for the tests that gen -test writes.

package main

import (
	"strconv"

	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/ir"
)

const (
	// beside is how far from an edge the points are, as a part of the way
	// between the two points that the edge was found between.
	beside    = 1e-3
	edgeTries = 20 // pairs of points to look for an edge between
)

// edge gives a point on each side of a place where a comparison of floats
// changes, close to it; none if the function has no such place nearby.
func (s *searcher) edge() [][]ir.Arg {
	for range edgeTries {
		from := s.sampler.Draw(s.r)
		a := s.coordinates(from)
		b := s.other(a)
		start, end := s.trace(from), s.trace(s.with(from, b))
		if start == end || start == failed || end == failed {
			continue
		}
		at := s.bisect(from, a, b)
		pair := [][]ir.Arg{s.between(from, a, b, at-beside), s.between(from, a, b, at+beside)}
		if s.trace(pair[0]) != s.trace(pair[1]) && s.good(pair[0]) && s.good(pair[1]) {
			return pair
		}
	}
	return nil
}

// other is a second point: the signs or the order of coordinates decide most
// branches.
func (s *searcher) other(x []float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = 4*s.r.Float64() - 2
	}
	return y
}

// between are the arguments at a part of the way from a to b.
func (s *searcher) between(args []ir.Arg, a, b []float64, part float64) []ir.Arg {
	x := make([]float64, len(a))
	for i := range x {
		x[i] = a[i] + part*(b[i]-a[i])
	}
	return s.with(args, x)
}

// bisect finds a part of the way at which the trace changes.
func (s *searcher) bisect(args []ir.Arg, a, b []float64) float64 {
	start := s.trace(args)
	lo, hi := 0.0, 1.0
	for range 50 {
		if mid := (lo + hi) / 2; s.trace(s.between(args, a, b, mid)) == start {
			lo = mid
		} else {
			hi = mid
		}
	}
	return hi
}

// failed is the trace of a run that came to no end.
const failed = "failed"

// trace is what the comparisons of floats gave, in order.
func (s *searcher) trace(args []ir.Arg) string {
	var bits []byte
	_, err := s.call(sample.Copy(args), func(op *ir.Op, r ir.Scalar) {
		if op.Out == ir.TBool && op.In[0] == ir.TF64 {
			bits = strconv.AppendBool(bits, r.B)
		}
	})
	if err != nil {
		return failed
	}
	return string(bits)
}
