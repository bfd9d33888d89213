// Generated Go for functions of Go: which goes into which file.

package main

import (
	"errors"
	"fmt"
	"go/token"
	"maps"
	"path/filepath"
	"slices"
	"strings"
	"unicode"

	"chainrule/frontend/gofunc"
	"chainrule/frontend/gofunc/analyzer"
	"chainrule/ir"
)

// goJob is the generation for the Go packages of a module.
type goJob struct {
	*app
	flags   *genFlags
	prog    *gofunc.Program
	files   []*goFile
	taken   nameTable
	overlay map[string][]byte // what earlier rounds wrote, by absolute name
	ds      ir.Diagnostics
}

// nameTable are declared names, by package and name.
type nameTable map[string]map[string]token.Position

// goFile is a file to write.
type goFile struct {
	name     string // or "-"
	target   gofunc.Target
	requests []gofunc.Request
	derived  []*goDerived
	text     []byte
	test     []byte         // of -test
	ds       ir.Diagnostics // of what became of the requests
}

// generateGo generates for the Go packages that the arguments name; before is what
// will be written beside.
func (a *app) generateGo(f *genFlags, in *inputs, before []output) (outputs []output, err error) {
	var ds ir.Diagnostics
	for _, module := range slices.Sorted(maps.Keys(in.patterns)) {
		j, list, err := a.rounds(f, in, module, before)
		if err != nil {
			return nil, err
		}
		outputs = append(outputs, list...)
		ds = append(ds, j.prog.WithLines(j.ds)...)
	}
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	return outputs, nil
}

// load loads the packages and gives what is asked for.
func (j *goJob) load(module string, in *inputs) (requests []gofunc.Request, err error) {
	j.phase = "loading Go packages"
	c := gofunc.Config{Dir: module, Tests: true, Tags: j.flags.tags, Pending: append(pending(in.folders), j.flags.name), Overlay: j.overlay}
	patterns := in.patterns[module]
	var ds ir.Diagnostics
	if len(patterns) == 0 {
		j.prog, err = gofunc.Open(c)
	} else if j.prog, ds = gofunc.Load(c, patterns...); len(ds) > 0 {
		err = ds
	}
	if err != nil {
		return nil, refuse(err)
	}
	requests, ds = j.prog.Requests()
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	if len(j.flags.funcs) > 0 {
		requests, err = j.named(requests)
	} else {
		if j.flags.check {
			j.ds = analyzer.Leftover(j.prog, requests)
		}
		requests = slices.DeleteFunc(requests, func(r gofunc.Request) bool { return !in.wants(r) })
	}
	return requests, err
}

// wants reports whether the file of a request is among those that the arguments mean.
func (in *inputs) wants(r gofunc.Request) bool {
	abs, err := filepath.Abs(r.File())
	return len(in.only) == 0 || err == nil && slices.Contains(in.only, abs)
}

// named are the requests for the functions that -func names and that no
// expression file has.
func (j *goJob) named(directives []gofunc.Request) (requests []gofunc.Request, err error) {
	var ds ir.Diagnostics
	for _, name := range j.flags.funcs {
		if slices.Contains(j.flags.found, name) {
			continue
		}
		r, err := j.prog.Find(name)
		switch bad := (ir.Diagnostics)(nil); {
		case errors.As(err, &bad):
			return nil, refuse(bad)
		case err != nil:
			return nil, refusef("-func: %v", err)
		}
		j.flags.found = append(j.flags.found, name)
		if own := gofunc.Find(directives, gofunc.Key(r.Body.Func)); len(own) > 0 && j.flags.wrt == nil && !j.flags.byKind && j.flags.name == "" {
			requests = append(requests, own...)
			continue
		}
		r, bad := r.By(j.flags.wrt)
		r.Name, r.Kinds = j.flags.name, nil
		if j.flags.byKind {
			r.Kinds = slices.Compact(slices.Clone(j.flags.kinds))
		}
		requests, ds = append(requests, r), append(ds, bad...)
	}
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	return requests, nil
}

