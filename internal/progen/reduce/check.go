// Type-checking of what was edited.

package reduce

import (
	"errors"
	"go/ast"
	"go/importer"
	"go/parser"
	"go/token"
	"go/types"
	"strings"
	"sync"

	"chainrule/internal/progen"
)

// source is a type-checked program.
type source struct {
	file   *ast.File
	fset   *token.FileSet
	info   *types.Info
	base   int // what is before the program's text in the file
	ok     bool
	unused []token.Pos // declarations of variables that nothing uses
}

var (
	library     = importer.ForCompiler(token.NewFileSet(), "source", nil)
	libraryLock sync.Mutex
)

// checked is nil if the program does not parse.
func checked(p progen.Program) *source {
	text, err := p.File("p", progen.Stem)
	if err != nil {
		return nil
	}
	at := strings.Index(text, p.Text)
	if at < 0 {
		return nil
	}
	s := &source{fset: token.NewFileSet(), base: at, ok: true, info: &types.Info{Types: map[ast.Expr]types.TypeAndValue{}, Uses: map[*ast.Ident]types.Object{}, Defs: map[*ast.Ident]types.Object{}}}
	if s.file, err = parser.ParseFile(s.fset, "p.go", text, parser.ParseComments); err != nil {
		return nil
	}
	libraryLock.Lock()
	defer libraryLock.Unlock()
	config := types.Config{Importer: library, Error: func(err error) {
		var e types.Error
		if errors.As(err, &e) && strings.HasPrefix(e.Msg, "declared and not used") {
			s.unused = append(s.unused, e.Pos)
			return
		}
		s.ok = false
	}}
	config.Check("p", s.fset, []*ast.File{s.file}, s.info)
	if !s.ok {
		s.unused = nil
	}
	return s
}

// at is the place of pos in the program's text.
func (s *source) at(pos token.Pos) int { return s.fset.Position(pos).Offset - s.base }

// withoutUnused takes away the definition of the first variable that nothing
// uses, or the variable from it.
func (s *source) withoutUnused(text string) (string, bool) {
	var e *edit
	ast.Inspect(s.file, func(n ast.Node) bool {
		if st, ok := n.(ast.Stmt); ok && e == nil {
			e = s.undefine(st, s.unused[0])
		}
		return e == nil
	})
	if e == nil {
		return text, false
	}
	return text[:e.from] + e.with + text[e.to:], true
}

// undefine is the edit that takes the variable out of the statement that defines it.
func (s *source) undefine(st ast.Stmt, pos token.Pos) *edit {
	switch st := st.(type) {
	case *ast.AssignStmt:
		for i, l := range st.Lhs {
			if l.Pos() != pos {
				continue
			}
			if len(st.Lhs) == 1 {
				return s.replace(st, "")
			}
			with := "_"
			for j, o := range st.Lhs {
				if id, ok := o.(*ast.Ident); ok && j != i && id.Name == "_" && len(st.Lhs) == 2 {
					return s.replace(st, "")
				}
			}
			return s.replace(l, with)
		}
	case *ast.DeclStmt:
		if d, ok := st.Decl.(*ast.GenDecl); ok && len(d.Specs) == 1 {
			if v, ok := d.Specs[0].(*ast.ValueSpec); ok && v.Names[0].Pos() == pos {
				return s.replace(st, "")
			}
		}
	case *ast.RangeStmt:
		if st.Value != nil && st.Value.Pos() == pos {
			return &edit{s.at(st.Key.End()), s.at(st.Value.End()), ""}
		}
		if st.Key != nil && st.Key.Pos() == pos && st.Value == nil {
			return &edit{s.at(st.Key.Pos()), s.at(st.TokPos) + 2, ""}
		}
		if st.Key != nil && st.Key.Pos() == pos {
			return s.replace(st.Key, "_")
		}
	}
	return nil
}

// replace is the edit that puts text in the place of a node.
func (s *source) replace(n ast.Node, with string) *edit {
	return &edit{s.at(n.Pos()), s.at(n.End()), with}
}
