// Polygons, given by their corners in order.

package geometry

import (
	"errors"
	"math"
)

// Point is a point in the plane.
type Point struct{ X, Y float64 }

// to is the distance to q.
func (p *Point) to(q *Point) float64 { return math.Hypot(q.X-p.X, q.Y-p.Y) }

// side is positive where r is left of the line from p to q.
func side(p, q, r Point) float64 {
	return (q.X-p.X)*(r.Y-p.Y) - (q.Y-p.Y)*(r.X-p.X)
}

// Area is the area inside, positive for corners in anticlockwise order.
//
//chainrule:grad
func Area(polygon []Point) float64 {
	sum := 0.0
	for i, j := 0, len(polygon)-1; i < len(polygon); i, j = i+1, i {
		sum += polygon[j].X*polygon[i].Y - polygon[i].X*polygon[j].Y
	}
	return sum / 2
}

// ErrFlat says that points have no area.
var ErrFlat = errors.New("geometry: no area")

// Centroid is the centre of gravity.
//
//chainrule:vjp
func Centroid(polygon []Point) (c Point, err error) {
	area := Area(polygon)
	if area == 0 {
		err = ErrFlat
		return
	}
	before := polygon[len(polygon)-1]
	for _, p := range polygon {
		cross := before.X*p.Y - p.X*before.Y
		c.X += (before.X + p.X) * cross / (6 * area)
		c.Y += (before.Y + p.Y) * cross / (6 * area)
		before = p
	}
	return c, nil
}

// HullPerimeter is the length of a string around points (Jarvis's march).
//
//chainrule:grad
func HullPerimeter(points []Point) float64 {
	first := 0
	for i := range points {
		if points[i].X < points[first].X {
			first = i
		}
	}
	length, here := 0.0, first
	for {
		next := (here + 1) % len(points)
		for i := range points {
			if side(points[here], points[next], points[i]) < 0 {
				next = i
			}
		}
		length += points[here].to(&points[next])
		if here = next; here == first {
			return length
		}
	}
}

// Overlap is the area that a polygon shares with a convex one, both in
// anticlockwise order (Sutherland and Hodgman).
//
//chainrule:grad
func Overlap(subject, convex []Point) float64 {
	current := append([]Point(nil), subject...)
	var next []Point
	for i, a := range convex {
		b := convex[(i+1)%len(convex)]
		next = next[:0]
		for k, q := range current {
			p := current[(k+len(current)-1)%len(current)]
			from, to := side(a, b, p), side(a, b, q)
			if (from < 0) != (to < 0) {
				t := from / (from - to)
				next = append(next, Point{p.X + t*(q.X-p.X), p.Y + t*(q.Y-p.Y)})
			}
			if to >= 0 {
				next = append(next, q)
			}
		}
		current, next = next, current
	}
	return Area(current)
}

// Circle is a circle.
type Circle struct {
	Centre Point
	Radius float64
}

// Circumcircle is the circle through three points, nil where they are in line.
func Circumcircle(a, b, c *Point) *Circle {
	d := 2 * side(*a, *b, *c)
	if d == 0 {
		return nil
	}
	bx, by := b.X-a.X, b.Y-a.Y
	cx, cy := c.X-a.X, c.Y-a.Y
	b2, c2 := bx*bx+by*by, cx*cx+cy*cy
	out := new(Circle)
	out.Centre.X = a.X + (cy*b2-by*c2)/d
	out.Centre.Y = a.Y + (bx*c2-cx*b2)/d
	out.Radius = out.Centre.to(a)
	return out
}

// Power is the power of a point with respect to the circle through three
// others, negative inside it: the test of Delaunay.
//
//chainrule:grad
func Power(a, b, c *Point, p Point) (float64, error) {
	circle := Circumcircle(a, b, c)
	if circle == nil {
		return 0, ErrFlat
	}
	d := p.to(&circle.Centre)
	return d*d - circle.Radius*circle.Radius, nil
}
