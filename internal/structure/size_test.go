// Sizes: files and functions stay small, and everything is finished.

package structure

import (
	"go/ast"
	"regexp"
	"testing"
)

const (
	fileLines = 500
	funcLines = 90
)

func TestFilesAreSmall(t *testing.T) {
	each(t, "", func(p *pkg) {
		for _, f := range files(t, p, false) {
			if n := f.Position(f.FileEnd).Line; n > fileLines && !ast.IsGenerated(f.File) {
				t.Errorf("%s has %d lines", f.path, n)
			}
		}
	})
}

func TestFunctionsAreSmall(t *testing.T) {
	each(t, "", func(p *pkg) {
		for _, f := range files(t, p, false) {
			for _, d := range f.Decls {
				fn, ok := d.(*ast.FuncDecl)
				if !ok || ast.IsGenerated(f.File) {
					continue
				}
				if n := f.Position(fn.End()).Line - f.Position(fn.Pos()).Line + 1; n > funcLines {
					t.Errorf("%s: %s has %d lines", f.path, fn.Name.Name, n)
				}
			}
		}
	})
}

func TestEveryPackageHasAComment(t *testing.T) {
	each(t, "", func(p *pkg) {
		if p.Doc == "" && len(p.GoFiles) > 0 {
			t.Errorf("%s has no package comment", p.ImportPath)
		}
	})
}

var unfinished = regexp.MustCompile(`\b(TO` + `DO|FIX` + `ME|XX` + `X)\b`)

func TestNothingIsLeftToDo(t *testing.T) {
	each(t, "", func(p *pkg) {
		for _, f := range files(t, p, true) {
			for _, group := range f.Comments {
				if word := unfinished.FindString(group.Text()); word != "" {
					t.Errorf("%s: %s", f.Position(group.Pos()), word)
				}
			}
		}
	})
}
