// Ahead reads before a loop what its first iteration would read anyway.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Ahead takes out of the innermost loops the reads of references that every
// iteration makes alike though an index may be out of range, as that of the row of a
// slice of slices, and what comes of them: they run before the loop if there is an
// iteration. What cannot fail is left to LICM.
//
// A read passes nothing in the iteration that anyone could see, nor any other
// reason to fail than an index out of range or a nil pointer: of two reads that
// both fail, another one may be the one that panics.
var Ahead = Pass{"ahead", "reads before a loop what each iteration would read alike", ahead, true}

func ahead(f *ir.Func) {
	a := &reader{Effects(f)}
	a.region(f.Body)
}

type reader struct{ effects *Memory }

// region handles inner loops first: what they read ahead may fail in the outer one.
func (a *reader) region(r *ir.Region) {
	var out []*ir.Instr
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			a.region(sub)
		}
		if up := a.take(in); len(up) > 0 {
			out = append(out, ifRuns(r, in, up)...)
			continue
		}
		out = append(out, in)
	}
	r.Instrs = out
}

// take removes the reads from a loop's region.
func (a *reader) take(loop *ir.Instr) (up []*ir.Instr) {
	if !loop.IsLoop() || hasLoop(loop.Regions[0]) {
		return nil
	}
	body := loop.Regions[0]
	written := a.effects.InstrWrites(loop)
	inside, ahead := map[*ir.Value]bool{}, map[*ir.Value]bool{}
	for _, p := range body.Params {
		inside[p] = true
	}
	var stay []*ir.Instr
	unseen := true
	for _, in := range body.Instrs {
		if unseen && invariant(in, inside) && (a.refers(in, written) || a.follows(in, ahead)) {
			up = append(up, in)
			ahead[in.Result()] = true
			continue
		}
		stay = append(stay, in)
		for _, v := range in.Results {
			inside[v] = true
		}
		unseen = unseen && hidden(in)
	}
	body.Instrs = stay
	return up
}

// hasLoop reports whether there is a loop in the region.
func hasLoop(r *ir.Region) (found bool) {
	r.Walk(func(in *ir.Instr) { found = found || in.IsLoop() || in.IsWhile() })
	return found
}

// refers reports whether the instruction reads a reference through an index, from
// memory that is not written.
func (a *reader) refers(in *ir.Instr, written []Access) bool {
	if !in.IsGet() || !in.Result().Type.IsRef() || len(in.PathIndices()) == 0 {
		return false
	}
	p, ok := Reads(in)
	return ok && !a.effects.Overlaps(p, written)
}

// follows reports whether the instruction uses what is read ahead and cannot fail.
func (a *reader) follows(in *ir.Instr, ahead map[*ir.Value]bool) bool {
	return Speculable(in) && slices.ContainsFunc(in.Args, func(v *ir.Value) bool { return ahead[v] })
}

// hidden reports whether nobody can tell that the instruction has run when a later
// one fails.
func hidden(in *ir.Instr) bool {
	if in.IsWhile() || in.IsCall() || in.IsGoCall() || in.Effect().Kept && !in.IsPop() && in.Op.Name != "note" {
		return false
	}
	for _, p := range in.Writes() {
		if d := p.Ref; d == nil || d.Def == nil || !d.Def.IsAlloc() && !d.Def.IsStack() {
			return false
		}
	}
	for _, sub := range in.Regions {
		if slices.ContainsFunc(sub.Instrs, func(x *ir.Instr) bool { return !hidden(x) }) {
			return false
		}
	}
	return isCell(in) || in.IsAddr() || in.IsReslice() || in.IsPart() || in.IsView() || Safe(in)
}

// ifRuns is the instructions and the loop behind them, in a branch that is taken if
// the loop has an iteration, unless it has one anyway.
func ifRuns(r *ir.Region, loop *ir.Instr, up []*ir.Instr) []*ir.Instr {
	lo, ok := loop.Lo().ConstInt()
	hi, ok2 := loop.Hi().ConstInt()
	if ok && ok2 && lo < hi {
		return append(adopt(r, up), loop)
	}
	front := &ir.Region{}
	b := front.Build()
	b.Pos = loop.Pos
	types := make([]ir.Type, len(loop.Results))
	for k, v := range loop.Results {
		types[k] = v.Type
	}
	branch := b.If(b.Op("ilt", loop.Lo(), loop.Hi()), types...)
	swapResults(branch, loop)
	then, other := branch.Regions[0], branch.Regions[1]
	then.Instrs, then.Yield = adopt(then, append(up, loop)), slices.Clone(loop.Results)
	other.Yield = slices.Clone(loop.Inits())
	return adopt(r, front.Instrs)
}

// swapResults gives two instructions, which have results of the same types, each
// other's.
func swapResults(a, b *ir.Instr) {
	a.Results, b.Results = b.Results, a.Results
	for k := range a.Results {
		a.Results[k].Def, b.Results[k].Def = a, b
		b.Results[k].Name = a.Results[k].Name
	}
}
