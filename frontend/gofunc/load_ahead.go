// Asking for export data ahead of time: while the go command says which files
// make up the packages, another finds what they import, by a guess at the files.

package gofunc

import (
	"go/parser"
	"go/token"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"golang.org/x/tools/go/packages"
)

// ahead begins to ask for what the Go files of the folders among the patterns
// import from other modules; take gives what was found to the program. What the
// guess lacks is asked for later, and what it has too much does no harm.
func (p *Program) ahead(patterns []string) (take func()) {
	paths := p.guess(patterns)
	if len(paths) == 0 {
		return func() {}
	}
	found := make(chan []*packages.Package, 1)
	go func() {
		roots, err := p.ask(exporting, false, paths)
		if err != nil {
			roots = nil // it will be asked again, for what is really imported
		}
		found <- roots
	}()
	return func() { p.remember(<-found) }
}

// guess lists the imports of the files in the folders.
func (p *Program) guess(patterns []string) (paths []string) {
	own := modulePath(p.dir)
	for _, pattern := range patterns {
		dir := pattern
		if !filepath.IsAbs(dir) {
			dir = filepath.Join(p.dir, dir)
		}
		entries, _ := os.ReadDir(dir) // no folder: nothing to guess by
		for _, e := range entries {
			if !strings.HasSuffix(e.Name(), ".go") || !p.config.Tests && strings.HasSuffix(e.Name(), "_test.go") {
				continue
			}
			for _, path := range p.importsOf(filepath.Join(dir, e.Name())) {
				if path != own && !strings.HasPrefix(path, own+"/") && !slices.Contains(paths, path) {
					paths = append(paths, path)
				}
			}
		}
	}
	slices.Sort(paths)
	return paths
}

// importsOf lists what a file imports, as far as it can be read.
func (p *Program) importsOf(name string) (paths []string) {
	file, _ := parser.ParseFile(token.NewFileSet(), name, p.texts.read(name).raw, parser.ImportsOnly)
	if file == nil {
		return nil
	}
	for _, spec := range file.Imports {
		if path, err := strconv.Unquote(spec.Path.Value); err == nil && path != "C" && path != "unsafe" {
			paths = append(paths, path)
		}
	}
	return paths
}

var moduleLine = regexp.MustCompile(`(?m)^module\s+"?([^\s"]+)`)

// modulePath is the path of the module that a folder is in; "" if it is in none.
func modulePath(dir string) string {
	for {
		text, err := os.ReadFile(filepath.Join(dir, "go.mod"))
		if m := moduleLine.FindSubmatch(text); err == nil && m != nil {
			return string(m[1])
		}
		if dir == filepath.Dir(dir) {
			return ""
		}
		dir = filepath.Dir(dir)
	}
}
