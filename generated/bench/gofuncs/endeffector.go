// The gradient of robot.EndEffector.

package gofuncs

import (
	"math"

	"chainrule/generated/gofuncs/robot"
)

// EndEffectorWorkspace keeps the frame before every joint and the joint's sines
// and cosines.
type EndEffectorWorkspace struct{ frames []frame }

// frame is the first three columns of a pose, of which the last one is only
// where it is.
type frame struct {
	pose           [9]float64
	st, ct, sa, ca float64
}

// EndEffector returns where the arm ends and sets the derivatives of the joints
// and the angles for the derivatives dy by that.
//
// The last row of a pose is never computed, and the derivative by the end's
// place is the same for all frames.
func EndEffector(ws *EndEffectorWorkspace, joints []robot.Joint, q []robot.Radians, dy robot.Vec3, djoints []robot.Joint, dq []robot.Radians) (end robot.Vec3) {
	ws.frames = grown(ws.frames, len(joints))
	q, dq, djoints = q[:len(joints)], dq[:len(joints)], djoints[:len(joints)]
	pose := [9]float64{1, 0, 0, 0, 1, 0, 0, 0, 1}
	for i := range joints {
		f, j := &ws.frames[i], &joints[i]
		f.pose = pose
		f.st, f.ct = math.Sincos(float64(j.Theta + q[i]))
		f.sa, f.ca = math.Sincos(float64(j.Alpha))
		f.turn(&pose, &end, float64(j.A), float64(j.D))
	}
	var d [9]float64
	for i := len(joints) - 1; i >= 0; i-- {
		dj := &djoints[i]
		*dj = ws.frames[i].unturn(&d, dy, &joints[i])
		dq[i] = dj.Theta
	}
	return end
}

// turn sets pose to that behind the joint and moves the end there.
func (f *frame) turn(pose *[9]float64, end *robot.Vec3, a, d float64) {
	for r := 0; r < 9; r += 3 {
		p := f.pose[r : r+3 : r+3]
		along := f.ct*p[0] + f.st*p[1]
		across := f.ct*p[1] - f.st*p[0]
		pose[r] = along
		pose[r+1] = f.ca*across + f.sa*p[2]
		pose[r+2] = f.ca*p[2] - f.sa*across
		move := a*along + d*p[2]
		switch r {
		case 0:
			end.X += move
		case 3:
			end.Y += move
		default:
			end.Z += move
		}
	}
}

// unturn replaces the derivatives by the pose behind the joint by those before
// it and returns those by the joint.
func (f *frame) unturn(d *[9]float64, dy robot.Vec3, j *robot.Joint) robot.Joint {
	a, length := float64(j.A), float64(j.D)
	var da, dd, dca, dsa, dct, dst float64
	for r, g := range [3]float64{dy.X, dy.Y, dy.Z} {
		p, e := f.pose[3*r:3*r+3:3*r+3], d[3*r:3*r+3:3*r+3]
		along := f.ct*p[0] + f.st*p[1]
		across := f.ct*p[1] - f.st*p[0]
		da += g * along
		dd += g * p[2]
		dca += e[1]*across + e[2]*p[2]
		dsa += e[1]*p[2] - e[2]*across
		dalong := e[0] + g*a
		dacross := e[1]*f.ca - e[2]*f.sa
		dct += dalong*p[0] + dacross*p[1]
		dst += dalong*p[1] - dacross*p[0]
		e[0], e[1], e[2] = dalong*f.ct-dacross*f.st, dalong*f.st+dacross*f.ct, e[1]*f.sa+e[2]*f.ca+g*length
	}
	return robot.Joint{
		A: robot.Metres(da), D: robot.Metres(dd),
		Alpha: robot.Radians(dsa*f.ca - dca*f.sa), Theta: robot.Radians(dst*f.ct - dct*f.st),
	}
}
