// A controller, and the plants that it steers.

package filter

import (
	"log/slog"
	"math"
)

// Gains are those of a PID controller, and the greatest output.
type Gains struct{ P, I, D, Limit float64 }

// PID is a controller with what it remembers.
type PID struct {
	*Gains
	integral, last float64
}

// output is the controller's answer to an error; the integral stands still
// while the output is at its limit.
func (c *PID) output(miss, dt float64) float64 {
	rate := (miss - c.last) / dt
	c.last = miss
	u := c.P*miss + c.I*c.integral + c.D*rate
	switch {
	case u > c.Limit:
		return c.Limit
	case u < -c.Limit:
		return -c.Limit
	}
	c.integral += miss * dt
	return u
}

// Plant is a mass on a damper and a spring.
type Plant struct{ Mass, Damping, Stiffness float64 }

// Cost is the integral of time times the size of the error, and a little of
// the squared output, while the plant is brought to a position.
//
//chainrule:grad
//chainrule:hvp
func (g *Gains) Cost(plant Plant, target, dt float64, steps int) (cost float64) {
	defer slog.Debug("filter: response", "steps", steps)
	pid := PID{Gains: g}
	pid.last = target
	var position, velocity float64
	for i := range steps {
		miss := target - position
		u := pid.output(miss, dt)
		force := u - plant.Damping*velocity - plant.Stiffness*position
		velocity += force / plant.Mass * dt
		position += velocity * dt
		cost += (float64(i+1)*dt*math.Abs(miss) + 1e-3*u*u) * dt
	}
	return cost
}

// Tilt is the angle by a complementary filter of a gyroscope's rates and of
// the angles that an accelerometer shows; readings far from 1 g do not count.
//
//chainrule:grad
func Tilt(rates []float64, accels [][2]float64, weight, dt float64) float64 {
	angle := 0.0
	for i := 0; i < len(rates); i++ {
		angle += rates[i] * dt
		a := accels[i]
		if g := math.Hypot(a[0], a[1]); g < 0.8 || g > 1.2 {
			continue
		}
		angle = (1-weight)*angle + weight*math.Atan2(a[0], a[1])
	}
	return angle
}
