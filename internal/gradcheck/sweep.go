// Derivatives of float64 primals by Ridders' extrapolation of central
// differences.

package gradcheck

import "math"

const (
	ridderShrink = 1.4 // the ratio of successive steps
	ridderRows   = 10  // how many steps the tableau has
	ridderSafe   = 2   // stop once the error is this much worse than the best
)

// Sweep returns ∂f/∂x_i at x by central differences in float64, with Ridders'
// extrapolation from each of a sweep of first steps, and an estimate of its
// error: the smallest met, infinite where f was not finite around x.
//
// After C. J. F. Ridders, "Accurate computation of F′(x) and F′(x)F″(x)",
// Advances in Engineering Software 4 (1982), and Press et al., Numerical
// Recipes, 3rd edition, §5.7.
func Sweep(f func([]float64) float64, x []float64, i int) (best, err float64) {
	return sweep(f, x, i, firstSteps(x[i]))
}

// SweepWithin is Sweep with steps below scale, for an f that is something else
// farther away.
func SweepWithin(f func([]float64) float64, x []float64, i int, scale float64) (best, err float64) {
	return sweep(f, x, i, stepsBelow(scale))
}

func sweep(f func([]float64) float64, x []float64, i int, steps []float64) (best, err float64) {
	err = math.Inf(1)
	for _, h := range steps {
		if v, e := ridders(f, x, i, h); e < err {
			best, err = v, e
		}
	}
	return best, err
}

// firstSteps returns steps below the scale of x and below one.
func firstSteps(x float64) []float64 {
	steps := stepsBelow(1)
	if _, e := math.Frexp(x); x != 0 && (e < -8 || e > 8) {
		steps = append(steps, stepsBelow(math.Ldexp(1, e))...)
	}
	return steps
}

// stepsBelow returns steps from half of scale down.
func stepsBelow(scale float64) (steps []float64) {
	for e := -1; e >= -21; e -= 4 {
		steps = append(steps, math.Ldexp(scale, e))
	}
	return steps
}

// ridders returns the entry of the extrapolation tableau from first step h that
// differs least from its neighbours, and its estimated error: that difference
// and the rounding of f over the step.
func ridders(f func([]float64) float64, x []float64, i int, h float64) (best, err float64) {
	err = math.Inf(1)
	var previous []float64
	for range ridderRows {
		d, noise := floatCentral(f, x, i, h)
		row := []float64{d}
		factor := 1.0
		for j, coarse := range previous {
			factor *= ridderShrink * ridderShrink
			finer := row[j]
			extrapolated := (finer*factor - coarse) / (factor - 1)
			row = append(row, extrapolated)
			e := max(math.Abs(extrapolated-finer), math.Abs(extrapolated-coarse)) + noise
			if e < err {
				best, err = extrapolated, e
			}
		}
		if last := len(previous) - 1; last >= 0 && math.Abs(row[last+1]-previous[last]) >= ridderSafe*err {
			break
		}
		previous = row
		h /= ridderShrink
	}
	return best, err
}

// floatCentral returns the central difference with steps of about h, and what
// the rounding of f may add to it.
func floatCentral(f func([]float64) float64, x []float64, i int, h float64) (difference, noise float64) {
	const epsilon = 0x1p-52
	moved := append([]float64(nil), x...)
	above, below := x[i]+h, x[i]-h
	moved[i] = above
	fAbove := f(moved)
	moved[i] = below
	fBelow := f(moved)
	width := above - below
	return (fAbove - fBelow) / width, epsilon * (math.Abs(fAbove) + math.Abs(fBelow)) / width
}
