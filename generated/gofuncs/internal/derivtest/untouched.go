// Fields of structs that a gradient leaves as they are, because the function does
// not use them: only what is differentiated is touched.

package derivtest

import "math"

// mark is what nothing computes.
const mark = 0x1.23456789abcdep-99

// used puts 0 for the fields in dx, the gradient, that are not touched. They held
// NaN before the call, and another number stays as well.
func (p *plan) used(want outcome, dx []float64) []float64 {
	if !p.isGradient() {
		return dx
	}
	inputs := p.inputs(cloneAll(p.args))
	_, marked := p.derivative(want, filled(len(want.floats()), 1), filled(len(inputs), mark))
	list := make([]float64, len(dx))
	for i, d := range dx {
		if list[i] = d; math.IsNaN(d) && marked[i] == mark && inputs[i].field {
			list[i] = 0
		}
	}
	return list
}
