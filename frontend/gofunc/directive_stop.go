// Where derivatives are to be cut: //chainrule:stop.

package gofunc

import (
	"go/ast"
	"iter"
	"slices"
)

// Stopped reports whether a directive says that nothing flows through a
// statement: one on the line above it, or behind it on its last line. What
// holds for a statement holds for those within it.
func (b *Body) Stopped(stmt ast.Stmt) bool {
	b.prog.mu.Lock()
	defer b.prog.mu.Unlock()
	return b.prog.marks(b.unit, b.File).stopped[stmt]
}

// atStatements takes the directives at statements. One behind several on a line
// is about the last that ends there, and of those within each other the outermost.
func (p *Program) atStatements(file *ast.File, m *marks) {
	stops := slices.DeleteFunc(slices.Clone(m.list), func(d *directive) bool { return d.verb != "stop" })
	if len(stops) == 0 {
		return
	}
	behind := map[*directive]ast.Stmt{}
	for stmt := range statements(file) {
		for _, d := range stops {
			if !p.marked(file, d.comment, stmt) {
				continue
			}
			d.used = true
			if p.alone(d.comment) {
				m.stop(stmt)
			} else if old := behind[d]; old == nil || stmt.Pos() >= old.End() {
				behind[d] = stmt
			}
		}
	}
	for _, stmt := range behind {
		m.stop(stmt)
	}
}

// stop marks a statement, and the one that its label names.
func (m *marks) stop(stmt ast.Stmt) {
	m.stopped[stmt] = true
	if l, ok := stmt.(*ast.LabeledStmt); ok {
		m.stop(l.Stmt)
	}
}

// statements gives those that are in the list of a block, outer ones first.
func statements(file *ast.File) iter.Seq[ast.Stmt] {
	return func(yield func(ast.Stmt) bool) {
		more := true
		ast.Inspect(file, func(n ast.Node) bool {
			var list []ast.Stmt
			switch n := n.(type) {
			case *ast.BlockStmt:
				list = n.List
			case *ast.CaseClause:
				list = n.Body
			case *ast.CommClause:
				list = n.Body
			}
			for _, s := range list {
				more = more && yield(s)
			}
			return more
		})
	}
}
