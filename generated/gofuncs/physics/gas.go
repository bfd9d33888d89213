// Real gases and radioactive decay.

package physics

import (
	"errors"
	"fmt"
	"math"
)

// Substance holds the constants of van der Waals: A in Pa m⁶/mol² and B in m³/mol.
type Substance struct{ A, B float64 }

// A Gas is an amount of a substance in mol at a temperature in K.
type Gas struct {
	Substance
	Amount, Temperature float64
}

const gasConstant = 8.31446261815324 // J/(mol K)

// Pressure in Pa of a gas in a volume in m³ (van der Waals 1873).
//
//chainrule:grad
func (g Gas) Pressure(volume float64) float64 {
	v := volume / g.Amount
	return gasConstant*g.Temperature/(v-g.B) - g.A/(v*v)
}

// Volume in m³ at a pressure in Pa, by Newton's method from that of an ideal gas.
//
//chainrule:grad
func (g *Gas) Volume(pressure float64) (volume float64, err error) {
	if pressure <= 0 {
		return 0, fmt.Errorf("physics: a pressure of %g Pa", pressure)
	}
	v := gasConstant*g.Temperature/pressure + g.B
	for range 50 {
		f := (pressure+g.A/(v*v))*(v-g.B) - gasConstant*g.Temperature
		slope := pressure - g.A/(v*v) + 2*g.A*g.B/(v*v*v)
		step := f / slope
		v -= step
		if math.Abs(step) <= 1e-14*v {
			return v * g.Amount, nil
		}
	}
	return 0, errors.New("physics: the volume does not settle")
}

// Bateman is the number of nuclei of each member of a decay chain after t
// seconds, from n0 of the first; rates are in 1/s and differ (Bateman 1910).
//
//chainrule:vjp
func Bateman(n0 float64, rates []float64, t float64) []float64 {
	n := make([]float64, 0, len(rates))
	product := n0
	for last := range rates {
		sum := 0.0
		for i, a := range rates[:last+1] {
			term := math.Exp(-a * t)
			for j, b := range rates[:last+1] {
				if j != i {
					term /= b - a
				}
			}
			sum += term
		}
		n = append(n, product*sum)
		product *= rates[last]
	}
	return n
}
