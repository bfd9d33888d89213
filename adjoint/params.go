// The parameters and results that a derivation adds to the function.

package adjoint

import (
	"slices"

	"chainrule/ir"
)

// added names what a derivation adds: the parameter with the seed of each result,
// that with the shadow or tangent of each parameter, and the results with
// derivatives by scalars and with tangents of results.
type added struct {
	seed, tangent map[int]string    // by the number of the primal's result
	shadow, by    map[string]string // by the primal's parameter
	of            map[string]string // the shadow of a struct in Go, by its name
	spare         map[string]bool   // whether the shadow of the primal's parameter is made here and not looked at
}

func newAdded() added {
	return added{seed: map[int]string{}, tangent: map[int]string{}, shadow: map[string]string{}, by: map[string]string{}, of: map[string]string{},
		spare: map[string]bool{}}
}

// arraySeed is an array result, or one through which active floats are reached,
// and the parameter that brings its seed.
type arraySeed struct{ v, seed *ir.Value }

// seeds sets the adjoints of scalar results: 1 for a gradient, parameters for a
// vector-Jacobian product; it lists the array results with theirs.
func (d *derivation) seeds(fr *frame) (arrays []arraySeed) {
	b, done := front(d.f)
	defer done()
	for _, k := range d.out {
		v := d.f.Body.Yield[k]
		if d.kind == Grad {
			fr.add(v, b.Float(1))
			continue
		}
		p := d.f.Body.AddParam(fresh(d.f, "d"+d.f.Results[k]), ir.Array(ir.F64, min(1, v.Type.Rank)))
		d.added.seed[k] = p.Name
		if v.Type.Scalar() {
			fr.add(v, p)
			continue
		}
		d.f.Shadows = append(d.f.Shadows, p.Name)
		arrays = append(arrays, arraySeed{v, p})
	}
	return arrays
}

// refSeeds adds a parameter for the seeds of what each result refers to.
func (d *derivation) refSeeds() (list []arraySeed) {
	for _, k := range d.refs {
		v := d.f.Body.Yield[k]
		p := d.f.Body.AddParam(fresh(d.f, "d"+d.f.Results[k]), v.Type)
		d.f.Shadows = append(d.f.Shadows, p.Name)
		d.added.seed[k] = p.Name
		list = append(list, arraySeed{v, p})
	}
	return list
}

// withWritten adds to the differentiated parameters the memory of the caller that
// becomes active because the function writes it: it is a result too.
func (d *derivation) withWritten() []*ir.Value {
	var list []*ir.Value
	for _, p := range d.f.Body.Params {
		if slices.Contains(d.in, p) || !p.Type.Scalar() && d.act.active(p) || d.act.shadowed(p) {
			list = append(list, p)
		}
	}
	return list
}

// shadowParams adds a parameter for the shadow of each differentiated array and
// reference; a gradient starts by setting it to zero.
func (d *derivation) shadowParams(fr *frame) {
	b, done := front(d.f)
	defer done()
	var clear []func()
	for _, p := range d.withWritten() {
		if p.Type == ir.TF64 {
			continue
		}
		if p.Type.IsRef() {
			clear = append(clear, d.shadowRef(b, fr, p))
			continue
		}
		s := d.arrayParam(b, p)
		fr.shadow[p] = s
		clear = append(clear, func() { b.Zero(s) })
	}
	if d.kind == Grad {
		for _, c := range clear {
			c()
		}
	}
}

// shadowRef adds the shadow of a reference, and gives what sets it to zero.
func (d *derivation) shadowRef(b *ir.Builder, fr *frame, p *ir.Value) (clear func()) {
	s := d.refParam(b, p)
	fr.cast.refs[p] = s
	w := &wiper{derivation: d, sweep: fr.sweep, param: p}
	if s.Def != nil && s.Def.IsNew() || d.added.spare[p.Name] {
		return func() {} // made here
	}
	return func() { w.wipe(b, d.act.heap.objectOf(p), p, s) }
}

