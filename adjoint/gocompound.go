// Values of several parts that are read and written as one, as the entries of maps
// of structs are. The shadow of such a value is an object that holds the shadow of
// each of its parts, or the adjoint:
//
//	v = get p "path"      dv = new; the references in dp's part are put there
//	put p, v "path"       they are put from there into dp's part
//
// The adjoint of a read adds the parts of dv to those of the shadow; that of a
// write adds the parts of the shadow to those of dv, and clears them.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
)

// shadowType is the type of the shadow of a value of the type.
func shadowType(t ir.Type) ir.Type {
	if isCompound(t) {
		return ir.GoType("*" + t.Go)
	}
	return t
}

// piece is a part of a compound: its path from there, and what is there.
type piece struct {
	path string
	typ  ir.Type
	text string
}

// pieces lists the parts of a compound value that are active floats or references
// that have shadows.
func (a *activity) pieces(v *ir.Value) (list []piece) {
	for _, t := range a.heap.to[v] {
		for _, p := range t.o.paths() {
			c := t.o.cells[p]
			rest, ok := cutPath(p, t.base)
			active := c.active() || c.typ.IsRef() && a.castAt(target{t.o, ""}, p, c.typ)
			if ok && active && !slices.ContainsFunc(list, func(q piece) bool { return q.path == rest }) {
				list = append(list, piece{rest, c.typ, c.text})
			}
		}
	}
	return list
}

// activePiece reports whether floats of the piece are active in memory or values.
func (a *activity) activePiece(ts []target, path string) bool {
	return slices.ContainsFunc(ts, func(t target) bool { return a.heap.cell(t.o, t.base+path, ir.TF64).active() })
}

// part is a part of memory that a reference leads to.
type part struct {
	ref   *ir.Value
	path  string
	index []*ir.Value
}

func (p part) get(b *ir.Builder, q piece, path string, index []*ir.Value) *ir.Value {
	return b.Get(q.typ, p.ref, q.at(p.path+path), slices.Concat(p.index, index)...)
}

func (p part) put(b *ir.Builder, q piece, path string, index []*ir.Value, v *ir.Value) {
	b.Put(p.ref, q.at(p.path+path), v, slices.Concat(p.index, index)...)
}

func (q piece) at(path string) string {
	if q.text == "" {
		return path
	}
	return path + "|" + q.text
}

// all is the whole object that a pointer refers to.
func all(ref *ir.Value) part { return part{ref: ref} }

// eachOf visits a piece of the object that a pointer refers to, in loops if it is
// in arrays.
func eachOf(b *ir.Builder, ref *ir.Value, q piece, visit func(b *ir.Builder, path string, index []*ir.Value)) {
	overIndices(b, ref, q.path, nil, visit)
}

// copyPiece copies a piece from one part of memory to another.
func copyPiece(b *ir.Builder, shape *ir.Value, q piece, to, from part) {
	eachOf(b, shape, q, func(b *ir.Builder, path string, index []*ir.Value) {
		to.put(b, q, path, index, from.get(b, q, path, index))
	})
}

// addPiece adds floats of a piece to those of another part of memory, and clears
// them if so asked.
func addPiece(b *ir.Builder, shape *ir.Value, q piece, to, from part, clear bool) {
	eachOf(b, shape, q, func(b *ir.Builder, path string, index []*ir.Value) {
		d := from.get(b, q, path, index)
		if clear {
			from.put(b, q, path, index, b.Float(0))
		}
		to.put(b, q, path, index, b.Op("add", to.get(b, q, path, index), d))
	})
}

// entry runs body on a copy of the shadow's part that a read or write meets: the
// part itself, or a copy of a map's entry, which is entered again if it changes.
func (h *shadower) entry(b *ir.Builder, in *ir.Instr, v *ir.Value, changes bool, body func(part)) {
	shadow := h.of(b, in.Ref())
	if in.IsGet() || in.IsPut() {
		body(part{shadow, in.Path(), in.PathIndices()})
		return
	}
	e := entryOf(b, shadow, in.Key())
	body(all(e))
	if changes {
		b.Enter("", shadow, in.Key(), b.Get(v.Type, e, ""))
	}
}

