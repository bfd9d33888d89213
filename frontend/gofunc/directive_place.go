// Where directives stand: above a function, at a parameter, at a statement.

package gofunc

import (
	"go/ast"
	"go/token"
	"slices"
	"strings"

	"chainrule/ir"
)

// marks are the directives of a file.
type marks struct {
	list    []*directive
	params  map[*ast.Field]*directive // inactive ones
	stopped map[ast.Stmt]bool
	diags   ir.Diagnostics // what is wrong with the words and places of them
}

// marks reads the directives of a file. What chainrule wrote holds none.
func (p *Program) marks(u *unit, file *ast.File) *marks {
	if m := u.marks[file]; m != nil {
		return m
	}
	m := &marks{params: map[*ast.Field]*directive{}, stopped: map[ast.Stmt]bool{}}
	u.marks[file] = m
	if generated(file) {
		return m
	}
	for _, group := range file.Comments {
		for _, c := range group.List {
			if d := p.readDirective(c, &m.diags); d != nil {
				m.list = append(m.list, d)
			}
		}
	}
	if len(m.list) > 0 {
		p.place(file, m)
	}
	return m
}

// place finds what each directive is about.
func (p *Program) place(file *ast.File, m *marks) {
	for _, decl := range file.Decls {
		if fn, ok := decl.(*ast.FuncDecl); ok {
			m.above(fn)
			p.atParams(file, fn, m)
		}
	}
	p.atStatements(file, m)
	for _, d := range m.list {
		if !d.used {
			m.diags.Add(p.Position(d.comment.Pos()), "%s%s stands above nothing that it could be about: %s", prefix, d.verb, placeOf(d.verb))
		}
	}
}

// placeOf says where a directive belongs.
func placeOf(verb string) string {
	switch verb {
	case "stop":
		return "it belongs on the line above a statement, or behind one"
	case "inactive":
		return "it belongs right above a function, or at a parameter"
	}
	return "it belongs right above a function, without an empty line between"
}

// above takes the directives in a function's comment.
func (m *marks) above(fn *ast.FuncDecl) {
	if fn.Doc == nil {
		return
	}
	for _, d := range m.list {
		if d.verb != "stop" && slices.Contains(fn.Doc.List, d.comment) {
			d.decl, d.used = fn, true
		}
	}
}

// atParams takes the directives within a parameter list: above a parameter or
// behind it.
func (p *Program) atParams(file *ast.File, fn *ast.FuncDecl, m *marks) {
	lists := []*ast.FieldList{fn.Recv, fn.Type.Params}
	for _, list := range lists {
		if list == nil {
			continue
		}
		for _, d := range m.list {
			at := d.comment.Pos()
			if d.verb != "inactive" || len(d.words) > 0 || at < list.Pos() || at > list.End() {
				continue
			}
			for _, field := range list.List {
				if p.marked(file, d.comment, field) {
					m.params[field], d.used = d, true
				}
			}
		}
	}
}

// marked reports whether a comment stands behind a node on its last line, or
// alone on the lines above it.
func (p *Program) marked(file *ast.File, c *ast.Comment, n ast.Node) bool {
	line := func(pos token.Pos) int { return p.Fset.PositionFor(pos, false).Line }
	if p.alone(c) {
		return c.Pos() < n.Pos() && line(groupOf(file, c).End())+1 == line(n.Pos())
	}
	return n.End() <= c.Pos() && line(n.End()) == line(c.Pos())
}

// alone reports whether nothing stands before the comment on its line.
func (p *Program) alone(c *ast.Comment) bool {
	at := p.Position(c.Pos())
	line := p.texts.line(at.Filename, at.Line)
	return strings.TrimSpace(line[:min(at.Column-1, len(line))]) == ""
}

// groupOf is the group that a comment is in.
func groupOf(file *ast.File, c *ast.Comment) *ast.CommentGroup {
	i := slices.IndexFunc(file.Comments, func(g *ast.CommentGroup) bool { return g.Pos() <= c.Pos() && c.Pos() < g.End() })
	return file.Comments[i]
}
