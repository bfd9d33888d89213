// The gradient of Rosenbrock's function.

package hand

// RosenbrockGrad returns Rosenbrock's function of x and sets dx to its gradient.
//
// One pass: a term contributes to two neighbouring derivatives, and what it
// contributes to the second one waits in a local for the next term. Unrolling
// four times gains 4 % at n = 10,000 and costs the text.
func RosenbrockGrad(x, dx []float64) (f float64) {
	if len(x) == 0 {
		return 0
	}
	next := x[1:]
	out := dx[:len(next)]
	carry, a := 0.0, x[0]
	for i, b := range next {
		t := b - a*a
		u := 1 - a
		f += 100*(t*t) + u*u
		dt := 200 * t
		out[i] = carry - 2*(dt*a+u)
		carry, a = dt, b
	}
	dx[len(next)] = carry
	return f
}
