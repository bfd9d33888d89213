// Checking packages from source, and which errors are passed over.

package gofunc

import (
	"errors"
	"go/build"
	"go/token"
	"go/types"
	"maps"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"

	"golang.org/x/tools/go/packages"
)

// checkAll checks the chosen roots, dependencies first.
func (p *Program) checkAll(chosen []*packages.Package) (ds ir.Diagnostics) {
	for _, r := range chosen {
		ds = append(ds, p.parse(r).syntax...)
	}
	if len(ds) > 0 {
		return ds
	}
	if err := p.loadExports(); err != nil {
		return ir.Diagnostics{{Pos: token.Position{Filename: p.dir}, Msg: listError(err)}}
	}
	for _, r := range chosen {
		u := p.units[r.ID]
		p.check(u)
		p.order = append(p.order, u)
	}
	for _, u := range p.units {
		p.expect(u)
	}
	for _, id := range slices.Sorted(maps.Keys(p.units)) {
		ds = append(ds, p.diagnose(p.units[id])...)
	}
	return ds
}

// check checks the types of a package and of those below it that must come from
// source. Its errors are kept until it is known what will be generated.
func (p *Program) check(u *unit) {
	if u.pkg != nil {
		return
	}
	for _, path := range u.imports() {
		if dep := u.meta.Imports[path]; dep != nil && p.fromSource(dep) {
			p.check(p.parse(dep))
		}
	}
	c := types.Config{
		Importer: importerOf{p, u}, FakeImportC: true, Sizes: types.SizesFor("gc", build.Default.GOARCH),
		Error: func(err error) { u.errs = append(u.errs, err) },
	}
	if m := u.meta.Module; m != nil && m.GoVersion != "" {
		c.GoVersion = "go" + m.GoVersion
	}
	u.pkg, _ = c.Check(u.meta.PkgPath, p.Fset, u.files, u.info) // the errors are in u.errs
}

// imports lists the paths that the files import.
func (u *unit) imports() (paths []string) {
	for _, file := range u.files {
		for _, spec := range file.Imports {
			if path, err := strconv.Unquote(spec.Path.Value); err == nil && !slices.Contains(paths, path) {
				paths = append(paths, path)
			}
		}
	}
	return paths
}

// diagnose gives the errors of a package that generating will not mend.
func (p *Program) diagnose(u *unit) (ds ir.Diagnostics) {
	for _, err := range u.errs {
		var e types.Error
		if !errors.As(err, &e) {
			ds.Add(token.Position{Filename: u.meta.PkgPath}, "%v", err)
			continue
		}
		if !p.passedOver(u, e) {
			ds.Add(p.Position(e.Pos), "%s", oneLine(e.Msg))
		}
	}
	return ds
}

// words splits an error's text into names.
var words = regexp.MustCompile(`[\pL_][\pL_\p{Nd}]*`)

// passedOver reports whether an error goes away with the generation: it is in a
// generated file, or about what will be generated.
func (p *Program) passedOver(u *unit, e types.Error) bool {
	for _, file := range u.files {
		if file.FileStart <= e.Pos && e.Pos <= file.FileEnd && generated(file) {
			return true
		}
	}
	return slices.ContainsFunc(words.FindAllString(e.Msg, -1), func(w string) bool { return p.pending[w] })
}

// expect collects the names that will be declared: those that directives give,
// and the usual ones of every function of the packages, because flags, or another
// run, may ask for its derivatives.
func (p *Program) expect(u *unit) {
	for _, file := range u.files {
		for _, d := range p.marks(u, file).list {
			if n := d.options["name"].text; n != "" {
				p.pending[n], p.pending[n+"WS"] = true, true
			}
		}
	}
	for name, d := range u.decls {
		if generated(d.file) {
			continue
		}
		base := d.decl.Name.Name
		for _, s := range suffixes {
			p.pending[base+s], p.pending[base+s+"WS"] = true, true
		}
		for _, n := range []string{base + "Workspace", strings.ReplaceAll(name, ".", "") + "Workspace", "New" + base + "Shadow"} {
			p.pending[n] = true
		}
	}
}