// entryOf makes a copy of a map's entry.
func entryOf(b *ir.Builder, m, key *ir.Value) *ir.Value {
	typ := ir.GoType(valueText(m.Type))
	e := b.New(shadowType(typ))
	b.Put(e, "", b.Lookup(typ, "", m, key))
	return e
}

// readCompound makes the shadow of a compound that is read.
func (h *shadower) readCompound(b *ir.Builder, in *ir.Instr) *ir.Value {
	v := in.Result()
	d := b.New(shadowType(v.Type))
	list := slices.DeleteFunc(h.act.pieces(v), func(q piece) bool { return !h.moves(in, q) })
	if len(list) > 0 {
		h.entry(b, in, v, false, func(from part) {
			for _, q := range list {
				copyPiece(b, d, q, all(d), from)
			}
		})
	}
	if in.IsLookup() && !h.floats {
		h.kept[in] = b.Has(in.Ref(), in.Key())
	}
	return d
}

// moves reports whether the forward sweep copies a piece from or to memory: a
// reference, or an active float if shadows hold tangents.
func (h *shadower) moves(in *ir.Instr, q piece) bool {
	if q.typ.IsRef() {
		return true
	}
	acc, _ := h.act.heap.accessOf(in)
	return h.floats && h.act.activePiece(under(acc), q.path)
}

// under is where an access reads or writes.
func under(a access) []target {
	list := make([]target, len(a.at))
	for k, t := range a.at {
		list[k] = target{t.o, t.base + a.path}
	}
	return list
}

// writeCompound writes the shadow of a compound into that of memory.
func (h *shadower) writeCompound(b *ir.Builder, in *ir.Instr, acc access) {
	var list []piece
	for _, q := range h.act.memoryPieces(acc) {
		if h.moves(in, q) {
			list = append(list, q)
		}
	}
	if len(list) == 0 {
		return
	}
	d := h.of(b, acc.v)
	h.entry(b, in, acc.v, true, func(to part) {
		for _, q := range list {
			copyPiece(b, d, q, to, all(d))
		}
	})
}

// memoryPieces lists the pieces of what an access meets in memory.
func (a *activity) memoryPieces(acc access) []piece {
	probe := &ir.Value{}
	a.heap.to[probe] = under(acc)
	list := a.pieces(probe)
	delete(a.heap.to, probe)
	return list
}

// compoundAdjoint is the adjoint of a read or write of a compound.
func (fr *frame) compoundAdjoint(in *ir.Instr, acc access) {
	var list []piece
	for _, q := range fr.act.memoryPieces(acc) {
		if q.typ == ir.TF64 {
			list = append(list, q)
		}
	}
	if len(list) == 0 || acc.writes && !fr.act.shadowed(in.Ref()) {
		return
	}
	d, b := fr.cast.of(fr.b, acc.v), fr.b
	if in.IsLookup() {
		b = b.If(fr.cast.kept[in]).Regions[0].Build()
		b.Pos = in.Pos
	}
	fr.cast.entry(b, in, acc.v, true, func(memory part) {
		for _, q := range list {
			switch {
			case acc.writes:
				addPiece(b, d, q, all(d), memory, true)
			case fr.act.activePiece(fr.act.heap.to[acc.v], q.path):
				addPiece(b, d, q, memory, all(d), false)
			}
		}
	})
}

// compoundAccess takes the read or write of a compound with active parts apart.
func (a *activity) compoundAccess(in *ir.Instr) (access, bool) {
	acc, ok := a.heap.accessOf(in)
	return acc, ok && isCompound(acc.v.Type) && (a.shadowed(acc.v) || acc.writes && len(a.memoryPieces(acc)) > 0)
}

// wipeEntry sets a part of a map's entry to zero, and what it leads to.
func (w *wiper) wipeEntry(b *ir.Builder, ref, shadow, key *ir.Value, path string, c *cell) {
	q := piece{strings.TrimPrefix(path, "{}"), c.typ, c.text}
	e := entryOf(b, shadow, key)
	if c.typ.IsRef() {
		w.visit(b, nil, entryOf(b, ref, key), e, q.path, c)
		return
	}
	eachOf(b, e, q, func(b *ir.Builder, path string, index []*ir.Value) {
		all(e).put(b, q, path, index, b.Float(0))
	})
	b.Enter("", shadow, key, b.Get(ir.GoType(valueText(ref.Type)), e, ""))
}
