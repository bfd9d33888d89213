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
	// Grad is FGrad(p…, shadow per active array or reference) (r, derivative per
	// active scalar) for a single float result; it sets the shadows.
	Grad Kind = "grad"
	// VJP is FVJP(p…, seed per float result, shadow per active array) (r…,
	// derivative per active scalar); it adds to the shadows.
	VJP Kind = "vjp"
	// JVP is FJVP(p…, tangent per active parameter) (r…, tangent per float
	// result).
	JVP Kind = "jvp"
	// HVP is FHVP(p…, direction per active parameter, shadow per active reference)
	// (r, product per active scalar): the Hessian times a direction, for a single
	// float result; it sets the shadows.
	HVP Kind = "hvp"
	// JAC is FJac(p…, jac) (r…): it fills the Jacobian, row-major, of which the rows
	// are the floats of the results and the columns those differentiated by.
	JAC Kind = "jac"
	// Hess is FHess(p…, hess) (r): it fills the Hessian, row-major, both triangles.
	Hess Kind = "hess"
)

// Kinds lists the kinds.
var Kinds = []Kind{Grad, VJP, JVP, HVP, JAC, Hess}

var suffixes = map[Kind]string{Grad: "Grad", VJP: "VJP", JVP: "JVP", HVP: "HVP", JAC: "Jac", Hess: "Hess"}

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
	derive := deriveFirst
	switch kind {
	case HVP:
		derive = deriveHVP
	case JAC:
		derive = deriveJac
	case Hess:
		derive = deriveHess
	}
	g, ds := derive(f, kind, o)
	if len(ds) > 0 {
		return nil, ds
	}
	rename(g, kind.Name(f.Name))
	if o.After != nil {
		o.After("adjoint", g)
	}
	pass.Run(g, Finish, o.After)
	dropNotes(g.Body)
	return g, nil
}

// deriveFirst gives a first derivative, not finished.
func deriveFirst(f *ir.Func, kind Kind, o Options) (*ir.Func, ir.Diagnostics) {
	g, _ := f.Clone()
	if o.Wrt != nil {
		g.Wrt = o.Wrt
	}
	d := newDerivation(g, kind)
	if d.run(o.After); len(d.diags) > 0 {
		return nil, d.diags
	}
	d.sign()
	return g, nil
}

// rename gives the derivative its name, in the messages of its checks too.
func rename(f *ir.Func, name string) {
	f.Body.Walk(func(in *ir.Instr) {
		if in.Op.Name != "require" {
			return
		}
		if rest, ok := strings.CutPrefix(in.Attr.(string), f.Name+":"); ok {
			in.Attr = name + ":" + rest
		}
	})
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
	wrt   []ir.Part   // what is differentiated by
	in    []*ir.Value // the differentiated float parameters
	out   []int       // the float results
	refs  []int       // the results through which active floats are reached
	act   *activity
	added added
	diags ir.Diagnostics

	name           string // of what is made for a callee
	split          bool   // the callee has a function for each sweep
	back           *ir.Func
	title          string            // the name of the derivative
	unfailed       bool              // it runs only where the function returns no error
	second         *second           // if this is the tangent of a gradient
	directions     map[string]string // the parameter with the direction of each parameter, of a product with a Hessian
	params, yields int               // how many parameters and results the primal has
}

func newDerivation(f *ir.Func, kind Kind) *derivation {
	return &derivation{f: f, kind: kind, title: kind.Name(f.Name), added: newAdded(), params: len(f.Body.Params), yields: len(f.Body.Yield)}
}

// run makes the derivative of d.f.
func (d *derivation) run(after func(string, *ir.Func)) {
	if d.inputs(); len(d.diags) > 0 {
		return
	}
	d.maskErrors()
	unguard(d.f)
	clean := pass.Clean
	if d.second != nil { // what can be an array is one since the first derivative
		clean = withoutLift(clean)
	}
	pass.Run(d.f, clean, after)
	d.act = analyse(newProgram(d.f), d.wrt)
	if d.act.mode = VJP; d.kind == JVP {
		d.act.mode = JVP
	}
	if d.outputs(); len(d.diags) > 0 {
		return
	}
	if d.spares(); d.kind != JVP {
		d.refuseSealed()
		d.findSplits()
	}
	d.act.walk(func(in *ir.Instr) { d.refuse(in) })
	if len(d.diags) > 0 {
		return
	}
	if d.kind == JVP {
		d.forward()
	} else {
		d.reverse()
	}
	d.helpers()
}

