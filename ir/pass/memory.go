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
	written map[*ir.Region][]Access
}

// Access is what an instruction does to a place.
type Access struct {
	ir.Place
	By *ir.Instr
}

// Effects analyses a function.
func Effects(f *ir.Func) *Memory {
	m := &Memory{f.Aliases(), map[*ir.Region][]Access{}}
	m.region(f.Body)
	return m
}

// latest is the analysis of a function that changes now and then.
type latest struct {
	f *ir.Func
	m *Memory
}

// effects analyses the function if it was not, or has changed.
func (l *latest) effects() *Memory {
	if l.m == nil {
		l.m = Effects(l.f)
	}
	return l.m
}

// changed is to be called when the function has changed.
func (l *latest) changed() { l.m = nil }

func (m *Memory) region(r *ir.Region) []Access {
	seen := map[accessKey]bool{}
	var list []Access
	add := func(more []Access) {
		for _, w := range more {
			if k := w.key(); !seen[k] {
				seen[k] = true
				list = append(list, w)
			}
		}
	}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			add(m.region(sub))
		}
		add(writes(in))
	}
	m.written[r] = list
	return list
}

// accessKey is one for accesses of the same elements.
type accessKey struct {
	ir.Place
	cell
}

func (w Access) key() accessKey {
	k := accessKey{Place: w.Place}
	if isCell(w.By) {
		k.cell = cellOf(w.By)
	}
	return k
}

// writes lists what the instruction itself writes.
func writes(in *ir.Instr) (list []Access) {
	for _, p := range in.Writes() {
		list = append(list, Access{p, in})
	}
	return list
}

// Written lists what the region writes.
func (m *Memory) Written(r *ir.Region) []Access { return m.written[r] }

// InstrWrites lists what the instruction writes, its regions included.
func (m *Memory) InstrWrites(in *ir.Instr) []Access {
	list := writes(in)
	for _, sub := range in.Regions {
		list = append(list, m.written[sub]...)
	}
	return list
}

// Overlaps reports whether what the instruction does to the place may meet one of
// the list. What their indices or references tell apart must be defined where all
// of them are compared: outside the loops that only some are in.
func (m *Memory) Overlaps(a Access, list []Access) bool {
	return slices.ContainsFunc(list, func(b Access) bool { return m.MayOverlap(a.Place, b.Place) && !apart(a.By, b.By) })
}

// OverlapsEver reports whether the place may share memory with one of the list, in
// whatever iterations of the loops around them.
func (m *Memory) OverlapsEver(p ir.Place, list []Access) bool {
	return slices.ContainsFunc(list, func(b Access) bool { return m.MayOverlap(p, b.Place) })
}

// Reads reports whether the instruction does nothing but read one place: what it
// gives stays the same until that is written.
func Reads(in *ir.Instr) (a Access, ok bool) {
	if in.Op.Struct == nil || len(in.Regions) > 0 || in.Makes() || in.Effect().Kept || len(in.Writes()) > 0 {
		return a, false
	}
	places := in.Reads()
	if len(places) != 1 {
		return a, false
	}
	return Access{places[0], in}, true
}

// Pure reports whether the instruction neither touches memory nor makes what is
// told apart from its like, nor is kept for another reason; structured
// instructions with regions are not pure.
func Pure(in *ir.Instr) bool {
	e := in.Effect()
	return len(in.Regions) == 0 && !e.Kept && len(e.Reads)+len(e.Writes) == 0 && !in.Makes()
}
