// Reading expression files: all of a directory are one package.

package main

import (
	"errors"
	"fmt"
	"io"
	"io/fs"
	"os"
	"path/filepath"
	"sort"
	"strings"

	"chainrule/frontend/expr"
	"chainrule/ir"
)

// suffix is how expression files are named.
const suffix = ".grad"

// mostBytes bounds a file; it would be refused anyway.
const mostBytes = 64 << 20

// unit is the checked and lowered expression files of a directory.
type unit struct {
	pkg    *expr.Package
	funcs  []*ir.Func
	called map[string]bool // by functions of the package; made when asked for
}

// of lists the functions of the named file.
func (u *unit) of(file string) []*ir.Func {
	var fs []*ir.Func
	for _, f := range u.funcs {
		if f.Pos.Filename == file {
			fs = append(fs, f)
		}
	}
	return fs
}

// load reads the package that the files, all of one directory, belong to.
func (a *app) load(files []string) (*unit, error) {
	a.phase = "reading " + strings.Join(files, ", ")
	sources, err := a.sources(files)
	if err != nil {
		return nil, err
	}
	return a.lowered(sources)
}

// lowered checks and lowers the sources of one package.
func (a *app) lowered(sources []expr.Source) (*unit, error) {
	a.phase = "checking " + sources[0].Name
	pkg, ds := expr.Load(sources...)
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	a.phase = "lowering " + sources[0].Name
	funcs, ds := pkg.Lower()
	if len(ds) > 0 {
		return nil, refuse(ds)
	}
	return &unit{pkg: pkg, funcs: funcs}, nil
}

// sources reads the files and the other expression files beside them, the
// named ones first. A file named - is standard input, alone.
func (a *app) sources(files []string) ([]expr.Source, error) {
	if len(files) == 1 && files[0] == "-" {
		text, err := io.ReadAll(io.LimitReader(a.in, mostBytes))
		if err != nil {
			return nil, refusef("standard input: %v", err)
		}
		return []expr.Source{{Name: "-", Text: text}}, nil
	}
	names, err := withSiblings(files)
	if err != nil {
		return nil, err
	}
	var sources []expr.Source
	for _, name := range names {
		text, err := readFile(name)
		if err != nil {
			return nil, err
		}
		sources = append(sources, expr.Source{Name: name, Text: text})
	}
	return sources, nil
}

// readFile reads a file that is not absurdly large.
func readFile(name string) ([]byte, error) {
	info, err := os.Stat(name)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil, refusef("%s: there is no such file", name)
	case err != nil:
		return nil, refusef("%v", err)
	case info.IsDir():
		return nil, refusef("%s is a folder, not an expression file", name)
	case info.Size() > mostBytes:
		return nil, refusef("%s: %d bytes are more than %d, the most that is read", name, info.Size(), mostBytes)
	}
	f, err := os.Open(name)
	if err != nil {
		return nil, refusef("%v", err)
	}
	defer f.Close()
	text, err := io.ReadAll(io.LimitReader(f, mostBytes+1)) // a device tells no size
	switch {
	case err != nil:
		return nil, refusef("%v", err)
	case len(text) > mostBytes:
		return nil, refusef("%s: there are more than %d bytes, the most that is read", name, mostBytes)
	}
	return text, nil
}

// withSiblings appends the other expression files of the first one's directory.
func withSiblings(files []string) ([]string, error) {
	names := append([]string(nil), files...)
	if !strings.HasSuffix(files[0], suffix) {
		return names, nil
	}
	seen := map[string]bool{}
	for _, f := range files {
		seen[filepath.Clean(f)] = true
	}
	siblings, err := gradFilesIn(filepath.Dir(files[0]))
	if err != nil {
		return names, nil // the named file itself will be reported
	}
	for _, s := range siblings {
		if !seen[filepath.Clean(s)] {
			names = append(names, s)
		}
	}
	return names, nil
}

// gradFilesIn lists the expression files of a directory, in order of name.
func gradFilesIn(dir string) ([]string, error) {
	entries, err := os.ReadDir(dir)
	if err != nil {
		return nil, refusef("%v", err)
	}
	var names []string
	for _, e := range entries {
		if !e.IsDir() && strings.HasSuffix(e.Name(), suffix) && !strings.HasPrefix(e.Name(), ".") {
			names = append(names, filepath.Join(dir, e.Name()))
		}
	}
	sort.Strings(names)
	return names, nil
}

// pick is the function of that name among fs, or the only one.
func pick(fs []*ir.Func, name, where string) (*ir.Func, error) {
	var names []string
	for _, f := range fs {
		if f.Name == name {
			return f, nil
		}
		names = append(names, f.Name)
	}
	switch {
	case len(fs) == 0:
		return nil, refusef("%s: there is no function", where)
	case name != "":
		return nil, fmt.Errorf("%s has no function %s: it has %s", where, name, strings.Join(names, ", "))
	case len(fs) > 1:
		return nil, fmt.Errorf("%s has several functions: -f says which, of %s", where, strings.Join(names, ", "))
	}
	return fs[0], nil
}
