// Motion with friction.

package physics

import (
	"errors"
	"math"
)

// ErrAloft is returned for what does not come down within a million steps.
var ErrAloft = errors.New("physics: still aloft")

// Range is how far in m a projectile lands that leaves level ground with a speed
// in m/s at an angle in radians, slowed by drag times its squared speed (drag
// in 1/m). Steps of dt seconds; the last is cut where it meets the ground.
//
//chainrule:grad wrt=speed,angle,drag
func Range(speed, angle, drag, dt float64) (float64, error) {
	const g = 9.80665
	x, y := 0.0, 0.0
	vx, vy := speed*math.Cos(angle), speed*math.Sin(angle)
	for range 1_000_000 {
		lastX, lastY := x, y
		v := math.Hypot(vx, vy)
		ax, ay := -drag*v*vx, -g-drag*v*vy
		x += dt * (vx + 0.5*dt*ax)
		y += dt * (vy + 0.5*dt*ay)
		vx, vy = vx+dt*ax, vy+dt*ay
		if y <= 0 {
			t := lastY / (lastY - y)
			return lastX + t*(x-lastX), nil
		}
	}
	return x, ErrAloft
}

// StoppingDistance in m of a car that brakes from a speed in m/s after a
// reaction time in s, on a road that changes: it rolls over stretches of given
// lengths, friction is theirs, until it stops. The last stretch has no end.
//
//chainrule:grad
func StoppingDistance(speed, reaction float64, lengths, friction []float64) float64 {
	const g = 9.80665
	distance := speed * reaction
	energy := speed * speed / 2
	for i, mu := range friction {
		need := energy / (mu * g)
		if i == len(friction)-1 || need <= lengths[i] {
			distance += need
			break
		}
		distance += lengths[i]
		energy -= mu * g * lengths[i]
	}
	return distance
}

// Displacement of an oscillator after t seconds, that is let go at x0 from rest:
// frequency in rad/s and damping ratio decide which of three forms it has.
//
//chainrule:grad
func Displacement(x0, frequency, ratio, t float64) (x float64) {
	decay := frequency * ratio
	switch {
	case ratio < 1:
		w := frequency * math.Sqrt(1-ratio*ratio)
		sin, cos := math.Sincos(w * t)
		x = x0 * math.Exp(-decay*t) * (cos + decay/w*sin)
	case ratio == 1:
		x = x0 * math.Exp(-decay*t) * (1 + decay*t)
	default:
		w := frequency * math.Sqrt(ratio*ratio-1)
		fast, slow := -decay-w, -decay+w
		x = x0 * (fast*math.Exp(slow*t) - slow*math.Exp(fast*t)) / (fast - slow)
	}
	return
}
