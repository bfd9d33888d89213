// LICM moves out of loops what every iteration computes alike.

package pass

import "chainrule/ir"

// LICM hoists pure instructions, and loads that cannot fail of memory that the
// loop does not write, to before the loop.
var LICM = Pass{"licm", "moves out of loops what does not change in them", licm, true}

func licm(f *ir.Func) {
	h := &hoister{f: f, effects: Effects(f)}
	h.region(f.Body)
}

type hoister struct {
	f       *ir.Func
	effects *Memory
}

// region handles inner loops first, so that what leaves them may go further.
func (h *hoister) region(r *ir.Region) {
	var out []*ir.Instr
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			h.region(sub)
		}
		if in.IsLoop() {
			for _, up := range h.lift(in) {
				up.In = r
				out = append(out, up)
			}
		}
		out = append(out, in)
	}
	r.Instrs = out
}

// lift takes the invariant instructions out of the loop's region, in order.
func (h *hoister) lift(loop *ir.Instr) []*ir.Instr {
	body := loop.Regions[0]
	inside := map[*ir.Value]bool{}
	for _, p := range body.Params {
		inside[p] = true
	}
	var up, stay []*ir.Instr
	for _, in := range body.Instrs {
		if h.invariant(in, body, inside) {
			up = append(up, in)
			continue
		}
		stay = append(stay, in)
		for _, v := range in.Results {
			inside[v] = true
		}
	}
	body.Instrs = stay
	return up
}

func (h *hoister) invariant(in *ir.Instr, body *ir.Region, inside map[*ir.Value]bool) bool {
	for _, a := range in.Args {
		if inside[a] {
			return false
		}
	}
	if in.IsLoad() {
		o := in.Array().Object()
		return InRange(in) && !mayAliasAny(h.f, o, h.effects.Written(body))
	}
	return Speculable(in)
}

// Speculable reports whether the instruction may run though the program would
// not have run it: it is pure and cannot fail.
func Speculable(in *ir.Instr) bool {
	switch {
	case !Pure(in) || in.IsAlloc() || in.IsView():
		return false
	case in.IsPart():
		return InRange(in)
	case in.Op.Name == "idiv" || in.Op.Name == "imod":
		c, ok := in.Args[1].ConstInt()
		return ok && c != 0
	}
	return true
}
