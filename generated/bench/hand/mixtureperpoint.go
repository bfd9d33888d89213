// The gradient of the Gaussian mixture that hoists nothing out of its sums.

package hand

// MixtureGradPerPointWS is MixtureGradWS as the adjoint is when it is taken
// term by term: every point's adjoint is multiplied by Qᵀ on its own before it
// is added to dmu.
func MixtureGradPerPointWS(ws *MixtureWorkspace, alpha, mu, q, L, x []float64, dalpha, dmu, dq, dL []float64) (ll float64) {
	K := len(alpha)
	d, tri := len(mu)/K, len(L)/K
	n := len(x) / d
	ws.start(alpha, q, d)
	ws.dv = grown(ws.dv, d)
	clearAll(dalpha, dmu, dq, dL)
	for i := 0; i < n; i += 4 {
		live := ws.load(x[i*d:], d)
		ws.forward(mu, L)
		ll += ws.share(live)
		for k, g := range ws.term {
			dalpha[k] = dalpha[k] + g[0] + g[1] + g[2] + g[3]
			o := k * d
			mixtureBackPerPoint(ws.v[o:][:d], ws.y[o:][:d], ws.dv, &g, ws.diag[o:][:d], L[k*tri:][:tri], dL[k*tri:][:tri], dq[o:][:d])
			for j, p := range ws.dv {
				dmu[o+j] = dmu[o+j] + p[0] + p[1] + p[2] + p[3]
			}
		}
	}
	return ll - ws.finish(alpha, n, d, dalpha, dq)
}

// mixtureBackPerPoint adds what four points with shares g contribute to dl and
// ddiag, and sets dv to the points' negative adjoints of x - mu.
func mixtureBackPerPoint(v, y, dv []lanes, g *lanes, diag, l, dl, ddiag []float64) {
	d := len(diag)
	v, y, dv, ddiag = v[:d], y[:d], dv[:d], ddiag[:d]
	g0, g1, g2, g3 := g[0], g[1], g[2], g[3]
	o := 0
	for r, e := range diag {
		p := &y[r]
		d0, d1, d2, d3 := g0*p[0], g1*p[1], g2*p[2], g3*p[3]
		p = &v[r]
		ddiag[r] = ddiag[r] - d0*p[0] - d1*p[1] - d2*p[2] - d3*p[3]
		above := v[:r]
		dabove := dv[:len(above)]
		row, drow := l[o:][:len(above)], dl[o:][:len(above)]
		for c := range above {
			p, dp, lc := &above[c], &dabove[c], row[c]
			drow[c] = drow[c] - d0*p[0] - d1*p[1] - d2*p[2] - d3*p[3]
			dp[0] += lc * d0
			dp[1] += lc * d1
			dp[2] += lc * d2
			dp[3] += lc * d3
		}
		o += r
		p = &dv[r]
		p[0], p[1], p[2], p[3] = e*d0, e*d1, e*d2, e*d3
	}
}
