// Package ongomlx builds the problems as GoMLX graphs and runs them on its
// backend in pure Go.
package ongomlx

import (
	"github.com/gomlx/gomlx/backends/simplego"
	"github.com/gomlx/gomlx/pkg/core/graph"
	"github.com/gomlx/gomlx/pkg/core/tensors"
)

// Node is a node of a GoMLX graph.
type Node = graph.Node

// program is a compiled graph with the tensors it is run on.
type program struct {
	exec   *graph.Exec
	inputs []any
}

// compile returns the program of a loss and its derivatives by the first wrt of
// the inputs.
func compile(loss func(in []*Node) *Node, wrt int, inputs ...*tensors.Tensor) *program {
	exec := graph.MustNewExec(simplego.GetBackend(), func(in []*Node) []*Node {
		l := loss(in)
		return append([]*Node{l}, graph.Gradient(l, in[:wrt]...)...)
	})
	p := &program{exec: exec}
	for _, t := range inputs {
		p.inputs = append(p.inputs, t)
	}
	return p
}

// run evaluates the graph, copies the gradient and returns the loss.
func (p *program) run(grad []float64) (loss float64) {
	out := p.exec.MustExec(p.inputs...)
	loss = tensors.ToScalar[float64](out[0])
	for _, t := range out[1:] {
		tensors.MustConstFlatData(t, func(flat []float64) { grad = grad[copy(grad, flat):] })
	}
	for _, t := range out {
		t.MustFinalizeAll()
	}
	return loss
}

// tensor returns a tensor of the given shape that holds data.
func tensor(data []float64, shape ...int) *tensors.Tensor {
	return tensors.FromFlatDataAndDimensions(data, shape...)
}

// logSumExp is ln(sum(exp(a))) along the last axis, shifted by the maximum.
func logSumExp(a *Node) *Node {
	peak := graph.StopGradient(graph.ReduceMax(a, -1))
	shifted := graph.Sub(a, graph.InsertAxes(peak, -1))
	return graph.Add(peak, graph.Log(graph.ReduceSum(graph.Exp(shifted), -1)))
}
