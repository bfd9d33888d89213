// DCE removes what nobody can see.

package pass

import (
	"slices"

	"chainrule/ir"
)

// DCE removes instructions whose results nobody uses and that change no memory
// anybody reads, carried values that only feed themselves, and unused results
// of branches.
var DCE = Pass{"dce", "removes what nobody reads, carried values included", dce, false}

func dce(f *ir.Func) {
	for {
		l := liveness(f)
		if !l.sweep(f.Body) {
			return
		}
	}
}

type live struct {
	values  []bool             // by number
	objects []bool             // objects that somebody reads, by their number in the alias analysis
	touched map[*ir.Instr]uses // what each instruction does to objects
	instrs  map[*ir.Instr]bool
	changed bool
}

// uses lists the objects that an instruction reads and writes.
type uses struct{ reads, writes []int }

// liveness marks everything that a result or the caller's memory depends on.
func liveness(f *ir.Func) *live {
	n := f.Number() + 1
	a := f.Aliases()
	l := &live{values: make([]bool, n), objects: make([]bool, a.NumObjects()), instrs: make(map[*ir.Instr]bool, n), touched: map[*ir.Instr]uses{}}
	for o := range l.objects {
		l.objects[o] = a.Foreign(o)
	}
	l.read(a.Objects(ir.Place{})) // what the caller's memory refers to when the function ends
	f.Body.Walk(func(in *ir.Instr) { l.touches(a, in) })
	for _, v := range f.Body.Yield {
		l.use(v)
		if v.Type.Kind == ir.Go || !v.Type.Scalar() {
			l.read(a.Objects(ir.Place{Ref: v}))
		}
	}
	for l.changed = true; l.changed; {
		l.changed = false
		l.region(f.Body)
	}
	return l
}

// touches notes what the instruction does to objects. To change what is there by
// what was there before is no reading of it.
func (l *live) touches(a *ir.Aliases, in *ir.Instr) {
	var u uses
	for _, p := range in.Writes() {
		u.writes = append(u.writes, a.Objects(p)...)
	}
	if !in.IsAccum() && !in.IsPush() && !in.IsEnter() && !in.IsRemove() {
		for _, p := range in.Reads() {
			u.reads = append(u.reads, a.Objects(p)...)
		}
	}
	if u.reads != nil || u.writes != nil {
		l.touched[in] = u
	}
}

func (l *live) use(v *ir.Value) {
	if !l.values[v.Num()] {
		l.values[v.Num()], l.changed = true, true
	}
}

func (l *live) read(objects []int) {
	for _, o := range objects {
		if !l.objects[o] {
			l.objects[o], l.changed = true, true
		}
	}
}

// region marks backwards; loops make a second round necessary.
func (l *live) region(r *ir.Region) {
	for i := len(r.Instrs) - 1; i >= 0; i-- {
		in := r.Instrs[i]
		for _, sub := range in.Regions {
			l.yields(in, sub)
			l.region(sub)
		}
		if l.needed(in) {
			l.keep(in)
		}
	}
}

// yields marks what a region yields to a result or carried value that is used.
func (l *live) yields(in *ir.Instr, sub *ir.Region) {
	if in.IsWhile() && sub == in.Regions[0] || in.IsOrder() {
		if l.instrs[in] {
			l.use(sub.Yield[0])
			l.opens(sub.Yield[0], sub)
		}
		return
	}
	for k, v := range sub.Yield {
		if l.carries(in, k) {
			l.use(v)
			l.opens(v, sub)
		}
	}
}

// opens marks what is around a value that is used in a region from which it is out
// of scope, as while a derivative is being made.
func (l *live) opens(v *ir.Value, r *ir.Region) {
	for home := v.Region(); home.Parent != nil && !r.Inside(home); home = home.Outer() {
		if !l.instrs[home.Parent] {
			l.instrs[home.Parent], l.changed = true, true
		}
	}
}

// carries reports whether result k of a loop or branch is used, by the loop
// itself perhaps.
func (l *live) carries(in *ir.Instr, k int) bool {
	used := l.values[in.Results[k].Num()]
	for _, r := range in.Regions {
		if n := len(r.Params) - len(in.Results); n >= 0 {
			used = used || l.values[r.Params[n+k].Num()]
		}
	}
	return used
}

func (l *live) needed(in *ir.Instr) bool {
	if l.instrs[in] {
		return true
	}
	for _, v := range in.Results {
		if l.values[v.Num()] {
			return true
		}
	}
	if slices.ContainsFunc(l.touched[in].writes, func(o int) bool { return l.objects[o] }) {
		return true
	}
	for _, sub := range in.Regions {
		for _, inner := range sub.Instrs {
			if l.instrs[inner] && (len(inner.Effect().Writes) > 0 || inner.Effect().Kept || len(inner.Regions) > 0) {
				return true
			}
		}
	}
	return in.Effect().Kept && !in.IsPop() // which only matters to the next one
}

// keep marks the instruction's operands; of a loop's initial values only those
// whose carried value or result is used.
func (l *live) keep(in *ir.Instr) {
	if !l.instrs[in] {
		l.instrs[in], l.changed = true, true
	}
	l.read(l.touched[in].reads)
	for k, v := range in.Args {
		if n := len(in.Args) - len(in.Results); (in.IsLoop() || in.IsWhile()) && k >= n && !l.carries(in, k-n) {
			continue
		}
		l.use(v)
		l.opens(v, in.In)
	}
}

// sweep removes what is not marked and reports whether anything went.
func (l *live) sweep(r *ir.Region) bool {
	removed := false
	var kept []*ir.Instr
	for _, in := range r.Instrs {
		if !l.instrs[in] {
			removed = true
			continue
		}
		kept = append(kept, in)
		if l.trim(in) {
			removed = true
		}
		for _, sub := range in.Regions {
			if l.sweep(sub) {
				removed = true
			}
		}
	}
	r.Instrs = kept
	return removed
}

// trim drops the results of a loop or branch that nobody uses.
func (l *live) trim(in *ir.Instr) bool {
	if len(in.Regions) == 0 {
		return false
	}
	var keep []int
	for k := range in.Results {
		if l.carries(in, k) {
			keep = append(keep, k)
		}
	}
	if len(keep) == len(in.Results) {
		return false
	}
	if n := len(in.Args) - len(in.Results); !in.IsIf() {
		in.Args = append(in.Args[:n:n], pick(in.Args[n:], keep)...)
	}
	for _, sub := range in.Regions {
		if n := len(sub.Params) - len(in.Results); n >= 0 {
			sub.Params = append(sub.Params[:n:n], pick(sub.Params[n:], keep)...)
		}
		if !in.IsWhile() || sub == in.Regions[1] {
			sub.Yield = pick(sub.Yield, keep)
		}
	}
	in.Results = pick(in.Results, keep)
	return true
}

func pick(vs []*ir.Value, keep []int) []*ir.Value {
	out := make([]*ir.Value, len(keep))
	for i, k := range keep {
		out[i] = vs[k]
	}
	return out
}
