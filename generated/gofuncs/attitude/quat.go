// Quaternions, and what they turn.

package attitude

import "math"

// A Quat is a quaternion, of norm 1 where it is a rotation.
type Quat struct{ W, X, Y, Z float64 }

// FromAxisAngle is the rotation by angle about an axis of any length.
//
//chainrule:vjp
func FromAxisAngle(axis Vec3, angle float64) Quat {
	sin, cos := math.Sincos(angle / 2)
	v := axis.Scale(sin / axis.Norm())
	return Quat{cos, v.X, v.Y, v.Z}
}

// FromEuler is the rotation by roll, pitch and yaw about x, y and z, the yaw
// applied last (aerospace sequence 3-2-1).
//
//chainrule:vjp
//chainrule:jac
func FromEuler(angles [3]float64) Quat {
	var s, c [3]float64
	for i, a := range angles {
		s[i], c[i] = math.Sincos(a / 2)
	}
	return Quat{
		W: c[0]*c[1]*c[2] + s[0]*s[1]*s[2],
		X: s[0]*c[1]*c[2] - c[0]*s[1]*s[2],
		Y: c[0]*s[1]*c[2] + s[0]*c[1]*s[2],
		Z: c[0]*c[1]*s[2] - s[0]*s[1]*c[2],
	}
}

// Euler gives back the angles of FromEuler. Rounding can push the sine of the
// pitch past 1.
//
//chainrule:vjp
func (q Quat) Euler() (roll, pitch, yaw float64) {
	roll = math.Atan2(2*(q.W*q.X+q.Y*q.Z), 1-2*(q.X*q.X+q.Y*q.Y))
	pitch = math.Asin(max(-1, min(1, 2*(q.W*q.Y-q.Z*q.X))))
	yaw = math.Atan2(2*(q.W*q.Z+q.X*q.Y), 1-2*(q.Y*q.Y+q.Z*q.Z))
	return
}

// Scale is s q.
func (q Quat) Scale(s float64) Quat { return Quat{s * q.W, s * q.X, s * q.Y, s * q.Z} }

// Add is q + r.
func (q Quat) Add(r Quat) Quat { return Quat{q.W + r.W, q.X + r.X, q.Y + r.Y, q.Z + r.Z} }

// Dot is the scalar product in four dimensions.
func (q Quat) Dot(r Quat) float64 { return q.W*r.W + q.X*r.X + q.Y*r.Y + q.Z*r.Z }

// Mul is the Hamilton product: the rotation r, then the rotation q.
//
//chainrule:vjp
func (q Quat) Mul(r Quat) Quat {
	return Quat{
		W: q.W*r.W - q.X*r.X - q.Y*r.Y - q.Z*r.Z,
		X: q.W*r.X + q.X*r.W + q.Y*r.Z - q.Z*r.Y,
		Y: q.W*r.Y - q.X*r.Z + q.Y*r.W + q.Z*r.X,
		Z: q.W*r.Z + q.X*r.Y - q.Y*r.X + q.Z*r.W,
	}
}

// Unit is q scaled to norm 1, and no rotation where q is zero.
//
//chainrule:vjp
func (q Quat) Unit() Quat {
	n := math.Sqrt(q.Dot(q))
	if n == 0 {
		return Quat{W: 1}
	}
	return q.Scale(1 / n)
}

// Rotate turns a vector.
//
//chainrule:vjp
//chainrule:jac
func (q Quat) Rotate(v Vec3) Vec3 {
	u := Vec3{q.X, q.Y, q.Z}
	t := u.Cross(v).Scale(2)
	return v.Add(t.Scale(q.W)).Add(u.Cross(t))
}

// Matrix is the rotation matrix of a quaternion, whatever its norm.
//
//chainrule:vjp
func (q Quat) Matrix() [3][3]float64 {
	s := 2 / q.Dot(q)
	var m [3][3]float64
	v := [3]float64{q.X, q.Y, q.Z}
	for i := range m {
		j, k := (i+1)%3, (i+2)%3
		m[i][i] = 1 - s*(v[j]*v[j]+v[k]*v[k])
		m[i][j] = s * (v[i]*v[j] - q.W*v[k])
		m[j][i] = s * (v[i]*v[j] + q.W*v[k])
	}
	return m
}

// Slerp goes the shorter way from p to q at constant rate, t from 0 to 1
// (Shoemake 1985).
//
//chainrule:vjp
func Slerp(p, q Quat, t float64) Quat {
	cos := p.Dot(q)
	if cos < 0 {
		q, cos = q.Scale(-1), -cos
	}
	if cos > 0.9995 { // the sine of the angle has no digits left
		return p.Scale(1 - t).Add(q.Scale(t)).Unit()
	}
	angle := math.Acos(cos)
	a := math.Sin((1 - t) * angle)
	b := math.Sin(t * angle)
	return p.Scale(a).Add(q.Scale(b)).Scale(1 / math.Sin(angle))
}
