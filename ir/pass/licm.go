// LICM moves out of loops what every iteration computes alike.

package pass

import (
	"slices"

	"chainrule/ir"
)

// LICM hoists pure instructions, whole loops and branches of them, and reads that
// cannot fail of memory that the loop does not write, to before the loop.
var LICM = Pass{"licm", "moves out of loops what does not change in them", licm, true}

func licm(f *ir.Func) {
	h := &hoister{f: f, effects: Effects(f)}
	h.region(f.Body, newFacts(nil))
}

type hoister struct {
	f       *ir.Func
	effects *Memory
}

// region handles inner loops first, so that what leaves them may go further. What
// has run before the region's loops is in known.
func (h *hoister) region(r *ir.Region, known *facts) {
	var out []*ir.Instr
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			h.region(sub, newFacts(known))
		}
		if in.IsLoop() || in.IsWhile() {
			for _, body := range in.Regions {
				for _, up := range h.lift(in, body, known) {
					up.In = r
					out = append(out, up)
				}
			}
		}
		out = append(out, in)
		known.ran(in)
	}
	r.Instrs = out
}

// lift takes the invariant instructions out of a region of the loop, in order.
func (h *hoister) lift(loop *ir.Instr, body *ir.Region, known *facts) []*ir.Instr {
	inside := map[*ir.Value]bool{}
	for _, p := range body.Params {
		inside[p] = true
	}
	m := mover{h, known, h.effects.InstrWrites(loop)}
	var up, stay []*ir.Instr
	for _, in := range body.Instrs {
		if invariant(in, inside) && m.movable(in, in) {
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

// invariant reports whether the instruction uses no value of inside.
func invariant(in *ir.Instr, inside map[*ir.Value]bool) bool {
	used := slices.Clone(in.Args)
	for _, sub := range in.Regions {
		used = append(used, sub.Free()...)
	}
	return !slices.ContainsFunc(used, func(v *ir.Value) bool { return inside[v] })
}

// mover says what may run before a loop that writes the places.
type mover struct {
	*hoister
	known   *facts
	written []Access
}

// movable reports whether the instruction, which is or is within whole, may run
// before the loop: it cannot fail, and touches no memory but what whole itself
// makes and what the loop does not write.
func (m mover) movable(in, whole *ir.Instr) bool {
	own := func(a *ir.Value) bool {
		o := a.Object()
		return in != whole && o.Def != nil && o.Def.Makes() && slices.ContainsFunc(whole.Regions, o.Def.In.Inside)
	}
	e := in.Effect()
	if e.Kept || in.IsWhile() || in.IsCopy() { // a while may not end where it would not run
		return false
	}
	if in.Makes() {
		return makesForItself(in, whole) && m.known.safe(in)
	}
	for _, a := range e.Writes {
		if !own(a) {
			return false
		}
	}
	if p, ok := Reads(in); ok && !own(p.Ref) && m.effects.Overlaps(p, m.written) {
		return false
	}
	if !m.known.safe(in) {
		return false
	}
	for _, sub := range in.Regions {
		for _, inner := range sub.Instrs {
			if !m.movable(inner, whole) {
				return false
			}
		}
	}
	return true
}

// makesForItself reports whether the instruction, within whole, makes memory that
// whole gives no reference to.
func makesForItself(in, whole *ir.Instr) bool {
	return in != whole && !in.IsGrow() && !slices.ContainsFunc(whole.Results, func(v *ir.Value) bool { return v.Type.Kind == ir.Go })
}

// Speculable reports whether the instruction may run though the program would
// not have run it: it is pure and cannot fail.
func Speculable(in *ir.Instr) bool { return Pure(in) && Safe(in) }
