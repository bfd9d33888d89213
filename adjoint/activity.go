// Activity: which values depend on an input and reach an output.

package adjoint

import "chainrule/ir"

// activity says which scalars, arrays and cells of Go memory are active: varied,
// that is dependent on an input, and useful, that is able to reach an output.
type activity struct {
	*program
	heap           *heap
	varied, useful map[*ir.Value]bool
	hidden         bool                  // unknown code may have kept something varied
	visible        map[*object]bool      // what the caller can see afterwards
	mode           Kind                  // VJP or JVP: of what is made for callees
	marked         int                   // how many marks there are
	reached        map[*ir.Instr]reached // what the operands of Go code lead to
	splitting
}

// splitting is what is known of functions whose sweeps are split.
type splitting struct {
	places     []ir.Place                        // by all functions
	split      map[string]bool                   // their names
	splitCalls map[*ir.Instr]*splitCall          // calls of forward sweeps
	yields     map[string][]*ir.Value            // what the primal gives
	sweeps     map[string]bool                   // the names of their sweeps
	tapes      map[*ir.Func]map[string]*ir.Value // that these share
}

// active reports whether the scalar, or the object of the array, is active.
func (a *activity) active(v *ir.Value) bool {
	o := v.Object()
	return v.Type.Kind == ir.F64 && a.varied[o] && a.useful[o]
}

// analyse computes the activity of a program for its differentiated parameters
// and for results that float values of outputs reach.
func analyse(p *program, wrt []ir.Part) *activity {
	a := &activity{program: p, heap: newHeap(wrt), varied: map[*ir.Value]bool{}, useful: map[*ir.Value]bool{}, reached: map[*ir.Instr]reached{},
		splitting: splitting{split: map[string]bool{}, splitCalls: map[*ir.Instr]*splitCall{}, yields: map[string][]*ir.Value{}, sweeps: map[string]bool{},
			tapes: map[*ir.Func]map[string]*ir.Value{}}}
	a.heap.follow(p)
	for _, w := range wrt {
		a.input(w)
	}
	for _, v := range p.main().Body.Yield {
		if v.Type.Kind == ir.F64 {
			a.need(v)
		}
	}
	for _, f := range p.funcs {
		f.Body.Walk(a.written)
	}
	a.solve()
	return a
}

// input marks what is differentiated by.
func (a *activity) input(w ir.Part) {
	if a.vary(w.Param); w.Param.Type.IsRef() {
		a.declare(w)
	}
}

// written marks arrays of the caller that are written: they are outputs too.
func (a *activity) written(in *ir.Instr) {
	for _, w := range in.Effect().Writes {
		if w.Object().Def == nil && !w.Type.Scalar() {
			a.need(w)
		}
	}
}

// solve finds all activity. What one access may meet is active together, so that
// there is one way to treat it.
func (a *activity) solve() {
	a.fixpoint(func() {
		a.fixpoint(a.forwards)
		a.fixpoint(a.backwards)
		a.walk(a.level)
	})
	a.fixpoint(a.castShadows)
}

// forwards is one round of variation through the program, backwards one of
// usefulness.
func (a *activity) forwards() {
	a.hidden = a.hidden && len(a.funcs) > 1
	a.heap.pull(func(to, from *cell) {
		if from.varied {
			a.markCell(&to.varied)
		}
	})
	for _, f := range a.funcs {
		a.forward(f.Body)
	}
}

func (a *activity) backwards() {
	a.see()
	a.heap.pull(func(to, from *cell) {
		if to.useful {
			a.markCell(&from.useful)
		}
	})
	for k := range a.funcs {
		a.backward(a.funcs[len(a.funcs)-1-k].Body)
	}
}

// fixpoint repeats a round until it finds nothing more.
func (a *activity) fixpoint(round func()) {
	for before := -1; before != a.marked+a.heap.found; {
		before = a.marked + a.heap.found
		round()
	}
}

func (a *activity) vary(v *ir.Value) { a.mark(a.varied, v) }
func (a *activity) need(v *ir.Value) { a.mark(a.useful, v) }

func (a *activity) mark(set map[*ir.Value]bool, v *ir.Value) {
	if o := v.Object(); carries(v.Type) && !set[o] {
		set[o] = true
		a.marked++
	}
}

func (a *activity) markCell(set *bool) {
	if !*set {
		*set = true
		a.marked++
	}
}

func (a *activity) forward(r *ir.Region) {
	for _, in := range r.Instrs {
		a.flowAll(a.varied, in)
		for _, sub := range in.Regions {
			before := a.hidden
			if a.forward(sub); a.hidden && !before && repeats(in) {
				a.forward(sub) // the next iteration meets what this one hid
			}
		}
		a.flowAll(a.varied, in)
		a.step(in)
	}
}

// flowAll carries marks to where values become others.
func (a *activity) flowAll(set map[*ir.Value]bool, in *ir.Instr) {
	for _, j := range joins(in) {
		a.flow(set, j.from, j.to)
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
	case isGoMemory(in):
		a.stepGo(in)
	case in.IsLoad(), in.IsPop(), in.IsF32():
		a.flow(a.varied, in.Args[:1], in.Results)
	case in.IsStore(), in.IsAccum(), in.IsPush():
		if a.varied[in.Stored()] {
			a.vary(in.Array())
		}
	case in.Op.Struct == nil && in.Op.Out == ir.TF64 && !null(in.Result()):
		for k, v := range in.Args {
			if a.varied[v] && depends(in.Op, k) {
				a.vary(in.Result())
			}
		}
	}
}

// null reports whether a value is 0 whatever the arguments are, as a product by a
// literal 0 is: it does not vary, and an infinite partial finds nothing to multiply.
func null(v *ir.Value) bool {
	if c, ok := v.ConstFloat(); ok {
		return c == 0
	}
	if v.Def == nil {
		return false
	}
	switch in := v.Def; in.Op.Name {
	case "mul":
		return null(in.Args[0]) || null(in.Args[1])
	case "div", "neg", "f32":
		return null(in.Args[0])
	case "add", "sub":
		return null(in.Args[0]) && null(in.Args[1])
	}
	return false
}

// depends reports whether an operation's derivative by operand k is not the
// constant 0. Where there is no rule it may depend: the sweep refuses it.
func depends(op *ir.Op, k int) bool {
	return op.Partials == nil || !ir.IsZeroRule(op.Partials[k])
}

func (a *activity) backward(r *ir.Region) {
	for i := len(r.Instrs) - 1; i >= 0; i-- {
		in := r.Instrs[i]
		a.flowBack(in)
		for k := len(in.Regions) - 1; k >= 0; k-- {
			a.backward(in.Regions[k])
		}
		a.flowBack(in)
		a.stepBack(in)
	}
}

// flowBack carries usefulness to what becomes something useful.
func (a *activity) flowBack(in *ir.Instr) {
	for _, j := range joins(in) {
		a.flow(a.useful, j.to, j.from)
	}
}

func (a *activity) stepBack(in *ir.Instr) {
	switch {
	case isGoMemory(in):
		a.stepBackGo(in)
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
