// The logarithm of the gamma function without its sign.

package ir

import "math"

// lgamma is the logarithm of the magnitude of the gamma function.
func lgamma(x float64) float64 {
	v, _ := math.Lgamma(x)
	return v
}
