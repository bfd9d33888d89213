// Requests for functions that were found by name.

package gofunc

import (
	"strings"

	"chainrule/ir"
)

// By is the request for derivatives by the parameters, or fields of parameters,
// that wrt names, all with floats if it is empty. It reports what directives
// would be refused for.
func (r Request) By(wrt []string) (Request, ir.Diagnostics) {
	r.Body.prog.mu.Lock()
	defer r.Body.prog.mu.Unlock()
	g := &gathering{p: r.Body.prog, u: r.Body.unit, file: r.Body.File, decl: r.Body.Decl, body: r.Body}
	at := r.Body.Decl.Name.Pos()
	all, _ := r.Body.inactive()
	if all {
		g.report(at, "%s is inactive, by a directive, so it has no derivative", g.name())
	}
	g.worth(at)
	r.Wrt = g.wrt(word{strings.Join(wrt, ","), at}, r.Inactive)
	return r, r.Body.prog.WithLines(g.diags)
}

// Main reports whether the function is of the module that the program was loaded
// in, so that its derivatives may be written beside it.
func (r Request) Main() bool {
	m := r.Body.unit.meta.Module
	return m != nil && m.Main
}

// Find is the requests of the directives that are about a function of a name
// among the loaded packages; none if there are no directives, or no such function.
func Find(rs []Request, name string) (found []Request) {
	for _, r := range rs {
		if r.Func() == plain(name) || Key(r.Body.Func) == plain(name) {
			found = append(found, r)
		}
	}
	return found
}
