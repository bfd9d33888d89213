// Relax rearranges products of derivatives.

package pass

import (
	"math"
	"slices"

	"chainrule/ir"
)

// Relax rewrites sums and products that only derivatives are computed from, which no
// function alone gives to the bit: x + x is 2*x, the constants of a product become one,
// its factors come in the order of the loops in which they change, so that those of an
// outer loop are multiplied there, and what is divided by a value that others are
// divided by, or that a loop does not change, is multiplied by the reciprocal.
var Relax = Pass{"relax", "rearranges products of derivatives", relax, false}

func relax(f *ir.Func) {
	r := &relaxer{exactness: exactly(f), uses: f.Body.Uses(), divided: map[*ir.Value]int{}, with: map[*ir.Value]*ir.Value{}}
	f.Body.Walk(func(in *ir.Instr) {
		if in.Op.Name == "div" {
			r.divided[in.Args[1]]++
		}
	})
	r.region(f.Body)
	f.Body.Replace(r.with)
}

type relaxer struct {
	*exactness
	uses    map[*ir.Value]int
	divided map[*ir.Value]int // how often something is divided by a value
	with    map[*ir.Value]*ir.Value
	b       *ir.Builder
}

func (r *relaxer) region(g *ir.Region) {
	outer, old := r.b, g.Instrs
	g.Instrs = nil
	r.b = g.Build()
	for _, in := range old {
		for _, sub := range in.Regions {
			r.region(sub)
		}
		r.b.Pos = in.Pos
		if v := r.value(in); v != nil {
			r.with[in.Result()] = v.Named(in.Result().Name)
			r.uses[v] += r.uses[in.Result()]
			continue
		}
		g.Instrs = append(g.Instrs, in)
	}
	r.b = outer
}

// value is what the instruction becomes, nil if it stays.
func (r *relaxer) value(in *ir.Instr) *ir.Value {
	if len(in.Results) != 1 || in.Op.Struct != nil || r.exact[in.Result()] || in.Result().Type != ir.TF64 {
		return nil
	}
	a := in.Args
	switch {
	case in.Op.Name == "add" && isNought(a[0]):
		return a[1]
	case (in.Op.Name == "add" || in.Op.Name == "sub") && isNought(a[1]):
		return a[0]
	case in.Op.Name == "sub" && isNought(a[0]):
		return r.b.Op("neg", a[1])
	case isProduct(in):
		return r.product(in)
	case in.Op.Name == "add" || in.Op.Name == "sub":
		return r.sum(in)
	case in.Op.Name == "div" && r.reciprocal(in):
		return r.b.Op("mul", a[0], r.b.Op("div", r.b.Float(1), a[1]))
	}
	return nil
}

// reciprocal reports whether the quotient should be a product with a reciprocal,
// which others need too or which is the same in all iterations of the loop.
func (r *relaxer) reciprocal(in *ir.Instr) bool {
	x, y := in.Args[0], in.Args[1]
	loop := depth(in.Result())
	return loop > 0 && !x.IsConst() && !y.IsConst() && (r.divided[y] > 1 || depth(y) < loop)
}

// isProduct reports whether the instruction gives a product, or the double of one.
func isProduct(in *ir.Instr) bool {
	return in.Op.Name == "mul" || in.Op.Name == "neg" || in.Op.Name == "add" && in.Args[0] == in.Args[1]
}

// product rewrites a product with its factors in order.
func (r *relaxer) product(in *ir.Instr) *ir.Value {
	p := &factors{c: 1, name: in.Result().Name}
	r.collect(in, p)
	depths := func(v, w *ir.Value) int { return lateness(v) - lateness(w) }
	if p.constants < 2 && (p.products < 2 || slices.IsSortedFunc(p.list, depths)) || p.c == 0 || math.IsInf(p.c, 0) || math.IsNaN(p.c) || len(p.list) == 0 {
		return nil
	}
	slices.SortStableFunc(p.list, depths)
	v := p.list[0]
	if c := math.Abs(p.c); c != 1 {
		v = r.b.Op("mul", r.b.Float(c), v)
	}
	for _, w := range p.list[1:] {
		v = r.b.Op("mul", v, w)
	}
	if p.c < 0 {
		v = r.b.Op("neg", v)
	}
	return v
}

// sum rewrites a sum in which a value occurs repeatedly.
func (r *relaxer) sum(in *ir.Instr) *ir.Value {
	s := &summands{}
	if r.summand(in.Args[0], 1, in.Result().Name, s); in.Op.Name == "sub" {
		r.summand(in.Args[1], -1, in.Result().Name, s)
	} else {
		r.summand(in.Args[1], 1, in.Result().Name, s)
	}
	if s.count == len(s.list) || s.count > 8 || slices.Contains(s.times, 0) {
		return nil
	}
	var v *ir.Value
	for k, w := range s.list {
		c := s.times[k]
		if n := math.Abs(c); n != 1 {
			w = r.times(n, w)
		}
		switch {
		case v == nil && c > 0:
			v = w
		case v == nil:
			v = r.b.Op("neg", w)
		case c > 0:
			v = r.b.Op("add", v, w)
		default:
			v = r.b.Op("sub", v, w)
		}
	}
	return v
}

