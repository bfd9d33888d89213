// Motion: of satellites, projectiles and arms.

package bench

import (
	"math/rand"

	"chainrule/generated/bench/gofuncs"
	"chainrule/generated/gofuncs/orbit"
	"chainrule/generated/gofuncs/physics"
	"chainrule/generated/gofuncs/robot"
)

// propagate returns an orbit of 500 steps.
func propagate() GoFunction {
	const mu, h, steps = 398600, 10, 500
	start := orbit.State{Pos: orbit.Vec{X: 7000, Y: 200, Z: -400}, Vel: orbit.Vec{X: 0.3, Y: 7.1, Z: 2.1}}
	dy := orbit.State{Pos: orbit.Vec{X: 1, Y: -0.5, Z: 0.25}, Vel: orbit.Vec{X: 10, Y: 20, Z: -30}}
	by := func(f func() (end, ds orbit.State, dmu float64)) GoGradient {
		var ds orbit.State
		var dmu float64
		return GoGradient{
			Run: func() float64 {
				var end orbit.State
				end, ds, dmu = f()
				return end.Pos.X
			},
			Derivatives: func() []any { return []any{ds, dmu} },
		}
	}
	var ws orbit.PropagateWorkspace
	var own gofuncs.PropagateWorkspace
	return GoFunction{
		Name: "Propagate", Title: "orbit of 500 steps by Runge and Kutta", Shows: "structs by value, closures, a recurrence",
		Primal: func() float64 { return orbit.Propagate(start, mu, h, steps).Pos.X },
		Generated: by(func() (end, ds orbit.State, dmu float64) {
			return orbit.PropagateVJPWS(&ws, start, mu, h, steps, dy)
		}),
		Hand: by(func() (end, ds orbit.State, dmu float64) {
			return gofuncs.Propagate(&own, start, mu, h, steps, dy)
		}),
	}
}

// projectile returns a flight of about 1500 steps.
func projectile() GoFunction {
	const speed, angle, drag, dt = 60, 0.8, 0.002, 0.005
	by := func(f func() (far, dspeed, dangle, ddrag float64, err error)) GoGradient {
		var dspeed, dangle, ddrag float64
		return GoGradient{
			Run: func() (far float64) {
				far, dspeed, dangle, ddrag, _ = f()
				return far
			},
			Derivatives: func() []any { return []any{dspeed, dangle, ddrag} },
		}
	}
	var ws physics.RangeWorkspace
	var own gofuncs.RangeWorkspace
	return GoFunction{
		Name: "Range", Title: "range of a projectile with drag", Shows: "a loop that returns early",
		Primal: func() float64 {
			far, _ := physics.Range(speed, angle, drag, dt)
			return far
		},
		Generated: by(func() (far, dspeed, dangle, ddrag float64, err error) {
			return physics.RangeGradWS(&ws, speed, angle, drag, dt)
		}),
		Hand: by(func() (far, dspeed, dangle, ddrag float64, err error) {
			return gofuncs.Range(&own, speed, angle, drag, dt)
		}),
	}
}

// endEffector returns an arm of seven joints.
func endEffector() GoFunction {
	r := rand.New(rand.NewSource(13))
	joints, q := make([]robot.Joint, 7), make([]robot.Radians, 7)
	for i := range joints {
		joints[i] = robot.Joint{
			A: robot.Metres(r.Float64()), D: robot.Metres(r.Float64()),
			Alpha: robot.Radians(r.NormFloat64()), Theta: robot.Radians(r.NormFloat64()),
		}
		q[i] = robot.Radians(r.NormFloat64())
	}
	dy := robot.Vec3{X: 1, Y: -0.5, Z: 2}
	type gradient func(joints []robot.Joint, q []robot.Radians, dy robot.Vec3, djoints []robot.Joint, dq []robot.Radians) robot.Vec3
	by := func(f gradient) GoGradient {
		djoints, dq := make([]robot.Joint, len(joints)), make([]robot.Radians, len(q))
		return GoGradient{
			Run: func() float64 {
				clear(djoints)
				clear(dq)
				return f(joints, q, dy, djoints, dq).X
			},
			Derivatives: func() []any { return []any{djoints, dq} },
		}
	}
	var ws robot.EndEffectorWorkspace
	var own gofuncs.EndEffectorWorkspace
	return GoFunction{
		Name: "EndEffector", Title: "arm of seven joints", Shows: "arrays by value",
		Primal: func() float64 { return robot.EndEffector(joints, q).X },
		Generated: by(func(joints []robot.Joint, q []robot.Radians, dy robot.Vec3, djoints []robot.Joint, dq []robot.Radians) robot.Vec3 {
			return robot.EndEffectorVJPWS(&ws, joints, q, dy, djoints, dq)
		}),
		Hand: by(func(joints []robot.Joint, q []robot.Radians, dy robot.Vec3, djoints []robot.Joint, dq []robot.Radians) robot.Vec3 {
			return gofuncs.EndEffector(&own, joints, q, dy, djoints, dq)
		}),
	}
}
