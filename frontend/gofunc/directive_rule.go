// Derivatives that a user wrote: //chainrule:rule.

package gofunc

import (
	"bytes"
	"go/ast"
	"go/token"
	"go/types"
	"maps"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"
)

// rule is a user's derivative, and the function that it is of.
type rule struct {
	body *Body
	of   string // the callee's Key
	wrt  []string
	pos  token.Pos
}

// Rule is the vector-Jacobian product that a user registered for fn, visible
// from the package with the path target: declared there or, exported, in a
// package that it imports. wrt names the parameters of fn that it differentiates
// by, all with floats if it is empty. The body is nil if there is no rule.
func (p *Program) Rule(target string, fn *types.Func) (body *Body, wrt []string) {
	p.mu.Lock()
	defer p.mu.Unlock()
	key := Key(fn.Origin())
	u := p.targetUnit(target)
	if u == nil {
		return nil, nil
	}
	rules, _ := p.visibleRules(u)
	if r := rules[key]; r != nil {
		return r.body, r.wrt
	}
	return nil, nil
}

// targetUnit is the package that output goes into; nil if it has no code yet.
func (p *Program) targetUnit(path string) *unit {
	for _, u := range p.order {
		if u.meta.PkgPath == path {
			return u
		}
	}
	u, err := p.unitOf(path)
	if err != nil {
		return nil
	}
	return u
}

// visibleRules are the rules that hold in a package: its own, and those of the
// packages that it imports where these do not contradict each other.
func (p *Program) visibleRules(u *unit) (map[string]*rule, ir.Diagnostics) {
	if u.visible != nil {
		return u.visible, u.conflicts
	}
	u.visible = map[string]*rule{}
	p.complete(u)
	own, _ := p.rules(u)
	for _, path := range slices.Sorted(slices.Values(u.imports())) {
		for key, r := range p.importedRules(u, path) {
			if old := u.visible[key]; old != nil && own[key] == nil {
				u.conflicts.Add(p.Position(u.importPos(path)), "two packages that are imported have rules for %s: one at %v, one at %v; write one here",
					key, p.Position(old.pos), p.Position(r.pos))
			}
			u.visible[key] = r
		}
	}
	maps.Copy(u.visible, own)
	return u.visible, u.conflicts
}

// importedRules are the exported rules of an imported package.
func (p *Program) importedRules(u *unit, path string) map[string]*rule {
	meta := u.meta.Imports[path]
	if meta == nil || meta.Module == nil || !slices.ContainsFunc(meta.GoFiles, p.mayHaveRules) {
		return nil
	}
	dep, err := p.unitOf(meta.PkgPath)
	if err != nil {
		return nil // it is reported where the package is imported
	}
	rules, _ := p.rules(dep)
	exported := maps.Clone(rules)
	maps.DeleteFunc(exported, func(_ string, r *rule) bool { return !r.body.Func.Exported() })
	return exported
}

// mayHaveRules reports whether the text of a file has a rule in it somewhere.
func (p *Program) mayHaveRules(name string) bool {
	return bytes.Contains(p.texts.read(name).raw, []byte(prefix+"rule"))
}

// importPos is where a path is imported first.
func (u *unit) importPos(path string) token.Pos {
	for _, file := range u.files {
		for _, spec := range file.Imports {
			if text, err := strconv.Unquote(spec.Path.Value); err == nil && text == path {
				return spec.Path.Pos()
			}
		}
	}
	return token.NoPos
}

// checkRules reports what is wrong with the rules of a package.
func (p *Program) checkRules(u *unit) ir.Diagnostics {
	_, ds := p.rules(u)
	_, conflicts := p.visibleRules(u)
	return append(slices.Clone(ds), conflicts...)
}

// rules reads the rules of a package, once.
func (p *Program) rules(u *unit) (map[string]*rule, ir.Diagnostics) {
	if u.rules != nil {
		return u.rules, u.ruleFaults
	}
	u.rules = map[string]*rule{}
	p.complete(u)
	for _, file := range u.files {
		for _, d := range p.marks(u, file).list {
			if d.verb == "rule" && d.decl != nil {
				p.addRule(u, file, d)
			}
		}
	}
	return u.rules, u.ruleFaults
}

// addRule checks a rule and takes it.
func (p *Program) addRule(u *unit, file *ast.File, d *directive) {
	report := func(pos token.Pos, format string, args ...any) { u.ruleFaults.Add(p.Position(pos), format, args...) }
	of, given := d.options["for"]
	own, ok := u.info.Defs[d.decl.Name].(*types.Func)
	switch {
	case !given:
		report(d.comment.Pos(), "a rule says what it is for: %srule for=IMPORT/PATH.Func", prefix)
		return
	case !ok:
		return // reported by the type checker
	}
	fn, why := p.callee(u, of.text)
	if fn == nil {
		report(of.pos, "for: %s", why)
		return
	}
	r := &rule{body: &Body{Decl: d.decl, Info: u.info, Pkg: u.pkg, Func: own, File: file, prog: p, unit: u}, of: Key(fn), pos: d.comment.Pos()}
	for _, part := range d.options["wrt"].list() {
		if !slices.ContainsFunc(floatInputs(fn, nil), func(v *types.Var) bool { return v.Name() == part.text }) {
			report(part.pos, "wrt: %s has no parameter %s that holds floats", Key(fn), part.text)
			return
		}
		r.wrt = append(r.wrt, part.text)
	}
	if old := u.rules[r.of]; old != nil {
		report(d.comment.Pos(), "%s has another rule at %v", r.of, p.Position(old.pos))
		return
	}
	if !sameShape(wanted(fn, r.wrt), flat(own)) {
		report(d.decl.Name.Pos(), "%s is no vector-Jacobian product of %s: its signature has to be %s", own.Name(), r.of,
			RuleSignature(fn, own.Name(), r.wrt, Named(u.pkg)))
		return
	}
	u.rules[r.of] = r
}

// callee is the function that the name in a rule means: of the package itself,
// or behind the path of a package that it depends on.
func (p *Program) callee(u *unit, name string) (fn *types.Func, why string) {
	if fn := lookup(u.pkg, strings.TrimPrefix(name, u.meta.PkgPath+".")); fn != nil {
		return fn, ""
	}
	for _, s := range splits(name) {
		meta := p.dependency(u, s.path)
		if meta == nil {
			continue
		}
		pkg, err := importerOf{p, u}.of(meta)
		if err != nil {
			return nil, err.Error()
		}
		if fn := lookup(pkg, s.local); fn != nil {
			return fn, ""
		}
		return nil, "package " + s.path + " has no function " + s.local + meant(s.local, functionsOf(pkg))
	}
	if strings.Contains(name, "/") || len(splits(name)) > 0 && len(splits(name)[0].path) > 0 && lookupType(u.pkg, splits(name)[0].path) == nil {
		return nil, "no package with the path of " + name + " is imported here"
	}
	return nil, "this package has no function " + name + meant(name, functionsOf(u.pkg))
}
