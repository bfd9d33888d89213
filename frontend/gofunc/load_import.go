// Imports: dependencies from their export data, or from source where that is needed.

package gofunc

import (
	"fmt"
	"go/types"
	"maps"
	"os"
	"slices"

	"golang.org/x/tools/go/gcexportdata"
	"golang.org/x/tools/go/packages"
)

// exporting is what is asked of the go command about dependencies.
const exporting = metadata | packages.NeedExportFile

// loadExports finds the export data of what the parsed packages import.
func (p *Program) loadExports() error {
	missing := map[string]bool{}
	for _, id := range slices.Sorted(maps.Keys(p.units)) {
		p.missingExports(p.units[id], missing)
	}
	if len(missing) == 0 {
		return nil
	}
	maps.Copy(p.asked, missing)
	_, err := p.list(exporting, false, slices.Sorted(maps.Keys(missing)))
	return err
}

// missingExports collects the packages that a package imports and of which no
// export data is known, parsing those on the way that come from source.
func (p *Program) missingExports(u *unit, missing map[string]bool) {
	for _, path := range u.imports() {
		dep := u.meta.Imports[path]
		switch {
		case dep == nil || path == "unsafe" || path == "C":
		case p.fromSource(dep):
			if p.units[dep.ID] == nil {
				p.missingExports(p.parse(dep), missing)
			}
		case p.metas[dep.ID].ExportFile == "" && !p.asked[dep.PkgPath]:
			missing[dep.PkgPath] = true
		}
	}
}

// fromSource reports whether a package is checked from source: one that was
// chosen, one that is made for a test, and any that imports such a package.
func (p *Program) fromSource(meta *packages.Package) bool {
	if known, ok := p.sourced[meta.ID]; ok {
		return known
	}
	yes := p.chosen[meta.ID] || isTest(meta.ID)
	for _, dep := range meta.Imports {
		yes = yes || p.fromSource(dep)
	}
	p.sourced[meta.ID] = yes
	return yes
}

// importerOf imports for one package.
type importerOf struct {
	p *Program
	u *unit
}

// Import gives the package that an import path means in the file's package.
func (i importerOf) Import(path string) (*types.Package, error) {
	if path == "unsafe" {
		return types.Unsafe, nil
	}
	meta := i.u.meta.Imports[path]
	if meta == nil {
		return nil, fmt.Errorf("package %s was not found", path)
	}
	return i.of(meta)
}

// of gives a package as the importing one sees it.
func (i importerOf) of(meta *packages.Package) (*types.Package, error) {
	if u := i.p.units[meta.ID]; u != nil && i.p.fromSource(meta) {
		return u.pkg, nil
	}
	return i.p.exported(meta)
}

// dependency is the package of that path that u depends on; nil if it does not.
func (p *Program) dependency(u *unit, path string) (dep *packages.Package) {
	packages.Visit([]*packages.Package{u.meta}, func(m *packages.Package) bool {
		if m.PkgPath == path && m != u.meta && dep == nil {
			dep = m
		}
		return dep == nil
	}, nil)
	return dep
}

// exported reads a package's export data. A package that does not compile has
// none, and is checked from source, so that its errors are known.
func (p *Program) exported(meta *packages.Package) (*types.Package, error) {
	path := meta.PkgPath
	if pkg := p.exports[path]; pkg != nil && pkg.Complete() {
		return pkg, nil
	}
	file := p.metas[meta.ID].ExportFile
	if file == "" {
		u := p.parse(meta)
		p.check(u)
		return u.pkg, nil
	}
	f, err := os.Open(file)
	if err != nil {
		return nil, err
	}
	defer f.Close()
	r, err := gcexportdata.NewReader(f)
	if err != nil {
		return nil, fmt.Errorf("%s: %w", path, err)
	}
	return gcexportdata.Read(r, p.Fset, p.exports, path)
}
