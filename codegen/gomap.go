// Maps of the program.

package codegen

import (
	"chainrule/ir"
)

// makeMap emits an empty map.
func (g *gen) makeMap(in *ir.Instr) {
	v := in.Result()
	g.once(v, g.goText("make("+v.Type.Go+")").of(v.Type.Go))
}

// entry is the expression of a map's entry.
func (g *gen) entry(in *ir.Instr) *expr {
	m := g.ref(in.Ref())
	inside, _ := brackets(in.Ref().Type.Go)
	return index(m, g.assignable(in.Key(), inside))
}

// lookup emits the read of an entry; with the test whether there is one if both
// are asked for.
func (g *gen) lookup(in *ir.Instr) {
	v := in.Result()
	if g.bound[v] != nil {
		return // read with the test
	}
	g.narrow(in.Args)
	e := g.entry(in)
	if has := g.pairs[in]; has != nil {
		g.both(in, has, e)
		return
	}
	g.define(v, g.convert(e.of(cellType(in, v.Type)).reading(in), v.Type))
}

// has emits the test whether a map has a key.
func (g *gen) has(in *ir.Instr) {
	v := in.Result()
	if g.bound[v] != nil {
		return // tested with the read
	}
	g.narrow(in.Args)
	e := g.entry(in)
	if read := g.pairs[in]; read != nil {
		g.both(read, in, e)
		return
	}
	b := g.fresh(okName(v))
	g.put(&declarePair{&variable{name: "_"}, b, e})
	g.bind(v, b)
}

// both emits v, ok := m[k].
func (g *gen) both(read, has *ir.Instr, e *expr) {
	v, ok := read.Result(), has.Result()
	value, there := g.fresh(g.nameFor(v, e)), g.fresh(okName(ok))
	value.typ = cellType(read, v.Type)
	g.put(&declarePair{value, there, e})
	g.bind(ok, there)
	if c := g.convert(nameOf(value), v.Type); c.kind != nameExpr {
		g.inline[v] = c
		return
	}
	g.bind(v, value)
}

func okName(v *ir.Value) string {
	if !ir.Invented(v.Name) {
		return v.Name
	}
	return "ok"
}

// pairEntries finds tests and reads of one entry in a region with nothing between
// them that writes a map.
func (g *gen) pairEntries(r *ir.Region) {
	type entry struct{ m, k *ir.Value }
	first := map[entry]*ir.Instr{}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			g.pairEntries(sub)
		}
		if len(in.Regions) > 0 || in.IsEnter() || in.IsRemove() || in.IsGoCall() {
			clear(first)
		}
		if !g.facts.live[in] || !in.IsLookup() && !in.IsHas() {
			continue
		}
		k := entry{in.Ref(), in.Key()}
		if other := first[k]; other == nil {
			first[k] = in
		} else if other.Op != in.Op && g.pairs[other] == nil {
			g.pairs[in], g.pairs[other] = other, in
		}
	}
}

// enter emits the setting of an entry.
func (g *gen) enter(in *ir.Instr) {
	x := in.Args[2]
	g.narrow([]*ir.Value{x})
	value := g.assignable(x, cellType(in, x.Type))
	at := g.entry(in)
	g.flushPlaces(in.Writes())
	g.set(at, value, x)
}

// remove emits the removal of an entry.
func (g *gen) remove(in *ir.Instr) {
	inside, _ := brackets(in.Ref().Type.Go)
	e := call("", "delete", g.ref(in.Ref()), g.assignable(in.Key(), inside))
	g.flushPlaces(in.Writes())
	g.put(&run{e})
}

// keys emits the list of a map's keys.
func (g *gen) keys(in *ir.Instr) {
	v := in.Result()
	e := g.goText("{slices}.Collect({maps}.Keys($0))", g.ref(in.Ref()))
	g.settle(v, e.of(v.Type.Go))
}
