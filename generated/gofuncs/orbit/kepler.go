// Two-body formulas: Kepler's equation, elements, transfers.

package orbit

import (
	"errors"
	"fmt"
	"math"
)

// ErrDiverged says that an iteration found no root.
var ErrDiverged = errors.New("orbit: no convergence")

const (
	maxIterations = 50
	tolerance     = 1e-13
)

// EccentricAnomaly solves Kepler's equation M = E - e sin E for E by Newton's
// method.
//
//chainrule:grad
func EccentricAnomaly(mean, ecc float64) (float64, error) {
	if ecc < 0 || ecc >= 1 {
		return 0, fmt.Errorf("orbit: an ellipse has no eccentricity %g", ecc)
	}
	e := mean
	if ecc > 0.8 {
		e = math.Pi
	}
	for i := 0; ; i++ {
		if i == maxIterations {
			return 0, ErrDiverged
		}
		step := (e - ecc*math.Sin(e) - mean) / (1 - ecc*math.Cos(e))
		e -= step
		if math.Abs(step) < tolerance {
			break
		}
	}
	return e, nil
}

// Elements are the classical elements of an orbit.
type Elements struct {
	SemiMajor, Ecc                 float64
	Incl, Node, Periapsis, Anomaly float64 // the anomaly is the true one
}

// Position is where the body is in the frame that the elements refer to.
//
//chainrule:vjp
//chainrule:jac
func (el Elements) Position() Vec {
	r := el.SemiMajor * (1 - el.Ecc*el.Ecc) / (1 + el.Ecc*math.Cos(el.Anomaly))
	sinU, cosU := math.Sincos(el.Periapsis + el.Anomaly)
	sinN, cosN := math.Sincos(el.Node)
	sinI, cosI := math.Sincos(el.Incl)
	return Vec{
		cosN*cosU - sinN*sinU*cosI,
		sinN*cosU + cosN*sinU*cosI,
		sinU * sinI,
	}.Scale(r)
}

// Hohmann gives the two changes of speed of the transfer between circular
// orbits of radii r1 and r2 in one plane.
//
//chainrule:vjp
func Hohmann(mu, r1, r2 float64) (first, second float64) {
	a := (r1 + r2) / 2
	speed := func(r float64) float64 { return math.Sqrt(mu * (2/r - 1/a)) }
	first = speed(r1) - math.Sqrt(mu/r1)
	second = math.Sqrt(mu/r2) - speed(r2)
	if r2 < r1 {
		first, second = -first, -second
	}
	return
}

// Stumpff gives the functions C(z) and S(z) of the universal formulation of
// Kepler's problem (Bate, Mueller and White, 1971).
//
//chainrule:vjp
func Stumpff(z float64) (c, s float64) {
	switch {
	case z > 1e-3:
		root := math.Sqrt(z)
		c = (1 - math.Cos(root)) / z
		s = (root - math.Sin(root)) / (root * z)
	case z < -1e-3:
		root := math.Sqrt(-z)
		c = (1 - math.Cosh(root)) / z
		s = (math.Sinh(root) - root) / (-z * root)
	default: // the power series
		term := 0.5
		for k := 3; k < 11; k += 2 {
			c += term
			term /= float64(k)
			s += term
			term *= -z / float64(k+1)
		}
	}
	return c, s
}
