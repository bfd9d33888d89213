// Scalar operations.

package codegen

import "chainrule/ir"

// scalar emits an operation of the table.
func (g *gen) scalar(in *ir.Instr) {
	v := in.Result()
	switch {
	case literal(v) != nil:
	case in.Op.Name == "cond":
		g.choose(in)
	case in.Op.Go == "":
		fail("%s: operation %s has no Go text; the pass expand comes first", g.fn.Name, in.Op.Name)
	case g.pairs[in] != nil:
		g.sincos(in, g.pairs[in])
	default:
		e := *g.apply(in)
		e.total = e.kind == binaryExpr && in.Op.Out == ir.TBool && in.Op.In[0] == ir.TInt
		g.define(v, &e)
	}
}

// apply is the expression of an operation.
func (g *gen) apply(in *ir.Instr) *expr {
	t := templateOf(in.Op)
	g.narrow(in.Args)
	args := make([]*expr, len(in.Args))
	for i, v := range in.Args {
		args[i] = g.use(v)
		if t.times[i] > 1 && !args[i].simple() {
			args[i] = g.variableFor(v)
		}
	}
	if k := meeting(in, args); k >= 0 {
		args[k] = g.variableFor(in.Args[k])
	}
	if shifts(in.Op.Name) && args[0].konst {
		args[0] = g.conversion("int", args[0]) // else of a type that the context says
	}
	return g.file.fill(t.tree, args)
}

// meeting is the number of an operand that must be a variable so that Go does
// not compute with constants, which it would do exactly; -1 if there is none.
func meeting(in *ir.Instr, args []*expr) int {
	for _, a := range args {
		if !a.konst {
			if n := in.Op.Name; (n == "idiv" || n == "imod") && isZero(args[1]) || len(args) == 2 && shifts(n) && negated(args[1]) != nil {
				return 1
			}
			return -1
		}
	}
	return 0
}

func shifts(op string) bool { return op == "ishl" || op == "ishr" }

// pairSincos finds sines and cosines of the same value in a region: each of the
// two instructions leads to the other.
func (g *gen) pairSincos(r *ir.Region) {
	first := map[*ir.Value]*ir.Instr{}
	for _, in := range r.Instrs {
		for _, sub := range in.Regions {
			g.pairSincos(sub)
		}
		if !g.facts.live[in] || in.Op.Name != "sin" && in.Op.Name != "cos" {
			continue
		}
		x := in.Args[0]
		other := first[x]
		if other == nil {
			first[x] = in
		} else if other.Op != in.Op && g.pairs[other] == nil {
			g.pairs[in], g.pairs[other] = other, in
		}
	}
}

// sincos emits both at the first of the two.
func (g *gen) sincos(in, other *ir.Instr) {
	if g.bound[in.Result()] != nil {
		return
	}
	sin, cos := in.Result(), other.Result()
	if in.Op.Name == "cos" {
		sin, cos = cos, sin
	}
	x := g.use(in.Args[0])
	s, c := g.fresh(orName(sin, "sin", x)), g.fresh(orName(cos, "cos", x))
	g.put(&declarePair{s, c, call("math", "Sincos", x)})
	g.bind(sin, s)
	g.bind(cos, c)
}

func orName(v *ir.Value, base string, x *expr) string {
	if !ir.Invented(v.Name) {
		return v.Name
	}
	if x.kind == nameExpr {
		return base + x.v.name
	}
	return base
}
