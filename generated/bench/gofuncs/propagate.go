// The gradient of orbit.Propagate.

package gofuncs

import (
	"math"

	"chainrule/generated/gofuncs/orbit"
)

// A stage is where gravity was evaluated, with 1/r³ and 1/r².
type stage struct {
	pos          orbit.Vec
	cube, square float64
}

// PropagateWorkspace keeps the four stages of every step.
type PropagateWorkspace struct{ steps [][4]stage }

// Propagate returns the state after the steps and, for the derivatives dy by
// it, those by s and mu.
func Propagate(ws *PropagateWorkspace, s orbit.State, mu, h float64, steps int, dy orbit.State) (end, ds orbit.State, dmu float64) {
	ws.steps = grown(ws.steps, steps)
	p, v := s.Pos, s.Vel
	for i := range ws.steps {
		p, v = forth(&ws.steps[i], p, v, mu, h)
	}
	dp, dv := dy.Pos, dy.Vel
	for i := len(ws.steps) - 1; i >= 0; i-- {
		var d float64
		dp, dv, d = back(&ws.steps[i], dp, dv, mu, h)
		dmu -= d
	}
	return orbit.State{Pos: p, Vel: v}, orbit.State{Pos: dp, Vel: dv}, dmu
}

// forth takes one step and keeps its stages.
func forth(s *[4]stage, p, v orbit.Vec, mu, h float64) (orbit.Vec, orbit.Vec) {
	a1 := s[0].gravity(p, mu)
	v2 := v.Add(a1.Scale(h / 2))
	a2 := s[1].gravity(p.Add(v.Scale(h/2)), mu)
	v3 := v.Add(a2.Scale(h / 2))
	a3 := s[2].gravity(p.Add(v2.Scale(h/2)), mu)
	v4 := v.Add(a3.Scale(h))
	a4 := s[3].gravity(p.Add(v3.Scale(h)), mu)
	p = p.Add(v.Add(v4).Scale(h / 6)).Add(v2.Add(v3).Scale(h / 3))
	v = v.Add(a1.Add(a4).Scale(h / 6)).Add(a2.Add(a3).Scale(h / 3))
	return p, v
}

// gravity returns the acceleration at p.
func (s *stage) gravity(p orbit.Vec, mu float64) orbit.Vec {
	inverse := 1 / math.Sqrt(p.X*p.X+p.Y*p.Y+p.Z*p.Z)
	s.pos = p
	s.square = inverse * inverse
	s.cube = s.square * inverse
	return p.Scale(-mu * s.cube)
}

// back returns the derivatives by the position and velocity before a step from
// those after it, and minus that by mu.
func back(s *[4]stage, dp, dv orbit.Vec, mu, h float64) (orbit.Vec, orbit.Vec, float64) {
	g4, m4 := s[3].pulled(dv.Scale(h/6), mu)
	dv4 := dp.Scale(h / 6)
	g3, m3 := s[2].pulled(dv.Scale(h/3).Add(dv4.Scale(h)), mu)
	dv3 := dp.Scale(h / 3).Add(g4.Scale(h))
	g2, m2 := s[1].pulled(dv.Scale(h/3).Add(dv3.Scale(h/2)), mu)
	dv2 := dp.Scale(h / 3).Add(g3.Scale(h / 2))
	g1, m1 := s[0].pulled(dv.Scale(h/6).Add(dv2.Scale(h/2)), mu)
	dv1 := dp.Scale(h / 6).Add(g2.Scale(h / 2))
	dp = dp.Add(g1).Add(g2).Add(g3).Add(g4)
	dv = dv.Add(dv1).Add(dv2).Add(dv3).Add(dv4)
	return dp, dv, m1 + m2 + m3 + m4
}

// pulled returns the derivatives by the position of a stage and minus that by
// mu, from those by its acceleration.
func (s *stage) pulled(da orbit.Vec, mu float64) (orbit.Vec, float64) {
	along := s.cube * (s.pos.X*da.X + s.pos.Y*da.Y + s.pos.Z*da.Z)
	f, g := -mu*s.cube, 3*mu*along*s.square
	return orbit.Vec{X: f*da.X + g*s.pos.X, Y: f*da.Y + g*s.pos.Y, Z: f*da.Z + g*s.pos.Z}, along
}
