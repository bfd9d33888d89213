// Computing a value again elsewhere.

package pass

import "chainrule/ir"

// again appends what computes v, as far as it is defined inside the region, from
// values of outside and those that env gives.
func again(b *ir.Builder, inside *ir.Region, v *ir.Value, env map[*ir.Value]*ir.Value) *ir.Value {
	if w := env[v]; w != nil {
		return w
	}
	if !v.Region().Inside(inside) {
		return v
	}
	args := map[*ir.Value]*ir.Value{}
	for _, a := range v.Def.Args {
		args[a] = again(b, inside, a, env)
	}
	return b.Copy(v.Def, args).Result()
}

// adopt makes instructions those of a region, of which they become part.
func adopt(r *ir.Region, list []*ir.Instr) []*ir.Instr {
	for _, in := range list {
		in.In = r
	}
	return list
}
