// The packages of the module, as the go command and go/parser see them.

package structure

import (
	"encoding/json"
	"errors"
	"go/ast"
	"go/parser"
	"go/token"
	"io"
	"os/exec"
	"path/filepath"
	"strings"
	"sync"
	"testing"
)

// module is the path of the module.
const module = "chainrule"

// A pkg is what go list says of a package.
type pkg struct {
	ImportPath, Dir, Doc string
	GoFiles              []string
	TestGoFiles          []string
	XTestGoFiles         []string
	Imports              []string // of files that are no tests
	TestImports          []string
	Deps                 []string
}

// name is the path within the module; "" is its root.
func (p *pkg) name() string { return strings.TrimPrefix(strings.TrimPrefix(p.ImportPath, module), "/") }

var packages = sync.OnceValues(func() (list []*pkg, err error) {
	cmd := exec.Command("go", "list", "-json", module+"/...")
	out, err := cmd.Output()
	if err != nil {
		return nil, err
	}
	for d := json.NewDecoder(strings.NewReader(string(out))); ; {
		p := new(pkg)
		if err := d.Decode(p); errors.Is(err, io.EOF) {
			return list, nil
		} else if err != nil {
			return nil, err
		}
		list = append(list, p)
	}
})

// each calls check for every package whose name begins with prefix.
func each(t *testing.T, prefix string, check func(p *pkg)) {
	t.Helper()
	list, err := packages()
	if err != nil {
		t.Fatal(err)
	}
	found := 0
	for _, p := range list {
		if within(p.name(), prefix) {
			found++
			check(p)
		}
	}
	if found == 0 {
		t.Errorf("no package in %q", prefix)
	}
}

// within reports whether a package is the other or below it; all are below "".
func within(name, other string) bool {
	return other == "" || name == other || strings.HasPrefix(name, other+"/")
}

// source is a parsed file.
type source struct {
	path string
	*ast.File
	*token.FileSet
}

// files parses the files of a package.
func files(t *testing.T, p *pkg, tests bool) (list []source) {
	t.Helper()
	names := append([]string{}, p.GoFiles...)
	if tests {
		names = append(append(names, p.TestGoFiles...), p.XTestGoFiles...)
	}
	for _, n := range names {
		set := token.NewFileSet()
		f, err := parser.ParseFile(set, filepath.Join(p.Dir, n), nil, parser.ParseComments|parser.SkipObjectResolution)
		if err != nil {
			t.Fatal(err)
		}
		list = append(list, source{filepath.Join(p.name(), n), f, set})
	}
	return list
}
