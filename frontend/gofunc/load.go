// Load finds packages with go/packages; which of them are checked from source.

package gofunc

import (
	"bytes"
	"go/token"
	"go/types"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"

	"chainrule/ir"

	"golang.org/x/tools/go/packages"
)

// metadata is what is asked of the go command before anything is read.
const metadata = packages.NeedName | packages.NeedFiles | packages.NeedImports | packages.NeedDeps |
	packages.NeedModule | packages.NeedForTest

// Load finds the packages that the patterns name; without patterns, that of the
// folder. Every mistake in those that are checked from source is reported.
func Load(c Config, patterns ...string) (*Program, ir.Diagnostics) {
	p, err := Open(c)
	if err != nil {
		return nil, ir.Diagnostics{{Pos: token.Position{Filename: c.Dir}, Msg: err.Error()}}
	}
	if len(patterns) == 0 {
		patterns = []string{"."}
	}
	take := p.ahead(patterns)
	roots, err := p.list(metadata, c.Tests, patterns)
	if err != nil {
		return nil, ir.Diagnostics{{Pos: token.Position{Filename: strings.Join(patterns, " ")}, Msg: listError(err)}}
	}
	take()
	p.roots = distinct(roots)
	return p, p.WithLines(p.checkRoots(patterns))
}

// Open gives a program without packages, for functions that are found by the
// path of their package.
func Open(c Config) (*Program, error) {
	dir, err := filepath.Abs(c.Dir)
	if err != nil {
		return nil, err
	}
	here, err := os.Getwd()
	if err != nil {
		return nil, err
	}
	p := &Program{
		Fset: token.NewFileSet(), config: c, dir: dir, here: here,
		metas: map[string]*packages.Package{}, units: map[string]*unit{}, exports: map[string]*types.Package{},
		asked: map[string]bool{}, chosen: map[string]bool{}, sourced: map[string]bool{}, pending: map[string]bool{},
	}
	for _, name := range c.Pending {
		p.pending[name] = true
	}
	p.texts.files = map[string]*text{}
	for name, raw := range c.Overlay {
		p.texts.files[name] = &text{raw: raw}
	}
	return p, nil
}

// list asks the go command and remembers what it says, of dependencies too.
func (p *Program) list(mode packages.LoadMode, tests bool, patterns []string) ([]*packages.Package, error) {
	roots, err := p.ask(mode, tests, patterns)
	p.remember(roots)
	return roots, err
}

// ask asks the go command.
func (p *Program) ask(mode packages.LoadMode, tests bool, patterns []string) ([]*packages.Package, error) {
	c := &packages.Config{Mode: mode, Dir: p.dir, Tests: tests, Fset: p.Fset, Overlay: p.config.Overlay}
	if len(p.config.Tags) > 0 {
		c.BuildFlags = []string{"-tags=" + strings.Join(p.config.Tags, ",")}
	}
	return packages.Load(c, patterns...)
}

// remember keeps what the go command said, of dependencies too.
func (p *Program) remember(roots []*packages.Package) {
	packages.Visit(roots, nil, func(pkg *packages.Package) {
		if old := p.metas[pkg.ID]; old == nil {
			p.metas[pkg.ID] = pkg
		} else if old.ExportFile == "" {
			old.ExportFile = pkg.ExportFile
		}
	})
}

// listError is the go command's own words.
func listError(err error) string {
	text := strings.TrimPrefix(err.Error(), "err: exit status 1: stderr: ")
	return strings.TrimSpace(strings.ReplaceAll(text, "\n", "; "))
}

// distinct drops the mains of tests and what several patterns name.
func distinct(roots []*packages.Package) (out []*packages.Package) {
	for _, r := range roots {
		if strings.HasSuffix(r.ID, ".test") || slices.ContainsFunc(out, func(o *packages.Package) bool { return o.ID == r.ID }) {
			continue
		}
		out = append(out, r)
	}
	slices.SortStableFunc(out, func(a, b *packages.Package) int { return strings.Compare(a.ID, b.ID) })
	return out
}

