// The digamma function.

package ir

import "math"

// digamma is the logarithmic derivative of the gamma function: reflection below
// zero (DLMF 5.5.4), recurrence up to 10 (5.5.2), then the asymptotic series
// (5.11.2), of which the first term left out is below 1e-16.
func digamma(x float64) float64 {
	switch {
	case x == 0:
		return math.Copysign(math.Inf(1), -x)
	case x < 0 && x == math.Floor(x):
		return math.NaN()
	case x < 0:
		sin, cos := math.Sincos(math.Pi * (x - math.Round(x)))
		return digamma(1-x) - math.Pi*cos/sin
	}
	sum := 0.0
	for ; x < 10; x++ {
		sum += 1 / x
	}
	s := 1 / (x * x)
	// The coefficients are B(2k)/2k with the Bernoulli numbers B.
	series := s * (1./12 - s*(1./120-s*(1./252-s*(1./240-s*(5./660-s*(691./32760-s*(1./12)))))))
	return math.Log(x) - 0.5/x - series - sum
}
