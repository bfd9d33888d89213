// Setting shadows to zero: a gradient starts with zeros in the active floats of
// its shadows, wherever the primal's memory has them.

package adjoint

import (
	"maps"
	"slices"
	"strings"

	"chainrule/ir"
)

// wiper sets the shadow of a parameter to zero.
type wiper struct {
	*derivation
	*sweep
	param *ir.Value
}

// wipe sets what a shadow of an object holds to zero, and what it leads to.
func (w *wiper) wipe(b *ir.Builder, o *object, ref, shadow *ir.Value) {
	if o.recursive {
		w.derivation.diags.Add(w.derivation.f.Pos, "%s cannot set all that %s leads to to zero, for it may lead to itself; generate vjp, which adds to shadows",
			w.derivation.kind.Name(w.derivation.f.Name), w.param.Name)
		return
	}
	together := map[string][]string{}
	for _, path := range o.paths() {
		c := o.cells[path]
		switch {
		case c.active() && !c.typ.IsRef() && !ref.Type.IsMap():
			loops := path[:strings.LastIndex("[]"+path, "[]")]
			together[loops] = append(together[loops], path)
		case c.active():
			w.visit(b, o, ref, shadow, path, c)
		case c.typ.IsRef() && c.child != nil && w.holds(c.child, map[*object]bool{}):
			w.visit(b, o, ref, shadow, path, c)
		}
	}
	for _, loops := range slices.Sorted(maps.Keys(together)) {
		overIndices(b, ref, loops, nil, func(b *ir.Builder, at string, index []*ir.Value) {
			for _, path := range together[loops] {
				b.Put(shadow, o.cells[path].at(at+path[len(loops):]), b.Float(0), index...)
			}
		})
	}
}

// holds reports whether something is to be set to zero in the object or behind it.
func (w *wiper) holds(o *object, seen map[*object]bool) bool {
	if seen[o] {
		return false
	}
	seen[o] = true
	for _, c := range o.cells {
		if c.active() || c.typ.IsRef() && c.child != nil && w.holds(c.child, seen) {
			return true
		}
	}
	return o.recursive && o.shadowed
}

// visit sets what a reference at a path leads to to zero, in loops over the indices on
// the way, or the entries of a map.
func (w *wiper) visit(b *ir.Builder, o *object, ref, shadow *ir.Value, path string, c *cell) {
	if ref.Type.IsMap() {
		w.entries(b, ref, shadow, path, c)
		return
	}
	overIndices(b, ref, path, nil, func(b *ir.Builder, path string, index []*ir.Value) {
		path = c.at(path)
		w.behind(b, c.child, b.Get(c.typ, ref, path, index...), b.Get(c.typ, shadow, path, index...))
	})
}

// behind sets what a reference in memory leads to to zero, unless it is nil.
func (w *wiper) behind(b *ir.Builder, o *object, ref, shadow *ir.Value) {
	if !ref.Type.IsPointer() {
		if ref.Type.IsSlice() {
			b.Require(b.Size(shadow), b.Size(ref), w.derivation.kind.Name(w.derivation.f.Name)+": a slice in the shadow of "+w.param.Name+" has length %d, want %d")
		}
		w.wipe(b, o, ref, shadow)
		return
	}
	in := b.If(b.IsNil(ref))
	in.Pos = b.Pos
	w.wipe(in.Regions[1].Build(), o, ref, shadow)
}

// entries sets the entries of a map of shadows to zero.
func (w *wiper) entries(b *ir.Builder, ref, shadow *ir.Value, path string, c *cell) {
	keys := b.Keys(ir.GoType("[]"+keyOf(ref.Type)), ref)
	cell := strings.TrimSuffix(valueText(ref.Type), "float64")
	each(b, b.Size(keys), func(b *ir.Builder, i *ir.Value) {
		k := b.Get(basic(keyOf(ref.Type)), keys, "[$]", i)
		if path != "{}" {
			w.wipeEntry(b, ref, shadow, k, path, c)
			return
		}
		if !c.typ.IsRef() {
			b.Enter(cell, shadow, k, b.Float(0))
			return
		}
		w.behind(b, c.child, b.Lookup(c.typ, "", ref, k), b.Lookup(c.typ, "", shadow, k))
	})
}

// keyOf is the Go type of a map's keys.
func keyOf(m ir.Type) string {
	v := valueText(m)
	return m.Go[len("map[") : len(m.Go)-len(v)-1]
}
