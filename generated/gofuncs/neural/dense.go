// Dense layers, and networks of them.

package neural

import (
	"fmt"
	"math"
)

// A Layer is act(W x + b), a row of W per output. Activation is "relu",
// "leaky", "tanh", "sigmoid", "softplus" or "", which is none.
type Layer struct {
	W          [][]float64
	B          []float64
	Activation string
	Slope      float64 // of leaky below zero
}

// activation is the function that Activation names.
func (l *Layer) activation() func(float64) float64 {
	switch l.Activation {
	case "relu":
		return func(x float64) float64 { return max(0, x) }
	case "leaky":
		return func(x float64) float64 {
			if x < 0 {
				return l.Slope * x
			}
			return x
		}
	case "tanh":
		return math.Tanh
	case "sigmoid":
		return sigmoid
	case "softplus":
		return softplus
	case "":
		return func(x float64) float64 { return x }
	}
	panic(fmt.Sprintf("neural: no activation %q", l.Activation))
}

func sigmoid(x float64) float64 { return 1 / (1 + math.Exp(-x)) }

// softplus is log(1 + eˣ) without overflow.
func softplus(x float64) float64 { return max(x, 0) + math.Log1p(math.Exp(-math.Abs(x))) }

// Forward gives the outputs of the layer.
//
//chainrule:vjp
func (l *Layer) Forward(x []float64) []float64 {
	act := l.activation()
	y := make([]float64, len(l.W))
	for i, row := range l.W {
		y[i] = l.B[i]
		for j, w := range row {
			y[i] += w * x[j]
		}
		y[i] = act(y[i])
	}
	return y
}

// A Network is layers one after the other.
type Network struct{ Layers []Layer }

// Predict gives the outputs of the last layer.
//
//chainrule:vjp wrt=n,x
func (n *Network) Predict(x []float64) []float64 {
	for i := range n.Layers {
		x = n.Layers[i].Forward(x)
	}
	return x
}

// An Example is an input with its class.
type Example struct {
	X     []float64
	Class int
}

// Loss is the mean cross entropy over a batch, plus decay times half the sum of
// squared weights.
//
//chainrule:grad wrt=n
//chainrule:hvp wrt=n
func (n *Network) Loss(batch []Example, decay float64) float64 {
	loss := 0.0
	for _, e := range batch {
		loss += CrossEntropy(n.Predict(e.X), e.Class)
	}
	loss /= float64(len(batch))
	if decay == 0 {
		return loss
	}
	for _, l := range n.Layers {
		for _, row := range l.W {
			for _, w := range row {
				loss += 0.5 * decay * w * w
			}
		}
	}
	return loss
}
