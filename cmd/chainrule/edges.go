// Edges of branches, for the tests that gen -test writes.

package main

import (
	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/ir"
)

// beside is how far from an edge the points are, as a part of the way between
// the two points that the edge was found between.
const beside = 1e-3

// edge gives a point on each side of a place where a comparison of floats
// changes, close to it; none if the function has no such place nearby.
func (s *searcher) edge() [][]ir.Arg {
	for range testTries / 20 {
		from := s.point()
		if from == nil {
			return nil
		}
		a := s.coordinates(from)
		to := s.with(from, s.other(a))
		b := s.coordinates(to)
		if s.trace(from) == s.trace(to) {
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

// trace is what the comparisons of floats gave, in order.
func (s *searcher) trace(args []ir.Arg) string {
	var bits []byte
	m := &ir.Machine{Apply: func(op *ir.Op, a []ir.Scalar) ir.Scalar {
		r := op.Eval(a)
		if op.Out == ir.TBool && op.In[0] == ir.TF64 {
			bit := byte('0')
			if r.B {
				bit = '1'
			}
			bits = append(bits, bit)
		}
		return r
	}}
	if _, err := m.Call(s.fm.Func, sample.Copy(args)...); err != nil {
		return "failed"
	}
	return string(bits)
}
