// Facts: what of a function is needed, how often and where each value is used,
// and which memory each instruction with regions writes.

package codegen

import (
	"sort"

	"chainrule/ir"
)

// facts of one function. Instructions are numbered in order; an instruction
// with regions has a number before and one after what is in them.
type facts struct {
	live    map[*ir.Instr]bool
	needed  map[*ir.Value]bool // results and parameters that something reads
	values  map[*ir.Value]*usage
	enter   map[*ir.Instr]int
	leave   map[*ir.Instr]int
	end     map[*ir.Region]int
	written map[*ir.Instr][]ir.Place // written within, by first write
	kept    map[*ir.Value]bool       // references that are not only used through their parts
	clock   int
}

// usage says how a value is used by what is needed.
type usage struct {
	at     []int      // where, ascending
	region *ir.Region // of the last use
	extent bool       // it is an extent of an array, and may be written again
}

func gather(f *ir.Func) *facts {
	x := &facts{
		live: map[*ir.Instr]bool{}, needed: map[*ir.Value]bool{}, values: map[*ir.Value]*usage{},
		enter: map[*ir.Instr]int{}, leave: map[*ir.Instr]int{}, end: map[*ir.Region]int{},
		written: map[*ir.Instr][]ir.Place{}, kept: map[*ir.Value]bool{},
	}
	m := marker{facts: x}
	f.Body.Walk(func(in *ir.Instr) {
		x.findKept(in)
		if e := in.Effect(); len(e.Writes) > 0 || e.Kept && !isNote(in) {
			m.instr(in)
		}
	})
	for _, y := range pointersGiven(f) {
		x.kept[y] = true
	}
	m.values(f.Body.Yield)
	m.run()
	x.region(f.Body)
	return x
}

func isNote(in *ir.Instr) bool { return in.Op.Name == "note" }

// marker finds what is needed, with a list of what is still to look at.
type marker struct {
	*facts
	todo []*ir.Value
}

func (m *marker) values(vs []*ir.Value) { m.todo = append(m.todo, vs...) }

func (m *marker) run() {
	for len(m.todo) > 0 {
		v := m.todo[len(m.todo)-1]
		m.todo = m.todo[:len(m.todo)-1]
		if !m.needed[v] {
			m.needed[v] = true
			m.value(v)
		}
	}
}

// value marks what a value comes from.
func (m *marker) value(v *ir.Value) {
	if v.Def == nil {
		m.carried(v)
		return
	}
	m.instr(v.Def)
	for k, r := range v.Def.Results {
		if r != v {
			continue
		}
		switch {
		case repeats(v.Def):
			m.slot(v.Def, k)
		case v.Def.IsIf():
			m.todo = append(m.todo, v.Def.Regions[0].Yield[k], v.Def.Regions[1].Yield[k])
		}
	}
}

// slot marks all values of what a loop carries.
func (m *marker) slot(loop *ir.Instr, k int) {
	m.todo = append(m.todo, inits(loop)[k], bodyOf(loop).Yield[k])
	for _, r := range loop.Regions {
		m.todo = append(m.todo, carriedIn(loop, r)[k])
	}
}

// carried marks the whole slot of a value that a loop carries.
func (m *marker) carried(v *ir.Value) {
	if loop := v.Of.Parent; loop != nil {
		if m.instr(loop); !repeats(loop) {
			return
		}
		for k, p := range carriedIn(loop, v.Of) {
			if p == v {
				m.slot(loop, k)
			}
		}
	}
}

// instr marks an instruction and those around it.
func (m *marker) instr(in *ir.Instr) {
	for ; in != nil && !m.live[in]; in = in.In.Parent {
		m.live[in] = true
		switch {
		case in.IsLoop():
			m.todo = append(m.todo, in.Lo(), in.Hi())
			continue
		case in.IsWhile():
			m.values(in.Regions[0].Yield)
			continue
		case in.IsOrder():
			m.values(in.Regions[0].Yield)
		}
		m.values(in.Args)
	}
}

// slots lists the numbers of an instruction's results that are needed.
func (x *facts) slots(in *ir.Instr) (ks []int) {
	for k, r := range in.Results {
		if x.needed[r] || repeats(in) && x.needed[carriedIn(in, in.Regions[0])[k]] {
			ks = append(ks, k)
		}
	}
	return ks
}

// region numbers what is needed and records its uses.
func (x *facts) region(r *ir.Region) {
	for _, in := range r.Instrs {
		if isNote(in) || !x.live[in] {
			continue
		}
		x.clock++
		x.enter[in] = x.clock
		x.operands(in, r)
		for _, sub := range in.Regions {
			x.region(sub)
		}
		x.writes(in)
		x.clock++
		x.leave[in] = x.clock
	}
	x.clock++
	switch {
	case r.Parent == nil, r != bodyOf(r.Parent) && r.Parent.IsWhile(), r.Parent.IsOrder():
		x.use(r, r.Yield...)
	default:
		for _, k := range x.slots(r.Parent) {
			x.use(r, r.Yield[k])
		}
	}
	x.end[r] = x.clock
}

func (x *facts) operands(in *ir.Instr, r *ir.Region) {
	args := in.Args
	if repeats(in) {
		args = args[:len(args)-len(inits(in))]
		for _, k := range x.slots(in) {
			x.use(r, inits(in)[k])
		}
	}
	x.use(r, args...)
	if in.IsAlloc() && len(args) > 1 || in.IsView() {
		for _, v := range args {
			x.values[v].extent = true
		}
	}
}

func (x *facts) use(r *ir.Region, vs ...*ir.Value) {
	for _, v := range vs {
		u := x.values[v]
		if u == nil {
			u = &usage{}
			x.values[v] = u
		}
		u.at, u.region = append(u.at, x.clock), r
	}
}

// writes records what an instruction or the regions in it write.
func (x *facts) writes(in *ir.Instr) {
	x.written[in] = placesOf(in)
	if len(in.Regions) == 0 {
		return
	}
	seen := map[ir.Place]bool{}
	for _, sub := range in.Regions {
		for _, inner := range sub.Instrs {
			for _, p := range x.written[inner] {
				if !seen[p] {
					seen[p] = true
					x.written[in] = append(x.written[in], p)
				}
			}
		}
	}
}

// oftenUsed reports whether a value is worth a variable of its own.
func (x *facts) oftenUsed(v *ir.Value) bool { return x.values[v] != nil && len(x.values[v].at) > 2 }

// usedOnce reports whether a value has one use.
func (x *facts) usedOnce(v *ir.Value) bool { return x.values[v] != nil && len(x.values[v].at) == 1 }

// readWithin reports whether v is read after the first and up to the second
// number. An extent may be read wherever its array is.
func (x *facts) readWithin(v *ir.Value, after, until int) bool {
	u := x.values[v]
	if u == nil {
		return false
	}
	if u.extent {
		return true
	}
	i := sort.SearchInts(u.at, after+1)
	return i < len(u.at) && u.at[i] <= until
}

// innermost is what runs a region's instructions again and again, a loop or what
// sorts; nil if there is nothing.
func innermost(r *ir.Region) *ir.Instr {
	for ; r != nil && r.Parent != nil; r = r.Outer() {
		if repeats(r.Parent) || r.Parent.IsOrder() {
			return r.Parent
		}
	}
	return nil
}
