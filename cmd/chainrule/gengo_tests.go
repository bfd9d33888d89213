// The tests that gen -test writes for functions of Go.

package main

import (
	"errors"
	"fmt"
	"go/types"
	"slices"
	"strings"

	"chainrule/adjoint"
	"chainrule/cmd/chainrule/internal/sample"
	"chainrule/codegen"
	"chainrule/frontend/gofunc"
	"chainrule/ir"
)

// testName is the file that the test of a generated file goes into. The name that
// first comes to mind is that of the derivatives of functions of tests.
func testName(name string) string { return strings.TrimSuffix(name, ".go") + "_check_test.go" }

// test writes the test of a file. What cannot be tested is said in it.
func (j *goJob) test(g *goFile) []byte {
	tf := codegen.TestFile{
		Package: g.target.Name, PackagePath: g.target.Path, Source: g.sources(), Constraint: g.constraint(), Helpers: helpersOf(g.name, g.sources()),
		Header: strings.Replace(j.command(g), "chainrule gen", "chainrule gen -test", 1),
	}
	for _, d := range g.derived {
		for _, one := range d.derived {
			if !tested(one.kind) {
				continue
			}
			t, err := d.test(one)
			if err != nil {
				tf.Remarks = append(tf.Remarks, fmt.Sprintf("%s is not tested here: %v.", one.deriv.Name, err))
				continue
			}
			t.Test = j.free(g, t.Test)
			tf.Funcs = append(tf.Funcs, t)
		}
	}
	text, err := codegen.GenerateTest(tf)
	if err != nil {
		panic(err) // all in it was made here
	}
	return text
}

// free is a name that the package does not have yet.
func (j *goJob) free(g *goFile, name string) string {
	for {
		if _, taken := j.taken[g.target.Path][name]; !taken {
			return name
		}
		name += "_"
	}
}

// test is the test of a derivative, or why there is none.
func (d *goDerived) test(one derived) (t codegen.TestFunc, err error) {
	if err := testable(one.primal); err != nil {
		return t, err
	}
	own := d.request.Body.Func
	t = codegen.TestFunc{
		Test: codegen.TestName(strings.ReplaceAll(strings.TrimSuffix(d.request.Func(), own.Name()), ".", "") + one.deriv.Name),
		Name: one.deriv.Name, Primal: own.Name(), Seeded: one.kind == adjoint.VJP,
		Method: own.Signature().Recv() != nil, Beside: one.deriv.Sig.Recv != nil,
	}
	if !t.Method && own.Pkg().Path() != d.request.Target {
		t.Primal = "{" + own.Pkg().Path() + "}." + t.Primal
	}
	fm := goFormula(d.request, one.primal)
	if err := d.parameters(&t, fm, one.deriv.Sig); err != nil {
		return t, err
	}
	s, err := newSearcher(fm)
	if err != nil {
		return t, err
	}
	if t.Points = s.points(); len(t.Points) == 0 {
		return t, errors.New(s.why())
	}
	return t, nil
}

// goFormula is a function of Go, lowered.
func goFormula(r gofunc.Request, fn *ir.Func) *formula {
	fm := &formula{Func: fn}
	in, _ := r.InOut()
	for i, g := range fn.Sig.All() {
		fm.inGo = append(fm.inGo, sample.Param{GoParam: g, Of: in[i]})
	}
	return fm
}

// parameters describes the parameters and results of the primal.
func (d *goDerived) parameters(t *codegen.TestFunc, fm *formula, deriv *ir.Signature) error {
	in, out := d.request.InOut()
	added := slices.Concat(deriv.Params, deriv.Results)
	of := func(name string) *ir.GoParam {
		if i := slices.IndexFunc(added, func(p ir.GoParam) bool { return p.Of == name }); i >= 0 {
			return &added[i]
		}
		return nil
	}
	for i, g := range fm.Sig.All() {
		p := codegen.TestParam{Name: g.Name, Type: sample.TypeText(in[i]), Variadic: g.Variadic}
		if a := of(g.Name); a != nil {
			p.Shadow = slices.ContainsFunc(deriv.Params, func(q ir.GoParam) bool { return q.Name == a.Name })
			p.ByPointer = a.Type == "*"+g.Type
			var err error
			if p.Floats, err = d.floats(in[i]); err != nil {
				return fmt.Errorf("%s: %w", g.Name, err)
			}
		}
		t.Params = append(t.Params, p)
	}
	for i, g := range fm.Sig.Results {
		if g.Type == "error" && i == len(out)-1 {
			t.Fails = true
			break
		}
		floats, err := d.floats(out[i])
		if err != nil {
			return fmt.Errorf("result %s: %w", g.Name, err)
		}
		t.Results = append(t.Results, codegen.TestParam{Name: g.Name, Type: sample.TypeText(out[i]), Floats: floats})
	}
	return nil
}

// floats are the paths to the floats of a type that the output's package may name.
func (d *goDerived) floats(t types.Type) (list []codegen.TestFloat, err error) {
	fs, err := sample.Floats(t, d.request.Target)
	for _, f := range fs {
		if b, ok := f.Of.Underlying().(*types.Basic); ok && b.Kind() == types.Float32 {
			return nil, errors.New("it is of float32, of which differences say little")
		}
		list = append(list, codegen.TestFloat{Path: f.Path, Type: sample.TypeText(f.Of)})
	}
	return list, err
}

// testable says why a function cannot be compared with differences by calling it
// again and again.
func testable(f *ir.Func) error {
	a := f.Aliases()
	foreign := func(p ir.Place) bool { return slices.ContainsFunc(a.Objects(p), a.Foreign) }
	writes, stops, single := false, false, false
	f.Body.Walk(func(in *ir.Instr) {
		stops, single = stops || in.Op.Name == "stop", single || in.IsF32()
		writes = writes || !in.IsGo() && slices.ContainsFunc(in.Writes(), foreign)
	})
	switch {
	case writes:
		return errors.New("it writes its caller's memory")
	case slices.ContainsFunc(f.Body.Yield, func(v *ir.Value) bool { return v.Type.IsRef() && foreign(ir.Place{Ref: v}) }):
		return errors.New("a result is memory of its caller's")
	case slices.ContainsFunc(f.Wrt, func(w string) bool { return f.Param(w) == nil }):
		return errors.New("it is differentiated by parts of what a parameter leads to")
	case single:
		return errors.New("it computes in float32, of which differences say little")
	case stops:
		return errors.New("something is stopped in it, which differences do not see")
	}
	return nil
}
