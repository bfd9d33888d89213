// Expression files: they have no Go of their own, so the primal is generated too.

package check

import (
	"chainrule/adjoint"
	"chainrule/codegen"
	"chainrule/frontend/expr"
	"chainrule/internal/progen"
	"chainrule/ir"
	"chainrule/ir/pass"
)

// formula makes the derivatives of an expression file.
func (m *maker) formula() {
	m.stage = "lower"
	text, _ := m.unit.File("p", m.unit.name)
	lower := func() *ir.Func {
		p, ds := expr.Load(expr.Source{Name: m.unit.name + ".grad", Text: []byte(text)})
		if len(ds) > 0 {
			panic(fault{ds.Error()})
		}
		fs, ds := p.Lower()
		if len(ds) > 0 {
			panic(fault{ds.Error()})
		}
		return fs[0]
	}
	f := lower()
	m.made.lowered, m.made.sig = f, signatureOf(f)
	m.verify(f)
	m.again("lowered", f.String(), func() string { return lower().String() })
	primal, _ := f.Clone()
	adjoint.Optimise(primal, nil)
	pass.Run(primal, pass.Schedule, nil)
	m.primal = &codegen.Func{IR: primal, Base: m.unit.name}
	kinds := []string{"grad", "vjp", "jvp"}
	if !oneFloat(f) {
		kinds = kinds[1:]
	}
	for _, k := range kinds {
		m.derive(f, k)
	}
}

func oneFloat(f *ir.Func) bool { return len(f.Body.Yield) == 1 && f.Body.Yield[0].Type == ir.TF64 }

// signatureOf is the signature that a function without one has in Go.
func signatureOf(f *ir.Func) *ir.Signature {
	if f.Sig != nil {
		return f.Sig
	}
	s := &ir.Signature{}
	for _, p := range f.Body.Params {
		s.Params = append(s.Params, ir.GoParam{Name: p.Name, Leaves: []ir.Leaf{{Name: p.Name}}})
	}
	for _, r := range f.Results {
		s.Results = append(s.Results, ir.GoParam{Name: r, Leaves: []ir.Leaf{{Name: r}}})
	}
	return s
}

// lengths are those of the arrays among the parameters of an expression file's
// function, 0 for what is no array.
func lengths(f *ir.Func) (list []int) {
	for _, p := range f.Body.Params {
		switch {
		case p.Type.Scalar():
			list = append(list, 0)
		case p.Name == "A":
			list = append(list, progen.Length*progen.Length)
		default:
			list = append(list, progen.Length)
		}
	}
	return list
}