// times is n times w. Of a product that nothing else needs the factor that is there
// first is multiplied: others may need that too.
func (r *relaxer) times(n float64, w *ir.Value) *ir.Value {
	d := w.Def
	if d == nil || d.Op.Name != "mul" || r.uses[w] > int(n) || !ir.Invented(w.Name) || r.exact[w] || d.Args[0].IsConst() {
		return r.b.Op("mul", r.b.Float(n), w)
	}
	x, y := d.Args[0], d.Args[1]
	if lateness(y) < lateness(x) {
		x, y = y, x
	}
	return r.b.Op("mul", r.b.Op("mul", r.b.Float(n), x), y)
}

// summands are those of a sum, with how often each occurs.
type summands struct {
	list  []*ir.Value
	times []float64
	count int
}

// summand takes a summand apart that nothing else needs.
func (r *relaxer) summand(v *ir.Value, sign float64, name string, s *summands) {
	for r.with[v] != nil {
		v = r.with[v]
	}
	d := v.Def
	if d != nil && d.Op.Name == "neg" && r.uses[v] == 1 && (ir.Invented(v.Name) || v.Name == name) && !r.exact[v] {
		r.summand(d.Args[0], -sign, name, s)
		return
	}
	if d != nil && (d.Op.Name == "add" || d.Op.Name == "sub") && r.uses[v] == 1 && (ir.Invented(v.Name) || v.Name == name) && !r.exact[v] && d.Args[0] != d.Args[1] {
		if r.summand(d.Args[0], sign, name, s); d.Op.Name == "sub" {
			sign = -sign
		}
		r.summand(d.Args[1], sign, name, s)
		return
	}
	s.count++
	if d != nil && d.Op.Name == "mul" && r.uses[v] == 1 && !r.exact[v] {
		if c, ok := d.Args[0].ConstFloat(); ok {
			v, sign = d.Args[1], sign*c
		}
	}
	if k := slices.Index(s.list, v); k >= 0 {
		s.times[k] += sign
		return
	}
	s.list, s.times = append(s.list, v), append(s.times, sign)
}

// factors are those of a product: a constant and a list.
type factors struct {
	c         float64
	list      []*ir.Value
	constants int // how many constants there were; a double counts for two
	products  int
	name      string // of the product, which parts of it may have too
}

// collect takes the product apart, down to values that something else needs too.
func (r *relaxer) collect(in *ir.Instr, p *factors) {
	switch in.Op.Name {
	case "neg":
		p.c = -p.c
		r.factor(in.Args[0], 1, p)
	case "add":
		p.c *= 2
		p.constants += 2
		r.factor(in.Args[0], 2, p)
	default:
		p.products++
		r.factor(in.Args[0], 1, p)
		r.factor(in.Args[1], 1, p)
	}
}

// factor takes a factor apart that is used as often as here.
func (r *relaxer) factor(v *ir.Value, here int, p *factors) {
	for r.with[v] != nil {
		v = r.with[v]
	}
	if c, ok := v.ConstFloat(); ok {
		p.c *= c
		p.constants++
		return
	}
	if d := v.Def; d != nil && r.uses[v] == here && (ir.Invented(v.Name) || v.Name == p.name) && !r.exact[v] && d.Op.Struct == nil && isProduct(d) {
		r.collect(d, p)
		return
	}
	p.list = append(p.list, v)
}

// lateness orders factors: by the loops in which they change, and within one by
// whether they have to wait for the iteration before.
func lateness(v *ir.Value) int {
	n := 2 * depth(v)
	if waits(v, v.Region(), 8) {
		n++
	}
	return n
}

// waits reports whether v is computed, in few steps of its region, from what a loop
// carries.
func waits(v *ir.Value, r *ir.Region, steps int) bool {
	if v.Def == nil {
		return v.Of == r && r.Parent != nil && counted(v) == nil
	}
	return steps > 0 && v.Def.In == r && v.Def.Op.Struct == nil && slices.ContainsFunc(v.Def.Args, func(a *ir.Value) bool { return waits(a, r, steps-1) })
}

// depth is how many loops are around the definition of v.
func depth(v *ir.Value) (n int) {
	for g := v.Region(); g.Parent != nil; g = g.Outer() {
		if g.Parent.IsLoop() || g.Parent.IsWhile() {
			n++
		}
	}
	return n
}
