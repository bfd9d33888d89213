// One generated file: the functions of an expression file and their
// derivatives.

package main

import (
	"errors"
	"go/token"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"chainrule/adjoint"
	"chainrule/codegen"
	"chainrule/frontend"
	"chainrule/frontend/expr"
	"chainrule/ir"
	"chainrule/ir/pass"
)

// job is the generation of the files of one folder.
type job struct {
	*app
	flags   *genFlags
	unit    *unit
	sources map[string][]string // the lines of each file
	owners  map[string]token.Position
	derived []derived // of the file being generated
	ds      ir.Diagnostics
}

// generatePackage generates the named files of a folder. Mistakes of all of
// them are reported together.
func (a *app) generatePackage(f *genFlags, files []string) ([]output, error) {
	sources, err := a.sources(files)
	if err != nil {
		return nil, err
	}
	u, err := a.lowered(sources)
	if err != nil {
		return nil, err
	}
	j := &job{app: a, flags: f, unit: u, sources: map[string][]string{}, owners: map[string]token.Position{}}
	for _, s := range sources {
		j.sources[s.Name] = strings.Split(string(s.Text), "\n")
	}
	for _, fn := range u.funcs {
		j.owners[fn.Name] = fn.Pos
	}
	var outputs []output
	for _, file := range files {
		if j.has(file) {
			outputs = append(outputs, j.file(file)...)
		}
	}
	if len(j.ds) > 0 {
		return nil, j.withLines(sources)
	}
	return outputs, nil
}

func (j *job) withLines(sources []expr.Source) error {
	for _, s := range sources {
		j.ds = j.ds.WithLines(s.Name, s.Text)
	}
	return j.ds
}

// has reports whether anything of the file is to be generated.
func (j *job) has(file string) bool {
	return slices.ContainsFunc(j.unit.of(file), func(fn *ir.Func) bool { return j.wanted(fn) })
}

// wanted reports whether -func asks for the function, and remembers that it
// was there. Without -func, all are wanted but helpers.
func (j *job) wanted(fn *ir.Func) bool {
	if len(j.flags.funcs) == 0 {
		return !j.unit.helper(fn)
	}
	if !slices.Contains(j.flags.funcs, fn.Name) {
		return false
	}
	j.flags.found = append(j.flags.found, fn.Name)
	return true
}

// file generates the Go file of an expression file, and its test.
func (j *job) file(file string) []output {
	cf := codegen.File{
		Package: j.packageName(file), Source: file, Header: j.command(file), Line: j.line,
		Taken: j.elsewhere(file),
	}
	j.derived = nil
	before := len(j.ds)
	stamp := frontend.Stamp{Version: frontend.Version()}
	for _, fn := range j.unit.of(file) {
		if j.wanted(fn) {
			cf.Funcs = append(cf.Funcs, j.function(fn)...)
			stamp.Add(fn.Name, frontend.Hash(fn))
		}
	}
	cf.Stamp = stamp.Lines()
	if len(j.ds) > before {
		return nil
	}
	j.phase = "writing Go for " + file
	text := goText(cf, &j.ds)
	if len(j.ds) > before {
		return nil
	}
	out := []output{{j.outputName(file), text}}
	if j.flags.test {
		out = append(out, j.testFile(file, text, cf)...)
	}
	return out
}

// goText is the Go of the file. A mistake that a function makes ends the writing,
// so the others are written again without it, to report what they make.
func goText(cf codegen.File, ds *ir.Diagnostics) []byte {
	for {
		text, err := codegen.Generate(cf)
		if err == nil {
			return text
		}
		var d ir.Diagnostic
		if !errors.As(err, &d) {
			ds.Add(token.Position{Filename: cf.Source, Line: 1, Column: 1}, "%v", err)
			return nil
		}
		*ds = append(*ds, d)
		n := len(cf.Funcs)
		cf.Funcs = slices.DeleteFunc(slices.Clone(cf.Funcs), func(fn codegen.Func) bool { return fn.IR.Pos == d.Pos })
		if len(cf.Funcs) == 0 || len(cf.Funcs) == n {
			return nil
		}
	}
}

