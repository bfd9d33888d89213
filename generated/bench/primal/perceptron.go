// The loss of a perceptron with one hidden layer.

package primal

import "math"

// PerceptronWorkspace is the room for one sample's hidden units and outputs.
type PerceptronWorkspace struct {
	hidden, output []float64
}

// NewPerceptronWorkspace returns room for h hidden units and c outputs.
func NewPerceptronWorkspace(h, c int) *PerceptronWorkspace {
	return &PerceptronWorkspace{hidden: make([]float64, h), output: make([]float64, c)}
}

// Perceptron is the mean cross-entropy of W2·tanh(W1·x+b1)+b2 against the labels.
func Perceptron(ws *PerceptronWorkspace, W1, b1, W2, b2, X []float64, label []int) float64 {
	d := len(W1) / len(b1)
	loss := 0.0
	for i, l := range label {
		layer(ws.hidden, W1, b1, X[i*d:][:d])
		for k, s := range ws.hidden {
			ws.hidden[k] = math.Tanh(s)
		}
		layer(ws.output, W2, b2, ws.hidden)
		loss += LogSumExp(ws.output) - ws.output[l]
	}
	return loss / float64(len(label))
}

// layer sets out to W·x + b.
func layer(out, W, b, x []float64) {
	for k, bk := range b {
		row := W[k*len(x):][:len(x)]
		s := 0.0
		for j, xj := range x {
			s += row[j] * xj
		}
		out[k] = s + bk
	}
}

// LogSumExp is ln(sum(exp(a))), shifted by the maximum of a.
func LogSumExp(a []float64) float64 {
	m := math.Inf(-1)
	for _, v := range a {
		m = max(m, v)
	}
	s := 0.0
	for _, v := range a {
		s += math.Exp(v - m)
	}
	return m + math.Log(s)
}