// inputs finds what to differentiate by.
func (d *derivation) inputs() {
	for _, name := range d.f.Wrt {
		parts := d.f.WrtParts(name)
		if len(parts) == 0 {
			d.diags.Add(d.f.Pos, "%s has no float parameter %s to differentiate by", d.f.Name, name)
		}
		d.wrt = append(d.wrt, parts...)
	}
	for _, p := range d.f.Body.Params {
		if len(d.f.Wrt) == 0 && (p.Type.Kind == ir.F64 || p.Type.IsRef()) {
			d.wrt = append(d.wrt, ir.Part{Param: p})
		}
	}
	for _, p := range d.f.Body.Params {
		if slices.ContainsFunc(d.wrt, func(w ir.Part) bool { return w.Param == p && !p.Type.IsRef() }) {
			d.in = append(d.in, p)
		}
	}
	if len(d.wrt) == 0 && len(d.diags) == 0 {
		d.diags.Add(d.f.Pos, "%s has no float parameter to differentiate by", d.f.Name)
	}
}

// outputs finds the results to differentiate.
func (d *derivation) outputs() {
	d.in = slices.DeleteFunc(d.in, func(p *ir.Value) bool { return p.Type.IsRef() })
	for _, w := range d.wrt { // slices may have become arrays
		if w.Param.Type.Kind == ir.F64 && !slices.Contains(d.in, w.Param) {
			d.in = append(d.in, w.Param)
		}
	}
	slices.SortFunc(d.in, func(p, q *ir.Value) int {
		return slices.Index(d.f.Body.Params, p) - slices.Index(d.f.Body.Params, q)
	})
	for k, v := range d.f.Body.Yield {
		switch {
		case v.Type.Kind == ir.F64:
			d.out = append(d.out, k)
		case d.act.shadowed(v):
			d.refs = append(d.refs, k)
		}
	}
	none := len(d.out)+len(d.refs) == 0
	switch d.unused(); {
	case len(d.diags) > 0:
	case len(d.in) == 0 && !d.act.differentiates():
		d.diags.Add(d.f.Pos, "%s has no float parameter to differentiate by", d.f.Name)
	case none && !(d.kind != Grad && d.act.writesOut()):
		d.diags.Add(d.f.Pos, "%s has no float result to differentiate", d.f.Name)
	case d.kind == Grad && (len(d.out) != 1 || len(d.refs) > 0 || !d.f.Body.Yield[d.out[0]].Type.Scalar()):
		d.diags.Add(d.f.Pos, "%s has more than one float result, so it has no gradient; generate vjp, which takes a seed for each", d.f.Name)
	}
}

// unused reports parts of parameters to differentiate by that the function does
// not use.
func (d *derivation) unused() {
	for _, w := range d.wrt {
		if w.Path != "" && w.Param.Type.IsRef() && !d.act.uses(w) {
			d.diags.Add(d.f.Pos, "%s uses no float at %s%s to differentiate by", d.f.Name, w.Param.Name, w.Path)
		}
	}
}

// reverse appends the reverse sweep.
func (d *derivation) reverse() {
	f, fails := d.f, d.failing() != nil
	s := &sweep{f: f, act: d.act, split: d.split, shadow: map[*ir.Value]*ir.Value{}, mirror: map[*ir.Region]*ir.Region{}, seeded: map[*ir.Value]bool{},
		cast: newShadower(f, d.act, func(name string) string { return "d" + name }), wrote: writesOf(f)}
	f.Body.Walk(func(in *ir.Instr) {
		for _, w := range in.Effect().Writes {
			if !w.Type.Scalar() {
				s.writes = append(s.writes, w.Object())
			}
		}
	})
	fr := s.newFrame(f.Body, f.Body.Build())
	arrays := d.seeds(fr)
	var refs []arraySeed
	if !d.split {
		refs = d.refSeeds()
	}
	d.shadowParams(fr)
	s.cast.castIn(f.Body)
	if s.wrote = writesOf(f); d.split {
		d.yieldShadows(s.cast)
	}
	for _, a := range arrays {
		d.seedArray(fr, a.v, a.seed)
	}
	unseeded := len(f.Body.Instrs)
	d.addSeeds(s.cast, refs)
	seeds := slices.Clone(f.Body.Instrs[unseeded:])
	fr.run()
	d.results(fr)
	if len(s.diags) == 0 {
		for _, p := range []pass.Pass{pass.Expand, pass.Simplify, pass.CSE, share(s), pass.DCE} {
			p.Run(f) // not verified: the form is open
		}
		s.save()
		if fails { // as far as is known now
			d.skipFailed(d.failing(), seeds)
		}
	}
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
	if in.IsLen() || in.Op.Name == "require" || in.IsSize() && in.Ref().Type.IsSlice() {
		return true
	}
	return len(in.Results) == 1 && (in.Result().IsConst() || in.Op.Struct == nil && in.Op.Out == ir.TInt)
}
