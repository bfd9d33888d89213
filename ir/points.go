// What references refer to: an inclusion-based analysis for one function (L. O.
// Andersen, Program analysis and specialization for the C programming language,
// 1994). An object is what one instruction makes, or what a parameter refers to.
// Foreign memory, which was there before the call or comes from Go code, is two
// worlds, the primal's and the shadows', which share nothing; the objects of a
// world may be one another.

package ir

import (
	"math/bits"
	"slices"
)

type world uint8

const (
	own    world = iota // made here
	primal              // the primal's
	shadow              // the shadows'
)

// The objects that stand for what is in a world besides the parameters'.
const (
	inPrimal = iota
	inShadow
)

// points says for each reference which objects it may refer to, and for each
// object which others it may hold references to.
type points struct {
	world   []world
	holds   []objects // those of a world are in its first object
	to      map[*Value]objects
	members [2]objects // of the worlds: the parameters', and what stands for the rest
	changed bool
}

func newPoints(f *Func) *points {
	p := &points{to: map[*Value]objects{}, world: []world{primal, shadow}, holds: make([]objects, 2)}
	p.holds[inPrimal].add(inPrimal)
	p.holds[inShadow].add(inShadow)
	p.members = [2]objects{slices.Clone(p.holds[inPrimal]), slices.Clone(p.holds[inShadow])}
	for _, v := range f.Body.Params {
		w := primal
		if slices.Contains(f.Shadows, v.Name) {
			w = shadow
		}
		p.object(v, w)
	}
	refs := slices.ContainsFunc(f.Body.Params, func(v *Value) bool { return v.Type.Kind == Go })
	f.Body.Walk(func(in *Instr) {
		if in.Makes() {
			p.object(in.Result(), own)
		}
		refs = p.knows(in.Results) || refs || in.IsGoCall()
		for _, r := range in.Regions {
			refs = p.knows(r.Params) || refs
		}
	})
	for p.changed = refs; p.changed; {
		p.changed = false
		p.region(f.Body)
	}
	return p
}

// knows enters the references among values and reports whether there are some.
func (p *points) knows(vs []*Value) (refs bool) {
	for _, v := range vs {
		if v.Type.Kind == Go {
			refs = true
			p.to[v] = slices.Clone(p.to[v])
		}
	}
	return refs
}

func (p *points) object(v *Value, w world) {
	if v.Type.Scalar() && v.Type.Kind != Go {
		return
	}
	n := len(p.world)
	p.world, p.holds = append(p.world, w), append(p.holds, nil)
	to := objects{}
	to.add(n)
	p.to[v] = to
	switch w {
	case primal:
		p.members[inPrimal].add(n)
	case shadow:
		p.members[inShadow].add(n)
	}
}

// held is what objects of the number hold.
func (p *points) held(n int) *objects {
	switch p.world[n] {
	case primal:
		n = inPrimal
	case shadow:
		n = inShadow
	}
	return &p.holds[n]
}

// region takes the region's instructions into account, once.
func (p *points) region(r *Region) {
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			p.region(sub)
		}
		p.instr(in)
	}
}

func (p *points) instr(in *Instr) {
	switch {
	case in.IsLoop():
		p.carry(in.Inits(), in.Carried(), in.Results)
		p.carry(in.Regions[0].Yield, in.Carried(), in.Results)
	case in.IsWhile():
		for _, vs := range [][]*Value{in.Args, in.Regions[1].Yield} {
			p.carry(vs, in.Regions[0].Params, in.Regions[1].Params, in.Results)
		}
	case in.IsIf():
		p.carry(in.Regions[0].Yield, in.Results)
		p.carry(in.Regions[1].Yield, in.Results)
	case in.IsAddr() || in.IsReslice() || in.IsGrow():
		p.flow(p.refers(in.Args[0]), in.Result())
		if in.IsGrow() {
			p.store(p.loaded(in.Args[0]), in.Result())
		}
	case in.IsGet() || in.IsLookup() || in.IsPop() || in.IsLoad():
		p.flow(p.loaded(in.Args[0]), in.Result())
	case in.IsKeys():
		p.store(p.loaded(in.Args[0]), in.Result())
	case in.IsPut() || in.IsPush() || in.IsEnter() || in.IsStore():
		for _, v := range in.Args[1:] {
			p.store(p.refers(v), in.Args[0])
		}
	case in.IsCopy():
		p.store(p.loaded(in.Args[1]), in.Args[0])
	case in.IsGo() || in.IsCall():
		p.unknown(in)
	}
}

