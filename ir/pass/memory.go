// Memory: which objects a region writes.

package pass

import "chainrule/ir"

// Memory says which objects each region writes, nested regions included.
type Memory struct{ written map[*ir.Region][]*ir.Value }

// Effects analyses a function.
func Effects(f *ir.Func) *Memory {
	m := &Memory{written: map[*ir.Region][]*ir.Value{}}
	m.region(f.Body)
	return m
}

func (m *Memory) region(r *ir.Region) []*ir.Value {
	seen := map[*ir.Value]bool{}
	var list []*ir.Value
	add := func(os []*ir.Value) {
		for _, o := range os {
			if !seen[o] {
				seen[o] = true
				list = append(list, o)
			}
		}
	}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			add(m.region(sub))
		}
		for _, a := range in.Effect().Writes {
			add([]*ir.Value{a.Object()})
		}
	}
	m.written[r] = list
	return list
}

// Written lists the objects that the region writes.
func (m *Memory) Written(r *ir.Region) []*ir.Value { return m.written[r] }

// InstrWrites lists the objects that the instruction writes, its regions included.
func (m *Memory) InstrWrites(in *ir.Instr) []*ir.Value {
	var list []*ir.Value
	for _, a := range in.Effect().Writes {
		list = append(list, a.Object())
	}
	for _, sub := range in.Regions {
		list = append(list, m.written[sub]...)
	}
	return list
}

// Pure reports whether the instruction neither touches memory nor makes what is
// told apart from its like, nor is kept for another reason; structured
// instructions with regions are not pure.
func Pure(in *ir.Instr) bool {
	e := in.Effect()
	return len(in.Regions) == 0 && !e.Kept && len(e.Reads)+len(e.Writes) == 0 && !in.Makes()
}
