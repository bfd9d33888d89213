// The test that gen -test writes: where to compare is found here, by trying.

package main

import (
	"go/token"
	"math"
	"math/rand/v2"
	"slices"
	"strings"

	"chainrule/adjoint"
	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/codegen"
	"chainrule/internal/gradcheck"
	"chainrule/ir"
)

const (
	testPoints = 5   // in the domain
	testEdges  = 2   // pairs of points beside edges of branches
	testTries  = 400 // draws for a point
)

// derived is a derivative that was generated.
type derived struct {
	primal, deriv *ir.Func
	kind          adjoint.Kind
}

// testFile is the test of a generated file. Tangents are not tested: the
// reverse mode comes from the same rules.
func (j *job) testFile(file string, generated []byte, cf codegen.File) []output {
	j.phase = "writing a test for " + file
	tf := codegen.TestFile{Package: cf.Package, Source: cf.Source, Header: cf.Header, Constraint: cf.Constraint}
	for _, d := range j.derived {
		if d.kind == adjoint.JVP {
			continue
		}
		fn := j.testFunc(d, string(generated))
		if len(fn.Points) == 0 {
			j.ds.Add(d.primal.Pos, "-test: no point was found where %s and its derivatives are finite, so there is nowhere to test", d.primal.Name)
			continue
		}
		tf.Funcs = append(tf.Funcs, fn)
	}
	text, err := codegen.GenerateTest(tf)
	if err != nil {
		j.ds = append(j.ds, ir.Diagnostic{Pos: token.Position{Filename: file, Line: 1, Column: 1}, Msg: err.Error()})
		return nil
	}
	return []output{{strings.TrimSuffix(j.outputName(file), ".go") + "_test.go", text}}
}

func (j *job) testFunc(d derived, generated string) codegen.TestFunc {
	fm := &formula{d.primal, declaration(j.unit.pkg, d.primal.Name)}
	if j.flags.wrt != nil {
		fm.Func, _ = d.primal.Clone()
		fm.Wrt = j.flags.wrt
	}
	fn := codegen.TestFunc{Primal: d.primal, Derivative: d.deriv, Seeded: d.kind == adjoint.VJP}
	for _, p := range fm.active() {
		fn.Active = append(fn.Active, p.Name)
	}
	if strings.Contains(generated, "func "+d.deriv.Name+"WS(") {
		fn.Workspace = d.primal.Name + "Workspace"
	}
	s := &searcher{fm: fm, sampler: sample.New(fm.Func, fm.decl), r: rand.New(rand.NewPCG(1, 2))}
	for range testPoints {
		if args := s.point(); args != nil {
			fn.Points = append(fn.Points, codegen.TestPoint{Args: args})
		}
	}
	for range testEdges {
		for i, args := range s.edge() {
			note := []string{"One side of the edge of a branch, and the other:", ""}[i]
			fn.Points = append(fn.Points, codegen.TestPoint{Args: args, Note: note})
		}
	}
	return fn
}

// searcher looks for points where a function can be compared with differences.
type searcher struct {
	fm      *formula
	sampler *sample.Sampler
	r       *rand.Rand
}

// point is a point of the domain, nil if none is found.
func (s *searcher) point() []ir.Arg {
	for range testTries {
		if args := s.sampler.Draw(s.r); s.good(args) {
			return args
		}
	}
	return nil
}

// good reports whether the function is finite at and around the point, and
// smooth enough for differences in float64 to say something.
func (s *searcher) good(args []ir.Arg) bool {
	out, err := ir.Eval(s.fm.Func, sample.Copy(args)...)
	if err != nil || !sample.Finite(s.fm.Body.Yield, out) {
		return false
	}
	x := s.coordinates(args)
	size := math.Abs(s.sum(args, x))
	for i := range x {
		slope, e := gradcheck.Sweep(func(at []float64) float64 { return s.sum(args, at) }, x, i)
		if !(e <= 1e-7*math.Abs(slope)+1e-9*size) {
			return false
		}
	}
	return true
}

// coordinates are the active floats of the arguments.
func (s *searcher) coordinates(args []ir.Arg) []float64 {
	var x []float64
	for _, p := range s.fm.active() {
		sample.Each(args[slices.Index(s.fm.Body.Params, p)], func(v *ir.Scalar) { x = append(x, v.F) })
	}
	return x
}

// with are the arguments with other coordinates.
func (s *searcher) with(args []ir.Arg, x []float64) []ir.Arg {
	out := sample.Copy(args)
	k := 0
	for _, p := range s.fm.active() {
		i := slices.Index(s.fm.Body.Params, p)
		if out[i].Array == nil {
			out[i].F = x[k]
			k++
			continue
		}
		for e := range out[i].Array.Elems {
			out[i].Array.Elems[e].F = x[k]
			k++
		}
	}
	return out
}

// sum is the sum of all float results, NaN where the function fails.
func (s *searcher) sum(args []ir.Arg, x []float64) float64 {
	out, err := ir.Eval(s.fm.Func, s.with(args, x)...)
	if err != nil {
		return math.NaN()
	}
	total := 0.0
	for i, v := range s.fm.Body.Yield {
		if v.Type.Kind == ir.F64 {
			sample.Each(out[i], func(r *ir.Scalar) { total += r.F })
		}
	}
	return total
}
