// Lower turns the body of a Go function into ir.

package gofunc

import "chainrule/ir"

// Lower gives the function of a request in the intermediate form. What it
// cannot take is refused, with a position.
func (p *Program) Lower(r Request) (*ir.Func, ir.Diagnostics) {
	var ds ir.Diagnostics
	ds.Add(p.Position(r.Body.Decl.Pos()), "%s: Go functions are not supported yet", local(r.Body.Func))
	return nil, p.WithLines(ds)
}
