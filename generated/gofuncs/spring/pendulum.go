// Pendulums, ropes and an oscillator.

package spring

import (
	"fmt"
	"math"
)

// G is the standard acceleration of gravity.
const G = 9.80665

// A Pendulum is a mass on a rod; Damping is per second.
type Pendulum struct{ Length, Damping float64 }

// acceleration of the angle from the vertical.
func (p Pendulum) acceleration(angle, rate float64) float64 {
	return -G/p.Length*math.Sin(angle) - p.Damping*rate
}

// Swing gives angle and rate after some steps of length dt of the classical
// Runge-Kutta method.
//
//chainrule:vjp wrt=p,angle,rate
func (p Pendulum) Swing(angle, rate, dt float64, steps int) (angleEnd, rateEnd float64) {
	angleEnd, rateEnd = angle, rate
	f := p.acceleration
	for range steps {
		a1, r1 := rateEnd, f(angleEnd, rateEnd)
		a2, r2 := rateEnd+dt/2*r1, f(angleEnd+dt/2*a1, rateEnd+dt/2*r1)
		a3, r3 := rateEnd+dt/2*r2, f(angleEnd+dt/2*a2, rateEnd+dt/2*r2)
		a4, r4 := rateEnd+dt*r3, f(angleEnd+dt*a3, rateEnd+dt*r3)
		angleEnd += dt / 6 * (a1 + 2*a2 + 2*a3 + a4)
		rateEnd += dt / 6 * (r1 + 2*r2 + 2*r3 + r4)
	}
	return
}

// A Link is one rod of a chain with a mass at its end.
type Link struct{ Length, Mass, Angle, Rate float64 }

// ChainEnergy is the energy of a pendulum of several links, each angle measured
// from the vertical, relative to the point of suspension.
//
//chainrule:grad
//chainrule:hvp
func ChainEnergy(links []Link) float64 {
	var vx, vy, y, energy float64
	for _, l := range links {
		sin, cos := math.Sincos(l.Angle)
		y -= l.Length * cos
		vx += l.Length * cos * l.Rate
		vy += l.Length * sin * l.Rate
		energy += l.Mass * (0.5*(vx*vx+vy*vy) + G*y)
	}
	return energy
}

// Relax shortens the pieces of a rope that are longer than they can be, by
// moving both ends of each towards each other, until none exceeds its length by
// more than tol, or for as many sweeps as given. The first point stays.
//
//chainrule:vjp wrt=rope,piece
func Relax(rope []Vec2, piece, tol float64, sweeps int) {
sweep:
	for range sweeps {
		for i := 1; i < len(rope); i++ {
			d := rope[i].Sub(rope[i-1])
			length := d.Len()
			if length <= piece {
				continue
			}
			share := 0.5
			if i == 1 {
				share = 1
			}
			for k := range d {
				rope[i][k] -= share * (1 - piece/length) * d[k]
				rope[i-1][k] += (1 - share) * (1 - piece/length) * d[k]
			}
		}
		for i := 1; i < len(rope); i++ {
			if rope[i].Sub(rope[i-1]).Len() > piece+tol {
				continue sweep
			}
		}
		break
	}
}

// RingingFrequency is the frequency in Hz at which a mass on a spring with a
// damper swings freely, and an error where it creeps instead.
//
//chainrule:grad
func RingingFrequency(mass, stiffness, damping float64) (float64, error) {
	if mass <= 0 || stiffness <= 0 {
		return 0, fmt.Errorf("spring: mass %v kg and stiffness %v N/m must be positive", mass, stiffness)
	}
	decay := damping / (2 * mass)
	square := stiffness/mass - decay*decay
	if square <= 0 {
		return 0, fmt.Errorf("spring: overdamped: ratio %.3g", decay/math.Sqrt(stiffness/mass))
	}
	return math.Sqrt(square) / (2 * math.Pi), nil
}
