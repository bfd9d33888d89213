// Arms in space, by the parameters of Denavit and Hartenberg.

package robot

import (
	"fmt"
	"math"
)

// Metres and Radians keep the columns of a table of joints apart.
type (
	Metres  float64
	Radians float64
)

// Joint is one row of a Denavit-Hartenberg table.
type Joint struct {
	A, D         Metres  // length and offset of the link
	Alpha, Theta Radians // twist, and the angle that counts as zero
}

// Vec3 is a point in space.
type Vec3 struct{ X, Y, Z float64 }

// Mat4 is a homogeneous transformation.
type Mat4 [4][4]float64

// Transform leads from the frame of the joint to that of the next.
func (j Joint) Transform(q Radians) Mat4 {
	st, ct := math.Sincos(float64(j.Theta + q))
	sa, ca := math.Sincos(float64(j.Alpha))
	a, d := float64(j.A), float64(j.D)
	return Mat4{
		{ct, -st * ca, st * sa, a * ct},
		{st, ct * ca, -ct * sa, a * st},
		{0, sa, ca, d},
		{3: 1},
	}
}

// Mul is the product m n.
func (m Mat4) Mul(n Mat4) (p Mat4) {
	for i := range p {
		for j := range p[i] {
			for k := range n {
				p[i][j] += m[i][k] * n[k][j]
			}
		}
	}
	return
}

// EndEffector is where the last frame is when the joints are turned by q.
//
//chainrule:vjp
func EndEffector(joints []Joint, q []Radians) Vec3 {
	if len(joints) != len(q) {
		panic(fmt.Sprintf("robot: %d joints and %d angles", len(joints), len(q)))
	}
	pose := Mat4{{0: 1}, {1: 1}, {2: 1}, {3: 1}}
	for i, joint := range joints {
		pose = pose.Mul(joint.Transform(q[i]))
	}
	return Vec3{X: pose[0][3], Y: pose[1][3], Z: pose[2][3]}
}
