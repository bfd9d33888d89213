// Accrue makes one store of a store and the additions to the same element, or part of
// Go memory.

package pass

import "chainrule/ir"

// Accrue replaces an addition to what was just stored by the store of the sum, and
// removes stores of what is there already and stores that another one covers before
// anyone reads them: the adjoint of x[i] = f(x[i]) takes the element, clears it and
// adds to it. What was stored is 0 for the most part, and 0 + v is v here, as an
// accum may have it.
var Accrue = Pass{"accrue", "makes one store of a store and an addition to it", accrue, true}

func accrue(f *ir.Func) {
	a := &accruer{effects: Effects(f)}
	a.region(f.Body, newFacts(nil))
}

type accruer struct{ effects *Memory }

// element is what is known of an element of an array, or a part of Go memory.
type element struct {
	at     Access
	holds  *ir.Value // what is there
	store  *ir.Instr // that put it there and may come later or go; nil if there is none
	before *ir.Value // what was there before the store, nil if that is not known
}

func (a *accruer) region(r *ir.Region, known *facts) {
	s := &accrual{a.effects, map[cell]*element{}, map[*ir.Instr]bool{}}
	var all, kept []*ir.Instr
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			a.region(sub, newFacts(known))
		}
		if !harmless(in, known) && !s.passed(in) {
			s.seen()
		}
		known.ran(in)
		if sum := s.add(in); sum != nil {
			sum.In = r
			all = append(all, sum)
		}
		all = append(all, in)
	}
	for _, in := range all {
		if !s.dead[in] {
			kept = append(kept, in)
		}
	}
	r.Instrs = kept
}

// accrual is the work on one region: what is known of elements where an instruction
// stands.
type accrual struct {
	effects *Memory
	known   map[cell]*element
	dead    map[*ir.Instr]bool
}

// passed reports whether the element of the instruction is known to be there.
func (s *accrual) passed(in *ir.Instr) bool {
	return isCell(in) && s.known[cellOf(in)] != nil
}

// seen notes that others may see here what is in memory that is not the function's own.
func (s *accrual) seen() {
	for _, e := range s.known {
		if d := e.at.Ref.Def; d == nil || !d.IsAlloc() {
			e.store, e.before = nil, nil
		}
	}
}

// add takes notice of an instruction and changes it if it can; what must come before
// it is returned.
func (s *accrual) add(in *ir.Instr) (sum *ir.Instr) {
	if !isCell(in) {
		s.forget(in)
		return nil
	}
	k := cellOf(in)
	e := s.known[k]
	switch {
	case in.IsLoad() || in.IsGet():
		s.forget(in)
		if p, ok := Reads(in); ok && s.known[k] == nil {
			s.known[k] = &element{at: p, holds: in.Result()}
		}
		return nil
	case e == nil && in.IsAccum(), in.IsAccum() && e.store == nil:
		s.forget(in)
		delete(s.known, k)
		return nil
	case in.IsAccum():
		in.Op, sum = ir.MustOp("store"), s.sum(in, e.holds)
	}
	s.store(in, k, e)
	return sum
}

// sum makes the stored value the sum of it and x.
func (s *accrual) sum(in *ir.Instr, x *ir.Value) *ir.Instr {
	if isFloat(x, 0) {
		return nil
	}
	b := (&ir.Region{}).Build()
	b.Pos = in.Pos
	v := b.Op("add", x, in.Stored())
	in.Args[len(in.Args)-1] = v
	return v.Def
}

// store takes notice of a store to the element of which e is known.
func (s *accrual) store(in *ir.Instr, k cell, e *element) {
	var before *ir.Value
	if e != nil {
		before = e.holds
		if e.store != nil {
			s.dead[e.store] = true
			before = e.before
		}
	}
	if before == in.Stored() {
		s.dead[in] = true
		s.known[k] = &element{at: e.at, holds: before}
		return
	}
	s.forget(in)
	if p := writes(in)[0]; !p.Ref.Once() {
		s.known[k] = &element{p, in.Stored(), in, before}
	}
}

// forget drops what the instruction or its regions may change, and notes what they
// may read.
func (s *accrual) forget(in *ir.Instr) {
	if len(s.known) == 0 {
		return
	}
	for _, p := range s.effects.InstrWrites(in) {
		for k, e := range s.known {
			if s.effects.Overlaps(p, []Access{e.at}) {
				delete(s.known, k)
			}
		}
	}
	visit := func(x *ir.Instr) {
		for _, p := range x.Reads() {
			for _, e := range s.known {
				if e.store != nil && s.effects.Overlaps(Access{p, x}, []Access{e.at}) {
					e.store, e.before = nil, nil
				}
			}
		}
	}
	visit(in)
	for _, sub := range in.Regions {
		sub.Walk(visit)
	}
}
