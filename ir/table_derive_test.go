// The rules of a row as functions of the IR that the interpreter runs.

package ir_test

import (
	"testing"

	"chainrule/ir"
)

// newRowFunc is a function with the row's operands as its parameters.
func newRowFunc(op *ir.Op) *ir.Func {
	f := ir.NewFunc(op.Name)
	for i, t := range op.In {
		f.Body.AddParam(string("xyz"[i]), t)
	}
	return f
}

// valueFunc computes the row.
func valueFunc(op *ir.Op) *ir.Func {
	f := newRowFunc(op)
	yield(f, f.Body.Build().Emit(op, nil, f.Body.Params, op.Out).Result())
	return f
}

// expandFunc computes the row's expansion.
func expandFunc(op *ir.Op) *ir.Func {
	f := newRowFunc(op)
	yield(f, f.Body.Build().Rule(op.Expand, f.Body.Params, nil))
	return f
}

func yield(f *ir.Func, v *ir.Value) { f.Body.Yield, f.Results = []*ir.Value{v}, []string{"r"} }

// differentiate makes the function's result its derivative by parameter k, in
// forward mode by the rules of the table. The function must be straight-line.
func differentiate(t *testing.T, f *ir.Func, k int) *ir.Func {
	t.Helper()
	b := f.Body.Build()
	dot := map[*ir.Value]*ir.Value{f.Body.Params[k]: b.Float(1)}
	for _, in := range f.Body.Instrs {
		if in.Op.Struct == nil && in.Op.Out == ir.TF64 {
			if d := tangent(t, b, in, dot); d != nil {
				dot[in.Result()] = d
			}
		}
	}
	d := dot[f.Body.Yield[0]]
	if d == nil {
		d = b.Float(0)
	}
	yield(f, d)
	if err := ir.Verify(f); err != nil {
		t.Fatalf("%s: %v", f.Name, err)
	}
	return f
}

// tangent is the sum of the partials times the operands' tangents; nil is zero.
func tangent(t *testing.T, b *ir.Builder, in *ir.Instr, dot map[*ir.Value]*ir.Value) (sum *ir.Value) {
	t.Helper()
	for i, arg := range in.Args {
		if dot[arg] == nil {
			continue
		}
		if in.Op.Partials == nil {
			t.Fatalf("a rule uses %s, which has no partials", in.Op.Name)
		}
		switch d := b.Partial(in.Op, i, in.Args, in.Result(), dot[arg]); {
		case d == nil:
		case sum == nil:
			sum = d
		default:
			sum = b.Op("add", sum, d)
		}
	}
	return sum
}

// partialFunc computes the row's partial by operand k as its rule says.
func partialFunc(t *testing.T, op *ir.Op, k int) *ir.Func {
	t.Helper()
	return differentiate(t, valueFunc(op), k)
}

// run gives the function's only result.
func run(t *testing.T, f *ir.Func, a []ir.Scalar) float64 {
	t.Helper()
	args := make([]ir.Arg, len(a))
	for i, s := range a {
		args[i].Scalar = s
	}
	out, err := ir.Eval(f, args...)
	if err != nil {
		t.Fatalf("%s%v: %v", f.Name, a, err)
	}
	return out[0].F
}

// differentiable are the rows with partials and a float result.
func differentiable() (rows []*ir.Op) {
	for _, op := range ir.Rows() {
		if op.Partials != nil && op.Out == ir.TF64 {
			rows = append(rows, op)
		}
	}
	return rows
}

// eachFloat calls do with the index of every float operand.
func eachFloat(op *ir.Op, do func(k int)) {
	for k, t := range op.In {
		if t == ir.TF64 {
			do(k)
		}
	}
}
