// The gradient of cluster.DiagonalMixture.

package gofuncs

import "math"

// MixtureWorkspace keeps what the components have in common for all points,
// and what they have at one point.
type MixtureWorkspace struct {
	inverse []float64 // 1/σ, component by component
	base    []float64 // logarithm of the density at the mean, and of the weight
	log     []float64 // logarithm of the density at a point
	z       []float64 // (x - μ)/σ at a point, component by component
}

// DiagonalMixture returns the log-likelihood and sets its derivatives.
func DiagonalMixture(ws *MixtureWorkspace, points [][]float64, scores []float64, means, logSigmas [][]float64, dscores []float64, dmeans, dlogSigmas [][]float64) (total float64) {
	n := len(points[0])
	norm := ws.prepare(n, scores, logSigmas)
	clear(dscores)
	for k := range dmeans {
		clear(dmeans[k])
		clear(dlogSigmas[k])
	}
	for _, p := range points {
		top := ws.logs(p, means)
		sum := 0.0
		for k, l := range ws.log {
			e := math.Exp(l - top)
			ws.log[k] = e
			sum += e
		}
		total += top + math.Log(sum)
		for k, e := range ws.log {
			share := e / sum
			dscores[k] += share
			ws.add(k, share, dmeans[k], dlogSigmas[k])
		}
	}
	for k, score := range scores {
		dscores[k] -= float64(len(points)) * math.Exp(score-norm)
	}
	return total
}

// prepare sets what does not depend on the points and returns the logarithm of
// the sum of the weights.
func (ws *MixtureWorkspace) prepare(n int, scores []float64, logSigmas [][]float64) (norm float64) {
	ws.inverse, ws.z = grown(ws.inverse, n*len(scores)), grown(ws.z, n*len(scores))
	ws.base, ws.log = grown(ws.base, len(scores)), grown(ws.log, len(scores))
	top, sum := math.Inf(-1), 0.0
	for _, score := range scores {
		top = max(top, score)
	}
	for _, score := range scores {
		sum += math.Exp(score - top)
	}
	norm = top + math.Log(sum)
	for k, score := range scores {
		base := score - norm - 0.5*math.Log(2*math.Pi)*float64(n)
		row := ws.inverse[k*n:][:n]
		for i, l := range logSigmas[k] {
			base -= l
			row[i] = math.Exp(-l)
		}
		ws.base[k] = base
	}
	return norm
}

// logs sets the logarithms of the densities at p and returns the largest.
func (ws *MixtureWorkspace) logs(p []float64, means [][]float64) (top float64) {
	top = math.Inf(-1)
	n := len(p)
	for k, base := range ws.base {
		mean, inverse, z := means[k][:n], ws.inverse[k*n:][:n], ws.z[k*n:][:n]
		square := 0.0
		for i, x := range p {
			d := (x - mean[i]) * inverse[i]
			z[i] = d
			square += d * d
		}
		l := base - square/2
		ws.log[k] = l
		top = max(top, l)
	}
	return top
}

// add adds the derivatives of component k at a point.
func (ws *MixtureWorkspace) add(k int, share float64, dmean, dlogSigma []float64) {
	n := len(dmean)
	z, inverse, dlogSigma := ws.z[k*n:][:n], ws.inverse[k*n:][:n], dlogSigma[:n]
	for i, d := range z {
		g := share * d
		dmean[i] += g * inverse[i]
		dlogSigma[i] += g*d - share
	}
}
