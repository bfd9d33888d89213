// Calls of a function and of its derivatives.

package adjoint

import (
	"fmt"
	"slices"

	"chainrule/ir"
)

// floatResults are the float results of a call, arrays flat.
func floatResults(f *ir.Func, out []ir.Arg) (list [][]float64) {
	for k, v := range f.Body.Yield {
		switch {
		case v.Type.Kind != ir.F64:
		case v.Type.Scalar():
			list = append(list, []float64{out[k].F})
		default:
			list = append(list, out[k].Array.Floats())
		}
	}
	return list
}

func call(f *ir.Func, args []ir.Arg) ([][]float64, error) {
	return callOn(new(ir.Machine), f, args)
}

func callOn(m *ir.Machine, f *ir.Func, args []ir.Arg) ([][]float64, error) {
	out, err := m.Call(f, args...)
	if err != nil {
		return nil, fmt.Errorf("%w\n%s", err, f)
	}
	return floatResults(f, out), nil
}

// primal runs the function: its results, and the arrays afterwards.
func (s *setup) primal(st state) ([][]float64, state, error) {
	m := memory{}
	out, err := call(s.f, s.args(st, m))
	return out, m.state(), err
}

// smooth runs the function without its roundings to float32, which are steps.
func (s *setup) smooth(st state) ([][]float64, state, error) {
	m := memory{}
	exact := &ir.Machine{Apply: func(op *ir.Op, args []ir.Scalar) ir.Scalar { return op.Eval(args) }}
	out, err := callOn(exact, s.f, s.args(st, m))
	return out, m.state(), err
}

// push runs forward mode: results, their tangents, and those of the arrays.
func (s *setup) push(j *ir.Func, st, dir state) (values, dots [][]float64, after state, err error) {
	m, d := memory{}, memory{}
	args := s.args(st, m)
	for _, p := range s.floats() {
		args = append(args, s.float(p, dir, d))
	}
	out, err := call(j, args)
	n := len(out) / 2
	return out[:n], out[n:], d.state(), err
}

// pull runs reverse mode: results, and the derivatives by every parameter.
// Shadows start as start says.
func (s *setup) pull(v *ir.Func, st state, seeds [][]float64, start state) ([][]float64, state, error) {
	m, d := memory{}, memory{}
	args := s.args(st, m)
	for k, seed := range seeds {
		if v.Body.Params[len(args)].Type.Scalar() {
			args = append(args, ir.Arg{Scalar: ir.Scalar{F: seed[0]}})
		} else {
			args = append(args, ir.Arg{Array: ir.Floats(seeds[k])})
		}
	}
	return s.sweep(v, args, start, d, len(seeds))
}

// grad runs a gradient.
func (s *setup) grad(g *ir.Func, st, start state) ([][]float64, state, error) {
	return s.sweep(g, s.args(st, memory{}), start, memory{}, 1)
}

// sweep adds the shadows to the arguments and takes the derivatives apart.
func (s *setup) sweep(v *ir.Func, args []ir.Arg, start state, d memory, results int) ([][]float64, state, error) {
	for _, p := range s.floats() {
		if !p.Type.Scalar() {
			args = append(args, s.float(p, start, d))
		}
	}
	out, err := call(v, args)
	if err != nil {
		return nil, nil, err
	}
	by := d.state()
	k := results
	for _, p := range s.floats() {
		if p.Type.Scalar() {
			by[p.Name] = out[k]
			k++
		}
	}
	return slices.Clone(out[:results]), by, nil
}
