// The data and weights of the perceptron.

package problem

import (
	"math"
	"math/rand"
)

// Perceptron is a batch of n rows of d numbers with labels below c, for a
// network with h hidden units.
type Perceptron struct {
	N, D, H, C int
	X          []float64
	Label      []int
	Theta      []float64 // W1, b1, W2, b2
}

// NewPerceptron returns a random batch and random weights.
func NewPerceptron(n, d, h, c int) *Perceptron {
	r := rand.New(rand.NewSource(4))
	p := &Perceptron{N: n, D: d, H: h, C: c, X: normals(r, n*d, 1), Label: make([]int, n)}
	for i := range p.Label {
		p.Label[i] = r.Intn(c)
	}
	p.Theta = append(p.Theta, normals(r, h*d, 1/math.Sqrt(float64(d)))...)
	p.Theta = append(p.Theta, normals(r, h, 0.1)...)
	p.Theta = append(p.Theta, normals(r, c*h, 1/math.Sqrt(float64(h)))...)
	p.Theta = append(p.Theta, normals(r, c, 0.1)...)
	return p
}

// Split returns the four parts of theta, which is laid out as Theta is.
func (p *Perceptron) Split(theta []float64) (W1, b1, W2, b2 []float64) {
	return Cut(theta, p.H*p.D, p.H, p.C*p.H)
}
