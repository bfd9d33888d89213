// The memory of a program for the analysis of activity: which objects a reference
// may refer to, field by field (L. O. Andersen, Program analysis and
// specialization for the C programming language, 1994). An object is what one
// instruction makes, or what a parameter leads to along one path. Parameters and
// what they lead to are taken to be different objects here; where they are not,
// their shadows are not either.

package adjoint

import (
	"maps"
	"regexp"
	"slices"
	"strings"

	"chainrule/ir"
)

// object is memory that one instruction makes, or that a parameter leads to along
// one path.
type object struct {
	ref       ir.Type   // of the references to it
	of        *ir.Value // what made it, or the parameter that leads to it
	path      string    // from the parameter
	up        *object   // of what a parameter leads to: where the reference to it is
	outside   bool      // the caller's, or that of unknown code
	opaque    bool      // of unknown code
	recursive bool      // it stands for what several references on one path lead to
	shadowed  bool      // there is a shadow beside it
	cells     map[string]*cell
	sorted    []string // the paths of the cells, if none was added since
	copies    []copied
	holds     []target // what unknown code may refer to from there
	leads     []target // what references there may refer to, when one less was found
	ledAt     int
}

// cell is the scalars or references at a path of an object, all elements alike.
type cell struct {
	typ    ir.Type
	text   string   // the type of what is there in Go, as in [ir.Instr.CellType]
	hidden bool     // the package of the function may not name it
	refs   []target // what references there may refer to
	child  *object  // and what they refer to when the function begins
	varied bool
	useful bool
}

// target is what a reference refers to: the part of an object at a path.
type target struct {
	o    *object
	base string
}

// copied says that what is under into is a copy of what a target of another
// object, or of this one, has.
type copied struct {
	into string
	from target
}

// heap is the memory of a program.
type heap struct {
	to      map[*ir.Value][]target
	made    map[*ir.Value]*object
	objects []*object // in the order of their making
	foreign map[string][]target
	wrt     []ir.Part
	found   int // how much has been found: it settles
}

func newHeap(wrt []ir.Part) *heap {
	return &heap{to: map[*ir.Value][]target{}, made: map[*ir.Value]*object{}, foreign: map[string][]target{}, wrt: wrt}
}

var anyIndex = regexp.MustCompile(`\[[^\]]*\]`)

// normal is a path without its indices.
func normal(path string) string { return anyIndex.ReplaceAllString(path, "[]") }

// carries reports whether a value of the type is a float or may hide one.
func carries(t ir.Type) bool {
	return t.Kind == ir.F64 || t.Kind == ir.Go && !t.IsRef() && !integerTypes[t.Go]
}

func (h *heap) newObject(o *object) *object {
	o.cells = map[string]*cell{}
	h.objects = append(h.objects, o)
	h.found++
	return o
}

// objectOf is what the value makes, or what the parameter refers to.
func (h *heap) objectOf(v *ir.Value) *object {
	if h.made[v] == nil {
		h.made[v] = h.newObject(&object{ref: v.Type, of: v, outside: v.Def == nil})
	}
	return h.made[v]
}

// point adds to what a reference may refer to.
func (h *heap) point(v *ir.Value, ts ...target) { h.to[v] = h.join(h.to[v], ts) }

func (h *heap) join(list, more []target) []target {
	for _, t := range more {
		if !slices.Contains(list, t) {
			list = append(list, t)
			h.found++
		}
	}
	return list
}

// cell is the cell of the object at the path; a float of a parameter that is
// differentiated by varies from the start. What unknown code gives may seem to be
// what it was given, and integers to lie where there are floats.
func (h *heap) cell(o *object, path string, t ir.Type) *cell {
	c := o.cells[path]
	if c == nil || t.Kind == ir.F64 && (c.typ.Kind == ir.Int || c.typ.Kind == ir.Bool) {
		c = &cell{typ: t, varied: t.Kind == ir.F64 && h.differentiated(o, path)}
		o.cells[path] = c
		h.found++
	}
	return c
}

// differentiated reports whether what is at the path of an object is in Wrt.
func (h *heap) differentiated(o *object, path string) bool {
	return o.outside && !o.opaque && slices.ContainsFunc(h.wrt, func(w ir.Part) bool {
		return w.Param == o.of && ir.Below(o.path+path, w.Path)
	})
}

// child is what the references at a path of the caller's memory refer to when the
// function begins. On a path through several of one type these are one object.
func (h *heap) child(o *object, path string, t ir.Type) *object {
	c := h.cell(o, path, t)
	if c.child != nil {
		return c.child
	}
	h.found++
	if o.opaque {
		c.child = o
		return o
	}
	for a := o; a != nil; a = a.up {
		if a.ref == t {
			c.child, a.recursive = a, true
			return a
		}
	}
	c.child = h.newObject(&object{ref: t, of: o.of, path: o.path + path, up: o, outside: true})
	return c.child
}

// read gives what references at the path from a target may refer to.
func (h *heap) read(t target, path string, typ ir.Type) []target {
	return h.readInto(nil, t, path, typ, map[target]bool{})
}

func (h *heap) readInto(list []target, t target, path string, typ ir.Type, seen map[target]bool) []target {
	at := t.base + path
	here := target{t.o, at}
	if seen[here] || tooDeep(at) {
		return list
	}
	seen[here] = true
	c := h.cell(t.o, at, typ)
	list = union(list, c.refs)
	if t.o.outside {
		if typ.IsRef() {
			list = union(list, []target{{h.child(t.o, at, typ), ""}})
		}
		list = union(list, h.foreign[ir.AliasClass(at, typ)])
	}
	if typ.IsRef() {
		list = union(list, t.o.holds)
	}
	for _, k := range t.o.copies {
		if rest, ok := cutPath(at, k.into); ok {
			list = h.readInto(list, k.from, rest, typ, seen)
		}
	}
	return list
}

