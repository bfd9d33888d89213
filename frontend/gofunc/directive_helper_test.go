package gofunc

import (
	"fmt"
	"go/ast"
	"strings"
	"testing"
)

// describe shows all of a request.
func describe(r Request) string {
	var names []string
	for _, k := range r.Kinds {
		names = append(names, r.NameOf(k))
	}
	return fmt.Sprintf("%s:%d %s %s wrt %s inactive %s budget %d into %s", r.Pos.Filename, r.Pos.Line, r.Func(), strings.Join(names, ","),
		strings.Join(r.Wrt, ","), strings.Join(r.Inactive, ","), r.Budget, r.Target)
}

// checkStops compares Stopped with the names that definitions give.
func checkStops(t *testing.T, b *Body) {
	t.Helper()
	seen := 0
	ast.Inspect(b.Decl, func(n ast.Node) bool {
		s, ok := n.(*ast.AssignStmt)
		if !ok {
			return true
		}
		name, ok := s.Lhs[0].(*ast.Ident)
		if !ok || name.Name == "_" {
			return true
		}
		seen++
		if got, want := b.Stopped(s), strings.HasPrefix(name.Name, "stop"); got != want {
			t.Errorf("Stopped(%s := …) = %v", name.Name, got)
		}
		return true
	})
	if seen != 11 {
		t.Errorf("%d statements were looked at, want 11", seen)
	}
}
