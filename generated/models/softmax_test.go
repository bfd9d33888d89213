// Softmax regression against its gradient by hand.

package models

import (
	"math"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// softmax is Softmax as a function of W and b in one vector.
func softmax(X []float64, label []int, c, d int) gradtest.Function {
	return gradtest.OfParts([]int{c * d, c},
		func(p [][]float64) float64 { return Softmax(p[0], p[1], X, label) },
		func(p, dp [][]float64) float64 { return SoftmaxGrad(p[0], p[1], X, label, dp[0], dp[1]) },
		func(p, dot [][]float64) (y, yDot float64) { return SoftmaxJVP(p[0], p[1], X, label, dot[0], dot[1]) })
}

// shares are the probabilities e^z/Σe^z.
func shares(z []float64) []float64 {
	p := make([]float64, len(z))
	sum := 0.0
	for k, v := range z {
		p[k] = math.Exp(v)
		sum += p[k]
	}
	for k := range p {
		p[k] /= sum
	}
	return p
}

// TestSoftmax compares with (p - onehot(label))xᵀ/n, where p are the shares of
// the classes (Bishop, Pattern Recognition and Machine Learning, eq. 4.109).
func TestSoftmax(t *testing.T) {
	const n, c, d = 6, 3, 4
	X, p := gradtest.Normals(1, n*d, 1), gradtest.Normals(2, c*d+c, 1)
	label := gradtest.Labels(3, n, c)
	want := make([]float64, len(p))
	for i := range n {
		z := make([]float64, c)
		for k := range z {
			z[k] = p[c*d+k]
			for j := range d {
				z[k] += p[k*d+j] * X[i*d+j]
			}
		}
		for k, share := range shares(z) {
			if k == label[i] {
				share--
			}
			for j := range d {
				want[k*d+j] += share * X[i*d+j] / n
			}
			want[c*d+k] += share / n
		}
	}
	gradtest.Equal(t, "gradient", softmax(X, label, c, d).Check(t, p, 1e-11), want, 1e-14)
}

// TestSoftmaxUniform has the loss ln(c) where all weights are 0.
func TestSoftmaxUniform(t *testing.T) {
	const n, c, d = 5, 7, 2
	loss := Softmax(make([]float64, c*d), make([]float64, c), gradtest.Normals(1, n*d, 1), gradtest.Labels(2, n, c))
	gradtest.Near(t, "loss", loss, math.Log(c), 1e-15)
}

// TestSoftmaxTwoClasses is the logistic regression with the difference of the weights.
func TestSoftmaxTwoClasses(t *testing.T) {
	const n, d = 5, 3
	X, w, b := gradtest.Normals(1, n*d, 1), gradtest.Normals(2, d, 1), 0.3
	label := gradtest.Labels(3, n, 2)
	y := make([]float64, n)
	for i, l := range label {
		y[i] = float64(l)
	}
	dW, dc := make([]float64, 2*d), make([]float64, 2)
	dw := make([]float64, d)
	two := SoftmaxGrad(append(make([]float64, d), w...), []float64{0, b}, X, label, dW, dc)
	one, db := LogisticGrad(X, y, w, b, dw)
	gradtest.Near(t, "loss", two, one, 1e-14)
	gradtest.Equal(t, "dw", dW[d:], dw, 1e-14)
	gradtest.Near(t, "db", dc[1], db, 1e-13)
}
