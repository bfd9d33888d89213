// Paraxial optics: matrices of elements, and Gaussian beams.

package optics

import (
	"math"
	"strconv"
)

// Kind is what an element is.
type Kind int

// The kinds of elements, and what their Value is.
const (
	Gap    Kind = iota // length
	Lens               // focal length
	Mirror             // radius of curvature
)

// Element is one part of a paraxial system.
type Element struct {
	Kind  Kind
	Value float64
}

// System is the ray transfer matrix of elements in the order that light meets
// them.
//
//chainrule:vjp
func System(elements ...Element) [2][2]float64 {
	m := [2][2]float64{{1, 0}, {0, 1}}
	for _, e := range elements {
		var next [2][2]float64
		switch e.Kind {
		case Gap:
			next = [2][2]float64{{1, e.Value}, {0, 1}}
		case Lens:
			next = [2][2]float64{{1, 0}, {-1 / e.Value, 1}}
		case Mirror:
			next = [2][2]float64{{1, 0}, {-2 / e.Value, 1}}
		default:
			panic("optics: no element of kind " + strconv.Itoa(int(e.Kind)))
		}
		multiply(&next, &m)
		m = next
	}
	return m
}

// multiply sets a to the product a b.
func multiply(a, b *[2][2]float64) {
	for i := range a {
		x, y := a[i][0], a[i][1]
		a[i][0] = x*b[0][0] + y*b[1][0]
		a[i][1] = x*b[0][1] + y*b[1][1]
	}
}

// Beam is a Gaussian beam.
type Beam struct {
	Waist      float32 // radius where the beam is narrowest
	Wavelength float32
}

// Radius is the radius of the beam at a distance from its waist.
//
//chainrule:grad
func (b Beam) Radius(z float32) float32 {
	rayleigh := math.Pi * b.Waist * b.Waist / b.Wavelength
	u := float64(z / rayleigh)
	return b.Waist * float32(math.Sqrt(1+u*u))
}

// Coupling is the part of a beam's power that goes through a hole at a
// distance from its waist.
//
//chainrule:grad
func (b *Beam) Coupling(hole float64, z float32) float64 {
	w := float64(b.Radius(z))
	return -math.Expm1(-2 * hole * hole / (w * w))
}
