// LICM moves out of loops what every iteration computes alike.

package pass

import (
	"slices"

	"chainrule/ir"
)

// LICM hoists pure instructions, whole loops and branches of them, and loads that
// cannot fail of memory that the loop does not write, to before the loop.
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
	for _, sub := range in.Regions {
		for _, v := range sub.Free() {
			if inside[v] {
				return false
			}
		}
	}
	return h.movable(in, in, body)
}

// movable reports whether the instruction, which is or is within whole, may run
// before the loop: it cannot fail, and touches no memory but what whole itself
// makes and what the loop does not write.
func (h *hoister) movable(in, whole *ir.Instr, body *ir.Region) bool {
	own := func(a *ir.Value) bool {
		return in != whole && slices.ContainsFunc(whole.Regions, a.Object().Region().Inside)
	}
	e := in.Effect()
	for _, a := range e.Writes {
		if !own(a) || e.Kept {
			return false
		}
	}
	switch {
	case e.Kept, in.IsWhile(): // it may not end where it would not run
		return false
	case in.IsLoad():
		return InRange(in) && (own(in.Array()) || !h.effects.Overlaps(in.Reads()[0], h.effects.Written(body)))
	case in.IsAlloc():
		return in != whole
	case in.IsStore(), in.IsAccum():
		return InRange(in)
	case len(in.Regions) == 0:
		return in.IsZero() || Speculable(in)
	}
	for _, sub := range in.Regions {
		for _, inner := range sub.Instrs {
			if !h.movable(inner, whole, body) {
				return false
			}
		}
	}
	return true
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
