// Classes of Go types: how a value of the type is held while lowering.

package gofunc

import (
	"fmt"
	"go/types"
	"strings"

	"chainrule/ir"
)

// class says how values of a Go type are held.
type class uint8

const (
	float     class = iota // float64 or float32, an f64
	integer                // underlying type int, an int
	boolean                // a bool
	reference              // slice, pointer or map: a reference
	aggregate              // struct or array: a place in memory
	function               // known only where it is called: static
	carried                // any other type: a Go value
)

// classOf classifies a type; type parameters have been substituted.
func classOf(t types.Type) class {
	switch u := t.Underlying().(type) {
	case *types.Basic:
		switch {
		case u.Info()&types.IsFloat != 0:
			return float
		case u.Kind() == types.Int || u.Kind() == types.UntypedInt || u.Kind() == types.UntypedRune:
			return integer
		case u.Info()&types.IsBoolean != 0:
			return boolean
		}
	case *types.Slice, *types.Pointer, *types.Map:
		return reference
	case *types.Signature:
		return function
	case *types.Struct:
		if sealed(t, u) {
			return carried
		}
		return aggregate
	case *types.Array:
		return aggregate
	}
	return carried
}

// sealed reports whether a struct has fields that only its own package, of the
// standard library, may name, or that are channels with no floats beside them: its
// values are carried whole.
func sealed(t types.Type, u *types.Struct) bool {
	for f := range u.Fields() {
		if _, ok := f.Type().Underlying().(*types.Chan); ok && !f.Exported() && !hasFloat(t, map[types.Type]bool{}) {
			return true
		}
	}
	n, ok := types.Unalias(t).(*types.Named)
	if !ok || n.Obj().Pkg() == nil || strings.Contains(firstPart(n.Obj().Pkg().Path()), ".") || !standard(n.Obj().Pkg().Path()) {
		return false
	}
	for f := range u.Fields() {
		if !f.Exported() {
			return true
		}
	}
	return false
}

// hasFloat reports whether a value of the type has or refers to a float, functions and
// interfaces aside.
func hasFloat(t types.Type, seen map[types.Type]bool) bool {
	if seen[t] {
		return false
	}
	seen[t] = true
	switch u := t.Underlying().(type) {
	case *types.Basic:
		return u.Info()&types.IsFloat != 0
	case interface{ Elem() types.Type }:
		return hasFloat(u.Elem(), seen)
	case *types.Struct:
		for f := range u.Fields() {
			if hasFloat(f.Type(), seen) {
				return true
			}
		}
	}
	return false
}

func firstPart(path string) string {
	first, _, _ := strings.Cut(path, "/")
	return first
}

// standardRoots are the first parts of the import paths of the standard library.
var standardRoots = map[string]bool{}

func init() {
	for _, r := range strings.Fields("archive bufio bytes cmp compress container context crypto database debug embed " +
		"encoding errors expvar flag fmt go hash html image index internal io iter log maps math mime net os path plugin " +
		"reflect regexp runtime slices sort strconv strings structs sync syscall testing text time unicode unique unsafe weak") {
		standardRoots[r] = true
	}
}

// standard reports whether the package is of the standard library.
func standard(path string) bool { return standardRoots[firstPart(path)] }

// isFloat32 reports whether the type's values are rounded to float32.
func isFloat32(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Kind() == types.Float32
}

func isString(t types.Type) bool {
	b, ok := t.Underlying().(*types.Basic)
	return ok && b.Info()&types.IsString != 0
}

func isInterface(t types.Type) bool {
	_, ok := t.Underlying().(*types.Interface)
	return ok
}

// goText writes the type in Go with import paths in braces. A type that a function
// declares has no name outside it and is written out.
func goText(t types.Type) string {
	if n, ok := types.Unalias(t).(*types.Named); ok && localType(n) {
		return goText(n.Underlying())
	}
	switch t := types.Unalias(t).(type) {
	case *types.Slice:
		return "[]" + goText(t.Elem())
	case *types.Pointer:
		return "*" + goText(t.Elem())
	case *types.Array:
		return fmt.Sprintf("[%d]%s", t.Len(), goText(t.Elem()))
	case *types.Map:
		return "map[" + goText(t.Key()) + "]" + goText(t.Elem())
	}
	return types.TypeString(t, func(p *types.Package) string { return "{" + p.Path() + "}" })
}

func localType(n *types.Named) bool {
	o := n.Obj()
	return o.Pkg() != nil && o.Parent() != nil && o.Parent() != o.Pkg().Scope()
}

// irType is the type of the value that holds one of a class other than
// aggregate or function.
func irType(t types.Type) ir.Type {
	switch classOf(t) {
	case float:
		return ir.TF64
	case integer:
		return ir.TInt
	case boolean:
		return ir.TBool
	case reference:
		return ir.GoType(goText(t.Underlying()))
	}
	if b := basic(t); b != nil {
		return ir.GoType(b.Name())
	}
	return ir.GoType(goText(defaulted(t)))
}

// basic is the number or string type that a carried type is, whatever its name: its
// values are held without the name, so that it is known that they lead nowhere.
func basic(t types.Type) *types.Basic {
	b, ok := defaulted(t).Underlying().(*types.Basic)
	if !ok || classOf(t) != carried || b.Info()&(types.IsNumeric|types.IsString) == 0 {
		return nil
	}
	return types.Typ[b.Kind()]
}

// defaulted is the type that an untyped value takes by default.
func defaulted(t types.Type) types.Type { return types.Default(t) }

// cell is what stands behind the bar of a path: the memory's type where it is
// not just float64, int, bool or the value's own.
func cell(t types.Type) string {
	name := goText(defaulted(t))
	if b := basic(t); b != nil && !types.Identical(b, t) && name != b.Name() {
		return name
	}
	switch classOf(t) {
	case float, integer, boolean:
		if name != "float64" && name != "int" && name != "bool" {
			return name
		}
	}
	return ""
}

// leaf is a part of an aggregate that is no aggregate itself.
type leaf struct {
	path string
	t    types.Type
}

// mostLeaves is how many parts of an array are held apart.
const mostLeaves = 16

// leaves lists the parts of a type in order; ok is false if an array in it is
// too long to hold its elements apart.
func leaves(t types.Type) (list []leaf, ok bool) {
	ok = true
	var walk func(t types.Type, path string)
	walk = func(t types.Type, path string) {
		if classOf(t) != aggregate {
			list = append(list, leaf{path, t})
			return
		}
		switch u := t.Underlying().(type) {
		case *types.Struct:
			for f := range u.Fields() {
				if f.Name() != "_" {
					walk(f.Type(), path+"."+f.Name())
				}
			}
		case *types.Array:
			if u.Len() > mostLeaves {
				ok = false
				return
			}
			for i := range u.Len() {
				walk(u.Elem(), fmt.Sprintf("%s[%d]", path, i))
			}
		}
	}
	walk(t, "")
	return list, ok
}

// leafText is the list of an element's parts that grow and copyto carry.
func leafText(t types.Type) string {
	list, _ := leaves(t)
	parts := make([]string, len(list))
	for i, l := range list {
		kind := "i:"
		switch classOf(l.t) {
		case float:
			kind = "f:"
		case reference:
			kind = "r:"
		}
		parts[i] = kind + l.path
		if c := cell(l.t); kind == "f:" && c != "" {
			parts[i] += "|" + c
		}
	}
	return strings.Join(parts, " ")
}
