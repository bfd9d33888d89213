// Motion in time: states, the method of Runge and Kutta, drag, burns.

package orbit

import (
	"log"
	"math"
)

// Vec is a vector in an inertial frame.
type Vec struct{ X, Y, Z float64 }

// Add is v + w.
func (v Vec) Add(w Vec) Vec { return Vec{v.X + w.X, v.Y + w.Y, v.Z + w.Z} }

// Scale is k v.
func (v Vec) Scale(k float64) Vec { return Vec{k * v.X, k * v.Y, k * v.Z} }

// Dot is the inner product.
func (v Vec) Dot(w Vec) float64 { return v.X*w.X + v.Y*w.Y + v.Z*w.Z }

// Norm is the length.
func (v Vec) Norm() float64 { return math.Sqrt(v.Dot(v)) }

// State is the state of a body, or its rate of change.
type State struct{ Pos, Vel Vec }

// step is s + h d.
func (s State) step(h float64, d State) State {
	return State{s.Pos.Add(d.Pos.Scale(h)), s.Vel.Add(d.Vel.Scale(h))}
}

// rk4 advances by h with the classical method of fourth order.
func rk4(rate func(State) State, s State, h float64) State {
	k1 := rate(s)
	k2 := rate(s.step(h/2, k1))
	k3 := rate(s.step(h/2, k2))
	k4 := rate(s.step(h, k3))
	return s.step(h/6, k1).step(h/3, k2).step(h/3, k3).step(h/6, k4)
}

// Propagate follows a body around a point mass for steps of h seconds.
//
//chainrule:vjp wrt=s,mu
func Propagate(s State, mu, h float64, steps int) State {
	gravity := func(s State) State {
		r := s.Pos.Norm()
		return State{s.Vel, s.Pos.Scale(-mu / (r * r * r))}
	}
	for range steps {
		s = rk4(gravity, s, h)
	}
	return s
}

// Planet is a body with an equatorial bulge.
type Planet struct{ Mu, Radius, J2 float64 }

// rate is the rate of change of a satellite's state near the planet.
func (p *Planet) rate(s State) State {
	r := s.Pos.Norm()
	k := 1.5 * p.J2 * math.Pow(p.Radius/r, 2)
	u := 5 * s.Pos.Z * s.Pos.Z / (r * r)
	g := -p.Mu / (r * r * r)
	return State{
		Pos: s.Vel,
		Vel: Vec{
			g * s.Pos.X * (1 + k*(1-u)),
			g * s.Pos.Y * (1 + k*(1-u)),
			g * s.Pos.Z * (1 + k*(3-u)),
		},
	}
}

// Propagate follows a satellite of the planet for steps of h seconds, or until
// it hits the ground.
//
//chainrule:vjp wrt=p,s
func (p *Planet) Propagate(s State, h float64, steps int) State {
	for i := 0; i < steps; i++ {
		if s.Pos.Norm() < p.Radius {
			log.Printf("orbit: impact after %d steps", i)
			return s
		}
		s = rk4(p.rate, s, h)
	}
	return s
}

// Energy is the orbital energy per unit of mass.
//
//chainrule:grad
func (s State) Energy(mu float64) float64 {
	return s.Vel.Dot(s.Vel)/2 - mu/s.Pos.Norm()
}

// Satellite is a body with fuel.
type Satellite struct {
	State
	Name string
	Mass float64 // kilograms, fuel included
}

// Burn changes the velocity by dv with an engine of the given exhaust speed,
// in kilometres per second, and returns the kilograms of fuel that it took.
//
//chainrule:vjp
func (s *Satellite) Burn(dv Vec, exhaust float64) (fuel float64) {
	before := s.Mass
	s.Vel = s.Vel.Add(dv)
	s.Mass *= math.Exp(-dv.Norm() / exhaust)
	fuel = before - s.Mass
	return
}

// Kilometres is a height above the ground.
type Kilometres float64

// layers of an exponential atmosphere: base height, density there relative to
// that at 200 km, and scale height.
var layers = [...]struct {
	base    Kilometres
	density float64
	scale   Kilometres
}{
	{150, 8.2, 22.5},
	{200, 1, 37.1},
	{300, 0.095, 53.6},
	{400, 0.0147, 58.5},
}

// Decay is the height after some days of drag; coefficient is the loss in
// kilometres per day at 200 km. Below the last layer nothing is left: 0.
//
//chainrule:grad
func Decay(start Kilometres, coefficient float64, days int) Kilometres {
	height := start
day:
	for range days {
		for i := len(layers) - 1; i >= 0; i-- {
			l := &layers[i]
			if height < l.base {
				continue
			}
			density := l.density * math.Exp(-float64((height-l.base)/l.scale))
			height -= Kilometres(coefficient * density)
			continue day
		}
		return 0
	}
	return height
}
