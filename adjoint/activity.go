// Activity: which values depend on an input and reach an output.

package adjoint

import "chainrule/ir"

// activity says which scalars and objects are active: varied, that is dependent
// on an input, and useful, that is able to reach an output.
type activity struct {
	varied, useful map[*ir.Value]bool
	changed        bool
}

// active reports whether the scalar, or the object of the array, is active.
func (a *activity) active(v *ir.Value) bool {
	o := v.Object()
	return v.Type.Kind == ir.F64 && a.varied[o] && a.useful[o]
}

// analyse computes the activity of a function for its differentiated parameters
// and for results that float values of outputs reach.
func analyse(f *ir.Func, inputs, outputs []*ir.Value) *activity {
	a := &activity{varied: map[*ir.Value]bool{}, useful: map[*ir.Value]bool{}}
	for _, v := range inputs {
		a.vary(v)
	}
	for _, v := range outputs {
		a.need(v)
	}
	f.Body.Walk(func(in *ir.Instr) { // memory of the caller is an output too
		for _, w := range in.Effect().Writes {
			if w.Object().Def == nil {
				a.need(w)
			}
		}
	})
	a.fixpoint(func() { a.forward(f.Body) })
	a.fixpoint(func() { a.backward(f.Body) })
	return a
}

func (a *activity) fixpoint(round func()) {
	for a.changed = true; a.changed; {
		a.changed = false
		round()
	}
}

func (a *activity) vary(v *ir.Value) { a.mark(a.varied, v) }
func (a *activity) need(v *ir.Value) { a.mark(a.useful, v) }

func (a *activity) mark(set map[*ir.Value]bool, v *ir.Value) {
	if o := v.Object(); v.Type.Kind == ir.F64 && !set[o] {
		set[o], a.changed = true, true
	}
}

func (a *activity) forward(r *ir.Region) {
	for _, in := range r.Instrs {
		if in.IsWhile() {
			a.forwardWhile(in)
			continue
		}
		if in.IsLoop() {
			a.flow(a.varied, in.Inits(), in.Carried())
		}
		for _, sub := range in.Regions {
			a.forward(sub)
			a.flow(a.varied, sub.Yield, in.Results)
			if in.IsLoop() {
				a.flow(a.varied, sub.Yield, in.Carried())
			}
		}
		if in.IsLoop() {
			a.flow(a.varied, in.Inits(), in.Results)
		}
		a.step(in)
	}
}

// flow marks each target whose source is marked.
func (a *activity) flow(set map[*ir.Value]bool, from, to []*ir.Value) {
	for k, v := range from {
		if set[v.Object()] {
			a.mark(set, to[k])
		}
	}
}

// step carries variation through one instruction without regions.
func (a *activity) step(in *ir.Instr) {
	switch {
	case in.IsLoad(), in.IsPop(), in.IsF32():
		a.flow(a.varied, in.Args[:1], in.Results)
	case in.IsStore(), in.IsAccum(), in.IsPush():
		if a.varied[in.Stored()] {
			a.vary(in.Array())
		}
	case in.Op.Struct == nil && in.Op.Out == ir.TF64:
		for k, v := range in.Args {
			if a.varied[v] && depends(in.Op, k) {
				a.vary(in.Result())
			}
		}
	}
}

// depends reports whether an operation's derivative by operand k is not the
// constant 0. Where there is no rule it may depend: the sweep refuses it.
func depends(op *ir.Op, k int) bool {
	return op.Partials == nil || !ir.IsZeroRule(op.Partials[k])
}

func (a *activity) backward(r *ir.Region) {
	for i := len(r.Instrs) - 1; i >= 0; i-- {
		in := r.Instrs[i]
		if in.IsWhile() {
			a.backwardWhile(in)
			continue
		}
		for _, sub := range in.Regions {
			a.flow(a.useful, in.Results, sub.Yield)
			if in.IsLoop() {
				a.flow(a.useful, in.Carried(), sub.Yield)
			}
			a.backward(sub)
		}
		if in.IsLoop() {
			a.flow(a.useful, in.Results, in.Inits())
			a.flow(a.useful, in.Carried(), in.Inits())
		}
		a.stepBack(in)
	}
}

func (a *activity) stepBack(in *ir.Instr) {
	switch {
	case in.IsLoad(), in.IsPop(), in.IsF32():
		if a.useful[in.Result()] {
			a.need(in.Array())
		}
	case in.IsStore(), in.IsAccum(), in.IsPush():
		if a.useful[in.Array().Object()] {
			a.need(in.Stored())
		}
	case in.Op.Struct == nil && in.Op.Out == ir.TF64:
		for k, v := range in.Args {
			if a.useful[in.Result()] && depends(in.Op, k) {
				a.need(v)
			}
		}
	}
}
