// Bodies with a distance in closed form.

package shape

import (
	"fmt"
	"math"
)

// Vec3 is a point or a direction.
type Vec3 struct{ X, Y, Z float64 }

// Add is v + w.
func (v Vec3) Add(w Vec3) Vec3 { return Vec3{v.X + w.X, v.Y + w.Y, v.Z + w.Z} }

// Sub is v - w.
func (v Vec3) Sub(w Vec3) Vec3 { return Vec3{v.X - w.X, v.Y - w.Y, v.Z - w.Z} }

// Mul is k v.
func (v Vec3) Mul(k float64) Vec3 { return Vec3{k * v.X, k * v.Y, k * v.Z} }

// Dot is the inner product.
func (v Vec3) Dot(w Vec3) float64 { return v.X*w.X + v.Y*w.Y + v.Z*w.Z }

// Length is the length.
func (v Vec3) Length() float64 { return math.Sqrt(v.Dot(v)) }

// Box is a box around the origin, its edges rounded.
type Box struct {
	Half     Vec3 // half of its sides
	Rounding float64
}

// Distance is the signed distance from p.
//
//chainrule:grad
func (b *Box) Distance(p Vec3) float64 {
	q := Vec3{math.Abs(p.X), math.Abs(p.Y), math.Abs(p.Z)}.Sub(b.Half)
	q = q.Add(Vec3{b.Rounding, b.Rounding, b.Rounding})
	inside := math.Min(max(q.X, q.Y, q.Z), 0)
	outside := Vec3{max(q.X, 0), max(q.Y, 0), max(q.Z, 0)}
	if outside != (Vec3{}) {
		return outside.Length() - b.Rounding
	}
	return inside - b.Rounding
}

// Torus lies around the z axis.
type Torus struct{ Major, Minor float64 }

// Distance is the signed distance from p.
//
//chainrule:grad
func (t Torus) Distance(p Vec3) float64 {
	return math.Hypot(math.Hypot(p.X, p.Y)-t.Major, p.Z) - t.Minor
}

// Capsule is a line from A to B with a radius.
type Capsule struct {
	A, B   Vec3
	Radius float64
}

// Distance is the signed distance from p.
//
//chainrule:grad
func (c Capsule) Distance(p Vec3) float64 {
	axis, from := c.B.Sub(c.A), p.Sub(c.A)
	t := from.Dot(axis) / axis.Dot(axis)
	t = max(0, min(t, 1))
	return from.Sub(axis.Mul(t)).Length() - c.Radius
}

// Body is what scenes are made of.
type Body interface{ Distance(p Vec3) float64 }

// Placed is a body at a place.
type Placed struct {
	At Vec3
	Body
}

// Distance is the signed distance from p.
func (b Placed) Distance(p Vec3) float64 { return b.Body.Distance(p.Sub(b.At)) }

// Scene is bodies, the later in front of the earlier when equally near.
type Scene []Body

// Nearest is the signed distance from p to the nearest body.
//
//chainrule:grad wrt=p
func (s Scene) Nearest(p Vec3) float64 {
	nearest := math.Inf(1)
	for i, body := range s {
		var d float64
		switch b := body.(type) {
		case *Box:
			d = b.Distance(p)
		case Torus:
			d = b.Distance(p)
		case Capsule:
			d = b.Distance(p)
		case Placed:
			d = b.Distance(p)
		case nil:
			continue
		default:
			panic(fmt.Sprintf("shape: body %d is a %T", i, b))
		}
		nearest = min(nearest, d)
	}
	return nearest
}
