// Helpers: functions that rows call and package math lacks, copied into the
// file under a name that no other generated file uses.

package codegen

import (
	"fmt"
	"go/ast"
	"go/parser"
	"go/token"
	"slices"
	"strings"

	"chainrule/ir"

	"github.com/dave/jennifer/jen"
)

// helper is the file's name for a function that a row calls: its own name if Go
// has it.
func (f *fileWriter) helper(name string) string {
	if reserved[name] {
		return name
	}
	if _, ok := ir.Helper(name); !ok {
		fail("Go text of a row calls %s, which is no helper", name)
	}
	if !slices.Contains(f.helpers, name) {
		f.helpers = append(f.helpers, name)
		for _, dep := range ir.HelperDeps(name) {
			f.helper(dep)
		}
	}
	return f.helperName(name)
}

func (f *fileWriter) helperName(name string) string {
	return f.prefix + strings.ToUpper(name[:1]) + name[1:]
}

// grow is the name of the function that grows buffers.
func (f *fileWriter) grow() string {
	f.grows = true
	return f.helperName("grow")
}

// declareHelpers writes the helpers that the functions call.
func (f *fileWriter) declareHelpers() {
	slices.Sort(f.helpers)
	for _, name := range f.helpers {
		source, _ := ir.Helper(name)
		f.out.Add(f.rename(name, source))
		f.out.Line()
	}
	if f.grows {
		f.out.Id(fmt.Sprintf(growSource, f.grow()))
	}
}

// rename gives a helper and those that it calls the names that they have here.
// Package math stays jennifer's to import.
func (f *fileWriter) rename(name, source string) *jen.Statement {
	const head = "package p\n"
	fset := token.NewFileSet()
	file, err := parser.ParseFile(fset, "", head+source, parser.SkipObjectResolution)
	if err != nil {
		fail("helper %s: %v", name, err)
	}
	out, from := jen.Null(), len(head)
	text := head + source
	upTo := func(n ast.Node, end int, put jen.Code) {
		at := fset.Position(n.Pos()).Offset
		out.Id(text[from:at]).Add(put)
		from = end
	}
	end := func(n ast.Node) int { return fset.Position(n.End()).Offset }
	ast.Inspect(file, func(n ast.Node) bool {
		switch n := n.(type) {
		case *ast.SelectorExpr:
			if x, ok := n.X.(*ast.Ident); ok && x.Name == "math" {
				upTo(n, end(n), jen.Qual("math", n.Sel.Name))
				return false
			}
		case *ast.Ident:
			if slices.Contains(f.helpers, n.Name) {
				upTo(n, end(n), jen.Id(f.helperName(n.Name)))
			}
		}
		return true
	})
	return out.Id(text[from:])
}

// helpersIn lists the helpers that the functions may call.
func helpersIn(fns []Func) (names []string) {
	seen := map[*ir.Op]bool{}
	for _, fn := range fns {
		fn.IR.Body.Walk(func(in *ir.Instr) {
			if in.Op.Go != "" && !seen[in.Op] {
				seen[in.Op] = true
				names = append(names, ir.HelpersOf(in.Op.Go)...)
			}
		})
	}
	return names
}
