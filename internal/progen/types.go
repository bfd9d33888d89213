// The types that programs use.

package progen

import (
	"fmt"
	"slices"
)

type kind int

const (
	f64 kind = iota
	f32
	integer
	boolean
	str
	structure
	slice
	array
	pointer
	table // a map from string
	iface // the program's interface; its fields are the types that implement it
)

// typ is a Go type.
type typ struct {
	kind   kind
	name   string // of a declared type, else empty
	elem   *typ
	n      int // of an array
	fields []field
}

type field struct {
	name string
	t    *typ
}

var (
	tF64  = &typ{kind: f64}
	tF32  = &typ{kind: f32}
	tInt  = &typ{kind: integer}
	tBool = &typ{kind: boolean}
	tText = &typ{kind: str}
)

func sliceOf(t *typ) *typ           { return &typ{kind: slice, elem: t} }
func arrayOf(n int, t *typ) *typ    { return &typ{kind: array, elem: t, n: n} }
func pointerTo(t *typ) *typ         { return &typ{kind: pointer, elem: t} }
func tableOf(t *typ) *typ           { return &typ{kind: table, elem: t} }
func (t *typ) isFloat() bool        { return t.kind == f64 || t.kind == f32 }
func (t *typ) is(o *typ) bool       { return t.String() == o.String() }
func (t *typ) aggregate() bool      { return t.kind == structure || t.kind == array }
func (t *typ) pointsTo(k kind) bool { return t.kind == pointer && t.elem.kind == k }

// String is the type in Go.
func (t *typ) String() string {
	if t.name != "" {
		return t.name
	}
	switch t.kind {
	case slice:
		return "[]" + t.elem.String()
	case array:
		return fmt.Sprintf("[%d]%v", t.n, t.elem)
	case pointer:
		return "*" + t.elem.String()
	case table:
		return "map[string]" + t.elem.String()
	}
	return [...]string{f64: "float64", f32: "float32", integer: "int", boolean: "bool", str: "string"}[t.kind]
}

// holds reports whether a float can be reached from a value of the type.
func (t *typ) holds() bool {
	switch t.kind {
	case f64, f32:
		return true
	case iface:
		return true
	case slice, array, pointer, table:
		return t.elem.holds()
	}
	for _, f := range t.fields {
		if f.t.holds() {
			return true
		}
	}
	return false
}

// refers reports whether a value of the type refers to floats that may be written.
func (t *typ) refers() bool {
	switch t.kind {
	case slice, pointer, table, iface:
		return t.holds()
	case array:
		return t.elem.refers()
	}
	return slices.ContainsFunc(t.fields, func(f field) bool { return f.t.refers() })
}

// flat reports whether the type's zero value can be used: it refers to nothing.
func (t *typ) flat() bool {
	switch t.kind {
	case slice, pointer, table, iface:
		return false
	case array:
		return t.elem.flat()
	}
	for _, f := range t.fields {
		if !f.t.flat() {
			return false
		}
	}
	return true
}

// declareTypes declares a few structs, later ones of earlier ones, and named floats.
func (g *gen) declareTypes() {
	if g.in(15) {
		t := &typ{kind: f64, name: Stem + "Unit"}
		g.decl("type %s float64", t.name)
		g.units = append(g.units, t)
	}
	for range g.n(4) {
		t := &typ{kind: structure, name: fmt.Sprintf("%sT%d", Stem, len(g.structs))}
		body := ""
		for i := range 2 + g.n(3) {
			f := field{string(rune('A' + i)), g.fieldType()}
			if i == 0 {
				f.t = tF64 // so that every struct holds a float
			}
			if f.t.kind == structure && g.in(30) && i > 0 && !slices.ContainsFunc(t.fields, func(o field) bool { return o.name == f.t.name }) {
				f.name = f.t.name
				body += f.t.name + "\n" // embedded
			} else {
				body += f.name + " " + f.t.String() + "\n"
			}
			t.fields = append(t.fields, f)
		}
		g.decl("type %s struct {\n%s}", t.name, body)
		g.structs = append(g.structs, t)
	}
}

func (g *gen) fieldType() *typ {
	list := []*typ{tF64, tF64, tF64, tInt, sliceOf(tF64), arrayOf(3, tF64), tF32, tBool}
	for _, s := range g.structs {
		list = append(list, s, s)
		if s.flat() {
			list = append(list, pointerTo(s), sliceOf(s), arrayOf(2, s))
		}
	}
	return pick(g, append(list, g.units...))
}

// paramType is the type of a parameter of the function that is differentiated.
func (g *gen) paramType() *typ {
	list := []*typ{tF64, tF64, tF64, sliceOf(tF64), sliceOf(tF64), sliceOf(tF64), arrayOf(3, tF64), tInt, tInt, tBool, tF32, sliceOf(tF32),
		sliceOf(sliceOf(tF64)), tableOf(tF64), pointerTo(tF64), sliceOf(arrayOf(2, tF64)), tText, pointerTo(arrayOf(3, tF64)), sliceOf(tInt)}
	for _, s := range g.structs {
		list = append(list, s, s, pointerTo(s), pointerTo(s), sliceOf(s), arrayOf(2, s), sliceOf(pointerTo(s)))
		if g.in(30) {
			list = append(list, tableOf(s), tableOf(pointerTo(s)))
		}
	}
	return pick(g, append(list, g.units...))
}

// localType is the type of a local variable.
func (g *gen) localType() *typ {
	list := []*typ{tF64, tF64, tF64, tF64, tInt, tBool, sliceOf(tF64), sliceOf(tF64), sliceOf(tF64), arrayOf(3, tF64), tF32, sliceOf(tF32),
		tableOf(tF64), pointerTo(tF64), sliceOf(sliceOf(tF64)), arrayOf(2, arrayOf(2, tF64)), sliceOf(tInt)}
	for _, s := range g.structs {
		list = append(list, s, s, pointerTo(s), sliceOf(s), arrayOf(2, s))
	}
	return pick(g, append(list, g.units...))
}
