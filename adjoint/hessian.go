// Hessians: the product with a direction along each of the floats that are
// differentiated by, forward over reverse.

package adjoint

import (
	"chainrule/ir"
	"chainrule/ir/pass"
)

// deriveHess gives a function that fills the Hessian of f.
func deriveHess(f *ir.Func, kind Kind, o Options) (*ir.Func, ir.Diagnostics) {
	g, _ := f.Clone()
	if o.Wrt != nil {
		g.Wrt = o.Wrt
	}
	pass.Run(g, pass.Clean, o.After)
	j := &jacobian{}
	j.primal, _ = g.Clone()
	s := &second{f: g, first: newDerivation(g, Grad)}
	s.first.unfailed, s.first.title = true, kind.Name(f.Name)
	if ds := s.derive(o, withoutLift(Finish)); len(ds) > 0 {
		return nil, ds
	}
	pass.Run(g, withoutLift(Finish), o.After)
	j.sweep = s.first
	inputs, _ := j.begin("hess")
	return j.fill(inputs, inputs, func(b *ir.Builder) { j.products(b, inputs) })
}

// products makes a row for each float: what the Hessian makes of the direction along it.
func (j *jacobian) products(b *ir.Builder, inputs []*span) {
	d := j.sweep
	at := b.Int(0)
	for _, along := range inputs {
		along.each(b, func(b *ir.Builder, i entry) {
			seeds := map[string]*ir.Value{}
			for _, in := range inputs {
				seeds[d.directions[in.name]] = in.seed(b, in == along, i)
				if s := d.added.shadow[in.name]; s != "" {
					seeds[s] = in.zero(b)
				}
			}
			j.row(b, b.Op("iadd", at, i.number), j.run(b, seeds), seeds, inputs)
		})
		at = b.Op("iadd", at, along.size(b))
	}
}
