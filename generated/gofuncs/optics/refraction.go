// Refraction at one boundary, and what lenses and glasses make of it.

package optics

import (
	"errors"
	"fmt"
	"math"
)

// ErrTotalReflection says that no light goes through.
var ErrTotalReflection = errors.New("optics: total reflection")

// Snell is the angle behind a boundary from index n1 to n2.
//
//chainrule:grad
func Snell(n1, n2, angle float64) (float64, error) {
	if s := n1 / n2 * math.Sin(angle); math.Abs(s) <= 1 {
		return math.Asin(s), nil
	}
	return 0, ErrTotalReflection
}

// Fresnel gives the parts of the power that a boundary reflects of light
// polarised across and along the plane of incidence.
//
//chainrule:vjp
//chainrule:jac
func Fresnel(n1, n2, angle float64) (rs, rp float64) {
	behind, err := Snell(n1, n2, angle)
	if err != nil {
		return 1, 1
	}
	c1, c2 := math.Cos(angle), math.Cos(behind)
	rs = (n1*c1 - n2*c2) / (n1*c1 + n2*c2)
	rp = (n1*c2 - n2*c1) / (n1*c2 + n2*c1)
	rs *= rs
	rp *= rp
	return
}

// Dioptres is the power of a lens, one over its focal length.
type Dioptres float64

// LensPower is the lens maker's equation of a lens of index n in air, its
// radii positive where the centre is behind the surface, +Inf for a flat one.
//
//chainrule:grad
func LensPower(n, r1, r2, thickness float64) Dioptres {
	front := (n - 1) / r1
	back := -(n - 1) / r2
	if thickness == 0 || math.IsInf(r1, 0) || math.IsInf(r2, 0) {
		return Dioptres(front + back)
	}
	return Dioptres(front + back - thickness/n*front*back)
}

// glasses hold Sellmeier's coefficients, B and C in µm² (Schott).
var glasses = map[string]struct{ b, c [3]float64 }{
	"N-BK7": {
		[3]float64{1.03961212, 0.231792344, 1.01046945},
		[3]float64{0.00600069867, 0.0200179144, 103.560653},
	},
	"N-SF11": {
		[3]float64{1.73759695, 0.313747346, 1.89878101},
		[3]float64{0.013188707, 0.0623068142, 155.23629},
	},
}

// Sellmeier is the index of refraction at a wavelength in micrometres.
//
//chainrule:grad
func Sellmeier(b, c [3]float64, wavelength float64) float64 {
	l2 := wavelength * wavelength
	n2 := 1.0
	for i := range b {
		n2 += b[i] * l2 / (l2 - c[i])
	}
	return math.Sqrt(n2)
}

// Index is the index of refraction of a glass by name.
//
//chainrule:grad
func Index(glass string, wavelength float64) (n float64, err error) {
	g, ok := glasses[glass]
	if !ok {
		err = fmt.Errorf("optics: no glass %q", glass)
		return
	}
	n = Sellmeier(g.b, g.c, wavelength)
	return
}

// Abbe is the number of Abbe, from the lines d, F and C.
//
//chainrule:grad
func Abbe(b, c [3]float64) float64 {
	const d, f, red = 0.5875618, 0.4861327, 0.6562725
	index := func(wavelength float64) float64 { return Sellmeier(b, c, wavelength) }
	return (index(d) - 1) / (index(f) - index(red))
}
