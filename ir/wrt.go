// What a function is differentiated by: a float parameter, what a parameter refers
// to, a part of that, or a parameter in Go with all its leaves.

package ir

import (
	"regexp"
	"strings"
)

// Part is a parameter or, if that is a reference, the part of what it refers to
// that the path leads to: ".Sigma", ".Layers.W", empty for all. Indices and
// pointers on the way are not named.
type Part struct {
	Param *Value
	Path  string
}

// WrtParts are the parts that an entry of Wrt names, none if it names nothing
// that can be differentiated by: "x", "p", "p.Sigma".
func (f *Func) WrtParts(entry string) []Part {
	name, path := entry, ""
	if i := strings.IndexAny(entry, ".["); i >= 0 {
		name, path = entry[:i], entry[i:]
	}
	if p := f.Param(name); p != nil && (f.Sig.param(name) == nil || p.Type.IsRef()) {
		return f.part(p, path)
	}
	g := f.Sig.param(name)
	if g == nil {
		return nil
	}
	var list []Part
	for _, l := range g.Leaves {
		switch {
		case Below(l.Path, path):
			list = append(list, f.part(f.Param(l.Name), "")...)
		case Below(path, l.Path):
			list = append(list, f.part(f.Param(l.Name), afterPath(path, l.Path))...)
		}
	}
	return list
}

// part is the part of a parameter, if it holds or refers to floats.
func (f *Func) part(p *Value, path string) []Part {
	if p != nil && (p.Type.Kind == F64 && path == "" || p.Type.IsRef()) {
		return []Part{{p, path}}
	}
	return nil
}

// param is the parameter of that name in Go, the receiver included.
func (s *Signature) param(name string) *GoParam {
	if s == nil {
		return nil
	}
	if s.Recv != nil && s.Recv.Name == name {
		return s.Recv
	}
	for k := range s.Params {
		if s.Params[k].Name == name {
			return &s.Params[k]
		}
	}
	return nil
}

var indices = regexp.MustCompile(`\[[^\]]*\]`)

// fields are the field names of a path.
func fields(path string) []string {
	return strings.FieldsFunc(indices.ReplaceAllString(path, ""), func(r rune) bool { return r == '.' })
}

// Below reports whether a path leads to what another leads to or into it; indices
// do not count.
func Below(path, to string) bool {
	p, t := fields(path), fields(to)
	if len(p) < len(t) {
		return false
	}
	for k := range t {
		if p[k] != t[k] {
			return false
		}
	}
	return true
}

// afterPath is the rest of a path below another.
func afterPath(path, to string) string {
	rest := ""
	for _, f := range fields(path)[len(fields(to)):] {
		rest += "." + f
	}
	return rest
}
