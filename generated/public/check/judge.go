// The comparison of a partial derivative with differences.

package check

import (
	"math"

	"chainrule/internal/gradcheck"
)

// verdict is what differences say of a partial derivative.
type verdict int

const (
	agrees  verdict = iota
	kink            // the sides disagree, or the function jumps or is too rough for differences
	unclear         // differences have no digits here
	wrong
)

// estimate is a partial derivative by differences.
type estimate struct {
	value, err float64
	smooth     bool // no kink was seen
	clear      bool // it has digits to compare with
}

// tolerances for float64 and for code that computes with float32.
var (
	double = gradcheck.Tolerance{Rel: 1e-6, Abs: 1e-7}
	single = gradcheck.Tolerance{Rel: 2e-2, Abs: 2e-3}
)

// partial estimates the derivative by an input: by extrapolation, or, where that is
// far from what small steps give, by these. A function with steps can look smooth
// to an extrapolation that begins with wide ones.
func (p *point) partial(input int, tol gradcheck.Tolerance) estimate {
	f := func(x []float64) float64 { return p.value(input, x[0]) }
	x := []float64{p.inputs[input].get()}
	v, e := gradcheck.Sweep(f, x, 0)
	local, noise, smooth := p.local(input, tol)
	if smooth && !(math.Abs(v-local) <= 10*e+noise+0.02*max(math.Abs(v), math.Abs(local))) {
		return estimate{local, noise + 1e-3*math.Abs(local), true, noise < 1e-6+1e-3*math.Abs(local)}
	}
	return estimate{v, e, smooth, smooth && e <= 10*(tol.Abs+tol.Rel*math.Abs(v))}
}

// judge compares what a derivative says with differences.
func judge(got float64, want estimate, tol gradcheck.Tolerance) verdict {
	slack := tol
	slack.Abs += 10 * want.err
	switch {
	case !want.smooth:
		return kink
	case !want.clear:
		return unclear
	case gradcheck.Close(got, want.value, slack):
		return agrees
	}
	return wrong
}

// local gives the mean of the one-sided difference quotients of a small step and
// what the rounding of the function may add to it. The function is smooth there if
// the sides, and those of smaller steps, agree roughly.
func (p *point) local(input int, tol gradcheck.Tolerance) (mean, noise float64, smooth bool) {
	x := p.inputs[input].get()
	mid := p.value(input, x)
	epsilon, widest := 1e-13, 1e-4*max(1, math.Abs(x))
	if tol == single {
		epsilon, widest = 1e-6, 10*widest
	}
	noise = epsilon * (1 + math.Abs(mid)) / widest
	for i, h := range []float64{widest, widest / 10, widest / 100} {
		right, left := (p.value(input, x+h)-mid)/h, (mid-p.value(input, x-h))/h
		allowed := 0.02*max(math.Abs(right), math.Abs(left)) + tol.Abs + epsilon*(1+math.Abs(mid))/h
		if i > 0 && !(math.Abs(right-left) <= allowed) {
			return 0, 0, false
		}
		if now := (right + left) / 2; i == 0 {
			mean = now
		} else if !(math.Abs(now-mean) <= allowed+0.02*math.Abs(mean)+100*h) {
			return 0, 0, false
		}
	}
	return mean, noise, true
}

// steps reports whether the function is a staircase that looks like a slope from
// afar: much smaller steps than those of the differences do not move it.
func (p *point) steps(input int, slope float64) bool {
	x := p.inputs[input].get()
	mid := p.value(input, x)
	for _, h := range []float64{1e-8, 1e-9, 1e-10, 1e-11} {
		h *= max(1, math.Abs(x))
		expected, noise := math.Abs(slope)*h, 1e-15*(1+math.Abs(mid))
		if expected > 100*noise && p.value(input, x+h) == mid && p.value(input, x-h) == mid {
			return true
		}
	}
	return false
}
