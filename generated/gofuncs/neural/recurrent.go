// A recurrent cell, unrolled over a sequence.

package neural

import "math"

// A Cell is a gated recurrent unit (Cho et al. 2014) without biases: each matrix
// has a row per unit, over the input followed by the state.
type Cell struct {
	Update, Reset, Candidate [][]float64
}

// Step gives the state after an input.
//
//chainrule:vjp
func (c *Cell) Step(h, x []float64) []float64 {
	in := append(append(make([]float64, 0, len(x)+len(h)), x...), h...)
	gated := make([]float64, len(in))
	copy(gated, in)
	for i := range h {
		gated[len(x)+i] *= sigmoid(dot(c.Reset[i], in))
	}
	next := make([]float64, len(h))
	for i := range next {
		z := sigmoid(dot(c.Update[i], in))
		next[i] = z*h[i] + (1-z)*math.Tanh(dot(c.Candidate[i], gated))
	}
	return next
}

// A Tagger predicts a number for each element of a sequence.
type Tagger struct {
	Cell
	Out  []float64
	Bias float64
}

// SequenceLoss is the mean squared error over the elements that have a target;
// NaN marks those that have none.
//
//chainrule:grad wrt=t
func (t *Tagger) SequenceLoss(inputs [][]float64, targets []float64) float64 {
	h := make([]float64, len(t.Out))
	loss, n := 0.0, 0
	for i, x := range inputs {
		h = t.Step(h, x)
		if math.IsNaN(targets[i]) {
			continue
		}
		e := dot(t.Out, h) + t.Bias - targets[i]
		loss += e * e
		n++
	}
	if n == 0 {
		return 0
	}
	return loss / float64(n)
}
