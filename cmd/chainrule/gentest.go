// The test that gen -test writes: where to compare is found here, by trying.

package main

import (
	"go/token"
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

// testFile is the test of a generated file. Tangents are not tested: the
// reverse mode comes from the same rules. Nor are formulas that stop something.
func (j *job) testFile(file string, generated []byte, cf codegen.File) []output {
	j.phase = "writing a test for " + file
	tf := codegen.TestFile{Package: cf.Package, Source: cf.Source, Header: cf.Header, Constraint: cf.Constraint}
	for _, d := range j.derived {
		if d.kind != adjoint.Grad && d.kind != adjoint.VJP || j.stops(d.primal) {
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
	s := newSearcher(fm)
	for range testPoints {
		if args := s.point(); args != nil {
			fn.Points = append(fn.Points, codegen.TestPoint{Args: args})
		}
	}
	if len(fn.Points) == 0 {
		j.ds.Add(d.primal.Pos, "-test: %s", s.why())
	}
	for range testEdges {
		for i, args := range s.edge() {
			note := []string{"One side of the edge of a branch, and the other:", ""}[i]
			fn.Points = append(fn.Points, codegen.TestPoint{Args: args, Note: note})
		}
	}
	return fn
}
