// Second derivatives: the tangent of a gradient, forward over reverse. (Griewank and
// Walther, Evaluating Derivatives, 2nd ed., section 5.)
//
// The gradient's shadows become memory of the derivative's own, since only their
// tangents are asked for: the caller's shadows stand for these.

package adjoint

import (
	"slices"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// second is the derivation of a Hessian-vector product.
type second struct {
	f       *ir.Func
	first   *derivation // of the gradient
	tangent *derivation // of its tangent
}

// deriveHVP gives the product of the Hessian of f and a direction.
func deriveHVP(f *ir.Func, kind Kind, o Options) (*ir.Func, ir.Diagnostics) {
	g, _ := f.Clone()
	if o.Wrt != nil {
		g.Wrt = o.Wrt
	}
	s := &second{f: g, first: newDerivation(g, Grad)}
	s.first.title = kind.Name(f.Name)
	if ds := s.derive(o, Finish); len(ds) > 0 {
		return nil, ds
	}
	s.first.sign()
	return g, nil
}

// derive takes the tangent of the gradient, which is finished before.
func (s *second) derive(o Options, finish []pass.Pass) ir.Diagnostics {
	wrt := s.inputs()
	if s.first.run(o.After); len(s.first.diags) > 0 {
		return s.first.diags
	}
	if s.refuse(); len(s.first.diags) > 0 {
		return s.first.diags
	}
	pass.Run(s.f, finish, o.After)
	s.shadows(func(_, shadow string) { wrt = append(wrt, shadow) })
	s.f.Wrt = wrt
	s.tangent = newDerivation(s.f, JVP)
	s.tangent.title, s.tangent.second, s.tangent.unfailed = s.first.title, s, s.first.unfailed
	if s.tangent.run(o.After); len(s.tangent.diags) > 0 {
		return s.tangent.diags
	}
	s.yield()
	s.shadows(s.own)
	s.first.kind = HVP
	s.first.directions = s.tangent.added.shadow
	return nil
}

// inputs names what the gradient is differentiated by.
func (s *second) inputs() (names []string) {
	if len(s.f.Wrt) > 0 {
		return slices.Clone(s.f.Wrt)
	}
	for _, p := range s.f.Body.Params {
		if p.Type.Kind == ir.F64 || p.Type.IsRef() {
			names = append(names, p.Name)
		}
	}
	return names
}

// shadows visits the names of the parameters that have shadows among the
// parameters, and of these; structs in Go count as one.
func (s *second) shadows(visit func(name, shadow string)) {
	for _, p := range s.f.Body.Params[:s.first.params] {
		if n := s.first.added.shadow[p.Name]; n != "" {
			visit(p.Name, n)
		}
	}
	for _, g := range goParams(s.f.Sig) {
		if n := s.first.added.of[g.Name]; n != "" {
			visit(g.Name, n)
		}
	}
}

// refuse reports what the tangent of a gradient cannot be taken of.
func (s *second) refuse() {
	if s.mayOverlap() {
		s.first.diags.Add(s.f.Pos, "%s writes what it is differentiated by, and other parameters may share that memory, so it gets no product with its Hessian: copy what it writes", s.f.Name)
	}
	s.f.Body.Walk(func(in *ir.Instr) {
		if in.IsCall() && len(s.first.diags) == 0 {
			s.first.diags.Add(in.Pos, "what calls itself has a reverse sweep that writes memory, so %s gets no product with its Hessian: write the recursion as a loop", s.f.Name)
		}
	})
}

// mayOverlap reports whether the gradient reads shadows that may share memory: those
// that are made here would not.
func (s *second) mayOverlap() bool {
	d, refs, nested := s.first, 0, false
	for _, p := range d.f.Body.Params[:d.params] {
		if !p.Type.Scalar() && d.act.active(p) || d.act.shadowed(p) {
			refs++
			nested = nested || p.Type.IsRef() && len(d.act.heap.reach([]target{{d.act.heap.objectOf(p), ""}})) > 1
		}
	}
	return d.act.writesCaller() && (refs > 1 || nested)
}

// yield leaves the results of the function, and the tangents of its derivatives by
// values, which take their names.
func (s *second) yield() {
	f, n := s.f, s.first.yields
	results, values := slices.Clone(f.Results[:n]), slices.Clone(f.Body.Yield[:n])
	for _, p := range f.Body.Params[:s.first.params] {
		if by := s.first.added.by[p.Name]; by != "" {
			dot := s.tangent.added.tangent[slices.Index(f.Results, by)]
			results, values = append(results, by), append(values, f.Body.Yield[slices.Index(f.Results, dot)])
		}
	}
	f.Results, f.Body.Yield = results, values
}

// own puts memory of the function's own in the place of a shadow of the gradient,
// and gives the shadow's name to its tangent.
func (s *second) own(name, shadow string) {
	f := s.f
	p, old, dot := f.Param(name), f.Param(shadow), f.Param(s.tangent.added.shadow[shadow])
	instrs := s.measured(old)
	f.Body.Instrs = nil
	b := f.Body.Build()
	size := sizeOf(b, p)
	with := map[*ir.Value]*ir.Value{old: s.memory(b, old, p, size).Named(name + "Grad")}
	f.Body.Instrs = append(f.Body.Instrs, instrs...)
	f.Body.Walk(func(in *ir.Instr) {
		if measures(in, old) {
			with[in.Result()] = size
		}
	})
	f.Body.Replace(with)
	f.Body.Params = slices.DeleteFunc(f.Body.Params, func(p *ir.Value) bool { return p == old })
	f.Shadows = slices.DeleteFunc(f.Shadows, func(n string) bool { return n == shadow })
	if k := slices.Index(f.Shadows, dot.Name); k >= 0 {
		f.Shadows[k] = shadow
	}
	dot.Name = shadow
}

// measures reports whether an instruction is the length of a reference or array.
func measures(in *ir.Instr, v *ir.Value) bool {
	return in != nil && (in.IsLen() || in.IsSize()) && in.Args[0] == v
}

// measured are the instructions without the check of a shadow's length.
func (s *second) measured(shadow *ir.Value) []*ir.Instr {
	return slices.DeleteFunc(slices.Clone(s.f.Body.Instrs), func(in *ir.Instr) bool {
		return in.Op.Name == "require" && measures(in.Args[0].Def, shadow)
	})
}

// sizeOf is the length of a slice, nil of what has none.
func sizeOf(b *ir.Builder, p *ir.Value) *ir.Value {
	switch {
	case p == nil:
		return nil
	case !p.Type.IsRef():
		return b.Len(p, 0)
	case p.Type.IsSlice():
		return b.Size(p)
	}
	return nil
}

// memory makes zeros in the shape of a parameter; p is nil for a struct in Go.
func (s *second) memory(b *ir.Builder, shadow, p, size *ir.Value) *ir.Value {
	switch {
	case p == nil:
		return s.structMemory(b, shadow)
	case shadow.Type.IsRef():
		return s.tangent.spareOrNil(b, s.tangent.act.heap.objectOf(shadow), p)
	}
	return b.Alloc(ir.F64, ir.AllocZero, size)
}

// structMemory makes the shadow of a struct in Go, and of what its references lead to.
func (s *second) structMemory(b *ir.Builder, shadow *ir.Value) *ir.Value {
	name, _ := s.primal(shadow.Name)
	made, o := b.New(shadow.Type), s.tangent.act.heap.objectOf(shadow)
	for _, g := range goParams(s.f.Sig) {
		for _, l := range g.Leaves {
			p, c := s.f.Param(l.Name), o.cells[l.Path]
			if g.Name == name && p != nil && p.Type.IsRef() && !byValue(g, &l) && c != nil && c.child != nil {
				b.Put(made, l.Path, s.tangent.spareOrNil(b, c.child, p))
			}
		}
	}
	return made
}

// primal is the parameter whose shadow in the gradient is of the name.
func (s *second) primal(shadow string) (name string, ok bool) {
	s.shadows(func(n, of string) {
		if of == shadow {
			name, ok = n, true
		}
	})
	return name, ok
}
