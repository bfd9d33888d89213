// Forward hands a stored value to the loads of the same element.

package pass

import (
	"fmt"
	"maps"
	"slices"

	"chainrule/ir"
)

// Forward replaces a load or get by the value that was stored at the same index
// before it: of an object written once wherever the store dominates the load, of
// others where nothing between may write there.
var Forward = Pass{"forward", "hands stored values to the loads of the same element", forward, true}

func forward(f *ir.Func) {
	w := &forwarder{with: map[*ir.Value]*ir.Value{}, effects: Effects(f)}
	w.region(f.Body, map[string]*ir.Value{})
	f.Body.Replace(w.with)
}

type forwarder struct {
	with    map[*ir.Value]*ir.Value
	effects *Memory
}

// region knows, in outer, what was stored into Once objects before it.
func (w *forwarder) region(r *ir.Region, outer map[string]*ir.Value) {
	once := maps.Clone(outer)
	last := map[string]stored{}
	var kept []*ir.Instr
	for _, in := range r.Instrs {
		if v := w.known(in, once, last); v != nil {
			w.with[in.Result()] = v.Named(in.Result().Name)
			continue
		}
		kept = append(kept, in)
		for _, sub := range in.Regions {
			w.region(sub, once)
		}
		for _, p := range w.effects.InstrWrites(in) {
			maps.DeleteFunc(last, func(_ string, s stored) bool { return w.effects.Overlaps(p, []Access{s.at}) })
		}
		if !in.IsStore() && !in.IsPut() {
			continue
		}
		if p := writes(in)[0]; p.Ref.Once() {
			once[elementKey(in)] = in.Stored().Named(p.Ref.Name)
		} else {
			last[elementKey(in)] = stored{p, in.Stored()}
		}
	}
	r.Instrs = kept
}

// known is what a load or get reads, nil if that is not known.
func (w *forwarder) known(in *ir.Instr, once map[string]*ir.Value, last map[string]stored) *ir.Value {
	if !in.IsLoad() && !in.IsGet() {
		return nil
	}
	k := elementKey(in)
	if v := once[k]; v != nil {
		return v
	}
	if v := last[k].value; v != nil && v.Type == in.Result().Type {
		return v
	}
	return nil
}

type stored struct {
	at    Access
	value *ir.Value
}

// elementKey tells elements apart by the values of their indices, and parts of Go
// memory by their paths.
func elementKey(in *ir.Instr) string {
	if in.IsGet() || in.IsPut() {
		ref, path, index := fullPath(in)
		return fmt.Sprintf("%p %s %s", ref, path, in.CellType()) + indexKey(index)
	}
	index := FullIndex(in)
	a := in.Array().Object()
	if index == nil {
		a, index = in.Array(), in.Indices()
	}
	return fmt.Sprintf("%p", a) + indexKey(index)
}

func indexKey(index []*ir.Value) (k string) {
	for _, v := range index {
		if c, ok := v.ConstInt(); ok {
			k += fmt.Sprintf(" %d", c)
		} else {
			k += fmt.Sprintf(" %p", v)
		}
	}
	return k
}

// fullPath is the path of a get or put and its indices, from the reference that
// pointers on the way were taken from.
func fullPath(in *ir.Instr) (ref *ir.Value, path string, index []*ir.Value) {
	ref, path, index = in.Ref(), in.Path(), in.PathIndices()
	for ref.Def != nil && ref.Def.IsAddr() {
		in = ref.Def
		ref, path, index = in.Ref(), in.Path()+path, append(slices.Clone(in.PathIndices()), index...)
	}
	return ref, path, index
}
