// Walls, and bodies that cool as a whole.

package heat

import (
	"math"
	"strings"
)

// Material is what a layer is made of.
type Material struct {
	Name         string
	Conductivity float64 // watts per metre and kelvin
}

// Layer is a layer of a wall.
type Layer struct {
	Material
	Thickness float64
}

// resistance is that of a square metre. Air in a gap also moves.
func (l *Layer) resistance() float64 {
	r := l.Thickness / l.Conductivity
	if strings.Contains(l.Name, "air") {
		r /= 1 + l.Thickness/0.02
	}
	return r
}

// Flow is the heat, in watts per square metre, that goes through layers from
// the temperature inside to that outside.
//
//chainrule:grad
func Flow(inside, outside float64, layers ...Layer) float64 {
	const surfaces = 0.13 + 0.04 // ISO 6946
	total := surfaces
	for i := range layers {
		total += layers[i].resistance()
	}
	return (inside - outside) / total
}

// Coolant is the medium around a body.
type Coolant float32

// The media, by their coefficients in watts per square metre and kelvin.
const (
	Air   Coolant = 12
	Water Coolant = 350
)

// CoolDown is the time until a body has the temperature target, in steps of dt
// of Newton's law of cooling, the last step taken in part. A body with less
// than 1 W/K never gets there: +Inf.
//
//chainrule:grad
func CoolDown(start, ambient, target, capacity, area float64, medium Coolant, dt float64) (t float64) {
	loss := float64(medium) * area
	if loss < 1 {
		return math.Inf(1)
	}
	u := start
	for u > target {
		before := u
		u += (ambient - u) * -math.Expm1(-loss/capacity*dt)
		t += dt
		if u <= target {
			t -= dt * (target - u) / (before - u)
		}
	}
	return
}

// Fin is the efficiency of a straight fin with an adiabatic tip.
//
//chainrule:grad
func Fin(length, thickness, conductivity float64, medium Coolant) float64 {
	m := math.Sqrt(2 * float64(medium) / (conductivity * thickness))
	if x := m * length; x > 1e-4 {
		return math.Tanh(x) / x
	}
	return 1
}
