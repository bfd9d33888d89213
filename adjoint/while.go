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

// tripCounter is the carried value of a while loop that counts its iterations
// from 0, by its position; -1 if there is none.
func tripCounter(in *ir.Instr) int {
	body := bodyOf(in)
	return slices.IndexFunc(body.Params, func(c *ir.Value) bool {
		k := slices.Index(body.Params, c)
		start, ok := in.Args[k].ConstInt()
		d := body.Yield[k].Def
		return ok && start == 0 && d != nil && d.Op.Name == "iadd" &&
			(d.Args[0] == c && isOne(d.Args[1]) || d.Args[1] == c && isOne(d.Args[0]))
	})
}

func isOne(v *ir.Value) bool { c, ok := v.ConstInt(); return ok && c == 1 }

// trips is how often a while loop ran; the loop counts if it did not before.
func trips(in *ir.Instr) *ir.Value {
	if k := tripCounter(in); k >= 0 {
		return in.Results[k]
	}
	start := &ir.Builder{Region: &ir.Region{}, Pos: in.Pos}
	zero := start.Int(0)
	insertBefore(in, start.Region.Instrs)
	c, n := extend(in, zero, "trip")
	b := bodyOf(in).Build()
	b.Pos = in.Pos
	b.Region.Yield = append(b.Region.Yield, b.Op("iadd", c, b.Int(1)))
	return n.Named("trips")
}

// insertBefore puts instructions before one.
func insertBefore(in *ir.Instr, list []*ir.Instr) {
	for _, n := range list {
		n.In = in.In
	}
	k := slices.Index(in.In.Instrs, in)
	in.In.Instrs = slices.Insert(slices.Clone(in.In.Instrs), k, list...)
}

// counter is the parameter of a loop's body that tells which iteration it is
// in the loop's mirror as well; nil if there is none.
func counter(r *ir.Region) *ir.Value {
	switch in := r.Parent; {
	case in == nil:
		return nil
	case in.IsLoop():
		return in.Index()
	case in.IsWhile() && r == bodyOf(in):
		if k := tripCounter(in); k >= 0 {
			return r.Params[k]
		}
	}
	return nil
}

// mirrorWhile appends the empty reverse loop of a while loop.
func (fr *frame) mirrorWhile(in *ir.Instr, inits []*ir.Value) *ir.Instr {
	n := trips(in)
	rev := fr.b.RFor(fr.b.Int(0), n, inits...)
	rev.Index().Name = counter(bodyOf(in)).Name
	return rev
}

// forwardWhile carries variation into the regions of a while loop and out of it.
func (a *activity) forwardWhile(in *ir.Instr) {
	cond, body := in.Regions[0], in.Regions[1]
	for _, from := range [][]*ir.Value{in.Args, body.Yield} {
		for _, to := range [][]*ir.Value{cond.Params, body.Params, in.Results} {
			a.flow(a.varied, from, to)
		}
	}
	a.forward(cond)
	a.forward(body)
}

// backwardWhile carries usefulness the other way.
func (a *activity) backwardWhile(in *ir.Instr) {
	cond, body := in.Regions[0], in.Regions[1]
	for _, from := range [][]*ir.Value{in.Results, body.Params, cond.Params} {
		for _, to := range [][]*ir.Value{body.Yield, in.Args} {
			a.flow(a.useful, from, to)
		}
	}
	a.backward(body)
	a.backward(cond)
}
