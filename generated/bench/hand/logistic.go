// The gradient of the logistic regression.

package hand

import "math"

// LogisticGrad returns the loss of a logistic regression and its derivative by
// b, and sets dw to the derivatives by w.
//
// The derivative of a row's loss is known as soon as its z is, so four rows at
// a time go forward and back while they are in cache. Eight rows are slower:
// the registers run out.
func LogisticGrad(X, y, w []float64, b float64, dw []float64) (loss, db float64) {
	d, n := len(w), float64(len(y))
	dw = dw[:d]
	clear(dw)
	i := 0
	for ; i < len(y)-3; i += 4 {
		t := X[i*d:][:4*d]
		x0, x1, x2, x3 := t[:d], t[d:2*d], t[2*d:3*d], t[3*d:]
		z0, z1, z2, z3 := dot4(w, x0, x1, x2, x3)
		l0, g0 := entropy(z0+b, y[i])
		l1, g1 := entropy(z1+b, y[i+1])
		l2, g2 := entropy(z2+b, y[i+2])
		l3, g3 := entropy(z3+b, y[i+3])
		loss = loss + l0 + l1 + l2 + l3
		g0, g1, g2, g3 = g0/n, g1/n, g2/n, g3/n
		db = db + g0 + g1 + g2 + g3
		add4(dw, g0, g1, g2, g3, x0, x1, x2, x3)
	}
	for ; i < len(y); i++ {
		x := X[i*d:][:d]
		l, g := entropy(dot(w, x)+b, y[i])
		loss += l
		g /= n
		db += g
		add(dw, g, x)
	}
	return loss / n, db
}

// entropy returns softplus(z) - y·z and its derivative by z.
func entropy(z, y float64) (loss, dz float64) {
	e := math.Exp(-math.Abs(z))
	if z >= 0 {
		return z + math.Log1p(e) - y*z, 1/(1+e) - y
	}
	return math.Log1p(e) - y*z, e/(1+e) - y
}