// tooDeep reports whether a path is longer than those of types are: a field in one of
// its name, and so on, five of them. Copies of what is copied into itself, by way of
// an interface, could go on without end.
func tooDeep(path string) bool {
	if strings.Count(path, "[") > mostParts {
		return true
	}
	for rest := path; rest != ""; {
		part := firstPart(rest)
		rest = rest[len(part):]
		if name := part[1:]; name != "" && name[0] != ']' && timesOn(rest, name) > 3 {
			return true
		}
	}
	return false
}

// firstPart is the first part of a path with the mark before it.
func firstPart(path string) string {
	if i := strings.IndexAny(path[1:], ".["); i >= 0 {
		return path[:1+i]
	}
	return path
}

// timesOn counts the parts of that name on a path.
func timesOn(path, name string) (n int) {
	for path != "" {
		part := firstPart(path)
		path = path[len(part):]
		if part[1:] == name {
			n++
		}
	}
	return n
}

// cutPath is the rest of a path behind a prefix of whole parts.
func cutPath(path, prefix string) (rest string, ok bool) {
	rest, ok = strings.CutPrefix(path, prefix)
	return rest, ok && (rest == "" || prefix == "" || strings.ContainsRune(".[{", rune(rest[0])))
}

func union(list, more []target) []target {
	for _, t := range more {
		if !slices.Contains(list, t) {
			list = append(list, t)
		}
	}
	return list
}

// write adds to what references at the path from a target may refer to. What is
// stored in the caller's memory may be found wherever that has a like place.
func (h *heap) write(t target, path string, typ ir.Type, what []target) {
	c := h.cell(t.o, t.base+path, typ)
	c.refs = h.join(c.refs, what)
	if t.o.outside {
		class := ir.AliasClass(t.base+path, typ)
		h.foreign[class] = h.join(h.foreign[class], what)
	}
}

// copyElements makes elements of one target copies of those of another; copyInto
// what is at one target a copy of what is at another.
func (h *heap) copyElements(to, from target) {
	h.copyInto(target{to.o, to.base + "[]"}, target{from.o, from.base + "[]"})
}

func (h *heap) copyInto(to, from target) {
	k := copied{to.base, from}
	if to != from && !slices.Contains(to.o.copies, k) {
		to.o.copies = append(to.o.copies, k)
		h.found++
	}
}

// pull visits each cell of what was copied with the cell that it was copied from.
func (h *heap) pull(visit func(to, from *cell)) {
	for k := 0; k < len(h.objects); k++ {
		o := h.objects[k]
		for _, c := range o.copies {
			for _, rest := range h.both(o, c) {
				from, to := c.from.o.cells[c.from.base+rest], o.cells[c.into+rest]
				if from == nil {
					from = h.cell(c.from.o, c.from.base+rest, to.typ)
				}
				if to == nil {
					to = h.cell(o, c.into+rest, from.typ)
				}
				from.says(to.text)
				to.says(from.text)
				visit(to, from)
			}
		}
	}
}

// mostParts bounds how deep parts are known that a copy may have: an interface may
// hold what it is a part of.
const mostParts = 12

// both lists the paths, within what was copied, of cells of the copy or of the
// original.
func (h *heap) both(o *object, c copied) (list []string) {
	add := func(p, base string) {
		rest, ok := cutPath(p, base)
		if ok && !tooDeep(c.into+rest) && !tooDeep(c.from.base+rest) && !slices.Contains(list, rest) {
			list = append(list, rest)
		}
	}
	for _, p := range o.paths() {
		add(p, c.into)
	}
	for _, p := range c.from.o.paths() {
		add(p, c.from.base)
	}
	return list
}

// says notes the type in Go of what the cell holds.
func (c *cell) says(text string) {
	if c.text == "" {
		c.text = text
	}
}

// at is a path to the cell with the type of what is there.
func (c *cell) at(path string) string {
	if c.text == "" {
		return path
	}
	return path + "|" + c.text
}

// paths lists the paths of an object's cells in order. Cells only come to be.
func (o *object) paths() []string {
	if len(o.sorted) != len(o.cells) {
		o.sorted = slices.Sorted(maps.Keys(o.cells))
	}
	return o.sorted
}

// reach lists the objects that can be reached from targets, these included.
func (h *heap) reach(from []target) []*object {
	var list []*object
	seen := map[*object]bool{}
	var visit func(ts []target)
	visit = func(ts []target) {
		for _, t := range ts {
			if seen[t.o] {
				continue
			}
			seen[t.o] = true
			list = append(list, t.o)
			visit(h.leads(t.o))
		}
	}
	visit(from)
	return list
}

// leads lists what references in an object may refer to, as long as nothing new is
// found.
func (h *heap) leads(o *object) (list []target) {
	now := h.found + 1
	if o.ledAt == now {
		return o.leads
	}
	for _, p := range o.paths() {
		if c := o.cells[p]; c.typ.Kind == ir.Go {
			list = union(list, h.read(target{o, ""}, p, c.typ))
		}
	}
	list = union(list, o.holds)
	for _, k := range o.copies { // what was copied and is not read here yet
		list = union(list, []target{k.from})
	}
	o.leads, o.ledAt = list, now
	return list
}
