// Package derive asks chainrule for the derivatives of functions, as its command
// does, and says which parameter and which result of a derivative is what.
package derive

import (
	"errors"
	"fmt"
	"runtime/debug"
	"strings"
	"time"

	"chainrule/adjoint"
	"chainrule/codegen"
	"chainrule/frontend/gofunc"
	"chainrule/generated/public/check"
	"chainrule/ir"
	"chainrule/ir/pass"
)

// Derived is what became of a function.
type Derived struct {
	Func    string // its path
	Name    string // of the derivative
	Text    string // the file with it
	Roles   check.Roles
	Refusal []string // messages, if it was refused
	Crash   string   // what chainrule panicked with
	Seconds float64  // that it took
}

// Maker makes derivatives.
type Maker struct {
	prog    *gofunc.Program
	Target  string // the path of the package that they go into; empty for that of the function
	Package string // its name
}

// Open gives a maker for functions of the packages that the module in dir knows.
func Open(dir string) (*Maker, error) {
	prog, err := gofunc.Open(gofunc.Config{Dir: dir})
	return &Maker{prog: prog}, err
}

// Make makes the vector-Jacobian product of a function, by that name.
func (m *Maker) Make(path, name string) (d Derived) {
	d = Derived{Func: path, Name: name}
	start := time.Now()
	defer func() {
		d.Seconds = time.Since(start).Seconds()
		if e := recover(); e != nil {
			d.Crash = fmt.Sprintf("%v, in %s", e, culprit(string(debug.Stack())))
		}
	}()
	r, err := m.prog.Find(path)
	if err != nil {
		d.refuse(err)
		return d
	}
	r.Name, r.Kinds = name, []string{string(adjoint.VJP)}
	if m.Target != "" {
		r.Target = m.Target
	}
	primal, ds := m.prog.Lower(r)
	if len(ds) > 0 {
		d.refuse(ds)
		return d
	}
	f, ds := adjoint.Derive(primal, adjoint.VJP, adjoint.Options{})
	if len(ds) > 0 {
		d.refuse(ds)
		return d
	}
	pass.Run(f, pass.Schedule, nil)
	f.Name = name
	d.Roles = rolesOf(primal.Sig, f.Sig)
	text, err := codegen.Generate(m.file(r, f))
	if err != nil {
		d.refuse(err)
	}
	d.Text = string(text)
	return d
}

// file is a file for one derivative, whose helpers no other file has.
func (m *Maker) file(r gofunc.Request, f *ir.Func) codegen.File {
	name := m.Package
	if m.Target == "" {
		name = r.Package()
	}
	return codegen.File{
		Package: name, PackagePath: r.Target, Source: r.File(), Helpers: strings.ToLower(f.Name),
		Funcs: []codegen.Func{{IR: f, Base: f.Name}}, Line: m.prog.Line, Accessor: m.prog.Accessor,
	}
}

// refuse keeps the messages of an error.
func (d *Derived) refuse(err error) {
	var list ir.Diagnostics
	if errors.As(err, &list) {
		for _, one := range list {
			d.Refusal = append(d.Refusal, fmt.Sprintf("%v: %s", one.Pos, one.Msg))
		}
		return
	}
	d.Refusal = append(d.Refusal, err.Error())
}

// culprit is the innermost function of chainrule in the stack of a panic.
func culprit(stack string) string {
	_, stack, _ = strings.Cut(stack, "panic(")
	for line := range strings.Lines(stack) {
		if rest, ok := strings.CutPrefix(line, "chainrule/"); ok && !strings.HasPrefix(rest, "codegen.Generate.") {
			name, _, _ := strings.Cut(rest, "(0x")
			return name
		}
	}
	return "?"
}
