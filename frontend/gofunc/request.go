// Requests: which functions to differentiate, and how.

package gofunc

import (
	"go/token"

	"chainrule/ir"
)

// Request is a function to differentiate and how.
type Request struct {
	Body     *Body
	Kinds    []string // grad, vjp, jvp
	Wrt      []string // parameters (the receiver included), or fields of them: p.Sigma; empty means all
	Name     string   // of the derivative; empty means the usual one
	Budget   int      // bytes that a tape may take; 0 means any
	Inactive []string // parameters that nothing depends on
	Pos      token.Position
	Target   string // the path of the package that the output goes into
}

// Requests gives what the directives of the loaded packages ask for, by file
// and in the order of the source, and every mistake in them.
func (p *Program) Requests() ([]Request, ir.Diagnostics) { return nil, nil }
