// The perceptron on BLAS.

package onblas

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"
)

// PerceptronWorkspace is the room for a batch's hidden units and outputs and
// for the derivatives by the former.
type PerceptronWorkspace struct{ hidden, dhidden, output blas64.General }

// NewPerceptronWorkspace returns room for n samples, h hidden units and c outputs.
func NewPerceptronWorkspace(n, h, c int) *PerceptronWorkspace {
	return &PerceptronWorkspace{
		hidden:  matrix(n, h, make([]float64, n*h)),
		dhidden: matrix(n, h, make([]float64, n*h)),
		output:  matrix(n, c, make([]float64, n*c)),
	}
}

// matrix returns data as a matrix of rows × cols.
func matrix(rows, cols int, data []float64) blas64.General {
	return blas64.General{Rows: rows, Cols: cols, Stride: cols, Data: data}
}

// PerceptronGrad returns the loss of the perceptron and sets the shadows of its
// weights.
func PerceptronGrad(ws *PerceptronWorkspace, W1, b1, W2, b2, X []float64, label []int, dW1, db1, dW2, db2 []float64) (loss float64) {
	h, c, n := len(b1), len(b2), len(label)
	d := len(W1) / h
	x, w1, w2 := matrix(n, d, X), matrix(h, d, W1), matrix(c, h, W2)
	blas64.Gemm(blas.NoTrans, blas.Trans, 1, x, w1, 0, ws.hidden)
	addToRows(ws.hidden, b1)
	for i, s := range ws.hidden.Data {
		ws.hidden.Data[i] = math.Tanh(s)
	}
	blas64.Gemm(blas.NoTrans, blas.Trans, 1, ws.hidden, w2, 0, ws.output)
	addToRows(ws.output, b2)
	for i, l := range label {
		loss += crossEntropy(ws.output.Data[i*c:][:c], l, float64(n))
	}
	blas64.Gemm(blas.Trans, blas.NoTrans, 1, ws.output, ws.hidden, 0, matrix(c, h, dW2))
	sumRows(db2, ws.output)
	blas64.Gemm(blas.NoTrans, blas.NoTrans, 1, ws.output, w2, 0, ws.dhidden)
	for i, t := range ws.hidden.Data {
		ws.dhidden.Data[i] *= 1 - t*t
	}
	blas64.Gemm(blas.Trans, blas.NoTrans, 1, ws.dhidden, x, 0, matrix(h, d, dW1))
	sumRows(db1, ws.dhidden)
	return loss / float64(n)
}

// addToRows adds b to every row of m.
func addToRows(m blas64.General, b []float64) {
	for i := range m.Rows {
		floats.Add(m.Data[i*m.Cols:][:m.Cols], b)
	}
}

// sumRows sets s to the sum of the rows of m.
func sumRows(s []float64, m blas64.General) {
	clear(s)
	for i := range m.Rows {
		floats.Add(s, m.Data[i*m.Cols:][:m.Cols])
	}
}

// crossEntropy returns the cross-entropy of one sample's outputs against its
// label and replaces the outputs by the derivatives of a mean over n samples.
func crossEntropy(o []float64, label int, n float64) float64 {
	l := floats.LogSumExp(o)
	loss := l - o[label]
	for k, v := range o {
		o[k] = math.Exp(v-l) / n
	}
	o[label] -= 1 / n
	return loss
}
