// The package that output goes into: its name, and what it declares already.

package gofunc

import (
	"fmt"
	"go/ast"
	"go/token"
	"path/filepath"
	"slices"
)

// Target is the package of a folder that output is written into.
type Target struct {
	Path string // its import path
	Name string // empty if the folder has no Go files yet
}

// Into gives the package of a folder.
func (p *Program) Into(dir string) (Target, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	abs, err := filepath.Abs(dir)
	if err != nil {
		return Target{}, err
	}
	for _, r := range p.roots {
		if !isTest(r.ID) && len(r.GoFiles) > 0 && filepath.Dir(r.GoFiles[0]) == abs {
			return Target{r.PkgPath, r.Name}, nil
		}
	}
	found, err := p.list(metadata, false, []string{abs})
	if err != nil {
		return Target{}, fmt.Errorf("%s: %s", dir, listError(err))
	}
	return Target{found[0].PkgPath, found[0].Name}, nil
}

// Package is the name that the file of a request declares its package by.
func (r Request) Package() string { return r.Body.File.Name.Name }

// Declared gives what a package declares outside of the files that are about to
// be replaced, and where: functions, types, variables and constants by their
// names, methods as Type.Method. Tests count for what is written into a test.
func (p *Program) Declared(path string, replaced []string) map[string]token.Position {
	p.mu.Lock()
	defer p.mu.Unlock()
	names := map[string]token.Position{}
	for _, u := range p.unitsAt(path) {
		for _, file := range u.files {
			at := p.Position(file.Package).Filename
			if slices.Contains(replaced, at) {
				continue
			}
			for _, decl := range file.Decls {
				p.declares(names, decl)
			}
		}
	}
	return names
}

// unitsAt are the packages of a path among those that were loaded, parsed.
func (p *Program) unitsAt(path string) (list []*unit) {
	for _, r := range p.roots {
		if r.PkgPath == path {
			list = append(list, p.parse(r))
		}
	}
	if meta := p.metas[path]; meta != nil && len(list) == 0 {
		list = append(list, p.parse(meta))
	}
	return list
}

// declares adds the names that a declaration declares.
func (p *Program) declares(names map[string]token.Position, decl ast.Decl) {
	switch decl := decl.(type) {
	case *ast.FuncDecl:
		names[declName(decl)] = p.Position(decl.Name.Pos())
	case *ast.GenDecl:
		for _, spec := range decl.Specs {
			switch spec := spec.(type) {
			case *ast.TypeSpec:
				names[spec.Name.Name] = p.Position(spec.Name.Pos())
			case *ast.ValueSpec:
				for _, id := range spec.Names {
					names[id.Name] = p.Position(id.Pos())
				}
			}
		}
	}
}
