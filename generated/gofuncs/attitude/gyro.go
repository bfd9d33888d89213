// Integration of measured rates, and what an attitude is fitted to.

package attitude

import "math"

// A State is what a gyroscope's integrator carries: the attitude, and the bias
// of the rates in rad/s.
type State struct {
	Quat
	Bias Vec3
}

// Step moves the state by the rates in rad/s, taken as constant for dt seconds.
//
//chainrule:vjp
func (s *State) Step(gyro Vec3, dt float64) {
	rate := gyro.Sub(s.Bias)
	half := 0.5 * dt * rate.Norm()
	scale := 0.5 * dt
	if half > 1e-8 {
		scale *= math.Sin(half) / half
	}
	v := rate.Scale(scale)
	s.Quat = s.Mul(Quat{math.Cos(half), v.X, v.Y, v.Z}).Unit()
}

// Propagate gives the attitude after a record of rates in rad/s, sampled every
// dt seconds, from a start and with a constant bias.
//
//chainrule:vjp wrt=start,bias,record
func Propagate(start Quat, bias Vec3, record []Vec3, dt float64) Quat {
	s := State{Quat: start, Bias: bias}
	for _, rate := range record {
		s.Step(rate, dt)
	}
	return s.Quat
}

// PointingError is the angle between a boresight in the body and a target in
// the reference frame; neither needs norm 1.
//
//chainrule:grad
func (q Quat) PointingError(boresight, target Vec3) float64 {
	b := q.Unit().Rotate(boresight)
	return math.Atan2(b.Cross(target).Norm(), b.Dot(target))
}

// A Sighting is a direction seen from the body that is known in the reference
// frame.
type Sighting struct {
	Body, Ref Vec3
	Weight    float64
}

// WahbaLoss is half the weighted sum of squared misfits of an attitude to
// sightings (Wahba 1965, problem 65-1).
//
//chainrule:grad wrt=q
func (q Quat) WahbaLoss(sightings []Sighting) float64 {
	q = q.Unit()
	loss := 0.0
	for _, s := range sightings {
		d := q.Rotate(s.Body).Sub(s.Ref)
		loss += s.Weight * d.Dot(d)
	}
	return loss / 2
}
