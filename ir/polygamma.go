// The derivatives of the digamma function.

package ir

import "math"

// polygamma is the derivative of order n of the digamma function, NaN for n < 0:
// reflection below zero (DLMF 5.15.6), recurrence up to n + 13 (5.15.5), then
// the asymptotic series (5.15.9).
func polygamma(n int, x float64) float64 {
	switch {
	case n < 0 || x < 0 && x == math.Floor(x) && n%2 == 0:
		return math.NaN()
	case n == 0:
		return digamma(x)
	case x < 0 && math.IsInf(x, 0):
		return math.NaN()
	case x < 0 && x == math.Floor(x):
		return math.Inf(1)
	case x < 0 && n%2 == 0:
		return polygamma(n, 1-x) - cotDerivative(n, x-math.Round(x))
	case x < 0:
		return -polygamma(n, 1-x) - cotDerivative(n, x-math.Round(x))
	}
	sum := 0.0
	for ; x < float64(n+13); x++ {
		sum += factorialOver(n, x) / x
	}
	sum += polygammaSeries(n, x)
	if n%2 == 0 {
		return -sum
	}
	return sum
}

// factorialOver is n!/x to the power n, without overflow on the way.
func factorialOver(n int, x float64) float64 {
	p := 1.0
	for k := 1; k <= n; k++ {
		p *= float64(k) / x
	}
	return p
}

// polygammaSeries is the asymptotic series of the derivative of order n of the
// digamma function, but for its sign, at x of n + 13 or more.
func polygammaSeries(n int, x float64) float64 {
	bernoulli := [...]float64{1. / 6, -1. / 30, 1. / 42, -1. / 30, 5. / 66, -691. / 2730, 7. / 6,
		-3617. / 510, 43867. / 798, -174611. / 330}
	lead := factorialOver(n, x)
	sum := lead/float64(n) + 0.5*lead/x
	// lead is (2k+n-1)!/(2k)! over x to the power 2k+n, from k = 1.
	lead *= 0.5 * float64(n+1) / (x * x)
	for i, b := range bernoulli {
		sum += b * lead
		k := float64(2*i + 2)
		lead *= (k + float64(n)) / (k + 1) * (k + 1 + float64(n)) / (k + 2) / (x * x)
	}
	return sum
}

// cotDerivative is the derivative of order n of pi cot(pi x): a polynomial in
// the cotangent c, of which each derivative multiplies by -(1+c*c) (DLMF 4.20.4).
func cotDerivative(n int, x float64) float64 {
	var small [24]float64
	p := small[:]
	if n+2 > len(p) {
		p = make([]float64, n+2)
	}
	p[1] = 1
	for d := 1; d <= n; d++ {
		// Every other coefficient is zero: those of derivative d go into the gaps.
		for i := 1 + d; i >= 0; i -= 2 {
			c := 0.0
			if i >= 2 {
				c += float64(i-1) * p[i-1]
			}
			if i <= d-1 {
				c += float64(i+1) * p[i+1]
			}
			p[i] = -c
		}
	}
	sin, cos := math.Sincos(math.Pi * x)
	c := cos / sin
	sum := p[n+1]
	for i := n - 1; i >= 0; i -= 2 {
		sum = sum*c*c + p[i]
	}
	if n%2 == 0 {
		sum *= c
	}
	return sum * powi(math.Pi, n+1)
}
