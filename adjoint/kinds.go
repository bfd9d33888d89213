// The kinds of derivative, and their signatures.

package adjoint

import (
	"slices"
	"strings"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// Kind is a kind of derivative.
type Kind string

// The kinds. For func F(p1, …, pn) (r1, …, rm):
const (
	// Grad is FGrad(p…, shadow per active array) (r, derivative per active
	// scalar) for a single float result; it sets the shadows.
	Grad Kind = "grad"
	// VJP is FVJP(p…, seed per float result, shadow per active array) (r…,
	// derivative per active scalar); it adds to the shadows.
	VJP Kind = "vjp"
	// JVP is FJVP(p…, tangent per active parameter) (r…, tangent per float
	// result).
	JVP Kind = "jvp"
)

// Kinds lists the kinds.
var Kinds = []Kind{Grad, VJP, JVP}

var suffixes = map[Kind]string{Grad: "Grad", VJP: "VJP", JVP: "JVP"}

// Name is the name of the derivative of a function.
func (k Kind) Name(primal string) string { return primal + suffixes[k] }

// Options say how to differentiate.
type Options struct {
	Wrt []string // float parameters; empty means the function's own choice
	// After, if set, sees the function after each stage and pass.
	After func(stage string, f *ir.Func)
}

// Derive gives the derivative of f of the kind, optimised. What cannot be
// differentiated is reported. f stays as it is.
func Derive(f *ir.Func, kind Kind, o Options) (*ir.Func, ir.Diagnostics) {
	g, _ := f.Clone()
	if o.Wrt != nil {
		g.Wrt = o.Wrt
	}
	d := &derivation{f: g, kind: kind}
	d.inputs()
	d.outputs()
	if len(d.diags) > 0 {
		return nil, d.diags
	}
	pass.Run(g, pass.Clean, o.After)
	if kind == JVP {
		d.forward()
	} else {
		d.reverse()
	}
	if len(d.diags) > 0 {
		return nil, d.diags
	}
	rename(g, kind.Name(f.Name))
	if o.After != nil {
		o.After("adjoint", g)
	}
	pass.Run(g, Finish, o.After)
	dropNotes(g.Body)
	return g, nil
}

// rename gives the derivative its name, in the messages of its checks too.
func rename(f *ir.Func, name string) {
	for _, in := range f.Body.Instrs {
		if in.Op.Name != "require" {
			continue
		}
		if rest, ok := strings.CutPrefix(in.Attr.(string), f.Name+":"); ok {
			in.Attr = name + ":" + rest
		}
	}
	f.Name, f.Wrt = name, nil
}

// Optimise is what is run over a function that is not differentiated.
func Optimise(f *ir.Func, after func(string, *ir.Func)) {
	pass.Run(f, append(slices.Clone(pass.Clean), Finish...), after)
}

// Finish is the pipeline that ends a derivation.
var Finish = append([]pass.Pass{pass.Expand}, pass.Clean...)

// derivation is the state of Derive.
type derivation struct {
	f     *ir.Func
	kind  Kind
	in    []*ir.Value // the differentiated parameters
	out   []int       // the float results
	diags ir.Diagnostics
}

// inputs finds the parameters to differentiate by.
func (d *derivation) inputs() {
	for _, name := range d.f.Wrt {
		if p := d.f.Param(name); p == nil || p.Type.Kind != ir.F64 {
			d.diags.Add(d.f.Pos, "%s has no float parameter %s to differentiate by", d.f.Name, name)
		}
	}
	for _, p := range d.f.Body.Params {
		if p.Type.Kind == ir.F64 && (len(d.f.Wrt) == 0 || slices.Contains(d.f.Wrt, p.Name)) {
			d.in = append(d.in, p)
		}
	}
	if len(d.in) == 0 && len(d.diags) == 0 {
		d.diags.Add(d.f.Pos, "%s has no float parameter to differentiate by", d.f.Name)
	}
}

// outputs finds the results to differentiate.
func (d *derivation) outputs() {
	for k, v := range d.f.Body.Yield {
		if v.Type.Kind == ir.F64 {
			d.out = append(d.out, k)
		}
	}
	switch {
	case len(d.out) == 0:
		d.diags.Add(d.f.Pos, "%s has no float result to differentiate", d.f.Name)
	case d.kind == Grad && (len(d.out) != 1 || !d.f.Body.Yield[d.out[0]].Type.Scalar()):
		d.diags.Add(d.f.Pos, "%s has more than one float result, so it has no gradient; generate vjp, which takes a seed for each", d.f.Name)
	}
}

// reverse appends the reverse sweep.
func (d *derivation) reverse() {
	f := d.f
	s := &sweep{f: f, shadow: map[*ir.Value]*ir.Value{}, mirror: map[*ir.Region]*ir.Region{}, seeded: map[*ir.Value]bool{}}
	var results []*ir.Value
	for _, k := range d.out {
		results = append(results, f.Body.Yield[k])
	}
	s.act = analyse(f, d.in, results)
	f.Body.Walk(func(in *ir.Instr) {
		for _, w := range in.Effect().Writes {
			s.writes = append(s.writes, w.Object())
		}
	})
	fr := s.newFrame(f.Body, f.Body.Build())
	arrays := d.seeds(fr)
	d.shadowParams(fr)
	for _, a := range arrays {
		d.seedArray(fr, a.v, a.seed)
	}
	fr.run()
	d.results(fr)
	for _, p := range []pass.Pass{pass.Expand, pass.Simplify, pass.CSE, share(s), pass.DCE} {
		p.Run(f) // not verified: the form is open
	}
	s.save()
	d.diags = append(d.diags, s.diags...)
}

// front is a builder for what comes first in the function, and a function that
// puts it there, behind the sizes and their checks at its beginning.
func front(f *ir.Func) (b *ir.Builder, done func()) {
	old := f.Body.Instrs
	k := 0
	for k < len(old) && isHead(old[k]) {
		k++
	}
	head, tail := slices.Clone(old[:k]), slices.Clone(old[k:])
	f.Body.Instrs = head
	return f.Body.Build(), func() { f.Body.Instrs = append(f.Body.Instrs, tail...) }
}

// isHead reports whether the instruction computes or checks a size.
func isHead(in *ir.Instr) bool {
	if in.IsLen() || in.Op.Name == "require" {
		return true
	}
	return len(in.Results) == 1 && (in.Result().IsConst() || in.Op.Struct == nil && in.Op.Out == ir.TInt)
}

// arraySeed is an array result and the parameter that brings its seed.
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
		if v.Type.Scalar() {
			fr.add(v, p)
			continue
		}
		d.f.Shadows = append(d.f.Shadows, p.Name)
		arrays = append(arrays, arraySeed{v, p})
	}
	return arrays
}

