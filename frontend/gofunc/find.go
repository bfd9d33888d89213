// Find: the function that a name means.

package gofunc

import (
	"errors"
	"fmt"
	"go/types"
	"regexp"
	"slices"
	"strings"

	"golang.org/x/tools/go/packages"
)

// Find gives the function of a name: Func, Type.Method or (*Type).Method of the
// packages that were loaded, or these behind a package's path, as in
// example.org/mod/pkg.Type.Method, of any package. The request has no kinds, and
// its target is the function's own package.
func (p *Program) Find(name string) (Request, error) {
	p.mu.Lock()
	defer p.mu.Unlock()
	local := plain(name)
	found, err := p.findHere(local)
	if len(found) == 0 && err == nil {
		found, err = p.findFar(local)
	}
	switch {
	case err != nil:
		return Request{}, err
	case len(found) > 1:
		return Request{}, fmt.Errorf("%s is ambiguous: there are %s", name, strings.Join(keys(found), ", "))
	case len(found) == 0:
		return Request{}, errors.New(p.unknown(name, local))
	}
	r := p.requestFor(found[0])
	if texts := instanceOf(name); texts != nil {
		if r.Types, err = r.Body.typeArgs(texts); err != nil {
			return Request{}, fmt.Errorf("%s: %w", name, err)
		}
	}
	return r, nil
}

// requestFor is a request for a function without directives, but for what they
// say is inactive.
func (p *Program) requestFor(b *Body) Request {
	_, params := b.inactive()
	return Request{Body: b, Inactive: params, Pos: p.Position(b.Decl.Name.Pos()), Target: b.unit.meta.PkgPath}
}

// plain is a name without the ways of writing a method's receiver: (*T).M,
// (T).M, (*path.T).M and (*T[float64]).M give T.M and path.T.M.
func plain(name string) string {
	if rest, ok := strings.CutPrefix(name, "("); ok {
		recv, method, _ := strings.Cut(rest, ")")
		name = strings.TrimPrefix(recv, "*") + method
	}
	if at := strings.Index(name, ".("); at >= 0 {
		recv, method, _ := strings.Cut(name[at+2:], ")")
		name = name[:at+1] + strings.TrimPrefix(recv, "*") + method
	}
	if from, to := strings.IndexByte(name, '['), strings.LastIndexByte(name, ']'); from >= 0 && from < to {
		name = name[:from] + name[to+1:]
	}
	return name
}

// findHere looks in the packages that the patterns named. The packages of tests
// count where their tests declare the function.
func (p *Program) findHere(local string) (found []*Body, err error) {
	for _, root := range p.roots {
		u := p.parse(root)
		d, ok := u.decls[local]
		if !ok || !p.owns(u, d.file) {
			continue
		}
		b, err := p.bodyOf(u, local)
		if err != nil {
			return nil, err
		}
		found = append(found, b)
	}
	return found, nil
}

// findFar looks in the package whose path the name begins with.
func (p *Program) findFar(name string) ([]*Body, error) {
	var fault error
	for _, s := range splits(name) {
		if !pathLike.MatchString(s.path) {
			continue
		}
		u, err := p.unitOf(s.path)
		if err != nil {
			if strings.Contains(s.path, "/") { // else it may be a type's name
				fault = err
			}
			continue
		}
		if _, ok := u.decls[s.local]; !ok {
			fault = fmt.Errorf("package %s has no function %s%s", s.path, s.local, p.others(s.local, []*unit{u}))
			continue
		}
		b, err := p.bodyOf(u, s.local)
		if err != nil {
			return nil, err
		}
		return []*Body{b}, nil
	}
	return nil, fault
}

// pathLike is how the path of a package may look.
var pathLike = regexp.MustCompile(`^[a-z0-9][\w.~/-]*$`)

// bodyOf is the body of a function of the unit, once all of it is checked.
func (p *Program) bodyOf(u *unit, local string) (*Body, error) {
	if len(u.syntax) > 0 {
		return nil, p.WithLines(u.syntax)
	}
	if _, err := p.ready(u); err != nil {
		return nil, err
	}
	if u.root(p) {
		p.expect(u)
		if ds := p.diagnose(u); len(ds) > 0 {
			return nil, p.WithLines(ds)
		}
	}
	fn, ok := u.info.Defs[u.decls[local].decl.Name].(*types.Func)
	if !ok {
		return nil, fmt.Errorf("%s does not type-check", local)
	}
	return p.body(u, fn)
}

// root reports whether a pattern named the unit.
func (u *unit) root(p *Program) bool {
	return slices.ContainsFunc(p.roots, func(r *packages.Package) bool { return r.ID == u.meta.ID })
}

// unknown says that a name was not found, and what may be meant.
func (p *Program) unknown(name, local string) string {
	var here []*unit
	for _, root := range p.roots {
		here = append(here, p.parse(root))
	}
	where := "the package has"
	if len(here) != 1 {
		where = "the packages have"
	}
	return where + " no function " + name + p.others(local, here)
}

// others suggests a name: the methods of that name, or what is most like it.
func (p *Program) others(local string, units []*unit) string {
	var names, methods []string
	for _, u := range units {
		for n, d := range u.decls {
			if generated(d.file) {
				continue
			}
			names = append(names, n)
			if strings.HasSuffix(n, "."+local) {
				methods = append(methods, n)
			}
		}
	}
	slices.Sort(names)
	slices.Sort(methods)
	if len(methods) > 0 {
		return ": a method is named with its type, as " + strings.Join(slices.Compact(methods), ", ")
	}
	return meant(local, names)
}

func keys(bs []*Body) (names []string) {
	for _, b := range bs {
		names = append(names, Key(b.Func))
	}
	return names
}
