// What chainrule gen works on: which arguments are expression files, and which
// name Go packages. A folder may hold both.

package main

import (
	"bytes"
	"io/fs"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"

	"chainrule/adjoint"
)

// inputs are the arguments of gen.
type inputs struct {
	grads    []string            // expression files
	patterns map[string][]string // Go packages, by the folder of the module they are asked for in
	only     []string            // Go files, if these alone are meant; absolute
	folders  []string            // those that were named, or are below ./...
}

// inputs tells the arguments apart. Folders without directives are not loaded
// unless -func may name a function of theirs.
func (f *genFlags) inputs(args []string) (*inputs, error) {
	in := &inputs{patterns: map[string][]string{}}
	if len(args) == 0 && !f.elsewhere() {
		args = []string{"."}
	}
	for _, arg := range args {
		if arg == "-" || strings.HasSuffix(arg, suffix) && !isDir(arg) {
			in.grads = append(in.grads, arg)
			continue
		}
		if err := in.add(arg, len(f.funcs) > 0); err != nil {
			return nil, err
		}
	}
	if len(args) == 0 {
		in.patterns[moduleOf(".")] = nil
	}
	return in, nil
}

// elsewhere reports whether -func can only name functions of packages by their
// paths, because the current folder has none.
func (f *genFlags) elsewhere() bool {
	grads, err := gradFilesIn(".")
	source, _ := goFilesIn(".")
	return len(f.funcs) > 0 && err == nil && len(grads) == 0 && !source
}

// remote reports whether -func names a function by its package's path.
func (f *genFlags) remote() bool {
	return slices.ContainsFunc(f.funcs, func(name string) bool { return strings.Contains(name, "/") })
}

func isDir(name string) bool {
	info, err := os.Stat(name)
	return err == nil && info.IsDir()
}

// add takes an argument that is no expression file.
func (in *inputs) add(arg string, named bool) error {
	before, wild := strings.CutSuffix(arg, "...")
	switch {
	case isDir(arg):
		return in.folder(arg, named)
	case wild && (before == "" || isDir(before)):
		return in.below(filepath.Clean(before))
	case strings.HasSuffix(arg, ".go"):
		return in.goFile(arg)
	case filepath.IsAbs(arg) || strings.HasPrefix(arg, "."):
		return refusef("%s: there is no such file or folder", arg)
	}
	in.pattern(moduleOf("."), arg)
	return nil
}

// folder takes the expression files of a folder, and its Go package if a
// directive is in it.
func (in *inputs) folder(dir string, named bool) error {
	in.folders = append(in.folders, dir)
	grads, err := gradFilesIn(dir)
	if err != nil {
		return err
	}
	in.grads = append(in.grads, grads...)
	source, directive := goFilesIn(dir)
	switch {
	case directive || named && source:
		in.folderPattern(dir, "")
	case len(grads) == 0 && source:
		return refusef("%s: there are no expression files (*%s) and no directives (//chainrule:grad) in this folder", dir, suffix)
	case len(grads) == 0:
		return refusef("%s: there are no expression files (*%s) in this folder", dir, suffix)
	}
	return nil
}

// goFilesIn reports whether a folder has Go files, and whether one may hold a
// directive.
func goFilesIn(dir string) (source, directive bool) {
	names, _ := filepath.Glob(filepath.Join(escaped(dir), "*.go")) // the pattern is well-formed
	for _, name := range names {
		text, err := readFile(name)
		source = source || err == nil && !header.Match(text)
		directive = directive || err == nil && bytes.Contains(text, []byte("chainrule:"))
	}
	return source, directive
}

// escaped is a path that as a pattern matches itself.
func escaped(path string) string {
	return strings.NewReplacer(`\`, `\\`, "*", `\*`, "?", `\?`, "[", `\[`).Replace(path)
}

// below takes all packages below a folder, and the expression files there. What
// the go command passes over is passed over.
func (in *inputs) below(dir string) error {
	in.folderPattern(dir, "...")
	return filepath.WalkDir(dir, func(path string, d fs.DirEntry, err error) error {
		if err != nil {
			return refuse(err)
		}
		if !d.IsDir() {
			return nil
		}
		if path != dir && (passedOver(d.Name()) || exists(filepath.Join(path, "go.mod"))) {
			return filepath.SkipDir
		}
		in.folders = append(in.folders, path)
		grads, err := gradFilesIn(path)
		in.grads = append(in.grads, grads...)
		return err
	})
}

// passedOver reports whether the go command does not look into folders of that
// name.
func passedOver(name string) bool {
	return name == "testdata" || name == "vendor" || strings.HasPrefix(name, ".") || strings.HasPrefix(name, "_")
}

func exists(name string) bool {
	_, err := os.Stat(name)
	return err == nil
}

// goFile takes the directives of one Go file.
func (in *inputs) goFile(name string) error {
	if !exists(name) {
		return refusef("%s: there is no such file", name)
	}
	abs, err := filepath.Abs(name)
	if err != nil {
		return refuse(err)
	}
	in.only = append(in.only, abs)
	in.folderPattern(filepath.Dir(name), "")
	return nil
}

// folderPattern adds the package of a folder or, with dots, all below it. The
// folder is named absolutely, because one of another module is loaded from there.
func (in *inputs) folderPattern(dir, dots string) {
	if abs, err := filepath.Abs(dir); err == nil {
		dir = abs
	}
	in.pattern(moduleOf(dir), filepath.Join(dir, dots))
}

// pattern adds a pattern of Go packages.
func (in *inputs) pattern(module, pattern string) {
	if !slices.Contains(in.patterns[module], pattern) {
		in.patterns[module] = append(in.patterns[module], pattern)
	}
}

// moduleOf is the folder of the module that a folder is in, or the folder itself.
func moduleOf(dir string) string {
	abs, err := filepath.Abs(dir)
	if err != nil {
		return dir
	}
	for at := abs; ; at = filepath.Dir(at) {
		if exists(filepath.Join(at, "go.mod")) {
			return at
		}
		if at == filepath.Dir(at) {
			return abs
		}
	}
}

// declares matches what an expression file declares.
var declares = regexp.MustCompile(`(?m)^[ \t]*func[ \t]+(\w+)`)

// pending lists the names that the expression files of folders are about to
// declare: Go files may call what is not generated yet.
func pending(folders []string) (names []string) {
	for _, dir := range folders {
		files, _ := gradFilesIn(dir) // errors are reported where they are read
		for _, name := range files {
			text, _ := readFile(name)
			for _, m := range declares.FindAllSubmatch(text, -1) {
				primal := string(m[1])
				names = append(names, primal, primal+"Workspace", primal+"WS")
				for _, k := range adjoint.Kinds {
					names = append(names, k.Name(primal), k.Name(primal)+"WS")
				}
			}
		}
	}
	return names
}
