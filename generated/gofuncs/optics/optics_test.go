// The functions at points with known values; the samples serve the gradients too.

package optics

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleGlass    = glasses["N-BK7"]
	sampleBeam     = Beam{Waist: 0.4e-3, Wavelength: 632.8e-9}
	sampleElements = []Element{{Gap, 0.3}, {Lens, 0.12}, {Gap, 0.5}, {Mirror, 0.9}, {Gap, 0.2}}
	sampleSystem   = []Surface{&Sphere{0.01, 0.06, 1.52}, Plane{0.02, 1.62}, &Sphere{0.024, -0.08, 1}, Stop{0.03, 0.012}}
	sampleRay      = Ray{Z: -0.02, Y: 0.006, Angle: 0.05, N: 1}
	sampleFan      = []Ray{{0, 0.004, 0.02, 1}, {0, -0.005, 0.01, 1}, {0, 0.0119, 0.2, 1}, {0, 0.002, -0.03, 1}}
)

const sampleScreen = 0.09

func TestSnell(t *testing.T) {
	angle, err := Snell(1, math.Sqrt2, math.Pi/4)
	check.Near(t, "angle", angle, math.Pi/6, 1e-15)
	if err != nil {
		t.Error(err)
	}
	if _, err := Snell(1.5, 1, 0.8); !errors.Is(err, ErrTotalReflection) {
		t.Errorf("beyond the critical angle: %v", err)
	}
}

func TestFresnel(t *testing.T) {
	rs, rp := Fresnel(1, 1.5, 0)
	check.Slices(t, "head on", []float64{rs, rp}, []float64{0.04, 0.04}, 1e-15)
	rs, rp = Fresnel(1, 1.5, math.Atan(1.5)) // Brewster's angle
	check.Near(t, "across", rs, math.Pow((1-2.25)/(1+2.25), 2), 1e-14)
	check.Near(t, "along", rp, 0, 1e-30)
	rs, rp = Fresnel(1.5, 1, 1)
	check.Slices(t, "total", []float64{rs, rp}, []float64{1, 1}, 0)
}

func TestLensPower(t *testing.T) {
	check.Near(t, "thin", float64(LensPower(1.5, 0.2, -0.2, 0)), 5, 1e-15)
	check.Near(t, "flat", float64(LensPower(1.5, 0.2, math.Inf(1), 0.01)), 2.5, 1e-15)
	check.Near(t, "thick", float64(LensPower(1.5, 0.2, -0.2, 0.03)), 5-0.02*6.25, 1e-15)
}

// Schott's data sheets: n(d) and the number of Abbe.
func TestIndex(t *testing.T) {
	n, err := Index("N-BK7", 0.5875618)
	check.Near(t, "n of N-BK7", n, 1.51680, 1e-6)
	if err != nil {
		t.Error(err)
	}
	n, _ = Index("N-SF11", 0.5875618)
	check.Near(t, "n of N-SF11", n, 1.78472, 1e-6)
	if _, err := Index("ice", 0.5); err == nil {
		t.Error("ice is a glass")
	}
	check.Near(t, "one term", Sellmeier([3]float64{3}, [3]float64{}, 0.5), 2, 1e-15)
	check.Near(t, "Abbe number", Abbe(sampleGlass.b, sampleGlass.c), 64.17, 1e-4)
}

func TestSystem(t *testing.T) {
	const f = 0.12
	m := System(Element{Gap, 2 * f}, Element{Lens, f}, Element{Gap, 2 * f})
	check.Slices(t, "image", append(m[0][:], m[1][:]...), []float64{-1, 0, -1 / f, -1}, 1e-15)
	m = System(sampleElements...)
	check.Near(t, "determinant", m[0][0]*m[1][1]-m[0][1]*m[1][0], 1, 1e-14)
}

func TestBeam(t *testing.T) {
	b := sampleBeam
	z := float32(math.Pi * 0.16e-6 / 632.8e-9) // Rayleigh's length
	check.Near(t, "radius", float64(b.Radius(z)), 0.4e-3*math.Sqrt2, 2e-7)
	check.Near(t, "through the waist", b.Coupling(0.4e-3, 0), 1-math.Exp(-2), 2e-7)
}

func TestTrace(t *testing.T) {
	slab := []Surface{Plane{0.01, 1.5}, Plane{0.03, 1}}
	out, err := Trace(slab, Ray{Angle: 0.3, N: 1})
	check.Near(t, "angle", out.Angle, 0.3, 1e-15)
	check.Near(t, "height", out.Y, 0.01*math.Tan(0.3)+0.02*math.Tan(math.Asin(math.Sin(0.3)/1.5)), 1e-15)
	if err != nil {
		t.Error(err)
	}
	for want, s := range map[error]Surface{
		ErrMissed:          &Sphere{0, 0.1, 1.5},
		ErrVignetted:       Stop{0, 0.1},
		ErrTotalReflection: &Sphere{0, -0.3, 0.5},
	} {
		if _, err := Trace([]Surface{s}, Ray{Z: -1, Y: 0.2, N: 1}); !errors.Is(err, want) {
			t.Errorf("%T: %v, want %v", s, err, want)
		}
	}
	if _, err := Trace(sampleSystem, sampleRay); err != nil {
		t.Errorf("the sample: %v", err)
	}
}

// A ray to the centre of a sphere is not bent; two of the sample's rays meet
// the screen as Trace has it.
func TestSpread(t *testing.T) {
	ball := []Surface{&Sphere{1, -0.5, 1.5}}
	const slope = 0.1
	ray := Ray{Z: 0, Y: -0.5 * slope, Angle: math.Atan(slope), N: 1}
	check.Near(t, "through the centre", Spread(ball, 1.5, []Ray{ray, {Y: 3, N: 1}}), 0.01, 1e-14)
	sum := 0.0
	for _, i := range []int{0, 1, 3} {
		out, err := Trace(sampleSystem, sampleFan[i])
		if err != nil {
			t.Error(err)
		}
		sum += math.Pow(out.at(sampleScreen).Y, 2)
	}
	check.Near(t, "the sample", Spread(sampleSystem, sampleScreen, sampleFan), sum, 1e-15)
}

// Near the axis, the lens maker's equation gives the focal length, and the
// principal plane the way from the last vertex.
func TestSinglet(t *testing.T) {
	const n, r1, r2, d = 1.5, 0.1, -0.15, 0.01
	f := 1 / float64(LensPower(n, r1, r2, d))
	want := f * (1 - (n-1)*d/(n*r1))
	check.Near(t, "back focal distance", Singlet(r1, r2, d, n, 1e-6), want, 1e-9)
}
