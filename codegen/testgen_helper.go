// The functions that generated tests share.

package codegen

import "math"

// slopeText compares a derivative with the nearest of a sweep of central
// differences: a large step truncates, a small one rounds.
const slopeText = `// NAME compares the derivative by *x with differences of f. It sweeps the step:
// a large one truncates, a small one rounds.
func NAME[F ~float64](t *{testing}.T, name string, point int, x *F, got F, f func() float64) {
	t.Helper()
	at, best, size := float64(*x), {math}.Inf(1), {math}.Abs(f())
	for h := 0.125 * max(1e-3, {math}.Abs(at)); h > 1e-13*max(1e-3, {math}.Abs(at)); h /= 2 {
		*x = F(at + h)
		width, rise := float64(*x), f()
		*x = F(at - h)
		width, rise = width-float64(*x), rise-f()
		if d := {math}.Abs(rise/width - float64(got)); d < best {
			best = d
		}
	}
	*x = F(at)
	if !(best <= 1e-6*{math}.Abs(float64(got))+1e-8*size+1e-12) {
		t.Errorf("point %d: the derivative by %s is %v; no difference comes nearer than %v", point, name, got, best)
	}
}`

// Steps visits the places to which a generated test moves a coordinate from at,
// until visit returns false. It is the sweep of slopeText.
func Steps(at float64, visit func(x float64) bool) {
	for h := 0.125 * max(1e-3, math.Abs(at)); h > 1e-13*max(1e-3, math.Abs(at)); h /= 2 {
		if !visit(at+h) || !visit(at-h) {
			return
		}
	}
}
