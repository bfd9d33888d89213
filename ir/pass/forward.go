// Forward hands a stored value to the loads of the same element.

package pass

import (
	"fmt"

	"chainrule/ir"
)

// Forward replaces a load by the value that was stored at the same index before
// it: of an object written once wherever the store dominates the load, of others
// where nothing between may write the object.
var Forward = Pass{"forward", "hands stored values to the loads of the same element", forward, true}

func forward(f *ir.Func) {
	w := &forwarder{f: f, with: map[*ir.Value]*ir.Value{}, effects: Effects(f)}
	w.region(f.Body, map[string]*ir.Value{})
	f.Body.Replace(w.with)
}

type forwarder struct {
	f       *ir.Func
	with    map[*ir.Value]*ir.Value
	effects *Memory
}

// region knows, in outer, what was stored into Once objects before it.
func (w *forwarder) region(r *ir.Region, outer map[string]*ir.Value) {
	once := map[string]*ir.Value{}
	for k, v := range outer {
		once[k] = v
	}
	last := map[string]stored{}
	var kept []*ir.Instr
	for _, in := range r.Instrs {
		if in.IsLoad() {
			k := elementKey(in)
			v := once[k]
			if v == nil {
				v = last[k].value
			}
			if v != nil {
				w.with[in.Result()] = v.Named(in.Result().Name)
				continue
			}
		}
		kept = append(kept, in)
		for _, sub := range in.Regions {
			w.region(sub, once)
		}
		for _, o := range w.effects.InstrWrites(in) {
			for k, s := range last {
				if w.f.MayAlias(o, s.object) {
					delete(last, k)
				}
			}
		}
		if !in.IsStore() {
			continue
		}
		if o := in.Array().Object(); o.Once() {
			once[elementKey(in)] = in.Stored().Named(o.Name)
		} else {
			last[elementKey(in)] = stored{o, in.Stored()}
		}
	}
	r.Instrs = kept
}

type stored struct{ object, value *ir.Value }

// elementKey tells elements apart by the values of their indices.
func elementKey(in *ir.Instr) string {
	index := FullIndex(in)
	a := in.Array().Object()
	if index == nil {
		a, index = in.Array(), in.Indices()
	}
	k := fmt.Sprintf("%p", a)
	for _, v := range index {
		if c, ok := v.ConstInt(); ok {
			k += fmt.Sprintf(" %d", c)
		} else {
			k += fmt.Sprintf(" %p", v)
		}
	}
	return k
}
