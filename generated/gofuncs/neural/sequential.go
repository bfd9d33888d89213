// Networks of any modules, and one in single precision.

package neural

import "math"

// A Module is one stage of a Sequential.
type Module interface {
	Apply(x []float64) []float64
}

// Linear is a matrix, a row per output.
type Linear [][]float64

// Apply multiplies by the matrix.
func (l Linear) Apply(x []float64) []float64 {
	y := make([]float64, len(l))
	for i, row := range l {
		y[i] = dot(row, x)
	}
	return y
}

// PReLU multiplies what is negative by a slope that is learnt.
type PReLU struct{ Slope float64 }

// Apply gives a new slice.
func (p *PReLU) Apply(x []float64) []float64 {
	y := append([]float64(nil), x...)
	for i, v := range y {
		if v < 0 {
			y[i] = p.Slope * v
		}
	}
	return y
}

// Residual adds what a square matrix makes of its input to the input.
type Residual struct{ Inner Linear }

// Apply is x plus the inner matrix times x.
func (r Residual) Apply(x []float64) []float64 {
	y := r.Inner.Apply(x)
	for i := range y {
		y[i] += x[i]
	}
	return y
}

// Sequential applies modules in turn.
type Sequential []Module

// Error is half the squared distance of the output from a target.
//
//chainrule:grad wrt=x
func (s Sequential) Error(x, target []float64) float64 {
	for _, m := range s {
		x = m.Apply(x)
	}
	e := 0.0
	for i, v := range x {
		e += 0.5 * (v - target[i]) * (v - target[i])
	}
	return e
}

// Perceptron32 is one hidden layer of tanh in single precision, as it runs on a
// microcontroller.
type Perceptron32 struct {
	Hidden [][]float32
	Bias   []float32
	Out    []float32
}

// Loss is the squared error of the output; sums are kept in double precision.
//
//chainrule:grad wrt=p
func (p *Perceptron32) Loss(x []float32, target float32) float32 {
	var y float64
	for i, row := range p.Hidden {
		a := float64(p.Bias[i])
		for j, w := range row {
			a += float64(w * x[j])
		}
		h := float32(math.Tanh(a))
		y += float64(p.Out[i] * h)
	}
	e := float32(y) - target
	return e * e
}
