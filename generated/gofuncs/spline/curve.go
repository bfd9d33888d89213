// Curves with control points.

package spline

// Point is a point in the plane.
type Point struct{ X, Y float64 }

// mix is (1-t) p + t q.
func mix(p, q Point, t float64) Point {
	return Point{p.X + t*(q.X-p.X), p.Y + t*(q.Y-p.Y)}
}

// Bezier is the point at t, from 0 to 1, of a curve with any number of control
// points, by de Casteljau's algorithm.
//
//chainrule:vjp
func Bezier(t float64, control ...Point) Point {
	row := make([]Point, len(control))
	copy(row, control)
	for len(row) > 1 {
		for i := range row[:len(row)-1] {
			row[i] = mix(row[i], row[i+1], t)
		}
		row = row[:len(row)-1]
	}
	return row[0]
}

// CatmullRom is the curve from p[1] at t = 0 to p[2] at t = 1, in the
// precision of vertex buffers.
//
//chainrule:vjp
//chainrule:jac
func CatmullRom(p [4][2]float32, t float32) (at [2]float32) {
	w := [4]float32{
		((2-t)*t - 1) * t,
		(3*t-5)*t*t + 2,
		((4-3*t)*t + 1) * t,
		(t - 1) * t * t,
	}
	for axis := range at {
		for i, q := range p {
			at[axis] += w[i] * q[axis] / 2
		}
	}
	return
}

// basis is the B-spline number i of a degree, by the recursion of Cox and de
// Boor.
func basis(knots []float64, i, degree int, x float64) float64 {
	if degree == 0 {
		if knots[i] <= x && x < knots[i+1] {
			return 1
		}
		return 0
	}
	sum := 0.0
	if width := knots[i+degree] - knots[i]; width > 0 {
		sum += (x - knots[i]) / width * basis(knots, i, degree-1, x)
	}
	if width := knots[i+degree+1] - knots[i+1]; width > 0 {
		sum += (knots[i+degree+1] - x) / width * basis(knots, i+1, degree-1, x)
	}
	return sum
}

// BSpline is the value of a spline with the given coefficients and knots.
//
//chainrule:grad wrt=coefficients,x
func BSpline(knots, coefficients []float64, degree int, x float64) float64 {
	value := 0.0
	for i, c := range coefficients {
		value += c * basis(knots, i, degree, x)
	}
	return value
}
