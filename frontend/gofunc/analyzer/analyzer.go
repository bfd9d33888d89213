// Package analyzer reports, as go/analysis does, what chainrule gen would refuse
// in the Go functions that directives name, and what of theirs is not generated
// or out of date.
//
// It runs inside of go vet -vettool, gopls and other drivers, which give it one
// package at a time with the types of all others. Where a function calls into
// another package, or a rule may be declared in one, the source is not given: the
// analyzer asks the go command for it, in the folder of the package. A refusal
// within another package is reported at the directive.
//
// Being out of date is judged by the hashes in the header of a generated file, if
// the same version wrote it; of files that another version wrote it is only known
// whether they have the function. That a file was edited by hand is for chainrule
// gen -check to find.
package analyzer

import (
	"fmt"
	"go/token"

	"chainrule/frontend/gofunc"
	"chainrule/ir"

	"golang.org/x/tools/go/analysis"
	"golang.org/x/tools/go/analysis/unitchecker"
)

// Analyzer is the analyzer.
var Analyzer = &analysis.Analyzer{
	Name: "chainrule",
	Doc:  "report functions that chainrule cannot differentiate, and derivatives that are out of date",
	Run:  run,
}

// Main runs the analyzer for go vet -vettool, and ends the program.
func Main() { unitchecker.Main(Analyzer) }

// run analyses a package. A panic is our mistake and ends no editor.
func run(pass *analysis.Pass) (_ any, err error) {
	defer func() {
		if r := recover(); r != nil {
			err = fmt.Errorf("chainrule: internal error in package %s: %v", pass.Pkg.Path(), r)
		}
	}()
	p, err := gofunc.Checked(pass.Fset, pass.Files, pass.Pkg, pass.TypesInfo)
	if err != nil {
		return nil, err
	}
	places := newPlaces(pass)
	for _, f := range findings(p) {
		pos, msg := places.of(f)
		pass.Report(analysis.Diagnostic{Pos: pos, Message: msg})
	}
	return nil, nil
}

// Check gives what the analyzer reports of the packages of a program.
func Check(p *gofunc.Program) (ds ir.Diagnostics) {
	for _, f := range findings(p) {
		ds = append(ds, f.what)
	}
	return p.WithLines(ds)
}

// finding is something to report, and the directive that it comes from.
type finding struct {
	what ir.Diagnostic
	from token.Position
}

// places finds positions in the files of a pass.
type places struct {
	files map[string]*token.File
	first token.Pos
}

func newPlaces(pass *analysis.Pass) *places {
	p := &places{files: map[string]*token.File{}}
	for _, file := range pass.Files {
		f := pass.Fset.File(file.Package)
		p.files[f.Name()] = f
		if !p.first.IsValid() {
			p.first = file.Package
		}
	}
	return p
}

// of is where to report a finding: at its place if that is in the package, else
// at the directive, with the place in the message.
func (p *places) of(f finding) (token.Pos, string) {
	if pos := p.pos(f.what.Pos); pos.IsValid() {
		return pos, f.what.Msg
	}
	msg := f.what.Error()
	if pos := p.pos(f.from); pos.IsValid() {
		return pos, msg
	}
	return p.first, msg
}

// pos is a position in one of the files, if it is one.
func (p *places) pos(at token.Position) token.Pos {
	for name, f := range p.files {
		if sameFile(name, at.Filename) && 0 < at.Line && at.Line <= f.LineCount() {
			return f.LineStart(at.Line) + token.Pos(max(at.Column-1, 0))
		}
	}
	return token.NoPos
}
