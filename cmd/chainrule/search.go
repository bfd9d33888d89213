// Where a test compares a derivative with differences: points that are found
// by trying, with a bound on the work.

package main

import (
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/codegen"
	"chainrule/ir"
)

const (
	searchTries = 400        // draws for a point
	searchSteps = 10_000_000 // scalar operations for the points of a function: about two seconds
	searchSize  = 3          // the largest extent: enough to tell rows from columns, and short to read
)

// searcher looks for points where a function can be compared with differences.
type searcher struct {
	fm      *formula
	sampler *sample.Sampler
	r       *rand.Rand
	steps   int   // that are left
	moves   int   // that are left for reachable
	last    error // of a call
}

func newSearcher(fm *formula) (*searcher, error) {
	sampler, err := fm.sampler()
	if err != nil {
		return nil, err
	}
	sampler.Largest = searchSize
	return &searcher{fm: fm, sampler: sampler, r: rand.New(rand.NewPCG(1, 2)), steps: searchSteps, moves: searchSteps}, nil
}

// point is a point of the domain, nil if none is found.
func (s *searcher) point() []ir.Arg {
	for range searchTries {
		if s.tired() {
			return nil
		}
		if args := s.sampler.Draw(s.r); s.good(args) {
			return args
		}
	}
	return nil
}

// good reports whether the function is finite at the point and smooth around
// it. What rules most points out comes first: a value, then a direction, then
// each coordinate, as far as the steps reach. The derivative is not asked: a
// wrong one shall not choose where it is tested.
func (s *searcher) good(args []ir.Arg) bool {
	x := s.coordinates(args)
	size := math.Abs(s.sum(args, x))
	if math.IsNaN(size) || math.IsInf(size, 0) || !s.smooth(args, x, s.direction(x), size) {
		return false
	}
	step := make([]float64, len(x))
	for i := range x {
		step[i] = scaleOf(x[i])
		if !s.smooth(args, x, step, size*step[i]) && !s.tired() {
			return false
		}
		step[i] = 0
	}
	return s.reachable(args, x)
}

// reachable reports whether the function can be called wherever a generated test
// moves a coordinate. Only where it compares or truncates floats may a step lead
// to what fails, as an index out of range does. The work has a bound of its own;
// beyond it the point is taken to be good.
func (s *searcher) reachable(args []ir.Arg, x []float64) bool {
	decides := false
	if _, err := s.call(sample.Copy(args), func(op *ir.Op, _ ir.Scalar) {
		decides = decides || op.Out != ir.TF64 && slices.Contains(op.In, ir.TF64)
	}); err != nil || !decides {
		return err == nil || s.tired()
	}
	left := s.steps
	defer func() { s.steps = left }()
	s.steps = s.moves
	defer func() { s.moves = s.steps }()
	ok := true
	for i, at := range x {
		codegen.Steps(at, func(moved float64) bool {
			x[i] = moved
			_, err := s.call(s.with(args, x), func(*ir.Op, ir.Scalar) {})
			ok = err == nil || s.tired()
			return ok && !s.tired()
		})
		if x[i] = at; !ok {
			return false
		}
	}
	return true
}

// scaleOf is the size of a step by a coordinate, as generated tests take it.
func scaleOf(x float64) float64 { return max(1e-3, math.Abs(x)) }

// direction moves all coordinates, by unlike steps.
func (s *searcher) direction(x []float64) []float64 {
	step := make([]float64, len(x))
	for i := range x {
		step[i] = scaleOf(x[i]) * (0.5 + 0.5*s.r.Float64())
	}
	return step
}

// smooth reports whether central differences along a line settle: whether two
// successive ones of shrinking steps agree, by a part of what tests allow.
func (s *searcher) smooth(args []ir.Arg, x, step []float64, size float64) bool {
	last := math.NaN()
	for h := 0x1p-12; h > 0x1p-24; h /= 8 {
		slope := (s.sum(args, along(x, step, h)) - s.sum(args, along(x, step, -h))) / (2 * h)
		if math.Abs(slope-last) <= 1e-7*math.Abs(slope)+1e-9*size {
			return true
		}
		last = slope
	}
	return false
}

func along(x, step []float64, h float64) []float64 {
	y := make([]float64, len(x))
	for i := range x {
		y[i] = x[i] + h*step[i]
	}
	return y
}

// coordinates are the active floats of the arguments.
func (s *searcher) coordinates(args []ir.Arg) []float64 {
	var x []float64
	for _, p := range s.fm.active() {
		sample.Each(&args[slices.Index(s.fm.Body.Params, p)], func(v *ir.Scalar) { x = append(x, v.F) })
	}
	return x
}

// with are the arguments with other coordinates.
func (s *searcher) with(args []ir.Arg, x []float64) []ir.Arg {
	out := sample.Copy(args)
	k := 0
	for _, p := range s.fm.active() {
		sample.Each(&out[slices.Index(s.fm.Body.Params, p)], func(v *ir.Scalar) { v.F, k = x[k], k+1 })
	}
	return out
}

// sum is the sum of all float results, NaN where the function fails.
func (s *searcher) sum(args []ir.Arg, x []float64) float64 {
	out, err := s.call(s.with(args, x), sample.Number)
	if err != nil {
		s.last = err
		return math.NaN()
	}
	total := 0.0
	for i, v := range s.fm.Body.Yield {
		if v.Type.Go == "error" && out[i].V != nil {
			return math.NaN()
		}
		if v.Type.Kind == ir.F64 {
			sample.Each(&out[i], func(r *ir.Scalar) { total += r.F })
		}
	}
	return total
}

// tired reports whether the steps are used up.
func (s *searcher) tired() bool { return s.steps <= 0 }

// why says why no point was found.
func (s *searcher) why() string {
	if s.tired() {
		return fmt.Sprintf("%s takes too long to be tried at points in the interpreter (%d operations); choose others with -func", s.fm.Name, searchSteps)
	}
	if s.last != nil && s.fm.Sig != nil {
		return fmt.Sprintf("no point was found where %s can be tried; at the last one, %v", s.fm.Name, s.last)
	}
	return fmt.Sprintf("no point was found where %s and its derivatives are finite, so there is nowhere to test", s.fm.Name)
}

// call runs the function and shows each scalar operation to see. It fails once
// the steps are used up.
func (s *searcher) call(args []ir.Arg, see func(op *ir.Op, r ir.Scalar)) ([]ir.Arg, error) {
	m := &ir.Machine{GoCode: sample.Carried, Apply: func(op *ir.Op, a []ir.Scalar) ir.Scalar {
		if s.steps--; s.tired() {
			panic(&ir.RuntimeError{Pos: s.fm.Pos, Msg: "the search for points takes too long"})
		}
		r := op.Eval(a)
		see(op, r)
		return r
	}}
	return m.Call(s.fm.Func, args...)
}
