// Forward hands a stored value to the loads of the same element.

package pass

import (
	"fmt"
	"maps"
	"slices"
	"strconv"

	"chainrule/ir"
)

// Forward replaces a load or get by the value that was stored at the same index
// before it: of an object written once wherever the store dominates the load, of
// others where nothing between may write there.
var Forward = Pass{"forward", "hands stored values to the loads of the same element", forward, true}

func forward(f *ir.Func) {
	w := &forwarder{with: map[*ir.Value]*ir.Value{}, effects: Effects(f)}
	w.region(f.Body, map[cell]*ir.Value{})
	f.Body.Replace(w.with)
}

type forwarder struct {
	with    map[*ir.Value]*ir.Value
	effects *Memory
}

// region knows, in outer, what was stored into Once objects before it.
func (w *forwarder) region(r *ir.Region, outer map[cell]*ir.Value) {
	once := maps.Clone(outer)
	last := map[cell]stored{}
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
			maps.DeleteFunc(last, func(_ cell, s stored) bool { return w.effects.Overlaps(p, []Access{s.at}) })
		}
		if !in.IsStore() && !in.IsPut() {
			continue
		}
		if p := writes(in)[0]; p.Ref.Once() {
			once[cellOf(in)] = in.Stored().Named(p.Ref.Name)
		} else {
			last[cellOf(in)] = stored{p, in.Stored()}
		}
	}
	r.Instrs = kept
}

// known is what a load or get reads, nil if that is not known.
func (w *forwarder) known(in *ir.Instr, once map[cell]*ir.Value, last map[cell]stored) *ir.Value {
	if !in.IsLoad() && !in.IsGet() {
		return nil
	}
	k := cellOf(in)
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

// cell tells elements apart by the values of their indices, and parts of Go memory
// by their paths.
type cell struct {
	base  *ir.Value
	path  string
	typ   string
	index [3]*ir.Value // nil for numbers
	num   [3]int
	more  string // of indices beyond three
	rank  int
}

func cellOf(in *ir.Instr) cell {
	if in.IsGet() || in.IsPut() {
		ref, path, index := fullPath(in)
		c := cell{base: ref, path: path, typ: in.CellType()}
		c.at(index)
		return c
	}
	c := cell{base: in.Array().Object()}
	index := FullIndex(in)
	if index == nil {
		c.base, index = in.Array(), in.Indices()
	}
	c.at(index)
	return c
}

// at takes the indices into the key.
func (c *cell) at(index []*ir.Value) {
	c.rank = len(index)
	for i, v := range index {
		n, ok := v.ConstInt()
		switch {
		case i >= len(c.index):
			c.more += " " + indexText(v)
		case ok:
			c.num[i] = n
		default:
			c.index[i] = v
		}
	}
}

// indexText is one for equal indices.
func indexText(v *ir.Value) string {
	if c, ok := v.ConstInt(); ok {
		return strconv.Itoa(c)
	}
	return fmt.Sprintf("%p", v)
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
