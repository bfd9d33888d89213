// The loops that the matrix problems share: each loads an element once and
// uses it for four rows.

package hand

// dot returns the product of w and x.
func dot(w, x []float64) (s float64) {
	x = x[:len(w)]
	for j, wj := range w {
		s += wj * x[j]
	}
	return s
}

// dot4 returns the products of w with four vectors. The four sums do not wait
// for each other, which makes it four times as fast as four calls of dot.
func dot4(w, x0, x1, x2, x3 []float64) (s0, s1, s2, s3 float64) {
	x0, x1, x2, x3 = x0[:len(w)], x1[:len(w)], x2[:len(w)], x3[:len(w)]
	for j, wj := range w {
		s0 += x0[j] * wj
		s1 += x1[j] * wj
		s2 += x2[j] * wj
		s3 += x3[j] * wj
	}
	return s0, s1, s2, s3
}

// dots sets out[i] to the product of w and row i.
func dots(out, w, rows []float64) {
	n := len(w)
	i := 0
	for ; i < len(out)-3; i += 4 {
		r := rows[i*n:][:4*n]
		o := out[i:][:4]
		o[0], o[1], o[2], o[3] = dot4(w, r[:n], r[n:2*n], r[2*n:3*n], r[3*n:])
	}
	for ; i < len(out); i++ {
		out[i] = dot(w, rows[i*n:][:n])
	}
}

// add adds g·x to out.
func add(out []float64, g float64, x []float64) {
	x = x[:len(out)]
	for j, s := range out {
		out[j] = s + g*x[j]
	}
}

// add4 adds four multiples to out, in the order of their rows.
func add4(out []float64, g0, g1, g2, g3 float64, x0, x1, x2, x3 []float64) {
	x0, x1, x2, x3 = x0[:len(out)], x1[:len(out)], x2[:len(out)], x3[:len(out)]
	for j, s := range out {
		out[j] = s + g0*x0[j] + g1*x1[j] + g2*x2[j] + g3*x3[j]
	}
}

// addRows adds the sum of g[i] times row i to out.
func addRows(out, g, rows []float64) {
	n := len(out)
	i := 0
	for ; i < len(g)-3; i += 4 {
		r := rows[i*n:][:4*n]
		add4(out, g[i], g[i+1], g[i+2], g[i+3], r[:n], r[n:2*n], r[2*n:3*n], r[3*n:])
	}
	for ; i < len(g); i++ {
		add(out, g[i], rows[i*n:][:n])
	}
}

// sum returns the sum of x.
func sum(x []float64) (s float64) {
	for _, v := range x {
		s += v
	}
	return s
}
