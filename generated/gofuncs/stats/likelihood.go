// Logarithms of densities.

package stats

import "math"

// LogLikelihood of a sample from a normal distribution.
//
//chainrule:grad
func LogLikelihood(x []float64, mu, sigma float64) (l float64) {
	for _, v := range x {
		z := (v - mu) / sigma
		l -= 0.5*z*z + math.Log(sigma) + 0.5*math.Log(2*math.Pi)
	}
	return
}

func lgamma(x float64) float64 {
	l, _ := math.Lgamma(x)
	return l
}

// A Gamma distribution.
type Gamma struct{ Shape, Rate float64 }

// LogDensity is -Inf where there is none.
//
//chainrule:grad
func (g Gamma) LogDensity(x float64) float64 {
	if x <= 0 {
		return math.Inf(-1)
	}
	return g.Shape*math.Log(g.Rate) - lgamma(g.Shape) + (g.Shape-1)*math.Log(x) - g.Rate*x
}

// A Beta distribution.
type Beta struct{ A, B float64 }

// LogDensity is -Inf outside of 0 to 1.
//
//chainrule:grad
func (b *Beta) LogDensity(x float64) float64 {
	if x < 0 || x > 1 {
		return math.Inf(-1)
	}
	norm := lgamma(b.A + b.B)
	for _, p := range [...]float64{b.A, b.B} {
		norm -= lgamma(p)
	}
	return norm + (b.A-1)*math.Log(x) + (b.B-1)*math.Log1p(-x)
}

// sum of a function over a sample.
func sum(x []float64, f func(float64) float64) (s float64) {
	for _, v := range x {
		s += f(v)
	}
	return s
}

// GammaLogLikelihood of a sample from a gamma distribution of given mean and
// coefficient of variation.
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func GammaLogLikelihood(x []float64, mean, variation float64) float64 {
	shape := 1 / (variation * variation)
	return sum(x, Gamma{Shape: shape, Rate: shape / mean}.LogDensity)
}

// PoissonLogLikelihood of counts where the expected ones are exp(a + b t).
//
//chainrule:grad wrt=a,b
func PoissonLogLikelihood(counts []int, t []float64, a, b float64) float64 {
	l := 0.0
	for i, n := range counts {
		eta := a + b*t[i]
		l += float64(n)*eta - math.Exp(eta) - lgamma(float64(n)+1)
	}
	return l
}
