package expr

import (
	"math"
	"testing"
)

func TestTmpModels(t *testing.T) {
	fs := load(t, modelsSource)
	for name, f := range fs {
		if name == "gmm" || name == "lj" {
			t.Log(f)
		}
	}
	x := []float64{0.5, -1, 2, 0.1, 0.2, 0.3}
	t.Log(run(t, fs["softmaxReg"], x, x, []float64{0, 0.5, 1}, []int{0, 1, 2}))
	t.Log(run(t, fs["perceptron"], x, []float64{1, 2, 3, 4}, []float64{0, 0.5}, []float64{1, 2, 3, 4}, []float64{0, .5}, []int{0, 1, 1}))
	t.Log(run(t, fs["gmm"], []float64{0.3, 0.4}, []float64{1, 2, 3, 4}, []float64{.1, .2, .3, .4}, []float64{.5, .6}, x))
	t.Log(run(t, fs["lj"], []float64{0, 0, 0, 1, 1, 1, 2, 0, 0}, 1.0, 1.0))
	t.Log(run(t, fs["rk4"], .5, .02, .01, .3, 10., 5., .1, x))
	t.Log(run(t, fs["bs"], 100., 100., .05, .2, 1.))
	t.Log(run(t, fs["kalman"], x, 1., .1, .5))
	t.Log(run(t, fs["gru"], x, []float64{1, 2, 3, 4}, []float64{1, 2, 3, 4}, []float64{1, 2, 3, 4}, []float64{1, 2, 3, 4}, 3))
	t.Log(run(t, fs["softmax"], x))
	t.Log(run(t, fs["network"], []float64{1, 2, 3, 4, 1, 2, 3, 4}, []float64{1, 2, 3, 4}, []float64{0.1, 0.2}))
	t.Log(run(t, fs["clip"], []float64{3, -2, 4}))
	t.Log(run(t, fs["first"], []float64{3, -2, 4}))
	t.Log(run(t, fs["tri"], 4))
	_ = math.Pi
}

const modelsSource = `
// softmax regression
func softmaxReg(X [n, d], W [d, k], b [k], label [n] int) {
	z[i, c] = sum(j) X[i,j]*W[j,c] + b[c]
	return mean(i) (logsumexp(z[i]) - z[i,label[i]])
}

func perceptron(X [n, d], W1 [d, h], b1 [h], W2 [h, c], b2 [c], label [n] int) {
	a[i, j] = tanh(sum(k) X[i,k]*W1[k,j] + b1[j])
	s = a·W2
	return mean(i) (logsumexp(s[i] + b2) - s[i,label[i]] - b2[label[i]])
}

// mixture of Gaussians, gradbench form
func gmm(alpha [K], mu [K, d], q [K, d], l [K, d*(d-1)/2], x [n, d]) {
	lse = logsumexp(alpha)
	sumq[k] = sum(j) q[k,j]
	Qdiag[k, j] = exp(q[k,j])
	s = sum(i) logsumexp(k) (alpha[k] + sumq[k] - 0.5*(sum(r) (Qdiag[k,r]*(x[i,r] - mu[k,r]) + sum(c in 0..r) l[k,div(r*(r-1),2) + c]*(x[i,c] - mu[k,c]))²))
	return s - n*lse
}

func lj(p [n, 3], eps, sig) = sum(i in 0..n, j in i+1..n) pair(p[i], p[j], eps, sig)

func pair(a [3], b [3], eps, sig) {
	r2 = sum(k) (a[k] - b[k])²
	u = (sig²/r2)³
	return 4eps*(u² - u)
}

func rate(a, b, c, d, x, y) (dx, dy) {
	dx = a*x - b*x*y
	dy = c*x*y - d*y
}

func rk4(a, b, c, d, x0, y0, dt, obs [T, 2]) {
	x, y = x0, y0
	loss = 0
	for t in 0..T {
		k1x, k1y = rate(a, b, c, d, x, y)
		k2x, k2y = rate(a, b, c, d, x + dt/2*k1x, y + dt/2*k1y)
		k3x, k3y = rate(a, b, c, d, x + dt/2*k2x, y + dt/2*k2y)
		k4x, k4y = rate(a, b, c, d, x + dt*k3x, y + dt*k3y)
		x = x + dt/6*(k1x + 2k2x + 2k3x + k4x)
		y = y + dt/6*(k1y + 2k2y + 2k3y + k4y)
		loss = loss + (x - obs[t,0])² + (y - obs[t,1])²
	}
	return loss
}

func bs(S, K, r, sigma, T) {
	d1 = (ln(S/K) + (r + sigma²/2)*T) / (sigma*√T)
	d2 = d1 - sigma*√T
	return S*Φ(d1) - K*e^(-r*T)*Φ(d2)
}

func kalman(y [T], a, q, r) {
	P[i in 0..2, j in 0..2] = if i == j then 1 else 0
	m[i in 0..2] = 0
	ll = 0
	for t in 0..T {
		mp[i in 0..2] = if i == 0 then m[0] + a*m[1] else m[1]
		Pp[i, j in 0..2] = (if i == 0 then P[0,j] + a*P[1,j] else P[1,j]) + (if j == 0 then a*P[i,1] else 0) + (if i == j then q else 0)
		s = Pp[0,0] + r
		v = y[t] - mp[0]
		ll = ll - 0.5*(ln(2π*s) + v²/s)
		m[i] = mp[i] + Pp[i,0]*v/s
		P[i, j] = Pp[i,j] - Pp[i,0]*Pp[0,j]/s
	}
	return ll
}

func gru(X [T, d], Wz [h, d], Uz [h, h], Wh [h, d], Uh [h, h]) {
	s[i in 0..h] = 0
	for t in 0..T {
		z = σ(Wz·X[t] + Uz·s)
		c = tanh(Wh·X[t] + Uh·s)
		s[i] = (1 - z[i])*s[i] + z[i]*c[i]
	}
	return norm(s)²
}

func softmax(x [n]) {
	y[i] = exp(x[i] - logsumexp(x))
	return y
}

func network(W [L, n, n], b [L, n], x [n]) {
	a = x
	for l in 0..L {
		a = σ(W[l]·a + b[l])
	}
	return sum(a)
}

func clip(x [n]) = norm(max(x, 0))
func first(x [n]) = max(i in 1..n) (x[i] - x[i-1])
func tri(n int) = sum(i in 0..n, j in i..n) i*j
`
