// Motions: profiles in time, paths through waypoints, programs of a vehicle.

package robot

import (
	"fmt"
	"math"
	"strings"
)

// Trapezoid is how far a move over distance has come at time t when it speeds
// up and slows down with accel and is never faster than speed.
//
//chainrule:grad
func Trapezoid(distance, speed, accel, t float64) (s float64) {
	ramp := speed / accel
	if distance < speed*ramp { // too short to reach full speed
		ramp = math.Sqrt(distance / accel)
		speed = accel * ramp
	}
	switch left := distance/speed + ramp - t; {
	case t <= 0:
	case t < ramp:
		s = accel * t * t / 2
	case left > ramp:
		s = speed * (t - ramp/2)
	case left > 0:
		s = distance - accel*left*left/2
	default:
		s = distance
	}
	return
}

// MoveTime is how long a path through waypoints in joint space takes when, on
// each leg, the joint that needs longest sets the time. A rate is a joint's
// greatest speed in radians per second.
//
//chainrule:grad
func MoveTime(waypoints [][]float64, rates ...float64) float64 {
	total := 0.0
	for i := 1; i < len(waypoints); i++ {
		from, to := waypoints[i-1], waypoints[i]
		slowest := 0.0
		for j, rate := range rates {
			slowest = max(slowest, math.Abs(to[j]-from[j])/rate)
		}
		total += slowest
	}
	return total
}

// Drive follows a program: F and B go a step forwards and back, L and R turn
// on the spot, blanks are skipped.
//
//chainrule:vjp
func Drive(program string, step, turn float64) (x, y float64) {
	heading := 0.0
	for i, c := range program {
		stride := step
		switch c {
		case ' ', '\t':
			continue
		case 'B':
			stride = -stride
			fallthrough
		case 'F':
			x += stride * math.Cos(heading)
			y += stride * math.Sin(heading)
		case 'L':
			heading += turn
		case 'R':
			heading -= turn
		default:
			panic(fmt.Sprintf("robot: unknown command %q at %d", c, i))
		}
	}
	return x, y
}

// Disc is a round obstacle.
type Disc struct{ X, Y, Radius float64 }

// Clearance is the distance from a point to the nearest obstacle, negative
// inside one. Obstacles whose name begins with "soft:" do not count.
//
//chainrule:grad
func Clearance(x, y float64, obstacles map[string]Disc) float64 {
	nearest := math.Inf(1)
	for name, d := range obstacles {
		if strings.HasPrefix(name, "soft:") {
			continue
		}
		nearest = min(nearest, math.Hypot(x-d.X, y-d.Y)-d.Radius)
	}
	return nearest
}
