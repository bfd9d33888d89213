// The perceptron against backpropagation by hand.

package models

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// perceptronSize is d inputs, h hidden units, c classes and n samples.
type perceptronSize struct{ d, h, c, n int }

// lengths are those of W1, b1, W2 and b2.
func (s perceptronSize) lengths() []int { return []int{s.h * s.d, s.h, s.c * s.h, s.c} }

// perceptron is Perceptron as a function of its weights in one vector.
func (s perceptronSize) perceptron(X []float64, label []int) gradtest.Function {
	return gradtest.OfParts(s.lengths(),
		func(p [][]float64) float64 { return Perceptron(p[0], p[1], p[2], p[3], X, label) },
		func(p, d [][]float64) float64 {
			return PerceptronGrad(p[0], p[1], p[2], p[3], X, label, d[0], d[1], d[2], d[3])
		},
		func(p, d [][]float64) (y, yDot float64) {
			return PerceptronJVP(p[0], p[1], p[2], p[3], X, label, d[0], d[1], d[2], d[3])
		})
}

// TestPerceptron checks batches of several shapes.
func TestPerceptron(t *testing.T) {
	for _, s := range []perceptronSize{{3, 4, 2, 5}, {1, 1, 2, 1}, {2, 6, 3, 7}} {
		X, label := gradtest.Normals(1, s.n*s.d, 1), gradtest.Labels(2, s.n, s.c)
		p := gradtest.Normals(3, gradtest.Total(s.lengths()), 1)
		grad := s.perceptron(X, label).Check(t, p, 1e-11)
		gradtest.Equal(t, "gradient", grad, s.backpropagate(p, X, label), 1e-13)
	}
}

// backpropagate sums the gradients of the samples: with the shares of the
// classes s, δ2 = s - onehot(label), δ1 = W2ᵀδ2·(1 - hidden²), and then
// dW2 = δ2·hiddenᵀ and dW1 = δ1·xᵀ (Bishop, Pattern Recognition and Machine
// Learning, §5.3.2).
func (s perceptronSize) backpropagate(p, X []float64, label []int) []float64 {
	grad := make([]float64, len(p))
	w, d := gradtest.Split(p, s.lengths()...), gradtest.Split(grad, s.lengths()...)
	for i := range s.n {
		x := X[i*s.d:][:s.d]
		hidden := affine(w[0], w[1], x)
		for k := range hidden {
			hidden[k] = math.Tanh(hidden[k])
		}
		delta2 := shares(affine(w[2], w[3], hidden))
		delta2[label[i]]--
		delta1 := make([]float64, s.h)
		for k := range delta1 {
			for j, v := range delta2 {
				delta1[k] += w[2][j*s.h+k] * v
			}
			delta1[k] *= 1 - hidden[k]*hidden[k]
		}
		addOuter(d[2], d[3], delta2, hidden, 1/float64(s.n))
		addOuter(d[0], d[1], delta1, x, 1/float64(s.n))
	}
	return grad
}

// affine is W·x + b.
func affine(W, b, x []float64) []float64 {
	y := make([]float64, len(b))
	for k := range y {
		y[k] = b[k]
		for j, v := range x {
			y[k] += W[k*len(x)+j] * v
		}
	}
	return y
}

// addOuter adds scale·δxᵀ to dW and scale·δ to db.
func addOuter(dW, db, delta, x []float64, scale float64) {
	for k, v := range delta {
		for j, xj := range x {
			dW[k*len(x)+j] += scale * v * xj
		}
		db[k] += scale * v
	}
}
