// The test that gen -test writes: where to compare is found here, by trying.

package main

import (
	"go/token"
	"slices"
	"strings"

	"chainrule/adjoint"
	"chainrule/codegen"
	"chainrule/ir"
)

const (
	testPoints = 3 // in the domain
	testEdges  = 2 // pairs of points beside edges of branches
)

// derived is a derivative that was generated.
type derived struct {
	primal, deriv *ir.Func
	kind          adjoint.Kind
}

// tested reports whether derivatives of a kind are tested. Others are made by the
// same rules, or of these.
func tested(k adjoint.Kind) bool { return k == adjoint.Grad || k == adjoint.VJP }

// testFile is the test of a generated file. Tangents are not tested: the
// reverse mode comes from the same rules. Nor are formulas that stop something.
func (j *job) testFile(file string, generated []byte, cf codegen.File) []output {
	j.phase = "writing a test for " + file
	tf := codegen.TestFile{Package: cf.Package, Source: cf.Source, Header: cf.Header, Constraint: cf.Constraint}
	for _, d := range j.derived {
		if !tested(d.kind) || j.stops(d.primal) {
			continue
		}
		fn := j.testFunc(d, string(generated))
		if len(fn.Points) == 0 {
			continue // reported
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

// stops reports whether the formula itself has a stop(…), by which its derivative
// is meant to differ from differences. logsumexp has one of its own, which does
// not count: there the cut changes nothing.
func (j *job) stops(f *ir.Func) bool {
	found := false
	f.Body.Walk(func(in *ir.Instr) {
		if in.Op.Name == "stop" {
			line := j.line(in.Pos)
			found = found || strings.HasPrefix(line[min(in.Pos.Column-1, len(line)):], "stop")
		}
	})
	return found
}

func (j *job) testFunc(d derived, generated string) codegen.TestFunc {
	fm := &formula{Func: d.primal, decl: declaration(j.unit.pkg, d.primal.Name)}
	if j.flags.wrt != nil {
		fm.Func, _ = d.primal.Clone()
		fm.Wrt = j.flags.wrt
	}
	fn := codegen.TestFunc{Test: codegen.TestName(d.deriv.Name), Name: d.deriv.Name, Primal: d.primal.Name, Seeded: d.kind == adjoint.VJP, Free: true}
	for _, p := range d.primal.Body.Params {
		fn.Params = append(fn.Params, testParam(p, slices.Contains(fm.active(), p)))
	}
	for i, v := range d.primal.Body.Yield {
		r := testParam(v, v.Type.Kind == ir.F64)
		r.Name = d.primal.Results[i]
		fn.Results = append(fn.Results, r)
	}
	for _, v := range d.deriv.Body.Yield {
		fn.Free = fn.Free && v.Type.Scalar() // else it makes its results
	}
	if strings.Contains(generated, "func "+d.deriv.Name+"WS(") {
		fn.Workspace = d.primal.Name + "Workspace"
	}
	s, err := newSearcher(fm)
	if err != nil {
		panic(err) // only types of Go may be none to draw
	}
	fn.Points = s.points()
	if len(fn.Points) == 0 {
		j.ds.Add(d.primal.Pos, "-test: %s", s.why())
	}
	return fn
}

// testParam is a parameter or result of an expression file in Go.
func testParam(v *ir.Value, active bool) codegen.TestParam {
	p := codegen.TestParam{Name: v.Name, Type: map[ir.Kind]string{ir.F64: "float64", ir.Int: "int", ir.Bool: "bool"}[v.Type.Kind]}
	f := codegen.TestFloat{Type: p.Type}
	if !v.Type.Scalar() {
		p.Type, p.Shadow, f.Path = "[]"+p.Type, active, "[]"
	}
	if active {
		p.Floats = []codegen.TestFloat{f}
	}
	return p
}

// points are those of a test.
func (s *searcher) points() (list []codegen.TestPoint) {
	for range testPoints {
		if args := s.point(); args != nil {
			list = append(list, s.written(args, ""))
		}
	}
	if len(list) == 0 {
		return nil
	}
	for range testEdges {
		for i, args := range s.edge() {
			note := []string{"One side of the edge of a branch, and the other:", ""}[i]
			list = append(list, s.written(args, note))
		}
	}
	return list
}

// written is a point as Go.
func (s *searcher) written(args []ir.Arg, note string) codegen.TestPoint {
	p := codegen.TestPoint{Values: s.sampler.Texts(args), Note: note}
	if s.fm.Sig != nil {
		p.Shadows = s.sampler.Zeros(args)
	}
	return p
}
