// The gradient of the Gaussian mixture.

package hand

import "math"

// lanes holds one number for each of the four points that are worked on at a time.
type lanes = [4]float64

// MixtureWorkspace is the room that MixtureGradWS needs; the zero value grows
// when first used.
type MixtureWorkspace struct {
	diag []float64 // exp(q) [K,d]
	base []float64 // alpha + sum of q [K]
	x    []lanes   // the four points [d]
	term []lanes   // [K]: a component's terms, then its shares of the points
	v, y []lanes   // [K,d]: x - mu, and Q times that
	dv   []lanes   // [d], for MixtureGradPerPointWS
}

// MixtureGradWS returns the log-likelihood and sets the shadows of its
// parameters.
//
// Four points at a time go forward and back, so that an element of Q is loaded
// once for the four, and what the way back needs stays in cache. The adjoint of
// the means is linear in y for a fixed component: y is summed over the points
// and multiplied by Qᵀ once, in dmu. (MixtureGradPerPointWS does not.)
func MixtureGradWS(ws *MixtureWorkspace, alpha, mu, q, L, x []float64, dalpha, dmu, dq, dL []float64) (ll float64) {
	K := len(alpha)
	d, tri := len(mu)/K, len(L)/K
	n := len(x) / d
	ws.start(alpha, q, d)
	clearAll(dalpha, dmu, dq, dL)
	for i := 0; i < n; i += 4 {
		live := ws.load(x[i*d:], d)
		ws.forward(mu, L)
		ll += ws.share(live)
		for k, g := range ws.term {
			dalpha[k] = dalpha[k] + g[0] + g[1] + g[2] + g[3]
			o := k * d
			mixtureBack(ws.v[o:][:d], ws.y[o:][:d], &g, dL[k*tri:][:tri], dq[o:][:d], dmu[o:][:d])
		}
	}
	for k := range alpha {
		timesQ(dmu[k*d:][:d], ws.diag[k*d:][:d], L[k*tri:][:tri])
	}
	return ll - ws.finish(alpha, n, d, dalpha, dq)
}

// start computes what does not depend on the points.
func (ws *MixtureWorkspace) start(alpha, q []float64, d int) {
	K := len(alpha)
	ws.diag = grown(ws.diag, K*d)
	ws.base = grown(ws.base, K)
	ws.x = grown(ws.x, d)
	ws.term = grown(ws.term, K)
	ws.v = grown(ws.v, K*d)
	ws.y = grown(ws.y, K*d)
	for k, a := range alpha {
		for j, qj := range q[k*d:][:d] {
			ws.diag[k*d+j] = math.Exp(qj)
			a += qj
		}
		ws.base[k] = a
	}
}

// clearAll sets every slice to zero.
func clearAll(shadows ...[]float64) {
	for _, s := range shadows {
		clear(s)
	}
}

// load puts the first four points of x into lanes and returns how many there
// are. A lane without a point keeps an old one, and gets no share.
func (ws *MixtureWorkspace) load(x []float64, d int) (live int) {
	live = min(4, len(x)/d)
	for p := range live {
		for j, xj := range x[p*d:][:d] {
			ws.x[j][p] = xj
		}
	}
	return live
}

// forward sets v, y and the terms of every component.
func (ws *MixtureWorkspace) forward(mu, L []float64) {
	d, tri := len(ws.x), len(L)/len(ws.base)
	for k, a := range ws.base {
		o := k * d
		s0, s1, s2, s3 := mixtureForward(ws.v[o:][:d], ws.y[o:][:d], ws.x, mu[o:][:d], ws.diag[o:][:d], L[k*tri:][:tri])
		ws.term[k] = lanes{a - 0.5*s0, a - 0.5*s1, a - 0.5*s2, a - 0.5*s3}
	}
}

