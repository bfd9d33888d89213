// Reverse mode against differences of the primal.

package run

import (
	"math"
	"math/rand/v2"
)

// most is how many leaves are compared at a point.
const most = 10

// differences compares the derivative by each leaf, or by some of many.
func (p *point) differences(back []float64) (compared, rough int) {
	order := rand.New(rand.NewPCG(p.seed, 5)).Perm(len(p.leaves))
	twin := p.recipe
	twin.types = typesOf(p.Twin)
	if p.Mixed && len(order) > 0 && !p.alike(twin) {
		return 0, min(len(order), most)
	}
	for _, j := range order[:min(len(order), most)] {
		f := func(by float64) float64 { return p.moved(twin, j, by) }
		if ok := p.difference(f, j, back[j]); ok {
			compared++
		} else {
			rough++
		}
	}
	return compared, rough
}

// alike reports whether the twin, which rounds nothing to float32, goes the way of
// the primal: a comparison may depend on that rounding.
func (p *point) alike(twin recipe) bool {
	sum, size := p.total(p.results, p.leaves)
	return math.Abs(p.moved(twin, 0, 0)-sum) <= 1e-4*(1+size)
}

// difference compares one derivative. It gives false where the function is too
// rough for differences; steps become smaller until they agree or say so.
func (p *point) difference(f func(float64) float64, j int, got float64) bool {
	tol := 1e-6
	if p.Mixed {
		tol = 3e-3
	}
	var want, err float64
	for _, h := range []float64{0x1p-6, 0x1p-11, 0x1p-16} {
		want, err = ridders(f, h)
		if math.Abs(got-want) <= tol*(1+math.Abs(want)) {
			return true
		}
	}
	switch size := 1 + math.Abs(want); {
	case math.IsNaN(want) || err > tol*size || kink(f):
		return false
	default:
		disagree("reverse mode gives %v for %s, differences %v ± %.2g", got, p.leaves[j].name, want, err)
		return false
	}
}

// kink reports whether the slopes on both sides differ, or the function jumps.
func kink(f func(float64) float64) bool {
	y := f(0)
	for _, h := range []float64{0x1p-12, 0x1p-18, 0x1p-24} {
		right, left := (f(h)-y)/h, (y-f(-h))/h
		noise := 0x1p-48 * (1 + math.Abs(y)) / h
		if !(math.Abs(right-left) <= 1e-3*(1+math.Abs(right)+math.Abs(left))+noise) {
			return true
		}
	}
	return false
}

// moved is the weighted sum of the twin's outputs with leaf j moved.
func (p *point) moved(twin recipe, j int, by float64) float64 {
	w := twin.world()
	leaves := w.leaves()
	leaves[j].set(leaves[j].get() + by)
	results, panicked := call(p.Twin, w.args())
	if panicked != "" {
		return math.NaN()
	}
	sum, _ := p.total(results, leaves)
	return sum
}

// ridders is the derivative at 0 by central differences of halved steps,
// extrapolated, with an estimate of the error (C. J. F. Ridders, Accurate
// computation of F'(x) and F'(x)F”(x), Advances in Engineering Software 4, 1982).
func ridders(f func(float64) float64, h float64) (best, err float64) {
	const levels = 7
	err = math.Inf(1)
	var above []float64
	for range levels {
		row := []float64{(f(h) - f(-h)) / (2 * h)}
		factor := 4.0
		for k, a := range above {
			row = append(row, row[k]+(row[k]-a)/(factor-1))
			factor *= 4
			if e := max(math.Abs(row[k+1]-row[k]), math.Abs(row[k+1]-a)); e <= err {
				best, err = row[k+1], e
			}
		}
		above, h = row, h/2
	}
	return best, err
}
