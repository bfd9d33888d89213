// The gradient of physics.Range.

package gofuncs

import (
	"math"

	"chainrule/generated/gofuncs/physics"
)

// RangeWorkspace keeps the velocity of every step with its length.
type RangeWorkspace struct{ steps []velocity }

type velocity struct{ x, y, length float64 }

// Range returns how far the projectile flies, with the derivatives by speed,
// angle and drag.
func Range(ws *RangeWorkspace, speed, angle, drag, dt float64) (far, dspeed, dangle, ddrag float64, err error) {
	const g = 9.80665
	sin, cos := math.Sincos(angle)
	x, y := 0.0, 0.0
	vx, vy := speed*cos, speed*sin
	steps := ws.steps[:0]
	for {
		if len(steps) == 1_000_000 {
			ws.steps = steps
			return x, 0, 0, 0, physics.ErrAloft
		}
		lastX, lastY := x, y
		v := math.Hypot(vx, vy)
		steps = append(steps, velocity{vx, vy, v})
		ax, ay := -drag*v*vx, -g-drag*v*vy
		x += dt * (vx + 0.5*dt*ax)
		y += dt * (vy + 0.5*dt*ay)
		vx, vy = vx+dt*ax, vy+dt*ay
		if y <= 0 {
			ws.steps = steps
			t := lastY / (lastY - y)
			slope := (x - lastX) / (lastY - y)
			dvx, dvy, ddrag := backwards(steps, drag, dt, t, slope)
			return lastX + t*(x-lastX), dvx*cos + dvy*sin, speed * (dvy*cos - dvx*sin), ddrag, nil
		}
	}
}

// backwards returns the derivatives by the first velocity and by the drag. The
// last step counts for t of its way in x, and a height that is lower brings the
// landing nearer by slope.
func backwards(steps []velocity, drag, dt, t, slope float64) (dvx, dvy, ddrag float64) {
	half := 0.5 * dt * dt
	dx, dy := t, t*slope
	for i := len(steps) - 1; i >= 0; i-- {
		s := &steps[i]
		dax, day := dvx*dt+dx*half, dvy*dt+dy*half
		along := dax*s.x + day*s.y
		ddrag -= along * s.length
		f, c := drag*s.length, drag*along/s.length
		dvx += dx*dt - dax*f - c*s.x
		dvy += dy*dt - day*f - c*s.y
		if i == len(steps)-1 {
			dx, dy = 1, slope
		}
	}
	return dvx, dvy, ddrag
}
