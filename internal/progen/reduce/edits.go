// The edits that make a program smaller.

package reduce

import (
	"go/ast"
	"go/constant"
	"go/token"
	"go/types"
	"slices"
	"strings"

	"chainrule/internal/progen"
)

// edit replaces a part of a program's text.
type edit struct {
	from, to int
	with     string
}

// editsOf lists edits, those that leave out most first.
func editsOf(p progen.Program) []edit {
	s := checked(p)
	if s == nil || !s.ok {
		return nil
	}
	l := &lister{source: s, text: p.Text}
	for _, d := range s.file.Decls {
		l.decl(d)
	}
	ast.Inspect(s.file, func(n ast.Node) bool {
		l.node(n)
		return true
	})
	l.directives()
	slices.SortStableFunc(l.edits, func(a, b edit) int { return (b.to - b.from - len(b.with)) - (a.to - a.from - len(a.with)) })
	return l.edits
}

// lister gathers edits.
type lister struct {
	*source
	text  string
	edits []edit
}

func (l *lister) add(n ast.Node, with string) {
	if e := l.replace(n, with); e.from >= 0 && e.to-e.from > len(with) {
		l.edits = append(l.edits, *e)
	}
}

// textOf is the text of a node.
func (l *lister) textOf(n ast.Node) string { return l.text[l.at(n.Pos()):l.at(n.End())] }

func (l *lister) decl(d ast.Decl) {
	switch d := d.(type) {
	case *ast.FuncDecl:
		if d.Name.Name != progen.Stem {
			l.add(d, "")
		} else {
			l.fields(d.Type.Params, ", ")
			if d.Recv != nil {
				l.add(d.Recv, "")
			}
		}
	case *ast.GenDecl:
		if d.Tok != token.IMPORT {
			l.add(d, "")
		}
	}
}

// directives leaves out directives.
func (l *lister) directives() {
	for i := 0; ; {
		k := strings.Index(l.text[i:], "//chainrule:")
		if k < 0 {
			return
		}
		end := i + k + strings.IndexByte(l.text[i+k:], '\n') + 1
		l.edits = append(l.edits, edit{i + k, end, ""})
		i = end
	}
}

// fields leaves out parameters or fields.
func (l *lister) fields(list *ast.FieldList, sep string) {
	for i, f := range list.List {
		e := *l.replace(f, "")
		if i+1 < len(list.List) && sep != "" {
			e.to = l.at(list.List[i+1].Pos())
		} else if i > 0 && sep != "" {
			e.from = l.at(list.List[i-1].End())
		}
		l.edits = append(l.edits, e)
	}
}

func (l *lister) node(n ast.Node) {
	switch n := n.(type) {
	case *ast.BlockStmt:
		l.statements(n.List)
	case *ast.CaseClause:
		l.statements(n.Body)
		l.add(n, "")
	case *ast.StructType:
		l.fields(n.Fields, "")
	case *ast.IfStmt:
		if n.Else != nil {
			l.edits = append(l.edits, edit{l.at(n.Body.End()), l.at(n.Else.End()), ""})
			l.add(n, l.textOf(n.Else))
		}
		l.add(n, inner(l.textOf(n.Body)))
	case *ast.ForStmt:
		l.add(n, inner(l.textOf(n.Body)))
	case *ast.RangeStmt:
		l.add(n, inner(l.textOf(n.Body)))
	case *ast.SwitchStmt:
		for _, c := range n.Body.List {
			l.add(n, l.bodyOf(c.(*ast.CaseClause).Body))
		}
	case *ast.LabeledStmt:
		l.add(n, l.textOf(n.Stmt))
	case *ast.CompositeLit:
		l.elements(n)
	case ast.Expr:
		l.expr(n)
	}
}

func inner(block string) string { return strings.TrimSuffix(strings.TrimPrefix(block, "{"), "}") }

func (l *lister) bodyOf(list []ast.Stmt) string {
	if len(list) == 0 {
		return ""
	}
	return l.text[l.at(list[0].Pos()):l.at(list[len(list)-1].End())]
}

// statements leaves out each statement, and the rest behind each.
func (l *lister) statements(list []ast.Stmt) {
	for i, s := range list {
		l.add(s, "")
		if i+1 < len(list) && i > 0 {
			l.edits = append(l.edits, edit{l.at(s.Pos()), l.at(list[len(list)-1].Pos()), ""})
		}
		if b, ok := s.(*ast.BlockStmt); ok {
			l.add(b, inner(l.textOf(b)))
		}
	}
}

// elements leaves out parts of a composite literal.
func (l *lister) elements(n *ast.CompositeLit) {
	for i, e := range n.Elts {
		end := l.at(e.End())
		if i+1 < len(n.Elts) {
			end = l.at(n.Elts[i+1].Pos())
		}
		l.edits = append(l.edits, edit{l.at(e.Pos()), end, ""})
	}
	l.expr(n)
}

// expr replaces an expression by a part of it of the same type, or a constant.
func (l *lister) expr(e ast.Expr) {
	t, ok := l.info.Types[e]
	if !ok || !t.IsValue() {
		return
	}
	if b, ok := t.Type.Underlying().(*types.Basic); ok {
		switch {
		case t.Value != nil && t.Value.Kind() != constant.Bool && len(l.textOf(e)) <= 3:
		case b.Info()&types.IsFloat != 0:
			l.add(e, "0.5")
		case b.Info()&types.IsInteger != 0:
			l.add(e, "1")
		case b.Info()&types.IsBoolean != 0:
			l.add(e, "true")
			l.add(e, "false")
		}
	}
	ast.Inspect(e, func(n ast.Node) bool {
		if c, ok := n.(ast.Expr); ok && c != e {
			if u, ok := l.info.Types[c]; ok && u.IsValue() && types.Identical(u.Type, t.Type) {
				l.add(e, l.textOf(c))
				return false
			}
		}
		return true
	})
}
