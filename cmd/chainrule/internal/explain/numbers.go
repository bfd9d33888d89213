// The numbers of the forward and the backward pass.

package explain

import (
	"chainrule/ir"
)

// Numbers are the values of the variables and the derivatives of the result
// by them.
type Numbers struct {
	Value, Adjoint map[string]float64
}

// At computes the numbers with the function's parameters at args.
func (x *Explanation) At(args []ir.Arg) error {
	m := new(ir.Machine)
	if _, err := m.Call(x.fn, args...); err != nil {
		return err
	}
	x.Numbers = &Numbers{map[string]float64{}, map[string]float64{}}
	for v, name := range x.values {
		x.Numbers.Value[name] = m.Scalar(v).F
	}
	for _, s := range x.Steps {
		x.Numbers.Adjoint[s.Var] = 0
	}
	for _, in := range x.Inputs {
		x.Numbers.Adjoint[in] = 0
	}
	x.adjointNumbers(m)
	return nil
}

// adjointNumbers runs the backward pass over the instructions, each with the
// rule of its row: what holds at kinks holds here.
func (x *Explanation) adjointNumbers(m *ir.Machine) {
	back := &backward{m, map[*ir.Value]float64{}}
	for v, name := range x.values {
		if name == x.Result {
			back.adj[v] = 1
			break
		}
	}
	back.region(x.fn.Body)
	for v, name := range x.values {
		if name != x.Result {
			x.Numbers.Adjoint[name] += back.adj[v]
		}
	}
	x.Numbers.Adjoint[x.Result] = 1
}

type backward struct {
	m   *ir.Machine
	adj map[*ir.Value]float64
}

func (b *backward) region(r *ir.Region) {
	for i := len(r.Instrs) - 1; i >= 0; i-- {
		in := r.Instrs[i]
		switch {
		case in.IsIf():
			b.branch(in)
		case in.Op.Struct == nil && b.adj[in.Result()] != 0:
			b.operation(in)
		}
	}
}

func (b *backward) branch(in *ir.Instr) {
	taken := in.Regions[1]
	if b.m.Scalar(in.Args[0]).B {
		taken = in.Regions[0]
	}
	for j, v := range in.Results {
		b.adj[taken.Yield[j]] += b.adj[v]
	}
	b.region(taken)
}

func (b *backward) operation(in *ir.Instr) {
	for k, a := range in.Args {
		if a.Type != ir.TF64 || in.Op.Partials == nil || ir.IsZeroRule(in.Op.Partials[k]) {
			continue
		}
		b.adj[a] += partial(in.Op, k, b.m.Scalars(in.Args), b.m.Scalar(in.Result()), b.adj[in.Result()])
	}
}

// partial is seed times the partial of an operation, by the rule of its row.
func partial(op *ir.Op, k int, operands []ir.Scalar, result ir.Scalar, seed float64) float64 {
	f := ir.NewFunc("partial")
	var args []ir.Arg
	var params []*ir.Value
	for i, t := range op.In {
		params = append(params, f.Body.AddParam(string("xyz"[i]), t))
		args = append(args, ir.Arg{Scalar: operands[i]})
	}
	r, s := f.Body.AddParam("r", op.Out), f.Body.AddParam("seed", ir.TF64)
	args = append(args, ir.Arg{Scalar: result}, ir.Arg{Scalar: ir.Scalar{F: seed}})
	f.Body.Yield = []*ir.Value{f.Body.Build().Partial(op, k, params, r, s)}
	f.Results = []string{"d"}
	out, err := ir.Eval(f, args...)
	if err != nil {
		panic(err) // a rule cannot fail
	}
	return out[0].F
}
