// The gradient of the perceptron.

package hand

import "math"

// PerceptronWorkspace is the room that PerceptronGradWS needs; the zero value
// grows when first used.
type PerceptronWorkspace struct {
	hidden  []float64 // [h,n]: a row is one unit for the whole batch
	output  []float64 // [c,n]: the outputs, then their derivatives
	dhidden []float64 // [n], of one unit
	column  []float64 // [c], a column of W2
}

// PerceptronGradWS returns the loss of the perceptron and sets the shadows of
// its weights.
//
// Units are rows and samples are columns, so that every product runs along
// contiguous memory and each row of a weight matrix is read once for the batch.
// The derivative of a hidden unit is finished before that of the next begins.
func PerceptronGradWS(ws *PerceptronWorkspace, W1, b1, W2, b2, X []float64, label []int, dW1, db1, dW2, db2 []float64) (loss float64) {
	h, c, n := len(b1), len(b2), len(label)
	d := len(W1) / h
	ws.grow(h, c, n)
	for k, bk := range b1 {
		unit := ws.hidden[k*n:][:n]
		dots(unit, W1[k*d:][:d], X)
		for i, s := range unit {
			unit[i] = math.Tanh(s + bk)
		}
	}
	ws.outputs(W2, b2)
	loss = crossEntropy(ws.output, label)
	for k := range db2 {
		g := ws.output[k*n:][:n]
		db2[k] = sum(g)
		dots(dW2[k*h:][:h], g, ws.hidden)
	}
	for k := range db1 {
		db1[k] = ws.backUnit(k, h, W2)
		row := dW1[k*d:][:d]
		clear(row)
		addRows(row, ws.dhidden, X)
	}
	return loss
}

// grow makes room for h hidden units, c outputs and n samples.
func (ws *PerceptronWorkspace) grow(h, c, n int) {
	ws.hidden = grown(ws.hidden, h*n)
	ws.output = grown(ws.output, c*n)
	ws.dhidden = grown(ws.dhidden, n)
	ws.column = grown(ws.column, c)
}

// outputs sets the outputs to W2·hidden + b2.
func (ws *PerceptronWorkspace) outputs(W2, b2 []float64) {
	h, n := len(W2)/len(b2), len(ws.dhidden)
	clear(ws.output)
	for k, bk := range b2 {
		o := ws.output[k*n:][:n]
		addRows(o, W2[k*h:][:h], ws.hidden)
		for i := range o {
			o[i] += bk
		}
	}
}

// backUnit sets dhidden to the derivatives before the tanh of hidden unit k of
// h, and returns their sum.
func (ws *PerceptronWorkspace) backUnit(k, h int, W2 []float64) (s float64) {
	for i := range ws.column {
		ws.column[i] = W2[i*h+k]
	}
	dh := ws.dhidden
	clear(dh)
	addRows(dh, ws.column, ws.output)
	unit := ws.hidden[k*len(dh):][:len(dh)]
	for i, t := range unit {
		g := dh[i] * (1 - t*t)
		dh[i] = g
		s += g
	}
	return s
}

// crossEntropy returns the mean cross-entropy of the outputs [c,n] against the
// labels and replaces the outputs by its derivatives.
func crossEntropy(output []float64, label []int) (loss float64) {
	n := len(label)
	for i, l := range label {
		picked := output[l*n+i]
		peak := math.Inf(-1)
		for j := i; j < len(output); j += n {
			peak = max(peak, output[j])
		}
		total := 0.0
		for j := i; j < len(output); j += n {
			e := math.Exp(output[j] - peak)
			output[j] = e
			total += e
		}
		for j := i; j < len(output); j += n {
			output[j] = output[j] / total / float64(n)
		}
		output[l*n+i] -= 1 / float64(n)
		loss += peak + math.Log(total) - picked
	}
	return loss / float64(n)
}
