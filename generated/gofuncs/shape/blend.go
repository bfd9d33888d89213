// Bodies made of bodies, as functions of a point.

package shape

import "math"

// SDF is the signed distance from a point.
type SDF func(p Vec3) float64

// Ball is a ball around a point.
func Ball(centre Vec3, radius float64) SDF {
	return func(p Vec3) float64 { return p.Sub(centre).Length() - radius }
}

// Without cuts b out of a.
func (a SDF) Without(b SDF) SDF {
	return func(p Vec3) float64 { return max(a(p), -b(p)) }
}

// Blend joins a and b with a fillet of size k.
func (a SDF) Blend(b SDF, k float64) SDF {
	return func(p Vec3) float64 { return SmoothMin(a(p), b(p), k) }
}

// SmoothMin is the smaller of a and b, rounded where they differ by less than
// k (Quilez).
//
//chainrule:grad
//chainrule:hvp
func SmoothMin(a, b, k float64) float64 {
	if h := 1 - math.Abs(a-b)/k; h > 0 {
		return min(a, b) - h*h*k/4
	}
	return min(a, b)
}

// Snowman is the distance from p to three balls, each smaller than the one
// below by the factor taper, blended, with a nose cut in.
//
//chainrule:grad
func Snowman(p Vec3, radius, taper, fillet float64) float64 {
	body := Ball(Vec3{}, radius)
	top := Vec3{}
	r := radius
	grow := func() {
		top.Z += r
		r *= taper
		top.Z += r / 2
		body = body.Blend(Ball(top, r), fillet)
	}
	grow()
	grow()
	nose := Ball(top.Add(Vec3{X: r}), r/4)
	return body.Without(nose)(p)
}

// March is how far a ray from an eye goes until it is nearer than epsilon to a
// torus, by steps as long as the distance; +Inf where it gets away.
//
//chainrule:grad wrt=eye,direction,ring
func March(ring Torus, eye, direction Vec3) float64 {
	const (
		epsilon = 1e-12
		far     = 100
	)
	unit := direction.Mul(1 / direction.Length())
	t := 0.0
	for step := 0; step < 500; step++ {
		d := ring.Distance(eye.Add(unit.Mul(t)))
		if d < epsilon {
			return t
		}
		if t += d; t > far {
			break
		}
	}
	return math.Inf(1)
}

// Vec2 is a point of a picture.
type Vec2[F ~float32 | ~float64] struct{ X, Y F }

// Twisted is the distance, roughly, from p to a bar of square section that
// turns by twist for each unit of height, in the precision of the caller.
//
//chainrule:grad
func Twisted[F ~float32 | ~float64](p Vec2[F], height, half, twist F) F {
	sin, cos := math.Sincos(float64(twist * height))
	q := Vec2[F]{
		X: F(cos)*p.X + F(sin)*p.Y,
		Y: F(cos)*p.Y - F(sin)*p.X,
	}
	for _, side := range [...]*F{&q.X, &q.Y} {
		if *side < 0 {
			*side = -*side
		}
	}
	return max(q.X, q.Y) - half
}

// Gyroid is the level of Schoen's minimal surface, of a period, thickened.
//
//chainrule:grad
//chainrule:hvp
//chainrule:hess
func Gyroid(p Vec3, period, thickness float64) float64 {
	p = p.Mul(2 * math.Pi / period)
	v := [...]float64{p.X, p.Y, p.Z}
	level := 0.0
	for i := range v {
		level += math.Sin(v[i]) * math.Cos(v[(i+1)%len(v)])
	}
	return math.Abs(level) - thickness/2
}
