// The functions that generated tests share.

package codegen

import (
	"math"
	"strings"

	"github.com/dave/jennifer/jen"
)

// withMath is Go text whose package math jennifer imports.
func withMath(text string) *jen.Statement {
	parts := strings.Split(text, "math.")
	s := jen.Id(parts[0])
	for _, p := range parts[1:] {
		name, _, _ := strings.Cut(p, "(")
		s.Qual("math", name).Id(p[len(name):])
	}
	return s
}

// slopeText compares a derivative with the nearest of a sweep of central
// differences: a large step truncates, a small one rounds.
func slopeText(name string) string {
	return strings.ReplaceAll(`// NAME compares the derivative by *x with differences of f. It sweeps the step:
// a large one truncates, a small one rounds.
func NAME(t *testing.T, name string, point int, x *float64, got float64, f func() float64) {
	t.Helper()
	at, best, size := *x, math.Inf(1), math.Abs(f())
	for h := 0.125 * max(1e-3, math.Abs(at)); h > 1e-13*max(1e-3, math.Abs(at)); h /= 2 {
		*x = at + h
		width, rise := *x, f()
		*x = at - h
		width, rise = width-*x, rise-f()
		if d := math.Abs(rise/width - got); d < best {
			best = d
		}
	}
	*x = at
	if !(best <= 1e-6*math.Abs(got)+1e-8*size+1e-12) {
		t.Errorf("point %d: the derivative by %s is %v; no difference comes nearer than %v", point, name, got, best)
	}
}`, "NAME", name)
}

// Steps visits the places to which a generated test moves a coordinate from at,
// until visit returns false. It is the sweep of slopeText.
func Steps(at float64, visit func(x float64) bool) {
	for h := 0.125 * max(1e-3, math.Abs(at)); h > 1e-13*max(1e-3, math.Abs(at)); h /= 2 {
		if !visit(at+h) || !visit(at-h) {
			return
		}
	}
}

// innerText is the weighted sum of an array result.
func innerText(name string) string {
	return strings.ReplaceAll(`// NAME is the inner product of a and b.
func NAME(a, b []float64) float64 {
	sum := 0.0
	for i, v := range a {
		sum += v * b[i]
	}
	return sum
}`, "NAME", name)
}
