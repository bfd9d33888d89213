// Distances, and lines of several points.

package geometry

import "fmt"

// Nearest points to the point that is nearest to p.
func Nearest(points []Point, p Point) *Point {
	var best *Point
	for i := range points {
		if q := &points[i]; best == nil || q.to(&p) < best.to(&p) {
			best = q
		}
	}
	return best
}

// Chamfer is the mean distance from each point of a to the nearest of b.
//
//chainrule:grad
func Chamfer(a, b []Point) float64 {
	if len(a) == 0 || len(b) == 0 {
		panic(fmt.Sprintf("geometry: %d points to %d", len(a), len(b)))
	}
	sum := 0.0
	for _, p := range a {
		sum += Nearest(b, p).to(&p)
	}
	return sum / float64(len(a))
}

// SegmentDistance is the distance from p to the nearest point between a and b.
//
//chainrule:grad
func SegmentDistance(p, a, b Point) float64 {
	dx, dy := b.X-a.X, b.Y-a.Y
	length2 := dx*dx + dy*dy
	if length2 == 0 {
		return p.to(&a)
	}
	t := ((p.X-a.X)*dx + (p.Y-a.Y)*dy) / length2
	t = min(max(t, 0), 1)
	foot := Point{a.X + t*dx, a.Y + t*dy}
	return p.to(&foot)
}

// Bounds are the corners of the smallest upright rectangle around points.
//
//chainrule:vjp
func Bounds(points ...Point) (low, high Point) {
	low, high = points[0], points[0]
	widen := func(low, high *float64, v float64) {
		if v < *low {
			*low = v
		}
		if v > *high {
			*high = v
		}
	}
	for _, p := range points[1:] {
		widen(&low.X, &high.X, p.X)
		widen(&low.Y, &high.Y, p.Y)
	}
	return
}

// Along is the point after a distance on a line of several points, the last
// one where the line is shorter.
//
//chainrule:vjp
func Along(line []Point, distance float64) (at Point) {
	at = line[0]
	rest := line[1:]
walk:
	for len(rest) > 0 {
		leg := at.to(&rest[0])
		switch {
		case leg == 0:
			// A point given twice.
		case distance <= leg:
			t := distance / leg
			at.X += t * (rest[0].X - at.X)
			at.Y += t * (rest[0].Y - at.Y)
			break walk
		}
		distance -= leg
		at, rest = rest[0], rest[1:]
	}
	return
}

// Simplified is the length of what is left of a line when points closer than
// tolerance to the line between others are dropped (Ramer, Douglas, Peucker).
//
//chainrule:grad wrt=line
func Simplified(line []Point, tolerance float64) float64 {
	last := len(line) - 1
	worst, at := tolerance, 0
	for i := 1; i < last; i++ {
		if d := SegmentDistance(line[i], line[0], line[last]); d > worst {
			worst, at = d, i
		}
	}
	if at == 0 {
		return line[0].to(&line[last])
	}
	return Simplified(line[:at+1], tolerance) + Simplified(line[at:], tolerance)
}
