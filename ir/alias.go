// Alias analysis: which places in memory may be the same place.
//
// Two places are different if the objects that their references may refer to
// are (see points.go), or if they are different fields or hold different kinds
// of value (see [AliasClass]).

package ir

import (
	"slices"
	"strings"
)

// Place is the memory that an instruction touches: what the class names, of what
// the reference or array refers to. An empty class is all that can be reached
// from there; no reference is all that unknown code can reach.
type Place struct {
	Ref   *Value
	Class string
}

// PlaceOf is all elements of an array.
func PlaceOf(array *Value) Place {
	return Place{array.Object(), AliasClass("[", array.Type.Elem())}
}

// Reads lists the places that the instruction itself, not its regions, reads.
func (in *Instr) Reads() []Place {
	if in.IsGoCall() {
		return append(in.places(in.Args), Place{})
	}
	return in.places(in.Effect().Reads)
}

// Writes lists the places that the instruction itself, not its regions, writes.
func (in *Instr) Writes() []Place {
	switch {
	case in.IsGoCall() && onlyReads(in):
		return nil
	case in.IsGoCall():
		return append(in.places(in.Args), Place{})
	}
	return in.places(in.Effect().Writes)
}

func (in *Instr) places(refs []*Value) []Place {
	var list []Place
	for _, r := range refs {
		if !r.Type.Scalar() || r.Type.Kind == Go {
			list = append(list, Place{r.Object(), in.class(r)})
		}
	}
	return list
}

// class is that of what the instruction touches of the reference or array.
func (in *Instr) class(r *Value) string {
	switch {
	case in.IsGoCall() || in.IsCall():
		return ""
	case !r.Type.Scalar():
		return AliasClass("[", r.Type.Elem())
	case in.IsGet():
		return AliasClass(in.Path(), in.Result().Type)
	case in.IsPut():
		return AliasClass(in.Path(), in.Stored().Type)
	case r.Type.IsMap():
		return "map " + r.Type.String()
	case in.IsCopy() && in.Attr == "f:":
		return AliasClass("[", TF64)
	}
	return ""
}

// SameClass reports whether the places may be the same if nothing is known of what
// their references refer to.
func (p Place) SameClass(q Place) bool { return classesOverlap(p.Class, q.Class) }

// classesOverlap reports whether places of the classes may be the same. A pointer
// may point to any place of its type.
func classesOverlap(p, q string) bool {
	if p == q || p == "" || q == "" {
		return true
	}
	pl, pt, _ := strings.Cut(p, " ")
	ql, qt, _ := strings.Cut(q, " ")
	if pl == "map" || ql == "map" {
		return false
	}
	return compound(pt) || compound(qt) || pt == qt && (pl == ql || pl == "*" || ql == "*")
}

// compound reports whether a value of the type may consist of several parts.
func compound(t string) bool {
	return strings.HasPrefix(t, "`") && !GoType(strings.Trim(t, "`")).IsRef()
}

// onlyReads reports whether a gocall leaves all memory as it is. Accepted code may
// write what no derivative passes through, and methods may let others write.
func onlyReads(in *Instr) bool {
	return in.asserts() || in.OnlyReads() && !in.Accepted() && !strings.HasPrefix(in.Template(), "$0.")
}

// Makes reports whether the instruction makes memory of its own, another each
// time it runs.
func (in *Instr) Makes() bool {
	switch in.Op {
	case allocOp, stackOp, newOp, makeOp, makeMapOp, growOp, keysOp:
		return true
	}
	return false
}

// Aliases is the alias analysis of a function as it was when it was made.
type Aliases struct{ points *points }

// Aliases analyses the function.
func (f *Func) Aliases() *Aliases { return &Aliases{newPoints(f)} }

// MayOverlap reports whether two places may share memory.
func (a *Aliases) MayOverlap(p, q Place) bool {
	if p.Ref != nil && p.Ref == q.Ref {
		return classesOverlap(p.Class, q.Class)
	}
	return classesOverlap(p.Class, q.Class) && a.points.meet(a.points.of(p), a.points.of(q))
}

// Shadow reports whether the place is in memory that shadow parameters lead to, and
// in no other.
func (a *Aliases) Shadow(p Place) bool {
	objects := a.points.of(p).list()
	return len(objects) > 0 && !slices.ContainsFunc(objects, func(n int) bool { return a.points.world[n] != shadow })
}

// Objects lists the numbers of the objects that the place is in. Object 0 and 1
// stand for all memory that there was before, the primal's and the shadows'.
func (a *Aliases) Objects(p Place) []int { return a.points.of(p).list() }

// Foreign reports whether the object of that number may have been there before.
func (a *Aliases) Foreign(object int) bool { return a.points.world[object] != own }

// NumObjects is how many objects there are.
func (a *Aliases) NumObjects() int { return len(a.points.world) }
