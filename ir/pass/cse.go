// CSE gives equal instructions one value.

package pass

import (
	"math"
	"slices"

	"chainrule/ir"
)

// CSE merges equal pure instructions, and reads of one place with no write
// to it between, where the first dominates the second.
var CSE = Pass{"cse", "merges equal instructions", cse, false}

func cse(f *ir.Func) {
	n := f.Number()
	c := &merger{with: map[*ir.Value]*ir.Value{}, effects: Effects(f), pure: make(map[state]*ir.Instr, n)}
	c.region(f.Body, nil)
	f.Body.Replace(c.with)
}

type merger struct {
	with    map[*ir.Value]*ir.Value
	effects *Memory
	pure    map[state]*ir.Instr // the last of its kind, in a region that may be behind us
}

// scope holds what a region has read, which is forgotten when a write may change
// it.
type scope struct {
	outer *scope
	loads map[state]Access
	lost  []Access // written in this region or about to be in its loop
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
		if old := c.find(in, s); old != nil {
			for k, v := range in.Results {
				old.Results[k].Named(v.Name)
				c.with[v] = old.Results[k]
			}
			continue
		}
		kept = append(kept, in)
		for _, sub := range in.Regions {
			c.region(sub, s)
		}
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
		for k, p := range s.loads {
			if !p.Ref.Once() && c.effects.Overlaps(p, []Access{w}) {
				delete(s.loads, k)
			}
		}
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
	x, ok := a.Attr.(float64)
	y, _ := b.Attr.(float64)
	if ok && math.Float64bits(x) != math.Float64bits(y) || !ok && a.Attr != b.Attr {
		return false // 0 is not -0, and NaN is itself
	}
	return slices.Equal(a.Args, b.Args) || commutative[a.Op.Name] && a.Args[0] == b.Args[1] && a.Args[1] == b.Args[0]
}
