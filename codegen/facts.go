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
	written map[*ir.Instr][]*ir.Value // objects written within, by first write
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
		written: map[*ir.Instr][]*ir.Value{},
	}
	m := marker{facts: x}
	f.Body.Walk(func(in *ir.Instr) {
		if e := in.Effect(); len(e.Writes) > 0 || e.Kept && !isNote(in) {
			m.instr(in)
		}
	})
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
		for _, sub := range v.Def.Regions {
			m.todo = append(m.todo, sub.Yield[k])
		}
		if v.Def.IsLoop() {
			m.todo = append(m.todo, v.Def.Inits()[k], v.Def.Carried()[k])
		}
	}
}

// carried marks the whole slot of a value that a loop carries.
func (m *marker) carried(v *ir.Value) {
	if loop := v.Of.Parent; loop != nil {
		m.instr(loop)
		for k, p := range loop.Carried() {
			if p == v {
				m.todo = append(m.todo, loop.Inits()[k], loop.Regions[0].Yield[k])
			}
		}
	}
}

// instr marks an instruction and those around it.
func (m *marker) instr(in *ir.Instr) {
	for ; in != nil && !m.live[in]; in = in.In.Parent {
		m.live[in] = true
		if in.IsLoop() {
			m.todo = append(m.todo, in.Lo(), in.Hi())
			continue
		}
		m.values(in.Args)
	}
}

// slots lists the numbers of an instruction's results that are needed.
func (x *facts) slots(in *ir.Instr) (ks []int) {
	for k, r := range in.Results {
		if x.needed[r] || in.IsLoop() && x.needed[in.Carried()[k]] {
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
	if r.Parent == nil {
		x.use(r, r.Yield...)
	} else {
		for _, k := range x.slots(r.Parent) {
			x.use(r, r.Yield[k])
		}
	}
	x.end[r] = x.clock
}

func (x *facts) operands(in *ir.Instr, r *ir.Region) {
	args := in.Args
	if in.IsLoop() {
		args = args[:2]
		for _, k := range x.slots(in) {
			x.use(r, in.Inits()[k])
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
	seen := map[*ir.Value]bool{}
	add := func(v *ir.Value) {
		if !seen[v] {
			seen[v] = true
			x.written[in] = append(x.written[in], v)
		}
	}
	for _, v := range in.Effect().Writes {
		add(v.Object())
	}
	for _, sub := range in.Regions {
		for _, inner := range sub.Instrs {
			for _, v := range x.written[inner] {
				add(v)
			}
		}
	}
}

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

// innermost is the loop around a region's instructions, nil if there is none.
func innermost(r *ir.Region) *ir.Instr {
	for ; r != nil && r.Parent != nil; r = r.Outer() {
		if r.Parent.IsLoop() {
			return r.Parent
		}
	}
	return nil
}
