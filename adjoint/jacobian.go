// Jacobians: a sweep for each row in reverse mode, or for each column in forward
// mode, whichever are fewer. (Griewank and Walther, Evaluating Derivatives, 2nd ed.,
// section 3.2.)
//
// The sweeps for numbers stand one behind the other, where what they share is then
// computed once; those for the elements of slices and arrays are a loop.

package adjoint

import (
	"slices"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// jacobian is the making of FJac.
type jacobian struct {
	f      *ir.Func    // what is being made
	primal *ir.Func    // the function
	sweep  *derivation // of one sweep
	jac    *ir.Value
	cols   *ir.Value
	diags  ir.Diagnostics
}

// deriveJac gives a function that fills the Jacobian of f.
func deriveJac(f *ir.Func, _ Kind, o Options) (*ir.Func, ir.Diagnostics) {
	g, _ := f.Clone()
	if o.Wrt != nil {
		g.Wrt = o.Wrt
	}
	pass.Run(g, pass.Clean, o.After)
	j := &jacobian{}
	j.primal, _ = g.Clone()
	kind := JVP
	if rows, cols := sizesOf(g); rows > 0 && (cols == 0 || rows <= cols) {
		kind = VJP
	}
	j.sweep = newDerivation(g, kind)
	j.sweep.unfailed = true
	j.sweep.title = JAC.Name(f.Name)
	if j.sweep.run(o.After); len(j.sweep.diags) > 0 {
		return nil, j.sweep.diags
	}
	pass.Run(g, withoutLift(Finish), o.After)
	inputs, outputs := j.begin("jac")
	return j.fill(inputs, outputs, func(b *ir.Builder) {
		if kind == VJP {
			j.reverse(b, inputs, outputs)
		} else {
			j.forward(b, inputs, outputs)
		}
	})
}

// begin makes the function with its values, and lists its inputs and outputs.
func (j *jacobian) begin(name string) (inputs, outputs []*span) {
	j.prune()
	j.f, _ = j.primal.Clone()
	j.f.Callees = j.sweep.f.Callees
	if j.check(); len(j.diags) > 0 {
		return nil, nil
	}
	j.jac = j.f.Body.AddParam(fresh(j.f, name), ir.Array(ir.F64, 1))
	j.f.Shadows = append(j.f.Shadows, j.jac.Name)
	return j.inputs(), j.outputs()
}

// fill checks the length, and writes the sweeps.
func (j *jacobian) fill(cols, rows []*span, sweeps func(b *ir.Builder)) (*ir.Func, ir.Diagnostics) {
	if len(j.diags) > 0 {
		return nil, j.diags
	}
	b := j.unfailed()
	j.cols = total(b, cols)
	b.Require(b.Len(j.jac, 0), b.Op("imul", total(b, rows), j.cols), j.sweep.title+": len("+j.jac.Name+") is %d, want %d")
	sweeps(b)
	j.sign()
	return j.f, nil
}

// sizesOf counts the floats of the results and of the parameters to differentiate
// by, 0 where the types do not say.
func sizesOf(f *ir.Func) (rows, cols int) {
	var results, params []*ir.Value
	for _, v := range f.Body.Yield {
		if v.Type.Kind == ir.F64 || v.Type.IsRef() {
			results = append(results, v)
		}
	}
	for _, p := range f.Body.Params {
		asked := len(f.Wrt) == 0 || slices.ContainsFunc(f.Wrt, func(e string) bool {
			return slices.ContainsFunc(f.WrtParts(e), func(w ir.Part) bool { return w.Param == p })
		})
		if asked && (p.Type.Kind == ir.F64 || p.Type.IsRef()) {
			params = append(params, p)
		}
	}
	return countFixed(results), countFixed(params)
}

// countFixed counts floats, 0 if the types do not say.
func countFixed(vs []*ir.Value) (n int) {
	for _, v := range vs {
		size, ok := 1, v.Type == ir.TF64
		if !ok {
			size, ok = arrayLength(v.Type)
		}
		if !ok {
			return 0
		}
		n += size
	}
	return n
}

// unfailed is where the Jacobian is made: in a branch, if the function may return an
// error, beside which it is zero and the results have no lengths.
func (j *jacobian) unfailed() *ir.Builder {
	b := j.f.Body.Build()
	failure := j.f.Body.Yield[len(j.f.Body.Yield)-1]
	if failure.Type.Go != "error" || failure.Def != nil && failure.Def.IsGoExpr() && failure.Def.Template() == "nil" {
		return b
	}
	in := b.If(b.GoExpr(ir.TBool, "$0 == nil", failure))
	in.Regions[1].Build().Zero(j.jac)
	return in.Regions[0].Build()
}

// prune leaves in a sweep what its derivatives need: the values are there already, and
// so is what Go code does and where it panics.
func (j *jacobian) prune() {
	d, g := j.sweep, j.sweep.f
	var results []string
	var values []*ir.Value
	for k, name := range g.Results {
		if k >= d.yields { // behind the results of the function come the derivatives
			results, values = append(results, name), append(values, g.Body.Yield[k])
		}
	}
	g.Results, g.Body.Yield = results, values
	for before := -1; before != len(calls(g)); {
		before = len(calls(g))
		pass.DCE.Run(g)
		uses := g.Body.Uses()
		regions(g.Body, func(r *ir.Region) {
			r.Instrs = slices.DeleteFunc(r.Instrs, func(in *ir.Instr) bool {
				return in.IsGoCall() && !slices.ContainsFunc(in.Results, func(v *ir.Value) bool { return uses[v] > 0 })
			})
		})
	}
	pass.DCE.Run(g)
}

// calls lists the calls of Go code.
func calls(f *ir.Func) (list []*ir.Instr) {
	f.Body.Walk(func(in *ir.Instr) {
		if in.IsGoCall() {
			list = append(list, in)
		}
	})
	return list
}

// check refuses what more than one sweep would do more than once, or what has no
// order of its floats.
func (j *jacobian) check() {
	a := j.primal.Aliases()
	foreign := func(p ir.Place) bool { return slices.ContainsFunc(a.Objects(p), a.Foreign) }
	j.primal.Body.Walk(func(in *ir.Instr) {
		if !in.IsGo() && slices.ContainsFunc(in.Writes(), foreign) && len(j.diags) == 0 {
			j.diags.Add(in.Pos, "%s writes memory of its caller here, which would be written once for each row or column of a Jacobian: copy it, or generate vjp or jvp", j.f.Name)
		}
	})
	for _, in := range calls(j.sweep.f) {
		j.diags.Add(in.Pos, "a derivative of %s needs what Go code gives here, which may be something else for each row or column of a Jacobian: generate vjp or jvp", j.f.Name)
		break
	}
}

// inputs are the spans of floats that are differentiated by, outputs those of the results.
func (j *jacobian) inputs() (list []*span) {
	d := j.sweep
	for i, p := range d.f.Body.Params[:d.params] {
		shadow, by := d.added.shadow[p.Name], d.added.by[p.Name]
		if shadow == "" && by == "" || d.added.spare[p.Name] {
			continue
		}
		list = append(list, j.span(j.f.Body.Params[i], p.Name))
	}
	for name := range d.added.of {
		j.diags.Add(j.f.Pos, "%s holds references, so its floats have no order for a Jacobian: name fields with wrt=, or generate vjp", name)
	}
	return list
}

func (j *jacobian) outputs() (list []*span) {
	d := j.sweep
	for k, v := range j.f.Body.Yield {
		if d.added.seed[k] == "" && d.added.tangent[k] == "" {
			continue
		}
		list = append(list, j.span(v, j.f.Results[k]))
	}
	return list
}

// forward makes a column for each float that is differentiated by.
func (j *jacobian) forward(b *ir.Builder, inputs, outputs []*span) {
	d := j.sweep
	at := b.Int(0)
	for _, in := range inputs {
		in.each(b, func(b *ir.Builder, i entry) {
			seeds := map[string]*ir.Value{}
			for _, other := range inputs {
				seeds[d.added.shadow[other.name]] = other.seed(b, other == in, i)
			}
			out := j.run(b, seeds)
			col, row := b.Op("iadd", at, i.number), b.Int(0)
			for _, o := range outputs {
				dot := out[d.added.tangent[slices.Index(j.f.Results, o.name)]]
				o.read(b, dot, func(b *ir.Builder, k, x *ir.Value) {
					b.Store(j.jac, x, b.Op("iadd", b.Op("imul", b.Op("iadd", row, k), j.cols), col))
				})
				row = b.Op("iadd", row, o.size(b))
			}
		})
		at = b.Op("iadd", at, in.size(b))
	}
}

// reverse makes a row for each float of the results.
func (j *jacobian) reverse(b *ir.Builder, inputs, outputs []*span) {
	d := j.sweep
	at := b.Int(0)
	for _, o := range outputs {
		o.each(b, func(b *ir.Builder, i entry) {
			seeds := map[string]*ir.Value{}
			for _, other := range outputs {
				seeds[d.added.seed[slices.Index(j.f.Results, other.name)]] = other.seed(b, other == o, i)
			}
			for _, in := range inputs {
				if s := d.added.shadow[in.name]; s != "" {
					seeds[s] = in.zero(b)
				}
			}
			j.row(b, b.Op("iadd", at, i.number), j.run(b, seeds), seeds, inputs)
		})
		at = b.Op("iadd", at, o.size(b))
	}
}

// row stores the derivatives that a sweep gave, as results and in shadows.
func (j *jacobian) row(b *ir.Builder, row *ir.Value, out, seeds map[string]*ir.Value, inputs []*span) {
	added := j.sweep.added
	at := b.Op("imul", row, j.cols)
	for _, in := range inputs {
		by := out[added.by[in.name]]
		if s := added.shadow[in.name]; s != "" {
			by = seeds[s]
		}
		in.read(b, by, func(b *ir.Builder, k, x *ir.Value) { b.Store(j.jac, x, b.Op("iadd", at, k)) })
		at = b.Op("iadd", at, in.size(b))
	}
}

// run copies a sweep with its added parameters and gives its results by name.
func (j *jacobian) run(b *ir.Builder, seeds map[string]*ir.Value) map[string]*ir.Value {
	g, env, none, first := j.sweep.f, map[*ir.Value]*ir.Value{}, []*ir.Value(nil), len(b.Region.Instrs)
	for i, p := range g.Body.Params {
		if i < j.sweep.params {
			env[p] = j.f.Body.Params[i]
			continue
		}
		env[p] = seeds[p.Name]
		if p.Type != ir.TF64 {
			env[p].Named(p.Name)
		}
		if p.Type == ir.TF64 && isZeroFloat(env[p]) {
			none = append(none, env[p])
		}
	}
	for _, in := range g.Body.Instrs {
		if in.Op.Name != "require" {
			b.Copy(in, env)
		}
	}
	yield := make([]*ir.Value, len(g.Body.Yield))
	for k, v := range g.Body.Yield {
		yield[k] = v
		if w := env[v]; w != nil {
			yield[k] = w
		}
	}
	out := map[string]*ir.Value{}
	for k, v := range dropZeros(b.Region, first, none, yield) {
		out[g.Results[k]] = v
	}
	return out
}

// sign gives the Jacobian its signature in Go.
func (j *jacobian) sign() {
	s := j.f.Sig
	if s == nil {
		return
	}
	for k := range s.Params {
		s.Params[k].Variadic = false
	}
	s.Params = append(s.Params, ir.GoParam{Name: j.jac.Name, Type: "[]float64", Leaves: []ir.Leaf{{Name: j.jac.Name}}})
}
