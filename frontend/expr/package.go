package expr

// A package is the files of one directory: its constants and functions see each other.

import (
	"fmt"
	"go/token"
	"strings"

	"chainrule/ir"
)

// Source is a file's name and text.
type Source struct {
	Name string
	Text []byte
}

// Package is the checked expression files of one directory.
type Package struct {
	Name  string
	Files []*File

	functions map[string]*function
	constants map[string]*constDecl
	order     []*function // as declared
	serial    int
	cost      int         // the operations of all functions
	stack     []*function // being checked, to name the cycle of a recursion

	failed     bool            // there are mistakes
	incomplete bool            // a file could not be read: names may be missing
	lost       map[string]bool // names whose declarations could not be read
}

type state int

const (
	unvisited state = iota
	visiting
	visited
)

type constDecl struct {
	decl  *Const
	errs  *errorList
	state state
	val   node
}

// Load parses and checks the files of one package. The package of files with
// mistakes cannot be lowered.
func Load(sources ...Source) (*Package, ir.Diagnostics) {
	p := &Package{functions: map[string]*function{}, constants: map[string]*constDecl{}, lost: map[string]bool{}}
	var all []*errorList
	for _, s := range sources {
		f, ds := Parse(s.Name, s.Text)
		errs := newErrorList(string(s.Text))
		errs.list = ds
		all = append(all, errs)
		p.Files = append(p.Files, f)
		p.incomplete = p.incomplete || f.incomplete
		for _, name := range f.lost {
			p.lost[name] = true
		}
		p.declare(f, errs)
	}
	p.checkAll()
	var ds ir.Diagnostics
	for _, e := range all {
		ds = append(ds, e.list...)
	}
	p.failed = len(ds) > 0
	return p, ds.Sorted()
}

// declare enters a file's declarations, so that order does not matter.
func (p *Package) declare(f *File, errs *errorList) {
	if p.Name == "" {
		p.Name = f.Package
	} else if f.Package != "" && f.Package != p.Name {
		errs.addf(token.Position{Filename: f.name, Line: 1, Column: 1},
			"package %s, and another file of the folder says package %s", f.Package, p.Name)
	}
	c := &checker{pkg: p, errs: errs}
	for _, d := range f.Decls {
		c.try(func() {
			id := d.name()
			c.goKeyword(id)
			if p.functions[id.Name] != nil || p.constants[id.Name] != nil {
				c.failf(id.Pos, "%s is declared twice in this package", id.Name)
			}
			if d.Const != nil {
				p.constants[id.Name] = &constDecl{decl: d.Const, errs: errs}
				return
			}
			if reductions[id.Name] {
				c.failf(id.Pos, "%s is a reduction of the language: choose another name", id.Name)
			}
			fn := &function{name: id.Name, decl: d.Func, doc: d.Doc, errs: errs}
			p.functions[id.Name] = fn
			p.order = append(p.order, fn)
		})
	}
}

func (d *Decl) name() Ident {
	if d.Const != nil {
		return d.Const.Name
	}
	return d.Func.Name
}

func (p *Package) checkAll() {
	for _, f := range p.Files {
		for _, d := range f.Decls {
			if d.Const == nil {
				continue
			}
			if k := p.constants[d.Const.Name.Name]; k != nil && k.decl == d.Const {
				c := &checker{pkg: p, errs: k.errs}
				c.try(func() { c.constantDecl(k) })
			}
		}
	}
	for _, fn := range p.order {
		p.checkOne(fn)
	}
}

// checkOne checks a function nobody called yet.
func (p *Package) checkOne(fn *function) {
	defer func() {
		if r := recover(); r != nil {
			fn.broken, fn.state, p.stack = true, visited, nil
			fn.errs.internal(fn.decl.Name.Pos, "checking "+fn.name, r)
		}
	}()
	p.check(fn, fn.decl.Name.Pos, nil)
}

// check checks a function before its first caller needs its results.
func (p *Package) check(fn *function, pos token.Position, caller *checker) {
	switch fn.state {
	case visited:
		return
	case visiting:
		caller.fn.broken = true
		caller.failf(pos, "recursion: %s; write a loop instead", p.cycle(fn))
	}
	if len(p.stack) >= maxNesting {
		caller.failf(pos, "calls nest more than %d functions deep", maxNesting)
	}
	fn.state = visiting
	p.stack = append(p.stack, fn)
	c := &checker{pkg: p, errs: fn.errs, fn: fn, scope: &scope{}, promoted: promoted{}, closed: map[string]bool{}}
	before := len(fn.errs.list)
	if !c.try(c.function) || len(fn.errs.list) > before {
		fn.broken = true
	}
	p.stack = p.stack[:len(p.stack)-1]
	fn.state, fn.cost = visited, c.cost
	if p.cost += c.cost; p.cost > maxPackage && p.cost-c.cost <= maxPackage {
		fn.errs.addf(fn.decl.Name.Pos, "with this function the package expands to more than %d operations", maxPackage)
	}
	fn.broken = fn.broken || p.cost > maxPackage
}

// cycle names the functions that call each other in a circle.
func (p *Package) cycle(fn *function) string {
	var names []string
	for i := len(p.stack) - 1; i >= 0; i-- {
		names = append([]string{p.stack[i].name}, names...)
		if p.stack[i] == fn {
			break
		}
	}
	if len(names) > 8 {
		names = append(names[:8], "…")
	}
	return strings.Join(append(names, fn.name), " calls ")
}

// Expression checks and lowers a single expression; names that mean nothing
// else become parameters, in order of first appearance.
func Expression(src string) (*ir.Func, ir.Diagnostics) {
	const file = "-e"
	errs := newErrorList(src)
	x := parseExpression(file, src, errs)
	if len(errs.list) > 0 {
		return nil, errs.list
	}
	p := &Package{functions: map[string]*function{}, constants: map[string]*constDecl{}, lost: map[string]bool{}}
	fn := &function{name: "f", decl: &Func{X: x, Name: Ident{Name: "f"}}, errs: errs}
	fn.decl.Params = freeParams(x)
	p.order = []*function{fn}
	p.checkOne(fn)
	if len(errs.list) > 0 {
		return nil, errs.list
	}
	fs, ds := p.Lower()
	if len(ds) > 0 {
		return nil, ds
	}
	if len(fs) != 1 {
		panic(fmt.Sprintf("%d functions from one expression", len(fs)))
	}
	return fs[0], nil
}
