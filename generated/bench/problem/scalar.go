// The points at which the scalar compositions are evaluated.

package problem

import "math/rand"

// Points is the number of points of one call of a scalar problem. A call takes
// them all, so that no branch predictor and no compiler can learn one of them.
const Points = 64

// Scalar is a set of points for functions of one or two variables.
type Scalar struct {
	Theta []float64 // x at every point, then y at every point
	X, Y  []float64
}

// NewScalar returns Points points in (-1.5, 1.5).
func NewScalar() *Scalar {
	r := rand.New(rand.NewSource(1))
	theta := make([]float64, 2*Points)
	for i := range theta {
		theta[i] = 3*r.Float64() - 1.5
	}
	return &Scalar{Theta: theta, X: theta[:Points], Y: theta[Points:]}
}
