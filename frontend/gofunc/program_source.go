// Source: the bodies of functions, of packages that nobody asked for included.

package gofunc

import (
	"fmt"
	"go/types"

	"golang.org/x/tools/go/packages"
)

// Source is the source of a function or method of any package: the module's, a
// dependency's, the standard library's. A package is read when the first of its
// functions is asked for. What Info and Func of the result say is of the
// package's own objects, which may not be those that the caller of fn sees; see
// the package comment.
func (p *Program) Source(fn *types.Func) (*Body, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	fn = fn.Origin()
	if fn.Pkg() == nil {
		return nil, fmt.Errorf("%s is built into the language", fn.Name())
	}
	u := p.unitSeeing(fn.Pkg())
	if u == nil {
		var err error
		if u, err = p.unitOf(fn.Pkg().Path()); err != nil {
			return nil, err
		}
	}
	return p.body(u, fn)
}

// unitSeeing is the unit whose package is this very one.
func (p *Program) unitSeeing(pkg *types.Package) *unit {
	for _, u := range p.units {
		if u.pkg == pkg {
			return u
		}
	}
	return nil
}

// unitOf is the package of that path without its tests, checked from source.
func (p *Program) unitOf(path string) (*unit, error) {
	meta := p.metas[path]
	if meta == nil || meta.ExportFile == "" && p.units[path] == nil {
		if _, err := p.list(exporting, false, []string{path}); err != nil {
			return nil, fmt.Errorf("%s: %s", path, listError(err))
		}
		if meta = p.metas[path]; meta == nil {
			return nil, fmt.Errorf("%s is no package", path)
		}
	}
	if len(meta.GoFiles) == 0 {
		return nil, fmt.Errorf("%s: %s", path, why(meta))
	}
	return p.ready(p.parse(meta))
}

// why says what the go command found wrong with a package.
func why(meta *packages.Package) string {
	if len(meta.Errors) > 0 {
		return oneLine(meta.Errors[0].Msg)
	}
	return "the package has no Go files"
}

// ready checks a package that was parsed.
func (p *Program) ready(u *unit) (*unit, error) {
	if u.pkg != nil {
		return u, nil
	}
	if err := p.loadExports(); err != nil {
		return nil, fmt.Errorf("%s: %s", u.meta.PkgPath, listError(err))
	}
	p.check(u)
	return u, nil
}

// body finds the function in the package.
func (p *Program) body(u *unit, fn *types.Func) (*Body, error) {
	d, ok := u.decls[local(fn)]
	switch {
	case !ok && types.IsInterface(receiverType(fn)):
		return nil, fmt.Errorf("%s is a method of an interface", Key(fn))
	case !ok:
		return nil, fmt.Errorf("%s has no source that can be found", Key(fn))
	case d.decl.Body == nil:
		if b := p.pureGo(fn); b != nil {
			return b, nil
		}
		return nil, fmt.Errorf("%s has no body in Go", Key(fn))
	}
	p.reads = p.reads || generated(d.file)
	own, ok := u.info.Defs[d.decl.Name].(*types.Func)
	if !ok {
		return nil, fmt.Errorf("%s does not type-check", Key(fn))
	}
	for _, e := range p.diagnose(u) {
		if from, to := p.Position(d.decl.Pos()), p.Position(d.decl.End()); e.Pos.Filename == from.Filename && from.Line <= e.Pos.Line && e.Pos.Line <= to.Line {
			return nil, e
		}
	}
	return &Body{Decl: d.decl, Info: u.info, Pkg: u.pkg, Func: own, File: d.file, prog: p, unit: u}, nil
}

// receiverType is the type of a method's receiver; an invalid type for a function.
func receiverType(fn *types.Func) types.Type {
	if recv := fn.Signature().Recv(); recv != nil {
		return recv.Type()
	}
	return types.Typ[types.Invalid]
}
