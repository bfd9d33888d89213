// The gradient of physics.LennardJones.

package gofuncs

// LennardJones returns the energy with its derivatives by epsilon and sigma,
// and sets dx.
//
// A pair's energy is 4ε(s⁶ - s³) with s = σ²/r², so its derivative by ln s,
// 4ε(6s⁶ - 3s³), gives that by r² and that by σ.
func LennardJones(x [][3]float64, epsilon, sigma float64, dx [][3]float64) (energy, depsilon, dsigma float64) {
	dx = dx[:len(x)]
	clear(dx)
	square := sigma * sigma
	sum, slope := 0.0, 0.0
	for i := range x {
		x0, x1, x2 := x[i][0], x[i][1], x[i][2]
		g0, g1, g2 := 0.0, 0.0, 0.0
		rest := x[i+1:]
		drest := dx[i+1:][:len(rest)]
		for j := range rest {
			p, g := &rest[j], &drest[j]
			d0, d1, d2 := x0-p[0], x1-p[1], x2-p[2]
			inverse := 1 / (d0*d0 + d1*d1 + d2*d2)
			s := square * inverse
			s3 := s * s * s
			s6 := s3 * s3
			sum += s6 - s3
			bySize := 6*s6 - 3*s3
			slope += bySize
			f := -8 * epsilon * bySize * inverse
			g0 += f * d0
			g1 += f * d1
			g2 += f * d2
			g[0] -= f * d0
			g[1] -= f * d1
			g[2] -= f * d2
		}
		dx[i][0] += g0
		dx[i][1] += g1
		dx[i][2] += g2
	}
	return 4 * epsilon * sum, 4 * sum, 8 * epsilon * slope / sigma
}
