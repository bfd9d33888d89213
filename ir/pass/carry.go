// Carry keeps what neighbouring iterations add to an array in registers.

package pass

import "chainrule/ir"

// Carry changes a loop over i that adds to elements i+c of an array, for a few
// neighbouring constants c, so that each element is touched once: what later
// iterations complete is carried along. If the array was just set to zero and
// the loop reaches all of it, elements are assigned and the zeroing is spared.
var Carry = Pass{"carry", "carries what neighbouring iterations add to an element", carry, true}

// carryWidth bounds how many pending sums a loop carries for an array.
const carryWidth = 4

func carry(f *ir.Func) { carryRegion(f.Aliases(), f.Body) }

func carryRegion(a *ir.Aliases, r *ir.Region) {
	for i := 0; i < len(r.Instrs); i++ {
		in := r.Instrs[i]
		if in.IsLoop() && !in.Down() && !keeps(in) {
			for _, s := range stencils(a, in) {
				i += s.rewrite(r, i)
			}
		}
	}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			carryRegion(a, sub)
		}
	}
}

// stencil is the additions of a loop to elements i+first … i+first+len(add)-1
// of an array; nil where nothing is added.
type stencil struct {
	aliases *ir.Aliases
	loop    *ir.Instr
	array   *ir.Value
	first   int
	add     []*ir.Instr
}

// stencils finds the arrays that the loop only adds to, at constant distances
// from its counter and in every iteration.
func stencils(a *ir.Aliases, loop *ir.Instr) []*stencil {
	body := loop.Regions[0]
	found := map[ir.Place]*stencil{}
	var order []ir.Place
	bad := map[ir.Place]bool{}
	for _, in := range body.Instrs {
		for o := range touches(in) {
			s := found[o]
			if s == nil {
				s = &stencil{aliases: a, loop: loop, array: o.Ref}
				found[o], order = s, append(order, o)
			}
			bad[o] = bad[o] || !in.IsAccum() || in.Array() != o.Ref || !s.enter(in)
		}
	}
	var list []*stencil
	for _, o := range order {
		if !bad[o] && !ownArray(o, body) && !aliased(a, o, found) {
			list = append(list, found[o])
		}
	}
	return list
}

func aliased(a *ir.Aliases, o ir.Place, others map[ir.Place]*stencil) bool {
	for q := range others {
		if q != o && a.MayOverlap(o, q) {
			return true
		}
	}
	return false
}

// enter adds an accum to the stencil, if it fits.
func (s *stencil) enter(in *ir.Instr) bool {
	index := in.Indices()
	if len(index) != 1 {
		return false
	}
	base, c := offset(index[0])
	if base != s.loop.Index() {
		return false
	}
	if len(s.add) == 0 {
		s.first = c
	}
	for ; c < s.first; s.first-- {
		s.add = append([]*ir.Instr{nil}, s.add...)
	}
	for c >= s.first+len(s.add) {
		s.add = append(s.add, nil)
	}
	if len(s.add) > carryWidth || s.add[c-s.first] != nil {
		return false
	}
	s.add[c-s.first] = in
	return true
}

// rewrite changes the loop at position i of the region and reports how many
// instructions came before it.
func (s *stencil) rewrite(r *ir.Region, i int) int {
	zeroed := s.zeroing(r, i)
	covered := zeroed >= 0 && s.covers()
	width := len(s.add) - 1
	if width == 0 && !covered {
		return 0
	}
	front, back := &ir.Region{}, &ir.Region{}
	pending := s.carryPending(front.Build(), width)
	s.assign(pending, covered)
	if width > 0 {
		s.flush(back.Build(), covered)
	}
	var out []*ir.Instr
	for k, in := range r.Instrs {
		switch {
		case covered && k == zeroed:
		case k == i:
			out = append(out, front.Instrs...)
			out = append(out, in)
			out = append(out, back.Instrs...)
		default:
			out = append(out, in)
		}
	}
	for _, in := range append(front.Instrs, back.Instrs...) {
		in.In = r
	}
	r.Instrs = out
	shift := len(front.Instrs) + len(back.Instrs)
	if covered {
		shift--
	}
	return shift
}

