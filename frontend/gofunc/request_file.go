// Under which conditions the go command builds the file of a request.

package gofunc

import (
	"go/ast"
	"go/build"
	"go/build/constraint"
	"go/version"
	"io"
	"path/filepath"
	"strings"
)

// Constraint is the build constraint of the function's file, what the file's
// name says included, without //go:build; empty if there is none.
func (r Request) Constraint() string {
	var parts []constraint.Expr
	for _, tag := range nameTags(filepath.Base(r.File())) {
		parts = append(parts, &constraint.TagExpr{Tag: tag})
	}
	parts = append(parts, written(r.Body.File)...)
	if r.older() {
		parts = append(parts, &constraint.TagExpr{Tag: language})
	}
	for _, spec := range r.Body.File.Imports {
		if spec.Path.Value == `"C"` {
			parts = append(parts, &constraint.TagExpr{Tag: "cgo"})
		}
	}
	return conjunction(parts)
}

// language is the version of Go that the output is written in. As a constraint it
// raises that of its file above the module's (since Go 1.21).
const language = "go1.22"

// older reports whether the module that the output goes into is of an older Go.
func (r Request) older() bool {
	meta := r.Body.prog.metas[r.Target]
	return meta != nil && meta.Module != nil && meta.Module.GoVersion != "" && version.Compare("go"+meta.Module.GoVersion, language) < 0
}

// conjunction writes that all hold, each once.
func conjunction(parts []constraint.Expr) string {
	var all constraint.Expr
	seen := map[string]bool{}
	for _, e := range parts {
		switch {
		case seen[e.String()]:
		case all == nil:
			all = e
		default:
			all = &constraint.AndExpr{X: all, Y: e}
		}
		seen[e.String()] = true
	}
	if all == nil {
		return ""
	}
	return all.String()
}

// written are the constraints in the comments of a file: its //go:build line,
// or the // +build lines of old.
func written(file *ast.File) (exprs []constraint.Expr) {
	var old []constraint.Expr
	for _, group := range file.Comments {
		for _, c := range group.List {
			if c.Pos() > file.Package {
				return append(exprs, old...)
			}
			e, err := constraint.Parse(c.Text)
			switch {
			case err != nil:
			case constraint.IsGoBuild(c.Text):
				return []constraint.Expr{e}
			default:
				old = append(old, e)
			}
		}
	}
	return append(exprs, old...)
}

// nameTags are the tags that the name of a file stands for: linux and amd64 for
// x_linux_amd64.go. The go command has the list of them.
func nameTags(base string) []string {
	name := strings.TrimSuffix(strings.TrimSuffix(base, ".go"), "_test")
	parts := strings.Split(name, "_")
	n := len(parts)
	if n < 2 || !restricts("x_"+parts[n-1]+".go", "") {
		return nil
	}
	if n > 2 && restricts("x_"+parts[n-2]+"_"+parts[n-1]+".go", parts[n-1]) {
		return parts[n-2:]
	}
	return parts[n-1:]
}

// restricts reports whether the go command leaves out a file of that name where
// the operating system is unknown, and the architecture is as given.
func restricts(base, arch string) bool {
	c := build.Context{GOOS: "none", GOARCH: arch, Compiler: "gc", OpenFile: func(string) (io.ReadCloser, error) {
		return io.NopCloser(strings.NewReader("package p\n")), nil
	}}
	match, err := c.MatchFile(".", base)
	return err == nil && !match
}

// Output is the file that the derivatives go into if nobody says otherwise: that
// of the functions of model.go is model_deriv.go.
func (r Request) Output() string {
	name := strings.TrimSuffix(r.File(), ".go")
	if base, test := strings.CutSuffix(name, "_test"); test {
		return base + "_deriv_test.go"
	}
	return name + "_deriv.go"
}