// elsewhere lists the functions of the folder's other expression files.
func (j *job) elsewhere(file string) (names []string) {
	for _, fn := range j.unit.funcs {
		if fn.Pos.Filename != file {
			names = append(names, fn.Name)
		}
	}
	return names
}

// function is the primal and its derivatives.
func (j *job) function(fn *ir.Func) []codegen.Func {
	j.phase = "differentiating " + fn.Name
	primal, _ := fn.Clone()
	adjoint.Optimise(primal, nil)
	pass.Run(primal, pass.Schedule, nil)
	out := []codegen.Func{{IR: primal, Base: fn.Name}}
	for _, k := range j.flags.kindsOf(fn) {
		d, ds := adjoint.Derive(fn, k, adjoint.Options{Wrt: j.flags.wrt})
		if len(ds) > 0 {
			j.ds = append(j.ds, ds...)
			continue
		}
		pass.Run(d, pass.Schedule, nil)
		if j.flags.name != "" {
			d.Name = j.flags.name
		}
		j.claim(d.Name, fn)
		out = append(out, codegen.Func{IR: d, Base: fn.Name})
		j.derived = append(j.derived, derived{fn, d, k})
	}
	return out
}

// claim reports a derivative's name that something else has.
func (j *job) claim(name string, fn *ir.Func) {
	if !token.IsIdentifier(name) {
		j.ds.Add(fn.Pos, "the derivative of %s cannot be named %q: that is no Go identifier", fn.Name, name)
		return
	}
	if pos, taken := j.owners[name]; taken {
		j.ds.Add(fn.Pos, "the derivative of %s is named %s, and so is the function at %v: rename one, or use -name", fn.Name, name, pos)
		return
	}
	j.owners[name] = fn.Pos
}

// line is the text of a source line.
func (j *job) line(pos token.Position) string {
	lines := j.sources[pos.Filename]
	if pos.Line < 1 || pos.Line > len(lines) {
		return ""
	}
	return lines[pos.Line-1]
}

// outputName is where the Go of an expression file goes.
func (j *job) outputName(file string) string {
	if j.flags.out != "" {
		return j.flags.out
	}
	return strings.TrimSuffix(file, suffix) + "_grad.go"
}

// packageName is the file's own, or that of the folder's Go files.
func (j *job) packageName(file string) string {
	switch {
	case j.flags.pkg != "":
		return j.flags.pkg
	case j.unit.pkg.Name != "":
		return j.unit.pkg.Name
	case os.Getenv("GOPACKAGE") != "":
		return os.Getenv("GOPACKAGE") // go generate sets it
	}
	return packageOf(filepath.Dir(file))
}

// packageOf is the name of a package after its folder.
func packageOf(dir string) string {
	dir, err := filepath.Abs(dir)
	if err != nil {
		return "main"
	}
	name := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, filepath.Base(dir))
	if !token.IsIdentifier(name) {
		return "main"
	}
	return name
}

// command is how the file can be made again; it does not depend on where or by
// which path chainrule was called.
func (j *job) command(file string) string {
	words := j.flags.words()
	if j.flags.test {
		words = append(words, "-test")
	}
	return strings.Join(append(words, filepath.Base(file)), " ")
}

// words are the command and those of its flags that say what is generated.
func (f *genFlags) words() []string {
	words := []string{"chainrule gen"}
	add := func(flag string, values ...string) {
		if len(values) > 0 && values[0] != "" {
			words = append(words, flag, strings.Join(values, ","))
		}
	}
	if f.byKind {
		add("-kind", f.kinds...)
	}
	add("-wrt", f.wrt...)
	add("-func", f.funcs...)
	add("-name", f.name)
	add("-package", f.pkg)
	return words
}