// plan assigns the requests to files.
func (j *goJob) plan(requests []gofunc.Request) error {
	if n := len(sourcesOf(requests)); n > 1 && j.flags.out != "" && len(j.flags.funcs) == 0 {
		return fmt.Errorf("-o names one file, and there are %d to write: name one source file", n)
	}
	for _, r := range requests {
		name, target, err := j.place(r)
		if err != nil {
			return err
		}
		r.Target = target.Path
		i := slices.IndexFunc(j.files, func(g *goFile) bool { return g.name == name })
		if i < 0 {
			i = len(j.files)
			j.files = append(j.files, &goFile{name: name, target: target})
		}
		if j.files[i].target != target {
			return refusef("%s cannot be of package %s and of package %s: name functions of one package", name, j.files[i].target.Name, target.Name)
		}
		j.files[i].requests = append(j.files[i].requests, r)
	}
	return nil
}

// place is the file that the derivatives of a function go into, and its package.
func (j *goJob) place(r gofunc.Request) (name string, t gofunc.Target, err error) {
	own := gofunc.Target{Path: r.Target, Name: r.Package()}
	out := j.flags.out
	switch {
	case out == "" && !r.Main():
		return "", t, refusef("-func: %s is of another module: -o says into which file of yours its derivatives go", gofunc.Key(r.Body.Func))
	case out == "":
		return r.Output(), own, j.samePackage(own)
	case out == "-" && r.Main() || sameFolder(out, r.File()):
		return out, own, j.samePackage(own)
	}
	dir := filepath.Dir(out)
	if out == "-" {
		dir = "."
	}
	if t, err = j.prog.Into(dir); err != nil {
		return "", t, refusef("%v", err)
	}
	if t.Name == "" {
		t.Name = j.flags.pkg
	}
	if t.Name == "" {
		t.Name = packageOf(dir)
	}
	return out, t, j.samePackage(t)
}

// samePackage refuses a name for the package that the folder does not have.
func (j *goJob) samePackage(t gofunc.Target) error {
	if name := j.flags.pkg; name != "" && name != t.Name {
		return refusef("-package %s: the Go files beside the output are of package %s", name, t.Name)
	}
	return nil
}

func sameFolder(a, b string) bool {
	x, err1 := filepath.Abs(filepath.Dir(a))
	y, err2 := filepath.Abs(filepath.Dir(b))
	return err1 == nil && err2 == nil && x == y
}

// sources are the names of the files that the functions are from.
func (g *goFile) sources() string {
	var names []string
	for _, name := range sourcesOf(g.requests) {
		names = append(names, filepath.Base(name))
	}
	return strings.Join(names, ", ")
}

// sourcesOf lists the files of functions.
func sourcesOf(requests []gofunc.Request) (names []string) {
	for _, r := range requests {
		if !slices.Contains(names, r.File()) {
			names = append(names, r.File())
		}
	}
	return names
}

// outputsOf lists the files that derivatives are written to where nothing else is said.
func outputsOf(requests []gofunc.Request) (names []string) {
	for _, r := range requests {
		names = append(names, r.Output())
	}
	return names
}

// constraint is that under which all sources are built.
func (g *goFile) constraint() string {
	var parts []string
	for _, r := range g.requests {
		if c := r.Constraint(); c != "" && !slices.Contains(parts, c) {
			parts = append(parts, c)
		}
	}
	if len(parts) > 1 {
		return "(" + strings.Join(parts, ") && (") + ")"
	}
	return strings.Join(parts, "")
}

// command is how the file can be made again, from within the folder it is in.
func (j *goJob) command(g *goFile) string {
	f := *j.flags
	if len(f.funcs) == 0 {
		return "chainrule gen " + g.sources()
	}
	words := f.words()
	if f.out != "" && f.out != "-" {
		words = append(words, "-o", filepath.Base(f.out))
	}
	if g.requests[0].Main() && !f.remote() {
		words = append(words, g.sources())
	}
	return strings.Join(words, " ")
}

// helpersOf is how the names of a file's helpers begin, which is not as those
// that an expression file of the same name has.
func helpersOf(name, source string) string {
	if name == "-" {
		name = source
	}
	base := strings.TrimSuffix(filepath.Base(name), ".go")
	base = strings.TrimSuffix(base, "_deriv")
	var b strings.Builder
	for _, part := range strings.FieldsFunc(base, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		b.WriteString(strings.ToUpper(part[:1]) + part[1:])
	}
	return "deriv" + b.String()
}