// mixtureForward sets v to x - mu and y to Q·v, and returns |y|² of each lane.
func mixtureForward(v, y, x []lanes, mu, diag, l []float64) (s0, s1, s2, s3 float64) {
	d := len(mu)
	v, y, x, diag = v[:d], y[:d], x[:d], diag[:d]
	o := 0
	for r, m := range mu {
		p, t := &v[r], &x[r]
		p[0], p[1], p[2], p[3] = t[0]-m, t[1]-m, t[2]-m, t[3]-m
		e := diag[r]
		y0, y1, y2, y3 := e*p[0], e*p[1], e*p[2], e*p[3]
		above := v[:r]
		row := l[o:][:len(above)]
		for c := range above {
			p, lc := &above[c], row[c]
			y0 += lc * p[0]
			y1 += lc * p[1]
			y2 += lc * p[2]
			y3 += lc * p[3]
		}
		o += r
		p = &y[r]
		p[0], p[1], p[2], p[3] = y0, y1, y2, y3
		s0 += y0 * y0
		s1 += y1 * y1
		s2 += y2 * y2
		s3 += y3 * y3
	}
	return s0, s1, s2, s3
}

// share replaces the terms of every live lane by the components' shares and
// returns the sum of the lanes' log-likelihoods.
func (ws *MixtureWorkspace) share(live int) (ll float64) {
	for p := range live {
		peak := math.Inf(-1)
		for k := range ws.term {
			peak = max(peak, ws.term[k][p])
		}
		total := 0.0
		for k := range ws.term {
			e := math.Exp(ws.term[k][p] - peak)
			ws.term[k][p] = e
			total += e
		}
		for k := range ws.term {
			ws.term[k][p] /= total
		}
		ll += peak + math.Log(total)
	}
	for p := live; p < 4; p++ {
		for k := range ws.term {
			ws.term[k][p] = 0
		}
	}
	return ll
}

// mixtureBack adds what four points with shares g contribute to the shadows of
// one component: dl and ddiag, and dy, the negative sum of g·y.
func mixtureBack(v, y []lanes, g *lanes, dl, ddiag, dy []float64) {
	d := len(dy)
	v, y, ddiag = v[:d], y[:d], ddiag[:d]
	g0, g1, g2, g3 := g[0], g[1], g[2], g[3]
	o := 0
	for r := range y {
		p := &y[r]
		d0, d1, d2, d3 := g0*p[0], g1*p[1], g2*p[2], g3*p[3]
		dy[r] = dy[r] + d0 + d1 + d2 + d3
		p = &v[r]
		ddiag[r] = ddiag[r] - d0*p[0] - d1*p[1] - d2*p[2] - d3*p[3]
		above := v[:r]
		row := dl[o:][:len(above)]
		for c := range above {
			p := &above[c]
			row[c] = row[c] - d0*p[0] - d1*p[1] - d2*p[2] - d3*p[3]
		}
		o += r
	}
}

// timesQ replaces y by Qᵀ·y. An element of the result needs only those of y
// that come no earlier.
func timesQ(y, diag, l []float64) {
	for c, e := range diag {
		s := e * y[c]
		for r := c + 1; r < len(y); r++ {
			s += l[r*(r-1)/2+c] * y[r]
		}
		y[c] = s
	}
}

// finish turns the sums over the points into the shadows of alpha and q, and
// returns what is subtracted from the sum of the points' log-likelihoods.
func (ws *MixtureWorkspace) finish(alpha []float64, n, d int, dalpha, dq []float64) float64 {
	peak := math.Inf(-1)
	for _, a := range alpha {
		peak = max(peak, a)
	}
	total := 0.0
	for _, a := range alpha {
		total += math.Exp(a - peak)
	}
	for k, s := range dalpha {
		for j, e := range ws.diag[k*d:][:d] {
			dq[k*d+j] = dq[k*d+j]*e + s
		}
		dalpha[k] = s - float64(n)*(math.Exp(alpha[k]-peak)/total)
	}
	return float64(n)*(peak+math.Log(total)) + 0.5*float64(n*d)*math.Log(2*math.Pi)
}
