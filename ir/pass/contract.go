// Contract makes an array private to the iterations of the loop that uses it.

package pass

import "chainrule/ir"

// Contract moves an alloc into the one loop that touches its object, without
// its first axis, if that axis is the loop's counter in every access.
var Contract = Pass{"contract", "makes arrays private to an iteration", contract, true}

func contract(f *ir.Func) {
	c := &contractor{users: map[*ir.Value][]*ir.Instr{}, escapes: map[*ir.Value]bool{}}
	f.Body.Walk(func(in *ir.Instr) {
		for _, a := range in.Args {
			if !a.Type.Scalar() {
				c.users[a] = append(c.users[a], in)
			}
		}
	})
	for _, v := range f.Body.Yield {
		c.escapes[v.Object()] = true
	}
	c.region(f.Body)
	f.Body.Replace(c.with)
}

type contractor struct {
	users   map[*ir.Value][]*ir.Instr
	escapes map[*ir.Value]bool
	with    map[*ir.Value]*ir.Value
}

func (c *contractor) region(r *ir.Region) {
	var kept []*ir.Instr
	for _, in := range r.Instrs {
		if in.IsAlloc() && c.move(in) {
			continue
		}
		kept = append(kept, in)
	}
	r.Instrs = kept
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			c.region(sub)
		}
	}
}

// move contracts the alloc if it can.
func (c *contractor) move(alloc *ir.Instr) bool {
	z := alloc.Result()
	if z.Type.Rank < 2 || c.escapes[z] || len(c.users[z]) == 0 {
		return false
	}
	loop := within(c.users[z][0], alloc.In)
	if loop == nil || !loop.IsLoop() {
		return false
	}
	for _, u := range c.users[z] {
		if within(u, alloc.In) != loop || !isElement(u) || u.Indices()[0] != loop.Index() {
			return false
		}
	}
	c.enter(alloc, loop)
	return true
}

// isElement reports whether the instruction is an access by index.
func isElement(in *ir.Instr) bool { return in.IsLoad() || in.IsStore() || in.IsAccum() || in.IsPart() }

// within is the instruction of region r that holds in.
func within(in *ir.Instr, r *ir.Region) *ir.Instr {
	for in != nil && in.In != r {
		in = in.In.Parent
	}
	return in
}

// enter puts the alloc first in the loop and drops the counter from its accesses.
func (c *contractor) enter(alloc, loop *ir.Instr) {
	z := alloc.Result()
	alloc.Args = alloc.Args[1:]
	z.Type.Rank--
	body := loop.Regions[0]
	alloc.In = body
	body.Instrs = append([]*ir.Instr{alloc}, body.Instrs...)
	users := c.users[z]
	c.users[z] = nil
	for _, u := range users {
		u.Args = append([]*ir.Value{z}, u.Args[2:]...)
		if u.IsPart() && len(u.Args) == 1 {
			if c.with == nil {
				c.with = map[*ir.Value]*ir.Value{}
			}
			c.with[u.Result()] = z
			z.Named(u.Result().Name)
			c.users[z] = append(c.users[z], c.users[u.Result()]...)
			c.drop(u)
			continue
		}
		c.users[z] = append(c.users[z], u)
	}
}

// drop removes an instruction from its region.
func (c *contractor) drop(in *ir.Instr) {
	in.In.Instrs = without(in.In.Instrs, in)
}
