// Expand writes the operations that Go has no function for in those it has.

package pass

import "chainrule/ir"

// Expand replaces rows that have an Expand text, powers by a constant, and stop.
var Expand = Pass{"expand", "writes rows that Go has no function for in other rows", expand, false}

func expand(f *ir.Func) {
	with := map[*ir.Value]*ir.Value{}
	expandRegion(f.Body, with)
	f.Body.Replace(with)
}

func expandRegion(r *ir.Region, with map[*ir.Value]*ir.Value) {
	old := r.Instrs
	r.Instrs = nil
	b := r.Build()
	for _, in := range old {
		for _, sub := range in.Regions {
			expandRegion(sub, with)
		}
		b.Pos = in.Pos
		v := expanded(b, in)
		if v == nil {
			r.Instrs = append(r.Instrs, in)
			continue
		}
		with[in.Result()] = v.Named(in.Result().Name)
	}
}

func expanded(b *ir.Builder, in *ir.Instr) *ir.Value {
	if in.Op.Expand != "" {
		return b.Rule(in.Op.Expand, in.Args, nil)
	}
	if in.Op.Name == "stop" {
		return in.Args[0] // it has done its work
	}
	if in.Op.Name == "powi" {
		if n, ok := in.Args[1].ConstInt(); ok && -expandLimit <= n && n <= expandLimit {
			return power(b, in.Args[0], n)
		}
	}
	return nil
}

// expandLimit bounds the exponents that are written out.
const expandLimit = 64

// power multiplies as the row powi does, to the bit.
func power(b *ir.Builder, x *ir.Value, n int) *ir.Value {
	if n < 0 {
		return b.Op("div", b.Float(1), power(b, x, -n))
	}
	var p *ir.Value
	for ; n > 0; n >>= 1 {
		if n&1 != 0 && p == nil {
			p = x
		} else if n&1 != 0 {
			p = b.Op("mul", p, x)
		}
		if n > 1 {
			x = b.Op("mul", x, x)
		}
	}
	if p == nil {
		return b.Float(1)
	}
	return p
}