// checkRoots checks the packages that the patterns named.
func (p *Program) checkRoots(patterns []string) (ds ir.Diagnostics) {
	var chosen []*packages.Package
	for _, r := range p.roots {
		ds = append(ds, p.broken(r, patterns)...)
		if len(p.own(r)) > 0 {
			chosen = append(chosen, r)
			p.chosen[r.ID] = true
		}
	}
	for _, r := range chosen {
		ds = append(ds, p.listErrors(r)...)
	}
	if len(ds) > 0 {
		return unrepeated(ds)
	}
	ds = p.checkAll(chosen)
	return unrepeated(ds)
}

// own lists the files of a root in which directives are looked for: those that
// hold one, and that no other root has. The files of a package are looked at
// without its tests, those of its tests with them.
func (p *Program) own(r *packages.Package) (files []string) {
	for _, name := range r.GoFiles {
		if isTest(r.ID) != strings.HasSuffix(name, "_test.go") {
			continue
		}
		if p.config.All || bytes.Contains(p.texts.read(name).raw, []byte("chainrule:")) {
			files = append(files, name)
		}
	}
	return files
}

// isTest reports whether an ID is of a package made for a test.
func isTest(id string) bool { return strings.HasSuffix(id, "]") }

// broken reports a package that is named and not there.
func (p *Program) broken(r *packages.Package, patterns []string) ir.Diagnostics {
	if len(r.GoFiles) > 0 || len(r.Errors) == 0 {
		return nil
	}
	return p.errorsOf(r, strings.Join(patterns, " "))
}

// listErrors are the errors that the go command found in a package and below:
// missing modules, import cycles, files that cannot be read.
func (p *Program) listErrors(r *packages.Package) (ds ir.Diagnostics) {
	packages.Visit([]*packages.Package{r}, nil, func(pkg *packages.Package) {
		ds = append(ds, p.errorsOf(pkg, pkg.PkgPath)...)
	})
	return ds
}

// errorsOf are a package's own errors; where says for those without a position.
func (p *Program) errorsOf(r *packages.Package, where string) (ds ir.Diagnostics) {
	for _, e := range r.Errors {
		if e.Kind == packages.ListError || e.Kind == packages.UnknownError || len(r.GoFiles) == 0 {
			pos := p.parsePosition(e.Pos)
			if pos.Filename == "" {
				pos.Filename = where
			}
			ds.Add(pos, "%s", oneLine(e.Msg))
		}
	}
	return ds
}

// parsePosition reads a position as the go command writes it.
func (p *Program) parsePosition(s string) (pos token.Position) {
	if s == "" || s == "-" {
		return pos
	}
	rest, last, ok := cutNumber(s)
	if !ok {
		return token.Position{Filename: p.shorten(s)}
	}
	pos.Line = last
	if name, line, ok := cutNumber(rest); ok {
		rest, pos.Line, pos.Column = name, line, last
	}
	pos.Filename = p.shorten(rest)
	return pos
}

// cutNumber cuts a colon and a number off the end.
func cutNumber(s string) (rest string, n int, ok bool) {
	i := strings.LastIndexByte(s, ':')
	if i < 0 {
		return s, 0, false
	}
	n, err := strconv.Atoi(s[i+1:])
	return s[:i], n, err == nil
}

func oneLine(s string) string {
	lines := strings.FieldsFunc(s, func(r rune) bool { return r == '\n' || r == '\t' })
	return strings.ReplaceAll(strings.Join(lines, "; "), ":; ", ": ")
}

// unrepeated keeps the first diagnostic at each place: a package and its tests
// have the same mistakes.
func unrepeated(ds ir.Diagnostics) (out ir.Diagnostics) {
	seen := map[token.Position]bool{}
	for _, d := range ds.Sorted() {
		at := d.Pos
		at.Offset = 0
		if !at.IsValid() || !seen[at] {
			out = append(out, d)
		}
		seen[at] = true
	}
	return out
}
