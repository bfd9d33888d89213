// Zero seeds: of several results only one has a seed at a time, so what is linear in
// the seeds of the others is zero, and is not computed.

package adjoint

import "chainrule/ir"

// zeros are values that are zero because they are linear in zero seeds.
type zeros struct {
	zero map[*ir.Value]bool
	with map[*ir.Value]*ir.Value // what takes the place of sums with one of them
}

// dropZeros leaves out of the instructions of a region, from number first on, what
// the seeds that are zero contribute, and gives what the values are then.
func dropZeros(r *ir.Region, first int, seeds, values []*ir.Value) []*ir.Value {
	if len(seeds) == 0 {
		return values
	}
	z := &zeros{map[*ir.Value]bool{}, map[*ir.Value]*ir.Value{}}
	for _, v := range seeds {
		z.zero[v] = true
	}
	z.instrs(r.Instrs[first:])
	for v := range z.zero {
		if v != seeds[0] {
			z.with[v] = seeds[0]
		}
	}
	r.Replace(z.with)
	for k, v := range values {
		for z.with[v] != nil {
			v = z.with[v]
		}
		values[k] = v
	}
	return values
}

func (z *zeros) instrs(list []*ir.Instr) {
	for _, in := range list {
		for k, v := range in.Args {
			for z.with[v] != nil {
				v = z.with[v]
			}
			in.Args[k] = v
		}
		for _, sub := range in.Regions {
			z.instrs(sub.Instrs)
		}
		switch {
		case in.IsIf():
			z.branch(in)
		case in.Op.Struct == nil && in.Op.Out == ir.TF64:
			z.scalar(in)
		case in.IsF32() && z.zero[in.Args[0]]:
			z.zero[in.Result()] = true
		}
	}
}

// branch marks results that are zero on both sides.
func (z *zeros) branch(in *ir.Instr) {
	for k, v := range in.Results {
		if v.Type == ir.TF64 && z.is(in.Regions[0].Yield[k]) && z.is(in.Regions[1].Yield[k]) {
			z.zero[v] = true
		}
	}
}

// is reports whether a value is zero: by its seed, or as it is written on the side
// of a branch that has none.
func (z *zeros) is(v *ir.Value) bool {
	for z.with[v] != nil {
		v = z.with[v]
	}
	x, constant := v.ConstFloat()
	return z.zero[v] || constant && x == 0
}

// scalar follows zeros through what is linear.
func (z *zeros) scalar(in *ir.Instr) {
	zero := func(k int) bool { return z.zero[in.Args[k]] }
	switch in.Op.Name {
	case "mul":
		z.zero[in.Result()] = zero(0) || zero(1)
	case "div", "neg":
		z.zero[in.Result()] = zero(0)
	case "cond":
		z.zero[in.Result()] = (zero(1) || zero(2)) && z.is(in.Args[1]) && z.is(in.Args[2])
	case "add":
		switch {
		case zero(0) && zero(1):
			z.zero[in.Result()] = true
		case zero(0):
			z.with[in.Result()] = in.Args[1]
		case zero(1):
			z.with[in.Result()] = in.Args[0]
		}
	case "sub":
		switch {
		case zero(0) && zero(1):
			z.zero[in.Result()] = true
		case zero(0):
			in.Op, in.Args = ir.MustOp("neg"), in.Args[1:]
		case zero(1):
			z.with[in.Result()] = in.Args[0]
		}
	}
	if !z.zero[in.Result()] {
		delete(z.zero, in.Result())
	}
}
