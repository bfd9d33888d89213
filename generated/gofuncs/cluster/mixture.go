// Mixtures of normal distributions.

package cluster

import "math"

// LogSumExp is log Σ exp(x) in one pass: the sum is kept relative to the
// largest x so far.
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func LogSumExp(xs ...float64) float64 {
	top, sum := math.Inf(-1), 0.0
	for _, x := range xs {
		if x > top {
			sum = sum*math.Exp(top-x) + 1
			top = x
		} else {
			sum += math.Exp(x - top)
		}
	}
	return top + math.Log(sum)
}

// A Component is one normal distribution of a mixture in one dimension.
type Component struct {
	LogWeight float64
	Mean      float64
	StdDev    float64
}

// LogDensity is the logarithm of the density at x, times the weight.
//
//chainrule:grad
func (c Component) LogDensity(x float64) float64 {
	z := (x - c.Mean) / c.StdDev
	return c.LogWeight - math.Log(c.StdDev) - 0.5*(z*z+math.Log(2*math.Pi))
}

// A Mixture is a sum of components. Weights are relative: they need not sum to 1.
type Mixture struct{ Components []Component }

// LogLikelihood of independent observations.
//
//chainrule:grad wrt=m
//chainrule:hvp wrt=m
func (m *Mixture) LogLikelihood(xs []float64) float64 {
	logs := make([]float64, 0, len(m.Components))
	for _, c := range m.Components {
		logs = append(logs, c.LogWeight)
	}
	norm := LogSumExp(logs...)

	total := 0.0
	for _, x := range xs {
		logs = logs[:0]
		for _, c := range m.Components {
			logs = append(logs, c.LogDensity(x))
		}
		total += LogSumExp(logs...) - norm
	}
	return total
}

// DiagonalMixture is the log-likelihood of points under a mixture of normals
// with diagonal covariance: row k of means and logSigmas is component k's, and
// the weights are the softmax of scores.
//
//chainrule:grad wrt=scores,means,logSigmas
func DiagonalMixture(points [][]float64, scores []float64, means, logSigmas [][]float64) float64 {
	total := 0.0
	norm := LogSumExp(scores...)
	for _, p := range points {
		top, sum := math.Inf(-1), 0.0
		for k, score := range scores {
			l := score - norm
			for i, x := range p {
				z := (x - means[k][i]) * math.Exp(-logSigmas[k][i])
				l -= 0.5*z*z + logSigmas[k][i] + 0.5*math.Log(2*math.Pi)
			}
			if l <= top {
				sum += math.Exp(l - top)
				continue
			}
			top, sum = l, 1+sum*math.Exp(top-l)
		}
		total += top + math.Log(sum)
	}
	return total
}
