// A program of one package that others have checked: what an analyzer is given.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"

	"golang.org/x/tools/go/packages"
)

// Checked gives a program of a package that is parsed, with comments, and checked
// already; its tests may be among the files. What the package imports is asked of
// the go command when it is needed.
func Checked(fset *token.FileSet, files []*ast.File, pkg *types.Package, info *types.Info) (*Program, error) {
	c := Config{}
	if len(files) > 0 {
		c.Dir = filepath.Dir(fset.PositionFor(files[0].Package, false).Filename)
	}
	p, err := Open(c)
	if err != nil {
		return nil, err
	}
	p.Fset = fset
	u := &unit{
		meta:  &packages.Package{ID: pkg.Path(), PkgPath: pkg.Path(), Name: pkg.Name()},
		decls: map[string]declared{}, marks: map[*ast.File]*marks{}, pkg: pkg, info: info, given: true,
	}
	for _, file := range files {
		u.add(file, nil)
		u.meta.GoFiles = append(u.meta.GoFiles, fset.PositionFor(file.Package, false).Filename)
	}
	p.units[u.meta.ID], p.order, p.chosen[u.meta.ID] = u, []*unit{u}, true
	p.roots = []*packages.Package{u.meta}
	return p, nil
}

// complete finds the packages that a given one imports.
func (p *Program) complete(u *unit) {
	if !u.given || u.meta.Imports != nil {
		return
	}
	u.meta.Imports = map[string]*packages.Package{}
	if _, err := p.list(exporting, false, u.imports()); err != nil {
		return // what is missing is said where it is needed
	}
	for _, path := range u.imports() {
		if meta := p.metas[path]; meta != nil {
			u.meta.Imports[path] = meta
		}
	}
}

// Generated gives the files of the loaded packages that chainrule wrote, by the
// names that Position gives them, and where their package clauses are.
func (p *Program) Generated() map[string]token.Position {
	p.mu.Lock()
	defer p.mu.Unlock()
	names := map[string]token.Position{}
	for _, r := range p.roots {
		for _, file := range p.parse(r).files {
			if generated(file) {
				pos := p.Position(file.Package)
				names[pos.Filename] = pos
			}
		}
	}
	return names
}

// Text is a file's text, by a name that Position gave.
func (p *Program) Text(name string) []byte { return p.texts.read(name).raw }
