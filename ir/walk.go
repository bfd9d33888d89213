// Walking and copying trees of regions.

package ir

import "slices"

// Walk calls visit for every instruction of the region and of the regions
// within it, outer before inner, in order.
func (r *Region) Walk(visit func(*Instr)) {
	for _, in := range r.Instrs {
		visit(in)
		for _, sub := range in.Regions {
			sub.Walk(visit)
		}
	}
}

// Operands calls visit for every use of a value in the region: operands and
// yields, at any depth. What visit returns takes the value's place.
func (r *Region) Operands(visit func(*Value) *Value) {
	swap := func(vs []*Value) {
		for i, v := range vs {
			vs[i] = visit(v)
		}
	}
	r.Walk(func(in *Instr) {
		swap(in.Args)
		for _, sub := range in.Regions {
			swap(sub.Yield)
		}
	})
	swap(r.Yield)
}

// Replace puts new values in the place of old ones throughout the region.
func (r *Region) Replace(with map[*Value]*Value) {
	if len(with) == 0 {
		return
	}
	r.Operands(func(v *Value) *Value {
		for with[v] != nil {
			v = with[v]
		}
		return v
	})
}

// Uses counts how often each value is used in the region, at any depth.
func (r *Region) Uses() map[*Value]int {
	n := map[*Value]int{}
	r.Operands(func(v *Value) *Value { n[v]++; return v })
	return n
}

// Free lists the values that the region and those within it use but do not
// define, in order of first use.
func (r *Region) Free() []*Value {
	var free []*Value
	seen := map[*Value]bool{}
	r.Operands(func(v *Value) *Value {
		if !v.Region().Inside(r) && !seen[v] {
			free = append(free, v)
			seen[v] = true
		}
		return v
	})
	return free
}

// Copy appends a copy of the instruction to the builder's region; operands are
// looked up in env, where the results are entered.
func (b *Builder) Copy(in *Instr, env map[*Value]*Value) *Instr {
	c := &Instr{Op: in.Op, Attr: in.Attr, Pos: in.Pos, In: b.Region, Args: rename(in.Args, env)}
	for _, sub := range in.Regions {
		c.Regions = append(c.Regions, copyRegion(sub, c, env))
	}
	for _, v := range in.Results {
		r := &Value{Name: v.Name, Type: v.Type, Def: c}
		env[v] = r
		c.Results = append(c.Results, r)
	}
	b.Region.Instrs = append(b.Region.Instrs, c)
	return c
}

// Clone copies the function and gives the copy of each value.
func (f *Func) Clone() (*Func, map[*Value]*Value) {
	env := map[*Value]*Value{}
	g := *f
	g.Results, g.Wrt = slices.Clone(f.Results), slices.Clone(f.Wrt)
	g.Shadows, g.Derived = slices.Clone(f.Shadows), slices.Clone(f.Derived)
	g.Sig = f.Sig.Clone()
	g.Body = copyRegion(f.Body, nil, env)
	return &g, env
}

func copyRegion(r *Region, parent *Instr, env map[*Value]*Value) *Region {
	c := &Region{Parent: parent}
	for _, p := range r.Params {
		env[p] = c.AddParam(p.Name, p.Type)
	}
	for _, in := range r.Instrs {
		c.Build().Copy(in, env)
	}
	c.Yield = rename(r.Yield, env)
	return c
}

func rename(vs []*Value, env map[*Value]*Value) []*Value {
	out := make([]*Value, len(vs))
	for i, v := range vs {
		out[i] = v
		if w := env[v]; w != nil {
			out[i] = w
		}
	}
	return out
}