// withWritten adds to the differentiated parameters the arrays of the caller
// that become active because the function writes them: they are results too.
func withWritten(f *ir.Func, in []*ir.Value, act *activity) []*ir.Value {
	list := slices.Clone(in)
	for _, p := range f.Body.Params {
		if !p.Type.Scalar() && act.active(p) && !slices.Contains(list, p) {
			list = append(list, p)
		}
	}
	return list
}

// shadowParams adds a parameter for the shadow of each differentiated array; a
// gradient starts by setting it to zero.
func (d *derivation) shadowParams(fr *frame) {
	b, done := front(d.f)
	var clear []*ir.Value
	for _, p := range withWritten(d.f, d.in, fr.act) {
		if p.Type.Scalar() {
			continue
		}
		s := d.f.Body.AddParam(fresh(d.f, "d"+p.Name), p.Type)
		d.f.Shadows = append(d.f.Shadows, s.Name)
		fr.shadow[p] = s
		b.Require(b.Len(s, 0), b.Len(p, 0), d.kind.Name(d.f.Name)+": len("+s.Name+") is %d, want len("+p.Name+") = %d")
		if !fr.overwritten(p) { // else the shadow brings the seed of what is written
			clear = append(clear, s)
		}
	}
	if d.kind == Grad {
		for _, s := range clear {
			b.Zero(s)
		}
	}
	done()
}

// results yields the derivatives by active scalars.
func (d *derivation) results(fr *frame) {
	for _, p := range d.in {
		if p.Type.Scalar() {
			d.f.Results = append(d.f.Results, fresh(d.f, "d"+p.Name))
			d.f.Body.Yield = append(d.f.Body.Yield, fr.orZero(fr.adj[p]))
		}
	}
}
