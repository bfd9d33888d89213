// The functions that one differentiation is about: the one to be differentiated,
// and those that it calls, directly or not.

package adjoint

import (
	"slices"

	"chainrule/ir"
	"chainrule/ir/pass"
)

// program is a function and those that it calls.
type program struct {
	funcs   []*ir.Func
	callee  map[string]*ir.Func
	derived map[string]*derivation // of what calls call in the derivative
	order   []string               // of these
}

// newProgram makes copies of the functions that f calls.
func newProgram(f *ir.Func) *program {
	p := &program{funcs: []*ir.Func{f}, callee: map[string]*ir.Func{}, derived: map[string]*derivation{}}
	for k := 0; k < len(p.funcs); k++ {
		p.funcs[k].Body.Walk(func(in *ir.Instr) {
			if in.IsCall() && p.callee[in.Callee()] == nil {
				p.add(f, in.Callee())
			}
		})
	}
	return p
}

func (p *program) add(f *ir.Func, name string) {
	c := f.Callees[name]
	if c == nil || c.Body == nil {
		return
	}
	g, _ := c.Clone()
	unguard(g)
	pass.Run(g, withoutLift(pass.Clean), nil)
	p.callee[name], p.funcs = g, append(p.funcs, g)
}

func (p *program) main() *ir.Func { return p.funcs[0] }

// walk visits the instructions of all functions.
func (p *program) walk(visit func(*ir.Instr)) {
	for _, f := range p.funcs {
		f.Body.Walk(visit)
	}
}

// bind tells how operands of a call become parameters and what the callee yields
// its results; of a callee without a body nothing is known.
func (p *program) bind(in *ir.Instr, flow func(join)) {
	if g := p.callee[in.Callee()]; g != nil {
		flow(join{in.Args, g.Body.Params})
		flow(join{g.Body.Yield, in.Results})
	}
}

// withoutLift is a pipeline that leaves the parameters' types as callers know them.
func withoutLift(list []pass.Pass) []pass.Pass {
	return slices.DeleteFunc(slices.Clone(list), func(p pass.Pass) bool { return p.Name == pass.Lift.Name })
}
