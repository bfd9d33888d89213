// Flatten lets a loop go on with the sum that the loop around it carries.

package pass

import (
	"slices"

	"chainrule/ir"
)

// Flatten changes a sum of sums into one: a loop that sums from 0, and whose result
// only a sum carried around it is added to, starts from that. It changes the order of
// a sum, so it does so only with derivatives.
var Flatten = Pass{"flatten", "lets a loop go on with the sum that the loop around it carries", flattenSums, true}

func flattenSums(f *ir.Func) {
	uses := map[*ir.Value]int{}
	f.Body.Operands(func(v *ir.Value) *ir.Value {
		uses[v]++
		return v
	})
	fl := &flattener{exactly(f), uses}
	fl.region(f.Body)
}

type flattener struct {
	*exactness
	uses map[*ir.Value]int
}

func (fl *flattener) region(r *ir.Region) {
	for _, in := range r.Instrs {
		for _, sub := range in.Regions { // the outermost loops begin: their sums reach furthest
			if in.IsLoop() {
				fl.loop(in)
			}
			fl.region(sub)
		}
	}
}

// loop looks for sums in the loops right within the loop.
func (fl *flattener) loop(outer *ir.Instr) {
	body := outer.Regions[0]
	for _, in := range slices.Clone(body.Instrs) {
		if !in.IsLoop() {
			continue
		}
		for k := range in.Results {
			fl.sum(outer, in, k)
		}
	}
}

// sum lets sum number k of the inner loop go on with one of the outer loop's.
func (fl *flattener) sum(outer, in *ir.Instr, k int) {
	r := in.Results[k]
	if c, ok := in.Inits()[k].ConstFloat(); !ok || c != 0 || fl.exact[r] || fl.uses[r] != 1 || !fl.sumsOnly(in, k) {
		return
	}
	for j, q := range outer.Carried() {
		total := outer.Regions[0].Yield[j]
		d := total.Def
		if d == nil || d.Op.Name != "add" || d.In != outer.Regions[0] || fl.uses[q] != 1 || fl.uses[total] != 1 ||
			!slices.Contains(d.Args, r) || !slices.Contains(d.Args, q) {
			continue
		}
		in.Args[len(in.Args)-len(in.Results)+k] = q
		in.Carried()[k].Name, r.Name = q.Name, total.Name
		outer.Regions[0].Yield[j] = r
		d.In.Instrs = without(d.In.Instrs, d)
		return
	}
}

// sumsOnly reports whether all that becomes of the loop's carried value number k is
// that something is added to it or subtracted.
func (fl *flattener) sumsOnly(loop *ir.Instr, k int) bool {
	p := loop.Carried()[k]
	return fl.chain(loop.Regions[0].Yield[k], p) == fl.uses[p]
}

// chain is how many times p is read on the way to v, of which it is a summand; -1 if
// v is something else.
func (fl *flattener) chain(v, p *ir.Value) int {
	if v == p {
		return 1
	}
	if v.Def == nil || fl.uses[v] != 1 {
		return -1
	}
	switch in := v.Def; {
	case in.Op.Name == "add" || in.Op.Name == "sub":
		if n := fl.chain(in.Args[0], p); n > 0 || in.Op.Name == "sub" {
			return n
		}
		return fl.chain(in.Args[1], p)
	case in.IsIf():
		k := slices.Index(in.Results, v)
		n, m := fl.chain(in.Regions[0].Yield[k], p), fl.chain(in.Regions[1].Yield[k], p)
		if n < 0 || m < 0 {
			return -1
		}
		return n + m
	case in.IsLoop():
		if k := slices.Index(in.Results, v); fl.sumsOnly(in, k) {
			return fl.chain(in.Inits()[k], p)
		}
	}
	return -1
}