// zeroing is the position of the zero of the array that nothing touches before
// the loop at i, -1 if there is none.
func (s *stencil) zeroing(r *ir.Region, i int) int {
	for k := i - 1; k >= 0; k-- {
		if in := r.Instrs[k]; in.IsZero() && in.Array() == s.array {
			return k
		}
		if touchesObject(s.aliases, r.Instrs[k], s.array) && !r.Instrs[k].IsZero() {
			return -1
		}
	}
	return -1
}

// covers reports whether the loop reaches exactly the whole array.
func (s *stencil) covers() bool {
	lo, ok := s.loop.Lo().ConstInt()
	base, c := offset(s.loop.Hi())
	return ok && lo+s.first == 0 && c+s.first+len(s.add)-1 == 0 && IsExtent(base, s.array, 0)
}

// carryPending gives the loop a carried sum for each element that the next
// iterations complete.
func (s *stencil) carryPending(b *ir.Builder, width int) []*ir.Value {
	b.Pos = s.loop.Pos
	var pending []*ir.Value
	for range width {
		s.loop.Args = append(s.loop.Args, b.Float(0))
		pending = append(pending, s.loop.Regions[0].AddParam(s.array.Name+"Next", ir.TF64))
		s.loop.Results = append(s.loop.Results, &ir.Value{Name: s.array.Name + "Next", Type: ir.TF64, Def: s.loop})
	}
	return pending
}

// assign replaces the accums: one for the element that is complete now, and what
// the others add is yielded.
func (s *stencil) assign(pending []*ir.Value, covered bool) {
	body := s.loop.Regions[0]
	var rest []*ir.Instr
	for _, in := range body.Instrs {
		if !s.has(in) {
			rest = append(rest, in)
		}
	}
	body.Instrs = rest
	b := body.Build()
	b.Pos = s.last().Pos
	index := s.loop.Index()
	if s.first != 0 {
		index = b.Op("iadd", index, b.Int(s.first))
	}
	if v := s.total(b, pending, 0); v != nil {
		if covered {
			b.Store(s.array, v, index)
		} else {
			b.Accum(s.array, v, index)
		}
	}
	for k := range pending {
		body.Yield = append(body.Yield, s.total(b, pending, k+1))
	}
}

// total is the pending sum and the addition for element number k of the window.
func (s *stencil) total(b *ir.Builder, pending []*ir.Value, k int) *ir.Value {
	var v *ir.Value
	if k < len(pending) {
		v = pending[k]
	}
	if s.add[k] == nil {
		return v
	}
	if v == nil {
		return s.add[k].Stored()
	}
	return b.Op("add", v, s.add[k].Stored())
}

func (s *stencil) has(in *ir.Instr) bool {
	for _, a := range s.add {
		if a == in {
			return true
		}
	}
	return false
}

func (s *stencil) last() *ir.Instr { return s.add[len(s.add)-1] }

// flush writes what is pending behind the last iteration, if there was one.
func (s *stencil) flush(b *ir.Builder, covered bool) {
	b.Pos = s.loop.Pos
	in := b.If(b.Op("ilt", s.loop.Lo(), s.loop.Hi()))
	ran := in.Regions[0].Build()
	ran.Pos = b.Pos
	results := s.loop.Results[len(s.loop.Results)-len(s.add)+1:]
	for k, v := range results {
		at := s.loop.Hi()
		if d := s.first + k; d != 0 {
			at = ran.Op("iadd", at, ran.Int(d))
		}
		if covered {
			ran.Store(s.array, v, at)
		} else {
			ran.Accum(s.array, v, at)
		}
	}
	if covered {
		in.Regions[1].Build().Zero(s.array)
	}
}
