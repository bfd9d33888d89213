// CSE gives equal instructions one value.

package pass

import (
	"math"
	"slices"

	"chainrule/ir"
)

// CSE merges equal pure instructions, and reads of one place with no write
// to it between, where the first dominates the second.
var CSE = Pass{"cse", "merges equal instructions", func(f *ir.Func) { cse(f, false) }, false}

// Loops is CSE that merges equal loops and branches too: not where values in one are
// still referred to from outside, as the adjoint pass does on its way.
var Loops = Pass{"loops", "merges equal instructions, loops and branches", func(f *ir.Func) { cse(f, true) }, true}

func cse(f *ir.Func, wholes bool) {
	n := f.Number()
	c := &merger{with: map[*ir.Value]*ir.Value{}, effects: Effects(f), pure: make(map[state]*ir.Instr, n), wholes: wholes, names: newNamer(f)}
	c.region(f.Body, nil)
	f.Body.Replace(c.with)
}

type merger struct {
	with    map[*ir.Value]*ir.Value
	effects *Memory
	pure    map[state]*ir.Instr // the last of its kind, in a region that may be behind us
	wholes  bool                // whether equal loops and branches are merged
	names   namer
}

// scope holds what a region has read, which is forgotten when a write may change
// it.
type scope struct {
	outer *scope
	loads map[state]Access
	lost  []Access // written in this region or about to be in its loop

	wholes []closed
}

func (c *merger) region(r *ir.Region, outer *scope) {
	s := &scope{outer: outer}
	if r.Parent != nil && !r.Parent.IsIf() {
		s.lost = c.effects.InstrWrites(r.Parent) // an earlier iteration may have written them
	}
	var kept []*ir.Instr
	for _, in := range r.Instrs {
		for i, a := range in.Args {
			if w := c.with[a]; w != nil {
				in.Args[i] = w
			}
		}
		old := c.find(in, s)
		for _, sub := range in.Regions {
			c.region(sub, s)
		}
		if c.wholes && len(in.Regions) > 0 {
			old = c.findWhole(in, s)
		}
		if old != nil {
			for k, v := range in.Results {
				c.names.give(old.Results[k], v.Name)
				c.with[v] = old.Results[k]
			}
			continue
		}
		kept = append(kept, in)
		s.clobber(c, in)
	}
	r.Instrs = kept
	for i, v := range r.Yield {
		if w := c.with[v]; w != nil {
			r.Yield[i] = w
		}
	}
}

// find looks the instruction up and enters it if it is new.
func (c *merger) find(in *ir.Instr, s *scope) *ir.Instr {
	if p, ok := Reads(in); ok {
		return c.findRead(in, p, s)
	}
	if !Pure(in) {
		return nil
	}
	k := keyOf(in)
	if old := c.pure[k]; old != nil && equal(in, old) && in.In.Inside(old.In) {
		return old
	}
	c.pure[k] = in
	return nil
}

func (c *merger) findRead(in *ir.Instr, p Access, s *scope) *ir.Instr {
	k := keyOf(in)
	for t := s; t != nil; t = t.outer {
		if old, ok := t.loads[k]; ok && equal(in, old.By) {
			return old.By
		}
		if !p.Ref.Once() && c.effects.Overlaps(p, t.lost) {
			break
		}
	}
	if s.loads == nil {
		s.loads = map[state]Access{}
	}
	s.loads[k] = p
	return nil
}

// clobber forgets the reads that the instruction or its regions may change.
func (s *scope) clobber(c *merger, in *ir.Instr) {
	for _, w := range c.effects.InstrWrites(in) {
		s.lost = append(s.lost, w)
		over := func(p Access) bool { return !p.Ref.Once() && c.effects.Overlaps(p, []Access{w}) }
		for k, p := range s.loads {
			if over(p) {
				delete(s.loads, k)
			}
		}
		s.wholes = slices.DeleteFunc(s.wholes, func(x closed) bool { return slices.ContainsFunc(x.reads, over) })
	}
}

// commutative operations compare with their operands in either order.
var commutative = map[string]bool{"add": true, "mul": true, "iadd": true, "imul": true, "eq": true, "ne": true, "ieq": true, "ine": true, "iand": true, "ior": true, "ixor": true}

// keyOf is the same for equal instructions, and for hardly any others.
func keyOf(in *ir.Instr) state {
	h := state(0)
	h.text(in.Op.Name)
	h.attr(in.Attr)
	for _, v := range in.Results {
		h.typ(v.Type) // the same text may give several: nil
	}
	if commutative[in.Op.Name] {
		x, y := in.Args[0].Num(), in.Args[1].Num()
		h.number(min(x, y))
		h.number(max(x, y))
	} else {
		h.use(in.Args)
	}
	return h
}

// equal reports whether two instructions give the same where they see the same
// memory.
func equal(a, b *ir.Instr) bool {
	if a.Op != b.Op || len(a.Results) != len(b.Results) || len(a.Results) > 0 && a.Results[0].Type != b.Results[0].Type {
		return false
	}
	return sameAttr(a, b) && (slices.Equal(a.Args, b.Args) || commutative[a.Op.Name] && a.Args[0] == b.Args[1] && a.Args[1] == b.Args[0])
}

// sameAttr compares attributes: 0 is not -0, and NaN is itself.
func sameAttr(a, b *ir.Instr) bool {
	x, ok := a.Attr.(float64)
	y, _ := b.Attr.(float64)
	return ok && math.Float64bits(x) == math.Float64bits(y) || !ok && a.Attr == b.Attr
}
