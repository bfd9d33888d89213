// The loss of a logistic regression.

package primal

import "math"

// Logistic is the mean of softplus(z) - y·z over the rows, where z is the row
// times w plus b.
func Logistic(X, y, w []float64, b float64) float64 {
	d := len(w)
	loss := 0.0
	for i, yi := range y {
		row := X[i*d:][:d]
		z := 0.0
		for j, wj := range w {
			z += row[j] * wj
		}
		z += b
		loss += softplus(z) - yi*z
	}
	return loss / float64(len(y))
}

// softplus is ln(1+exp(z)), which neither overflows nor loses digits.
func softplus(z float64) float64 {
	return max(z, 0) + math.Log1p(math.Exp(-math.Abs(z)))
}
