// Equal loops and branches.

package pass

import (
	"slices"

	"chainrule/ir"
)

// closed is a loop or branch that only computes and reads.
type closed struct {
	in    *ir.Instr
	reads []Access
}

// findWhole looks for a loop or branch equal to this one, whose regions are merged
// already and which writes nothing, and enters it if it is new.
func (c *merger) findWhole(in *ir.Instr, s *scope) *ir.Instr {
	w, ok := wholeOf(in)
	if !ok {
		return nil
	}
	for t := s; t != nil; t = t.outer {
		for _, old := range t.wholes {
			if c.equalWhole(in, old.in) {
				return old.in
			}
		}
		if slices.ContainsFunc(w.reads, func(p Access) bool { return !p.Ref.Once() && c.effects.Overlaps(p, t.lost) }) {
			break
		}
	}
	s.wholes = append(s.wholes, w)
	return nil
}

// wholeOf lists what a loop or branch reads; not ok if it does anything else than
// compute.
func wholeOf(in *ir.Instr) (w closed, ok bool) {
	if len(in.Results) == 0 || !in.IsLoop() && !in.IsIf() {
		return w, false
	}
	w, ok = closed{in: in}, true
	for _, r := range in.Regions {
		r.Walk(func(x *ir.Instr) {
			p, reads := Reads(x)
			if reads {
				w.reads = append(w.reads, p)
			}
			ok = ok && (reads || Pure(x) || x.IsLoop() || x.IsIf())
		})
	}
	return w, ok
}

// equalWhole reports whether two instructions with regions compute the same.
func (c *merger) equalWhole(a, b *ir.Instr) bool {
	return c.alike(a, b, map[*ir.Value]*ir.Value{})
}

// alike reports whether a does what b does, where values of a's regions are those of
// b's that env gives, to which a's results are added.
func (c *merger) alike(a, b *ir.Instr, env map[*ir.Value]*ir.Value) bool {
	if a.Op != b.Op || len(a.Regions) != len(b.Regions) || len(a.Results) != len(b.Results) || !sameAttr(a, b) || !c.match(a.Args, b.Args, env) {
		return false
	}
	for k, r := range a.Regions {
		q := b.Regions[k]
		if len(r.Instrs) != len(q.Instrs) || len(r.Params) != len(q.Params) {
			return false
		}
		for j, p := range r.Params {
			env[p] = q.Params[j]
		}
		for j, x := range r.Instrs {
			if !c.alike(x, q.Instrs[j], env) {
				return false
			}
		}
		if !c.match(r.Yield, q.Yield, env) {
			return false
		}
	}
	for k, v := range a.Results {
		if v.Type != b.Results[k].Type {
			return false
		}
		env[v] = b.Results[k]
	}
	return true
}

// match reports whether values are the others, as env has them.
func (c *merger) match(as, bs []*ir.Value, env map[*ir.Value]*ir.Value) bool {
	return slices.EqualFunc(as, bs, func(a, b *ir.Value) bool {
		if w := env[a]; w != nil {
			return w == b
		}
		if w := c.with[a]; w != nil {
			a = w
		}
		return a == b
	})
}
