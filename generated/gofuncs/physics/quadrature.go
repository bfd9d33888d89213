// Integrals of functions that are values, and what is computed by them.

package physics

import "math"

// Simpson integrates f from a to b over n intervals, n even.
func Simpson(f func(float64) float64, a, b float64, n int) float64 {
	h := (b - a) / float64(n)
	sum := f(a) + f(b)
	for i := 1; i < n; i++ {
		weight := 2.0
		if i%2 == 1 {
			weight = 4
		}
		sum += weight * f(a+float64(i)*h)
	}
	return sum * h / 3
}

// Adaptive integrates f from a to b by Simpson's rule, halving where halves
// differ from the whole by more than 15 tol, at most depth times (Lyness 1969).
func Adaptive(f func(float64) float64, a, b, tol float64, depth int) float64 {
	fa, fm, fb := f(a), f((a+b)/2), f(b)
	return refine(f, a, b, fa, fm, fb, (b-a)/6*(fa+4*fm+fb), tol, depth)
}

// refine is Adaptive for values already known.
func refine(f func(float64) float64, a, b, fa, fm, fb, whole, tol float64, depth int) float64 {
	m := (a + b) / 2
	fl, fr := f((a+m)/2), f((m+b)/2)
	left := (m - a) / 6 * (fa + 4*fl + fm)
	right := (b - m) / 6 * (fm + 4*fr + fb)
	diff := left + right - whole
	if depth == 0 || math.Abs(diff) <= 15*tol {
		return left + right + diff/15
	}
	return refine(f, a, m, fa, fl, fm, left, tol/2, depth-1) +
		refine(f, m, b, fm, fr, fb, right, tol/2, depth-1)
}

// Constants of the SI, exact since 2019.
const (
	planck    = 6.62607015e-34 // J s
	light     = 299792458.0    // m/s
	boltzmann = 1.380649e-23   // J/K
)

// Radiance of a black body in W/(m² sr m) at a wavelength in m and a
// temperature in K: Planck's law.
//
//chainrule:grad
func Radiance(wavelength, temperature float64) float64 {
	x := planck * light / (wavelength * boltzmann * temperature)
	return 2 * planck * light * light / math.Pow(wavelength, 5) / math.Expm1(x)
}

// BandRadiance is Radiance integrated over a band of wavelengths, in W/(m² sr).
//
//chainrule:grad
func BandRadiance(from, to, temperature float64) float64 {
	spectral := func(wavelength float64) float64 { return Radiance(wavelength, temperature) }
	return Simpson(spectral, from, to, 200)
}

// PendulumPeriod is the period in s of a pendulum of a length in m that swings
// to an amplitude in radians: a complete elliptic integral.
//
//chainrule:grad
func PendulumPeriod(length, amplitude float64) float64 {
	k := math.Sin(amplitude / 2)
	integral := Adaptive(func(phi float64) float64 {
		s := k * math.Sin(phi)
		return 1 / math.Sqrt(1-s*s)
	}, 0, math.Pi/2, 1e-12, 20)
	return 4 * math.Sqrt(length/9.80665) * integral
}

// Work done against a bond when it is stretched, as the integral of the force
// that a difference of energies gives.
//
//chainrule:grad wrt=m,from,to
func (m Morse) Work(from, to float64) float64 {
	return Simpson(m.force, from, to, 64)
}

func (m Morse) force(r float64) float64 {
	e := math.Exp(-m.Width * (r - m.Length))
	return 2 * m.Depth * m.Width * e * (1 - e)
}
