// Package onblas holds gradients written by hand on gonum's BLAS, whose inner
// loops are assembly.
package onblas

import (
	"math"

	"gonum.org/v1/gonum/blas"
	"gonum.org/v1/gonum/blas/blas64"
	"gonum.org/v1/gonum/floats"
)

// LogisticWorkspace is the room for one number for each row.
type LogisticWorkspace struct{ z []float64 }

// NewLogisticWorkspace returns room for n rows.
func NewLogisticWorkspace(n int) *LogisticWorkspace {
	return &LogisticWorkspace{z: make([]float64, n)}
}

// LogisticGrad returns the loss of a logistic regression and its derivative by
// b, and sets dw to the derivatives by w.
func LogisticGrad(ws *LogisticWorkspace, X, y, w []float64, b float64, dw []float64) (loss, db float64) {
	d, n := len(w), len(y)
	x := blas64.General{Rows: n, Cols: d, Stride: d, Data: X}
	z := blas64.Vector{N: n, Inc: 1, Data: ws.z}
	blas64.Gemv(blas.NoTrans, 1, x, blas64.Vector{N: d, Inc: 1, Data: w}, 0, z)
	floats.AddConst(b, ws.z)
	for i, zi := range ws.z {
		e := math.Exp(-math.Abs(zi))
		loss += max(zi, 0) + math.Log1p(e) - y[i]*zi
		if zi < 0 {
			ws.z[i] = e/(1+e) - y[i]
		} else {
			ws.z[i] = 1/(1+e) - y[i]
		}
	}
	floats.Scale(1/float64(n), ws.z)
	blas64.Gemv(blas.Trans, 1, x, z, 0, blas64.Vector{N: d, Inc: 1, Data: dw})
	return loss / float64(n), floats.Sum(ws.z)
}