// unknown handles code that is not seen: its results refer to anything that its
// operands lead to or that was there before. Go calls, and calls that write, may
// also keep what they are given.
func (p *points) unknown(in *Instr) {
	if in.IsGoExpr() && in.Template() == "nil" {
		return
	}
	var given objects
	for _, a := range in.Args {
		given.join(p.refers(a))
	}
	given = p.reach(given)
	switch {
	case in.IsGoCall() && !onlyReads(in):
		p.keep(given, append(given.list(), inPrimal, inShadow))
	case in.IsCall() && in.WrittenFrom() == 0:
		p.keep(given, given.list())
	}
	for _, v := range in.Results {
		from := slices.Clone(given)
		if (v.Type.IsRef() || in.IsGoCall()) && !in.asserts() {
			from.join(p.reach(objects{3}))
		}
		p.flow(from, v)
	}
}

// keep makes objects of the numbers hold references to what was given.
func (p *points) keep(given objects, numbers []int) {
	for _, n := range numbers {
		p.changed = p.held(n).join(given) || p.changed
	}
}

// carry lets each value of the first list flow into that of the others.
func (p *points) carry(from []*Value, into ...[]*Value) {
	for k, v := range from {
		for _, list := range into {
			p.flow(p.refers(v), list[k])
		}
	}
}

// flow makes v refer to more objects.
func (p *points) flow(more objects, v *Value) {
	if v.Type.Kind != Go || len(more) == 0 {
		return
	}
	to := slices.Clone(p.to[v])
	p.changed = to.join(more) || p.changed
	p.to[v] = to
}

// store makes the objects of ref hold references to more.
func (p *points) store(more objects, ref *Value) {
	for _, n := range p.refers(ref).list() {
		p.changed = p.held(n).join(more) || p.changed
	}
}

// refers is what v refers to. Arrays refer to their object; a reference that is
// newer than the analysis, to anything.
func (p *points) refers(v *Value) objects {
	if !v.Type.Scalar() {
		return p.to[v.Object()]
	}
	to, ok := p.to[v]
	if !ok && v.Type.Kind == Go {
		for n := range p.world {
			to.add(n)
		}
	}
	return to
}

// loaded is what references in the memory of v refer to.
func (p *points) loaded(v *Value) (all objects) {
	for _, n := range p.refers(v).list() {
		all.join(*p.held(n))
	}
	return all
}

// reach is what can be reached from the objects, with them.
func (p *points) reach(from objects) objects {
	all := slices.Clone(from)
	for more := true; more; {
		more = false
		for _, n := range all.list() {
			more = all.join(*p.held(n)) || more
		}
	}
	return all
}

// of is the objects of a place.
func (p *points) of(at Place) objects {
	switch {
	case at.Ref == nil:
		return p.reach(objects{3})
	case at.Class == "":
		return p.reach(p.refers(at.Ref))
	}
	return p.refers(at.Ref)
}

// meet reports whether objects of the two sets may be the same.
func (p *points) meet(x, y objects) bool {
	if x.common(y) {
		return true
	}
	for _, members := range p.members {
		if x.common(members) && y.common(members) {
			return true
		}
	}
	return false
}

// objects is a set of numbers of objects.
type objects []uint64

func (s *objects) add(n int) {
	for len(*s) <= n/64 {
		*s = append(*s, 0)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

func (s objects) has(n int) bool { return n/64 < len(s) && s[n/64]>>(n%64)&1 == 1 }

// common reports whether the sets have a member in common.
func (s objects) common(others objects) bool {
	for i := range min(len(s), len(others)) {
		if s[i]&others[i] != 0 {
			return true
		}
	}
	return false
}

// join adds the others and reports whether there were new ones.
func (s *objects) join(others objects) (more bool) {
	for len(*s) < len(others) {
		*s = append(*s, 0)
	}
	for i, w := range others {
		more = more || w&^(*s)[i] != 0
		(*s)[i] |= w
	}
	return more
}

func (s objects) list() (ns []int) {
	for i, w := range s {
		for ; w != 0; w &= w - 1 {
			ns = append(ns, 64*i+bits.TrailingZeros64(w))
		}
	}
	return ns
}
