// Planar arms: links in a row, each turned against the one before it.

package robot

import (
	"errors"
	"fmt"
	"math"
)

// ErrOutOfReach says that no angles bring the tip to the target.
var ErrOutOfReach = errors.New("robot: target out of reach")

// Link is one rigid segment of a planar arm.
type Link struct {
	Length float64 // metres
	Offset float64 // radians, what the joint's encoder reads as zero
}

// Tip is where the arm ends when its joints are turned by the angles.
//
//chainrule:vjp
func Tip(links []Link, angles []float64) (x, y float64) {
	heading := 0.0
	for i, link := range links {
		heading += angles[i] + link.Offset
		x += link.Length * math.Cos(heading)
		y += link.Length * math.Sin(heading)
	}
	return
}

// Inverse gives the angles, elbow down, that bring the tip of an arm of two
// links to a point.
//
//chainrule:vjp
//chainrule:jac
func Inverse(x, y, upper, fore float64) (shoulder, elbow float64, err error) {
	d2 := x*x + y*y
	c := (d2 - upper*upper - fore*fore) / (2 * upper * fore)
	if math.Abs(c) > 1 {
		return 0, 0, fmt.Errorf("%w: %.3g m away", ErrOutOfReach, math.Sqrt(d2))
	}
	elbow = math.Acos(c)
	shoulder = math.Atan2(y, x) - math.Atan2(fore*math.Sin(elbow), upper+fore*c)
	return shoulder, elbow, nil
}

// Mount is where an arm stands.
type Mount struct {
	X, Y, Heading float64
}

// Arm is a planar arm of three links on its mount.
type Arm struct {
	Mount
	Links [3]float64 // lengths
	Name  string
}

// Miss is the distance from the tip to the point (x, y).
//
//chainrule:grad
//chainrule:hvp
func (a *Arm) Miss(q [3]float64, x, y float64) float64 {
	heading := a.Heading
	dx, dy := x-a.X, y-a.Y
	for i := range q {
		heading += q[i]
		sin, cos := math.Sincos(heading)
		dx, dy = dx-a.Links[i]*cos, dy-a.Links[i]*sin
	}
	return math.Hypot(dx, dy)
}

// Manipulability is sqrt(det(J Jᵀ)), Yoshikawa's measure of how far the arm is
// from a singular pose, in square metres.
//
//chainrule:grad
func (a Arm) Manipulability(q [3]float64) float64 {
	var jac [2][3]float64
	heading := a.Heading
	for i, angle := range q {
		heading += angle
		for j := 0; j <= i; j++ {
			jac[0][j] -= a.Links[i] * math.Sin(heading)
			jac[1][j] += a.Links[i] * math.Cos(heading)
		}
	}
	var gram [2][2]float64
	for r, row := range jac {
		for c, other := range jac {
			for k := range row {
				gram[r][c] += row[k] * other[k]
			}
		}
	}
	return math.Sqrt(gram[0][0]*gram[1][1] - gram[0][1]*gram[1][0])
}
