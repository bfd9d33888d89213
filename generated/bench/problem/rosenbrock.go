// The point at which Rosenbrock's function is differentiated.

package problem

import "math/rand"

// Rosenbrock is a point in n dimensions.
type Rosenbrock struct {
	Theta []float64
}

// NewRosenbrock returns a random point in n dimensions.
func NewRosenbrock(n int) *Rosenbrock {
	return &Rosenbrock{Theta: normals(rand.New(rand.NewSource(2)), n, 1)}
}
