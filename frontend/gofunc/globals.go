// Variables of packages: nothing is differentiated by them, so what they hold is
// read as it is.

package gofunc

import (
	"go/ast"
	"go/types"

	"chainrule/ir"
)

// global is the place of a package's variable.
func (l *lowerer) global(n ast.Node, g *types.Var) place {
	return place{ref: l.b.GoExpr(ir.GoType("*"+goText(g.Type())), "&"+qualified(g)), t: g.Type()}
}

// readGlobal is what a package's variable holds.
func (l *lowerer) readGlobal(n ast.Node, g *types.Var) operand {
	return l.read(l.global(n, g))
}

// qualified is the Go text of an object of a package.
func qualified(o types.Object) string { return "{" + o.Pkg().Path() + "}." + o.Name() }
