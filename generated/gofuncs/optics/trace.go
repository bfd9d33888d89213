// Exact rays through surfaces, in the plane that holds the axis.

package optics

import (
	"errors"
	"fmt"
	"math"
)

// Why a ray ends.
var (
	ErrMissed    = errors.New("ray misses the surface")
	ErrVignetted = errors.New("ray is stopped")
)

// Ray is a ray at the point (Z, Y), in a medium of index N.
type Ray struct {
	Z, Y, Angle, N float64
}

// at is the ray where it crosses the plane at z.
func (r Ray) at(z float64) Ray {
	r.Y += (z - r.Z) * math.Tan(r.Angle)
	r.Z = z
	return r
}

// bend refracts the ray at a surface whose normal has an angle to the axis.
func (r *Ray) bend(normal, n float64) error {
	behind, err := Snell(r.N, n, r.Angle-normal)
	if err != nil {
		return err
	}
	r.Angle, r.N = normal+behind, n
	return nil
}

// Surface is something across the axis that a ray goes through.
type Surface interface {
	Pass(Ray) (Ray, error)
}

// Plane is a flat surface at Z with index N behind it.
type Plane struct{ Z, N float64 }

// Sphere is a surface of radius R, positive where the centre is behind it.
type Sphere struct{ Z, R, N float64 }

// Stop is a round hole of radius R.
type Stop struct{ Z, R float64 }

// Pass refracts the ray.
func (p Plane) Pass(r Ray) (Ray, error) {
	r = r.at(p.Z)
	err := r.bend(0, p.N)
	return r, err
}

// Pass refracts the ray.
func (s *Sphere) Pass(r Ray) (Ray, error) {
	sin, cos := math.Sincos(r.Angle)
	dz, dy := r.Z-(s.Z+s.R), r.Y // from the centre
	b := dz*cos + dy*sin
	d := b*b - (dz*dz + dy*dy - s.R*s.R)
	if d < 0 {
		return r, ErrMissed
	}
	t := -b - math.Copysign(math.Sqrt(d), s.R)
	r.Z += t * cos
	r.Y += t * sin
	err := r.bend(math.Asin(-r.Y/s.R), s.N)
	return r, err
}

// Pass lets the ray through the hole.
func (s Stop) Pass(r Ray) (Ray, error) {
	if r = r.at(s.Z); math.Abs(r.Y) > s.R {
		return r, ErrVignetted
	}
	return r, nil
}

// Trace sends a ray through a system.
//
//chainrule:vjp wrt=ray
func Trace(system []Surface, ray Ray) (Ray, error) {
	for i, surface := range system {
		var err error
		switch s := surface.(type) {
		case Plane:
			ray, err = s.Pass(ray)
		case *Sphere:
			ray, err = s.Pass(ray)
		case Stop:
			ray, err = s.Pass(ray)
		default:
			return ray, fmt.Errorf("optics: surface %d is a %T", i, s)
		}
		if err != nil {
			return ray, fmt.Errorf("optics: surface %d: %w", i, err)
		}
	}
	return ray, nil
}

// Spread is the sum of squared heights of a fan of rays on a screen at z, the
// rays that do not come through left out.
//
//chainrule:grad wrt=z,fan
func Spread(system []Surface, z float64, fan []Ray) float64 {
	sum := 0.0
rays:
	for _, ray := range fan {
		for _, surface := range system {
			next, err := surface.Pass(ray)
			if err != nil {
				continue rays
			}
			ray = next
		}
		y := ray.at(z).Y
		sum += y * y
	}
	return sum
}

// pass is surface.Pass that panics.
func pass(surface Surface, r Ray) Ray {
	r, err := surface.Pass(r)
	if err != nil {
		panic(fmt.Errorf("optics: singlet: %w", err))
	}
	return r
}

// Singlet is how far behind the last vertex a ray, parallel to the axis at a
// height, crosses it after a lens of index n in air.
//
//chainrule:grad
func Singlet(r1, r2, thickness, n, height float64) float64 {
	ray := Ray{Z: -thickness, Y: height, N: 1}
	ray = pass(&Sphere{R: r1, N: n}, ray)
	ray = pass(&Sphere{Z: thickness, R: r2, N: 1}, ray)
	return ray.Z - ray.Y/math.Tan(ray.Angle) - thickness
}
