// Package ongorgonia builds the problems as Gorgonia graphs and runs them on
// its tape machine.
package ongorgonia

import (
	"gorgonia.org/gorgonia"
	"gorgonia.org/tensor"
)

// machine is a compiled graph with the nodes it is differentiated by.
type machine struct {
	vm   gorgonia.VM
	loss *gorgonia.Node
	wrt  []*gorgonia.Node
}

// compile differentiates loss by wrt and compiles the graph.
func compile(loss *gorgonia.Node, wrt ...*gorgonia.Node) *machine {
	must(gorgonia.Grad(loss, wrt...))
	vm := gorgonia.NewTapeMachine(loss.Graph(), gorgonia.BindDualValues(wrt...))
	return &machine{vm: vm, loss: loss, wrt: wrt}
}

// run evaluates the graph, copies the gradient and returns the loss. The machine
// adds to the gradient of the run before, so that one is cleared.
func (m *machine) run(grad []float64) float64 {
	if err := m.vm.RunAll(); err != nil {
		panic(err)
	}
	for _, n := range m.wrt {
		v := must(n.Grad())
		switch g := v.Data().(type) {
		case float64:
			grad[0] = g
			grad = grad[1:]
		case []float64:
			grad = grad[copy(grad, g):]
		}
		gorgonia.ZeroValue(v)
	}
	value := m.loss.Value().Data().(float64)
	m.vm.Reset()
	return value
}

// must returns v; a graph that does not build is a mistake in this package.
func must[T any](v T, err error) T {
	if err != nil {
		panic(err)
	}
	return v
}

// input returns a leaf of the graph with the given data and shape.
func input(g *gorgonia.ExprGraph, name string, data []float64, shape ...int) *gorgonia.Node {
	t := tensor.New(tensor.WithShape(shape...), tensor.WithBacking(data))
	return gorgonia.NewTensor(g, tensor.Float64, len(shape),
		gorgonia.WithShape(shape...), gorgonia.WithName(name), gorgonia.WithValue(t))
}

// number returns a constant.
func number(x float64) *gorgonia.Node { return gorgonia.NewConstant(x) }

// unary and binary are the operations of Gorgonia without their error.
type (
	unary  func(a *gorgonia.Node) (*gorgonia.Node, error)
	binary func(a, b *gorgonia.Node) (*gorgonia.Node, error)
)

// of applies a unary operation.
func (f unary) of(a *gorgonia.Node) *gorgonia.Node { return must(f(a)) }

// of applies a binary operation.
func (f binary) of(a, b *gorgonia.Node) *gorgonia.Node { return must(f(a, b)) }

// The operations that the problems use.
var (
	sin     = unary(gorgonia.Sin).of
	log     = unary(gorgonia.Log).of
	exp     = unary(gorgonia.Exp).of
	neg     = unary(gorgonia.Neg).of
	tanh    = unary(gorgonia.Tanh).of
	log1p   = unary(gorgonia.Log1p).of
	abs     = unary(gorgonia.Abs).of
	rectify = unary(gorgonia.Rectify).of
	square  = unary(gorgonia.Square).of
	add     = binary(gorgonia.Add).of
	sub     = binary(gorgonia.Sub).of
	mul     = binary(gorgonia.Mul).of
	times   = binary(gorgonia.HadamardProd).of
)

// sum sums a along the axes, or altogether.
func sum(a *gorgonia.Node, along ...int) *gorgonia.Node { return must(gorgonia.Sum(a, along...)) }

// addRow adds the vector b to every row of a.
func addRow(a, b *gorgonia.Node) *gorgonia.Node {
	return must(gorgonia.BroadcastAdd(a, b, nil, []byte{0}))
}
