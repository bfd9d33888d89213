// What the interpreter does at points that are tried.

package sample

import (
	"fmt"
	"math"

	"chainrule/ir"
)

// Number ends a call where it computes what is no number: where a function does, it
// is not meant to be called, and may never end.
func Number(op *ir.Op, r ir.Scalar) {
	if op.Out == ir.TF64 && math.IsNaN(r.F) {
		panic(&ir.RuntimeError{Msg: op.Name + " gives NaN"})
	}
}

// Carried stands for Go code that is carried along: it gives texts and errors, of
// which it does not matter what they say, and looks whether there are any.
func Carried(in *ir.Instr, args []ir.Scalar) ([]ir.Scalar, error) {
	switch in.Template() {
	case "$0 == nil":
		return []ir.Scalar{{B: args[0].V == nil}}, nil
	case "$0 != nil":
		return []ir.Scalar{{B: args[0].V != nil}}, nil
	}
	results := make([]ir.Scalar, len(in.Results))
	for i, v := range in.Results {
		switch {
		case v.Type.Go == "*error": // a variable of a package
			results[i].V = &ir.Ref{Obj: &ir.Object{Cells: map[string]ir.Scalar{"": {V: "carried"}}}}
		case v.Type.Kind != ir.Go || v.Type.IsRef():
			return nil, fmt.Errorf("%s is Go code, which is not run here", in.Template())
		default:
			results[i].V = "carried"
		}
	}
	return results, nil
}
