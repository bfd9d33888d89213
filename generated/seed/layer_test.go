// Exercise 5: the layer y = σ(W·x + b) against the formulas of backpropagation.

package seed

import (
	"math"
	"slices"
	"testing"

	"chainrule/generated/internal/gradtest"
)

// layerSize is m outputs and n inputs.
type layerSize struct{ m, n int }

// lengths are those of W, x and b.
func (s layerSize) lengths() []int { return []int{s.m * s.n, s.n, s.m} }

var layerSizes = []layerSize{{1, 1}, {3, 2}, {4, 7}}

// sigmoidLayer computes y = σ(W·x + b) and what the seed on y, ∂L/∂y, gives by
// hand: δ[i] = ∂L/∂y[i]·y[i]·(1 - y[i]), ∂L/∂W[i,j] = δ[i]·x[j], ∂L/∂b = δ and
// ∂L/∂x[j] = Σ W[i,j]·δ[i] (Rumelhart, Hinton and Williams, Nature 323, 1986).
type sigmoidLayer struct {
	y, dW, dx, db []float64
}

func newSigmoidLayer(W, x, b []float64, dy func(y []float64) []float64) sigmoidLayer {
	n := len(x)
	l := sigmoidLayer{make([]float64, len(b)), make([]float64, len(W)), make([]float64, n), make([]float64, len(b))}
	for i := range b {
		z := b[i]
		for j := range x {
			z += W[i*n+j] * x[j]
		}
		l.y[i] = 1 / (1 + math.Exp(-z))
	}
	for i, seed := range dy(l.y) {
		l.db[i] = seed * l.y[i] * (1 - l.y[i])
		for j := range x {
			l.dW[i*n+j] = l.db[i] * x[j]
			l.dx[j] += W[i*n+j] * l.db[i]
		}
	}
	return l
}

// TestLayer takes any ∂L/∂y as the seed of the vector-Jacobian product.
func TestLayer(t *testing.T) {
	for _, s := range layerSizes {
		W, x, b := gradtest.Normals(1, s.m*s.n, 1), gradtest.Normals(2, s.n, 1), gradtest.Normals(3, s.m, 1)
		dy := gradtest.Normals(4, s.m, 1)
		want := newSigmoidLayer(W, x, b, func([]float64) []float64 { return dy })
		dW, dx, db := make([]float64, len(W)), make([]float64, len(x)), make([]float64, len(b))
		y := LayerVJP(W, x, b, dy, dW, dx, db)
		gradtest.Equal(t, "y", y, want.y, 1e-15)
		gradtest.Equal(t, "∂L/∂W", dW, want.dW, 1e-14)
		gradtest.Equal(t, "∂L/∂x", dx, want.dx, 1e-14)
		gradtest.Equal(t, "∂L/∂b", db, want.db, 1e-14)
	}
}

// TestLayerAccumulates: a vector-Jacobian product adds to what its shadows hold,
// so that two seeds add up: ∂(2L)/∂W = ∂L/∂W + ∂L/∂W.
func TestLayerAccumulates(t *testing.T) {
	W, x, b, dy := []float64{1, -2}, []float64{0.5, 0.25}, []float64{0.3}, []float64{1}
	once, twice := make([]float64, 2), make([]float64, 2)
	dx, db := make([]float64, 2), make([]float64, 1)
	LayerVJP(W, x, b, dy, once, dx, db)
	LayerVJP(W, x, b, dy, twice, dx, db)
	LayerVJP(W, x, b, dy, twice, dx, db)
	for i := range once {
		if once[i] == 0 || twice[i] != 2*once[i] {
			t.Errorf("∂W[%d] is %v after one call and %v after two", i, once[i], twice[i])
		}
	}
}

// TestLayerShared gives one array as x and as b: the shadows are one array too,
// and get the sum over both paths.
func TestLayerShared(t *testing.T) {
	const n = 3
	W, x, target := gradtest.Normals(1, n*n, 1), gradtest.Normals(2, n, 1), gradtest.Normals(3, n, 1)
	dW, dx, db, shared := make([]float64, n*n), make([]float64, n), make([]float64, n), make([]float64, n)
	apart := LayerLossGrad(W, x, slices.Clone(x), target, dW, dx, db)
	if one := LayerLossGrad(W, x, x, target, dW, shared, shared); one != apart {
		t.Errorf("loss %v, with copies %v", one, apart)
	}
	for i := range dx {
		dx[i] += db[i]
	}
	gradtest.Equal(t, "dx + db", shared, dx, 1e-15)
}

// TestLayerLoss takes L = ½|y - target|², so that ∂L/∂y = y - target.
func TestLayerLoss(t *testing.T) {
	for _, s := range layerSizes {
		target := gradtest.Normals(5, s.m, 1)
		f := layerLoss(s, target)
		p := gradtest.Normals(6, gradtest.Total(s.lengths()), 1)
		parts := gradtest.Split(p, s.lengths()...)
		want := newSigmoidLayer(parts[0], parts[1], parts[2], func(y []float64) []float64 {
			dy := make([]float64, len(y))
			for i := range y {
				dy[i] = y[i] - target[i]
			}
			return dy
		})
		grad := gradtest.Split(f.Check(t, p, 1e-11), s.lengths()...)
		gradtest.Equal(t, "∂L/∂W", grad[0], want.dW, 1e-13)
		gradtest.Equal(t, "∂L/∂x", grad[1], want.dx, 1e-13)
		gradtest.Equal(t, "∂L/∂b", grad[2], want.db, 1e-13)
	}
}

// layerLoss is LayerLoss as a function of W, x and b in one vector.
func layerLoss(s layerSize, target []float64) gradtest.Function {
	return gradtest.OfParts(s.lengths(),
		func(p [][]float64) float64 { return LayerLoss(p[0], p[1], p[2], target) },
		func(p, d [][]float64) float64 { return LayerLossGrad(p[0], p[1], p[2], target, d[0], d[1], d[2]) },
		func(p, d [][]float64) (y, yDot float64) {
			return LayerLossJVP(p[0], p[1], p[2], target, d[0], d[1], d[2])
		})
}
