// Helpers: the functions that rows call in their Go text and that package math
// lacks. They are compiled into this package, where Eval uses them, and embedded
// as text, so that generated files hold the very same functions.

package ir

import (
	_ "embed"
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"sync"
)

//go:embed powi.go
var powiSource string

//go:embed besselj.go
var besseljSource string

//go:embed exponent.go
var exponentSource string

//go:embed lgamma.go
var lgammaSource string

//go:embed digamma.go
var digammaSource string

//go:embed polygamma.go
var polygammaSource string

type helper struct {
	source string
	calls  []string // identifiers called
	math   bool     // whether it uses package math
}

// Helper gives the source of a helper: its comment and its declaration. A helper
// imports package math or nothing; see HelperUsesMath.
func Helper(name string) (source string, ok bool) {
	h, ok := helpers()[name]
	return h.source, ok
}

// HelperUsesMath reports whether the helper itself needs package math.
func HelperUsesMath(name string) bool { return helpers()[name].math }

// HelperDeps lists the other helpers that a helper calls, directly or not, in
// the order of their names.
func HelperDeps(name string) []string {
	deps := callClosure(helpers()[name].calls)
	return slices.DeleteFunc(deps, func(d string) bool { return d == name })
}

// HelpersOf lists the helpers that a row's Go text needs, in the order of their
// names.
func HelpersOf(goText string) []string { return callClosure(callees(parseRule(goText))) }

// callClosure are the helpers among names and all that they call.
func callClosure(names []string) (found []string) {
	for todo := names; len(todo) > 0; todo = todo[1:] {
		h, ok := helpers()[todo[0]]
		if ok && !slices.Contains(found, todo[0]) {
			found = append(found, todo[0])
			todo = append(slices.Clone(todo), h.calls...)
		}
	}
	slices.Sort(found)
	return found
}

var helpers = sync.OnceValue(func() map[string]helper {
	all := map[string]helper{}
	for _, text := range []string{powiSource, exponentSource, besseljSource, lgammaSource, digammaSource, polygammaSource} {
		readHelpers(text, all)
	}
	return all
})

// readHelpers adds the functions of a source file.
func readHelpers(text string, all map[string]helper) {
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", text, parser.ParseComments|parser.SkipObjectResolution)
	if err != nil {
		panic(fmt.Sprintf("ir: helper: %v", err))
	}
	for _, d := range file.Decls {
		f, ok := d.(*ast.FuncDecl)
		if !ok {
			continue
		}
		from, to := fset.Position(f.Doc.Pos()).Offset, fset.Position(f.End()).Offset
		all[f.Name.Name] = helper{text[from:to] + "\n", callees(f.Body), usesMath(f.Body)}
	}
}

// callees are the plain identifiers that are called within n.
func callees(n ast.Node) (names []string) {
	ast.Inspect(n, func(n ast.Node) bool {
		if call, ok := n.(*ast.CallExpr); ok {
			if id, ok := call.Fun.(*ast.Ident); ok {
				names = append(names, id.Name)
			}
		}
		return true
	})
	return names
}

func usesMath(n ast.Node) (found bool) {
	ast.Inspect(n, func(n ast.Node) bool {
		if sel, ok := n.(*ast.SelectorExpr); ok {
			if id, ok := sel.X.(*ast.Ident); ok && id.Name == "math" {
				found = true
			}
		}
		return !found
	})
	return found
}
