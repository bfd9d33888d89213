// Shadows that nobody asked for. Where one reference may refer to active memory
// now and then to memory of a parameter that is not differentiated by, that has a
// shadow too. It is made here, and what it gathers is not looked at:
//
//	for _, x := range batch { for _, l := range layers { x = l.apply(x) } … }

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// spares finds the parameters whose shadows are made here: references that are not
// differentiated by, and the function puts nothing active into their memory.
func (d *derivation) spares() {
	for _, p := range d.f.Body.Params {
		asked := len(d.f.Wrt) == 0 || slices.ContainsFunc(d.wrt, func(w ir.Part) bool { return w.Param == p })
		d.added.spare[p.Name] = !asked && p.Type.IsRef() && !d.act.fills(d.act.heap.reach([]target{{d.act.heap.objectOf(p), ""}}))
	}
}

// fills reports whether active floats or references to such may be put into the
// objects, or whether one of them stands for several.
func (a *activity) fills(objects []*object) (found bool) {
	in := func(ts []target) bool {
		return slices.ContainsFunc(ts, func(t target) bool { return slices.Contains(objects, t.o) })
	}
	for _, o := range objects {
		found = found || o.recursive || o.opaque || !o.outside
	}
	a.walk(func(i *ir.Instr) {
		switch {
		case i.IsPut(), i.IsEnter(), i.IsCopy(), i.IsGrow(), i.IsRemove():
			stored := slices.ContainsFunc(i.Args[1:], a.shadowed)
			found = found || in(a.heap.to[i.Args[0]]) && (stored || a.activeWrite(i))
		}
	})
	return found
}

// spareShadow makes the shadow of what a reference leads to.
func (d *derivation) spareShadow(b *ir.Builder, o *object, ref *ir.Value) *ir.Value {
	var s *ir.Value
	switch t := ref.Type; {
	case t.IsSlice():
		s = b.Make(t, b.Size(ref), b.Room(ref))
	case t.IsMap():
		s = b.MakeMap(t)
	default:
		s = b.New(t)
	}
	for _, path := range o.paths() {
		c := o.cells[path]
		if c.child == nil || !c.typ.IsRef() || !d.act.castAt(target{o, ""}, path, c.typ) {
			continue
		}
		if ref.Type.IsMap() {
			d.spareEntries(b, c, ref, s)
			continue
		}
		overIndices(b, ref, path, nil, func(b *ir.Builder, path string, index []*ir.Value) {
			path = c.at(path)
			b.Put(s, path, d.spareOrNil(b, c.child, b.Get(c.typ, ref, path, index...)), index...)
		})
	}
	return s
}

// spareEntries makes the shadows of the references in a map.
func (d *derivation) spareEntries(b *ir.Builder, c *cell, ref, shadow *ir.Value) {
	keys := b.Keys(ir.GoType("[]"+keyOf(ref.Type)), ref)
	each(b, b.Size(keys), func(b *ir.Builder, i *ir.Value) {
		k := b.Get(basic(keyOf(ref.Type)), keys, "[$]", i)
		b.Enter("", shadow, k, d.spareOrNil(b, c.child, b.Lookup(c.typ, "", ref, k)))
	})
}

// spareOrNil makes a shadow, nil for a pointer that is nil.
func (d *derivation) spareOrNil(b *ir.Builder, o *object, ref *ir.Value) *ir.Value {
	if !ref.Type.IsPointer() {
		return d.spareShadow(b, o, ref)
	}
	in := b.If(b.IsNil(ref), ref.Type)
	in.Pos = b.Pos
	none, made := in.Regions[0].Build(), in.Regions[1].Build()
	none.Region.Yield = []*ir.Value{none.GoExpr(ref.Type, "nil")}
	made.Region.Yield = []*ir.Value{d.spareShadow(made, o, ref)}
	return in.Result()
}
