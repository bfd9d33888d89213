// Program: the packages that were loaded, and what is known of their sources.

package gofunc

import (
	"go/ast"
	"go/token"
	"go/types"
	"path/filepath"
	"strings"
	"sync"

	"chainrule/ir"

	"golang.org/x/tools/go/packages"
)

// Config says what to load, and how.
type Config struct {
	Dir     string            // where patterns are relative to; the current folder if empty
	Tests   bool              // functions of _test.go files too
	Tags    []string          // build tags
	Pending []string          // names that are about to be generated besides those of directives
	Overlay map[string][]byte // texts that take the place of files, by absolute name
	All     bool              // check all packages from source, not only those with directives
}

// Program is a set of packages, with more of their dependencies read when they
// are asked for. Its methods may be called at the same time.
type Program struct {
	Fset *token.FileSet

	config  Config
	dir     string                       // absolute
	here    string                       // the current folder
	roots   []*packages.Package          // what the patterns named, tests included
	metas   map[string]*packages.Package // everything known, by ID
	units   map[string]*unit             // read from source, by ID
	order   []*unit                      // those with directives that the patterns named
	chosen  map[string]bool              // the IDs of those
	sourced map[string]bool              // what fromSource found, by ID
	asked   map[string]bool              // the paths of which export data was asked for
	exports map[string]*types.Package    // known by export data, by path
	pending map[string]bool              // names that will be generated
	awaits  bool                         // a function was asked for that is not there yet
	reads   bool                         // a function that chainrule wrote was read
	mu      sync.Mutex                   // of all above

	accessors map[string]map[string]string // see Accessor: by the type, then by the path

	texts texts
}

// unit is a package that is read from source.
type unit struct {
	meta   *packages.Package
	files  []*ast.File
	decls  map[string]declared // by the name within the package
	syntax ir.Diagnostics

	marks map[*ast.File]*marks

	pkg  *types.Package // nil until it is checked
	info *types.Info
	errs []error // of the type checker

	given bool // checked by others, its tests included

	mutable map[types.Object]bool // variables that something changes; made when asked for

	rules, visible        map[string]*rule // by the Key of the callee; nil until asked for
	ruleFaults, conflicts ir.Diagnostics
}

// declared is a function and its file.
type declared struct {
	decl *ast.FuncDecl
	file *ast.File
}

// Body is the source of a function.
type Body struct {
	Decl *ast.FuncDecl // its Body is never nil
	Info *types.Info   // of the whole package
	Pkg  *types.Package
	Func *types.Func
	File *ast.File

	prog *Program
	unit *unit
}

// Key is what a function is known by in every package that sees it: its
// package's path, its receiver's type if it is a method, and its name, as in
// example.org/mod/pkg.Type.Method. It is the name that [Program.Find] takes.
func Key(fn *types.Func) string {
	name := local(fn)
	if fn.Pkg() == nil {
		return name
	}
	return fn.Pkg().Path() + "." + name
}

// local is the function's name within its package: Func or Type.Method.
func local(fn *types.Func) string {
	recv := fn.Signature().Recv()
	if recv == nil {
		return fn.Name()
	}
	t := recv.Type()
	if p, ok := t.(*types.Pointer); ok {
		t = p.Elem()
	}
	if n, ok := t.(*types.Named); ok {
		return n.Obj().Name() + "." + fn.Name()
	}
	return "interface." + fn.Name() // of one without a name
}

// Position is where pos is. The file is relative to the current folder if it is
// below it; line directives do not count.
func (p *Program) Position(pos token.Pos) token.Position {
	at := p.Fset.PositionFor(pos, false)
	at.Filename = p.shorten(at.Filename)
	return at
}

// shorten makes a name relative to the current folder, if it is below it.
func (p *Program) shorten(name string) string {
	if rest, ok := strings.CutPrefix(name, p.here+string(filepath.Separator)); ok && p.here != "" {
		return rest
	}
	return name
}