// arrayParam adds the shadow of an array, which has its length.
func (d *derivation) arrayParam(b *ir.Builder, p *ir.Value) *ir.Value {
	s := d.f.Body.AddParam(fresh(d.f, d.addedName(p.Name)), p.Type)
	d.f.Shadows = append(d.f.Shadows, s.Name)
	d.added.shadow[p.Name] = s.Name
	b.Require(b.Len(s, 0), b.Len(p, 0), d.lengthMessage(s, p))
	d.structShadow(p.Name)
	return s
}

// refParam is the shadow of a reference: a parameter, a part of the shadow of the
// struct that it is a part of in Go, or, for an array by value, memory made here.
func (d *derivation) refParam(b *ir.Builder, p *ir.Value) *ir.Value {
	if d.added.spare[p.Name] {
		return d.spareOrNil(b, d.act.heap.objectOf(p), p).Named(d.addedName(p.Name))
	}
	g, leaf := d.goParam(p.Name)
	if g != nil && byValue(g, leaf) && d.kind != JVP {
		return b.New(p.Type).Named(d.addedName(p.Name))
	}
	if s := d.structShadow(p.Name); s != nil {
		return b.Get(p.Type, s, leaf.Path).Named(d.addedName(p.Name))
	}
	s := d.f.Body.AddParam(fresh(d.f, d.addedName(p.Name)), p.Type)
	d.f.Shadows = append(d.f.Shadows, s.Name)
	d.added.shadow[p.Name] = s.Name
	if p.Type.IsSlice() {
		b.Require(b.Size(s), b.Size(p), d.lengthMessage(s, p))
	}
	return s
}

func (d *derivation) lengthMessage(s, p *ir.Value) string {
	shadow, name := s.Name, p.Name
	if d.second != nil {
		if of, ok := d.second.primal(name); ok { // the tangent of a shadow takes its name
			shadow, name = name, of
		}
	}
	return d.title + ": len(" + shadow + ") is %d, want len(" + name + ") = %d"
}

// addedName is the name of a shadow, seed or tangent.
func (d *derivation) addedName(name string) string {
	if d.kind == JVP {
		return name + "Dot"
	}
	return "d" + name
}

// results yields the derivatives by active scalars, or puts them where the shadow
// of their struct has them, and by arrays that were given by value.
func (d *derivation) results(fr *frame) {
	for _, p := range d.f.Body.Params[:len(d.f.Body.Params):len(d.f.Body.Params)] {
		if s := fr.cast.refs[p]; s != nil && s.Def != nil && s.Def.IsNew() && !d.added.spare[p.Name] {
			d.derivative(p, s)
		}
		if !slices.Contains(d.in, p) || !p.Type.Scalar() {
			continue
		}
		if s := d.structShadow(p.Name); s != nil {
			_, leaf := d.goParam(p.Name)
			d.putDerivative(fr, s, cellPath(leaf), fr.orZero(fr.adj[p]))
			continue
		}
		d.derivative(p, fr.orZero(fr.adj[p]))
	}
}

// derivative yields the derivative by a parameter.
func (d *derivation) derivative(p, v *ir.Value) {
	name := fresh(d.f, "d"+p.Name)
	d.added.by[p.Name] = name
	d.f.Results, d.f.Derived = append(d.f.Results, name), append(d.f.Derived, name)
	d.f.Body.Yield = append(d.f.Body.Yield, v)
}

// putDerivative sets a part of the shadow of a struct, or adds to it.
func (d *derivation) putDerivative(fr *frame, s *ir.Value, path string, v *ir.Value) {
	if d.kind == Grad {
		fr.b.Put(s, path, v)
		return
	}
	addTo(fr.b, s, path, v)
}

// cellPath is the path of a leaf with the type of what is there.
func cellPath(l *ir.Leaf) string {
	if l.Type == "" {
		return l.Path
	}
	return l.Path + "|" + l.Type
}
