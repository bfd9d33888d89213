// Imports: which packages a file names and by what name, known before anything
// is written so that nothing else takes the names.

package codegen

import (
	"go/token"
	"maps"
	"slices"
	"strings"

	"chainrule/ir"
)

// imports finds all packages and all names of the file's own package that the
// texts of the functions mention.
func (f *fileWriter) imports() {
	paths := map[string]bool{"math": true, "fmt": true, "sync": true}
	for _, fn := range f.Funcs {
		eachText(fn.IR, func(text string) { f.mention(text, paths) })
	}
	for _, fn := range f.callees {
		eachText(fn, func(text string) { f.mention(text, paths) })
	}
	for _, path := range slices.Sorted(maps.Keys(paths)) {
		f.importAs(path)
	}
}

func (f *fileWriter) mention(text string, paths map[string]bool) {
	for _, p := range split(text) {
		switch p.path {
		case "":
		case f.PackagePath:
			f.names[p.text] = true
		default:
			paths[p.path] = true
		}
	}
}

// importAs gives a package a name that no other has.
func (f *fileWriter) importAs(path string) {
	base, known := f.packageName(path)
	name := base
	for i := 2; f.owned[name] || f.names[name] || token.IsKeyword(name); i++ {
		name = numbered(base, i)
	}
	f.names[name] = true
	if name == base && known {
		f.out.ImportName(path, name)
	} else {
		f.out.ImportAlias(path, name)
	}
}

// packageName is the name of a package, which may be known only by its path.
func (f *fileWriter) packageName(path string) (name string, known bool) {
	if n := f.Imports[path]; n != "" {
		return n, true
	}
	first, _, _ := strings.Cut(path, "/")
	elems := strings.Split(path, "/")
	last := elems[len(elems)-1]
	if v := strings.TrimLeft(last, "v"); len(elems) > 1 && len(v) == len(last)-1 && strings.Trim(v, "0123456789") == "" {
		last = elems[len(elems)-2]
	}
	name, _, _ = strings.Cut(last, ".")
	return strings.ToLower(goName(name)), !strings.Contains(first, ".")
}

// eachText visits the Go texts of a function and of what it calls without a body.
func eachText(fn *ir.Func, visit func(text string)) {
	if fn.Sig != nil {
		eachType(fn.Sig, visit)
	}
	for _, p := range fn.Body.Params {
		visit(p.Type.Go)
	}
	needs := map[*ir.Op]bool{}
	fn.Body.Walk(func(in *ir.Instr) {
		switch text, ok := in.Attr.(string); {
		case in.IsGo():
			visit(in.Template())
		case ok && (in.IsCall() || strings.Contains(text, "|")):
			visit(text)
		}
		for _, v := range in.Results {
			visit(v.Type.Go)
		}
		if text := imported(in); text != "" && !needs[in.Op] {
			needs[in.Op] = true
			visit(text)
		}
	})
}

// imported is the Go text of an instruction whose packages it does not name.
func imported(in *ir.Instr) string {
	switch {
	case in.IsGrow():
		return "{slices}.Grow"
	case in.IsKeys():
		return "{slices}.Collect({maps}.Keys)"
	}
	return ""
}

func eachType(s *ir.Signature, visit func(text string)) {
	ps := append(slices.Clone(s.Params), s.Results...)
	if s.Recv != nil {
		ps = append(ps, *s.Recv)
	}
	for _, p := range ps {
		visit(p.Type)
		for _, l := range p.Leaves {
			visit(l.Type)
		}
	}
}
