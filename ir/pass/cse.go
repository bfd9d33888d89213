// CSE gives equal instructions one value.

package pass

import (
	"fmt"
	"math"

	"chainrule/ir"
)

// CSE merges equal pure instructions, and reads of one place with no write
// to it between, where the first dominates the second.
var CSE = Pass{"cse", "merges equal instructions", cse, false}

func cse(f *ir.Func) {
	f.Number()
	c := &merger{with: map[*ir.Value]*ir.Value{}, effects: Effects(f)}
	c.region(f.Body, nil)
	f.Body.Replace(c.with)
}

type merger struct {
	with    map[*ir.Value]*ir.Value
	effects *Memory
}

// scope holds what a region has computed; loads are forgotten when a write may
// change them.
type scope struct {
	outer *scope
	pure  map[key]*ir.Instr
	loads map[key]Access
	lost  []Access // written in this region or about to be in its loop
}

func (c *merger) region(r *ir.Region, outer *scope) {
	s := &scope{outer: outer, pure: make(map[key]*ir.Instr, len(r.Instrs)), loads: map[key]Access{}}
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
	k := c.key(in)
	for t := s; t != nil; t = t.outer {
		if old := t.pure[k]; old != nil {
			return old
		}
	}
	s.pure[k] = in
	return nil
}

func (c *merger) findRead(in *ir.Instr, p Access, s *scope) *ir.Instr {
	k := c.key(in)
	for t := s; t != nil; t = t.outer {
		if old, ok := t.loads[k]; ok {
			return old.By
		}
		if !p.Ref.Once() && c.effects.Overlaps(p, t.lost) {
			break
		}
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

// key tells instructions apart by operation, attribute and operands; more holds
// the operands beyond three.
type key struct {
	op    *ir.Op
	attr  any
	args  [3]int
	more  string
	gives ir.Type // the same text may give several types: nil
}

func (c *merger) key(in *ir.Instr) key {
	k := key{op: in.Op, attr: in.Attr}
	if len(in.Results) > 0 {
		k.gives = in.Results[0].Type
	}
	for i, a := range in.Args {
		if i < len(k.args) {
			k.args[i] = a.Num()
		} else {
			k.more += fmt.Sprint(a.Num(), " ")
		}
	}
	if commutative[in.Op.Name] && k.args[0] > k.args[1] {
		k.args[0], k.args[1] = k.args[1], k.args[0]
	}
	if x, ok := in.Attr.(float64); ok {
		k.attr = math.Float64bits(x) // 0 is not -0, and NaN is itself
	}
	return k
}
