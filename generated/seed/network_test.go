// The network of L layers against backpropagation by hand.

package seed

import (
	"slices"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// networkSize is L layers of n units.
type networkSize struct{ L, n int }

func (s networkSize) lengths() []int { return []int{s.L * s.n * s.n, s.L * s.n, s.n} }

// TestNetwork checks the gradient by all weights, and that by x, which flows
// back through every layer.
func TestNetwork(t *testing.T) {
	for _, s := range []networkSize{{1, 3}, {2, 2}, {5, 4}} {
		target := gradtest.Normals(1, s.n, 1)
		p := gradtest.Normals(2, gradtest.Total(s.lengths()), 1)
		grad := network(s, target).Check(t, p, 1e-11)
		gradtest.Equal(t, "gradient", grad, backpropagate(s, p, target), 1e-12)
	}
}

// TestNetworkWithoutLayers is the loss of x itself.
func TestNetworkWithoutLayers(t *testing.T) {
	x, target := []float64{1, 2}, []float64{0, 4}
	dx := make([]float64, 2)
	if loss := NetworkGrad(nil, nil, x, target, nil, nil, dx); loss != 2.5 || !slices.Equal(dx, []float64{1, -2}) {
		t.Errorf("loss %v and gradient %v, want 2.5 and [1 -2]", loss, dx)
	}
}

// backpropagate goes through the layers of layer_test.go, last to first: the
// gradient with respect to a layer's input is the seed of the layer before.
func backpropagate(s networkSize, p, target []float64) []float64 {
	parts := gradtest.Split(p, s.lengths()...)
	layer := func(l int, x []float64, dy func(y []float64) []float64) sigmoidLayer {
		return newSigmoidLayer(parts[0][l*s.n*s.n:][:s.n*s.n], x, parts[1][l*s.n:][:s.n], dy)
	}
	inputs := [][]float64{parts[2]}
	zero := make([]float64, s.n)
	for l := range s.L {
		inputs = append(inputs, layer(l, inputs[l], func([]float64) []float64 { return zero }).y)
	}
	seed := slices.Clone(inputs[s.L])
	for i := range seed {
		seed[i] -= target[i]
	}
	grad := make([]float64, len(p))
	out := gradtest.Split(grad, s.lengths()...)
	for l := s.L - 1; l >= 0; l-- {
		back := layer(l, inputs[l], func([]float64) []float64 { return seed })
		copy(out[0][l*s.n*s.n:], back.dW)
		copy(out[1][l*s.n:], back.db)
		seed = back.dx
	}
	copy(out[2], seed)
	return grad
}

// network is Network as a function of W, b and x in one vector.
func network(s networkSize, target []float64) gradtest.Function {
	return gradtest.OfParts(s.lengths(),
		func(p [][]float64) float64 { return Network(p[0], p[1], p[2], target) },
		func(p, d [][]float64) float64 { return NetworkGrad(p[0], p[1], p[2], target, d[0], d[1], d[2]) },
		func(p, d [][]float64) (y, yDot float64) {
			return NetworkJVP(p[0], p[1], p[2], target, d[0], d[1], d[2])
		})
}
