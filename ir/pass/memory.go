// Memory: what a region writes.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Memory says which places each region writes, nested regions included, and which
// places may be the same.
type Memory struct {
	*ir.Aliases
	written map[*ir.Region][]ir.Place
}

// Effects analyses a function.
func Effects(f *ir.Func) *Memory {
	m := &Memory{f.Aliases(), map[*ir.Region][]ir.Place{}}
	m.region(f.Body)
	return m
}

func (m *Memory) region(r *ir.Region) []ir.Place {
	seen := map[ir.Place]bool{}
	var list []ir.Place
	add := func(places []ir.Place) {
		for _, p := range places {
			if !seen[p] {
				seen[p] = true
				list = append(list, p)
			}
		}
	}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			add(m.region(sub))
		}
		add(in.Writes())
	}
	m.written[r] = list
	return list
}

// Written lists the places that the region writes.
func (m *Memory) Written(r *ir.Region) []ir.Place { return m.written[r] }

// InstrWrites lists the places that the instruction writes, its regions included.
func (m *Memory) InstrWrites(in *ir.Instr) []ir.Place {
	list := in.Writes()
	for _, sub := range in.Regions {
		list = append(list, m.written[sub]...)
	}
	return list
}

// Overlaps reports whether the place may share memory with one of the list.
func (m *Memory) Overlaps(p ir.Place, list []ir.Place) bool {
	return slices.ContainsFunc(list, func(q ir.Place) bool { return m.MayOverlap(p, q) })
}

// Reads reports whether the instruction does nothing but read one place: what it
// gives stays the same until that is written.
func Reads(in *ir.Instr) (p ir.Place, ok bool) {
	if in.Op.Struct == nil || len(in.Regions) > 0 || in.Makes() || in.Effect().Kept || len(in.Writes()) > 0 {
		return p, false
	}
	places := in.Reads()
	if len(places) != 1 {
		return p, false
	}
	return places[0], true
}

// Pure reports whether the instruction neither touches memory nor makes what is
// told apart from its like, nor is kept for another reason; structured
// instructions with regions are not pure.
func Pure(in *ir.Instr) bool {
	e := in.Effect()
	return len(in.Regions) == 0 && !e.Kept && len(e.Reads)+len(e.Writes) == 0 && !in.Makes()
}
