// The data of the logistic regression.

package problem

import "math/rand"

// Logistic is a data set of n rows of d numbers with labels 0 and 1.
type Logistic struct {
	N, D  int
	X, Y  []float64
	Theta []float64 // w, then b
}

// NewLogistic returns random rows whose labels follow a random plane.
func NewLogistic(n, d int) *Logistic {
	r := rand.New(rand.NewSource(3))
	p := &Logistic{N: n, D: d, X: normals(r, n*d, 1), Y: make([]float64, n), Theta: normals(r, d+1, 0.3)}
	for i := range p.Y {
		if p.X[i*d]+0.5*r.NormFloat64() > 0 {
			p.Y[i] = 1
		}
	}
	return p
}

// W returns the weights within theta, which is laid out as Theta is.
func (p *Logistic) W(theta []float64) []float64 { return theta[:p.D] }
