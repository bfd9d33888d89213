// The loop whose number of iterations is not known when it begins: its forward
// loop counts them, and its adjoint is a loop over that many in the other order.
//
//	r = while init (c) { cond } (c) { … yield n }
//
// becomes
//
//	r, trips = while init, 0 (c, k) { cond } (c, k) { … yield n, k + 1 }
//	dinit, dfree = rfor 0, trips, dr, dfree (k, dc, dfree) { dn = dc; …; yield dc', dfree' }
//
// The condition is a bool, so nothing in its region has an adjoint. What the
// reverse sweep needs of the body is kept on stacks; see save.go.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// repeats reports whether the instruction is a loop of either kind.
func repeats(in *ir.Instr) bool { return in.IsLoop() || in.IsWhile() }

// bodyOf is the region that a loop repeats.
func bodyOf(in *ir.Instr) *ir.Region { return in.Regions[len(in.Regions)-1] }

// initsOf and carriedOf are what a loop starts with and what its body carries.
func initsOf(in *ir.Instr) []*ir.Value {
	if in.IsWhile() {
		return in.Args
	}
	return in.Inits()
}

func carriedOf(in *ir.Instr) []*ir.Value {
	if in.IsWhile() {
		return bodyOf(in).Params
	}
	return in.Carried()
}

// extend makes a loop carry a further value, which its body must yield yet.
func extend(in *ir.Instr, init *ir.Value, name string) (carried, result *ir.Value) {
	in.Args = append(in.Args, init)
	for _, r := range in.Regions {
		carried = r.AddParam(name, init.Type)
	}
	result = &ir.Value{Type: init.Type, Def: in}
	in.Results = append(in.Results, result)
	return carried, result
}

// stepOf is what is added to the int k that a while loop carries in each
// iteration, if that is a constant.
func stepOf(in *ir.Instr, k int) (step int, ok bool) {
	body := bodyOf(in)
	d := body.Yield[k].Def
	if d == nil || d.Op.Name != "iadd" && d.Op.Name != "isub" {
		return 0, false
	}
	c, by := d.Args[0], d.Args[1]
	if d.Op.Name == "iadd" && by == body.Params[k] {
		c, by = by, c
	}
	if step, ok = by.ConstInt(); d.Op.Name == "isub" {
		step = -step
	}
	return step, ok && c == body.Params[k]
}

// trips is how often a while loop ran, and the name of what counted that: an int
// that the loop carries in steps of one, or one that it carries from now on.
func (fr *frame) trips(in *ir.Instr) (n *ir.Value, name string) {
	for k, c := range bodyOf(in).Params {
		step, _ := stepOf(in, k)
		if start, ok := in.Args[k].ConstInt(); ok && start == 0 && step == 1 {
			return in.Results[k], c.Name
		}
	}
	for k, start := range in.Args {
		switch step, _ := stepOf(in, k); step {
		case 1:
			return fr.b.Op("isub", in.Results[k], start), "trip"
		case -1:
			return fr.b.Op("isub", start, in.Results[k]), "trip"
		}
	}
	start := &ir.Builder{Region: &ir.Region{}, Pos: in.Pos}
	zero := start.Int(0)
	insertBefore(in, start.Region.Instrs)
	c, n := extend(in, zero, "trip")
	b := bodyOf(in).Build()
	b.Pos = in.Pos
	b.Region.Yield = append(b.Region.Yield, b.Op("iadd", c, b.Int(1)))
	return n.Named("trips"), "trip"
}

// insertBefore puts instructions before one.
func insertBefore(in *ir.Instr, list []*ir.Instr) {
	for _, n := range list {
		n.In = in.In
	}
	k := slices.Index(in.In.Instrs, in)
	in.In.Instrs = slices.Insert(slices.Clone(in.In.Instrs), k, list...)
}

// mirrorWhile appends the empty reverse loop of a while loop.
func (fr *frame) mirrorWhile(in *ir.Instr, inits []*ir.Value) *ir.Instr {
	n, name := fr.trips(in)
	rev := fr.b.RFor(fr.b.Int(0), n, inits...)
	rev.Index().Name = name
	return rev
}

// counted reports whether v follows from the number of the iteration, in the
// loop and in its mirror: the counter of a loop, or an int that a while loop
// carries in constant steps from start.
func counted(v *ir.Value) (start *ir.Value, step int, ok bool) {
	switch in := v.Of.Parent; {
	case in == nil:
		return nil, 0, false
	case in.IsLoop():
		return nil, 1, v == in.Index()
	case in.IsWhile() && v.Of == bodyOf(in):
		k := slices.Index(v.Of.Params, v)
		step, ok = stepOf(in, k)
		return in.Args[k], step, ok
	}
	return nil, 0, false
}

// count computes in m what counted has found.
func (s *saver) count(start *ir.Value, step int, m *ir.Region) *ir.Value {
	i := m.Params[0]
	if start == nil {
		return i
	}
	b := s.prologueOf(m)
	if c, ok := start.ConstInt(); step != 1 || !ok || c != 0 {
		if step != 1 && step != -1 {
			i = b.Op("imul", i, b.Int(step))
		}
		op := "iadd"
		if step == -1 {
			op = "isub"
		}
		i = b.Op(op, s.resolve(start, m), i)
	}
	return i
}
