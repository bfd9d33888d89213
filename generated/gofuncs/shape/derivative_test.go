// Derivatives against differences, and against closed forms.

package shape

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var cases = []derivtest.Case{
	{Name: "corner", F: (*Box).Distance, D: (*Box).DistanceGrad, Args: args(&Box{Vec3{1, 2, 3}, 0}, Vec3{2, -4, 5}), Value: v(3),
		Grad: v(-1./3, -2./3, -2./3, 5./3-1, 1./3, -2./3, 2./3)},
	{Name: "face", F: (*Box).Distance, D: (*Box).DistanceGrad, Args: args(&Box{Vec3{1, 2, 3}, 0}, Vec3{0.1, 2.5, 1}), Value: v(0.5), Grad: v(0, -1, 0, 0, 0, 1, 0)},
	{Name: "inside", F: (*Box).Distance, D: (*Box).DistanceGrad, Args: args(&Box{Vec3{1, 2, 3}, 0}, Vec3{-0.4, 0.1, 0}), Value: v(-0.6), Grad: v(-1, 0, 0, 0, -1, 0, 0)},
	{Name: "rounded", F: (*Box).Distance, D: (*Box).DistanceGrad, Args: args(&sampleBox, Vec3{1.75, 2.75, 0.1}), Value: v(math.Sqrt2 - 0.25)},
	{F: Torus.Distance, D: Torus.DistanceGrad, Args: args(sampleTorus, samplePoint)},
	{Name: "above", F: Torus.Distance, D: Torus.DistanceGrad, Args: args(sampleTorus, Vec3{3, 4, 4}), Value: v(4.5), Grad: v(-0.6, -1, 0.36, 0.48, 0.8)},
	{F: Capsule.Distance, D: Capsule.DistanceGrad, Args: args(sampleCapsule, samplePoint)},
	{Name: "beside", F: Capsule.Distance, D: Capsule.DistanceGrad, Args: args(Capsule{Vec3{}, Vec3{Z: 2}, 0.5}, Vec3{3, 4, 1}), Value: v(4.5), Grad: v(
		-0.3, -0.4, 0, -0.3, -0.4, 0, -1, 0.6, 0.8, 0)},
	{Name: "beyond", F: Capsule.Distance, D: Capsule.DistanceGrad, Args: args(Capsule{Vec3{}, Vec3{Z: 2}, 0.5}, Vec3{0, 3, 6}), Value: v(4.5), Grad: v(
		0, 0, 0, 0, -0.6, -0.8, -1, 0, 0.6, 0.8)},
	{Name: "box", F: Scene.Nearest, D: Scene.NearestGrad, Wrt: []int{1}, Args: args(sampleScene, Vec3{-1.5, 0, 0}), Value: v(0.5), Grad: v(-1, 0, 0)},
	{Name: "torus", F: Scene.Nearest, D: Scene.NearestGrad, Wrt: []int{1}, Args: args(sampleScene, Vec3{7, 0, 1}), Value: v(0.5), Grad: v(1, 0, 0)},
	{F: Scene.Nearest, D: Scene.NearestGrad, Wrt: []int{1}, Args: args(sampleScene, Vec3{1.5, 3.2, 4.1})},
	{Name: "nothing", F: Scene.Nearest, D: Scene.NearestGrad, Wrt: []int{1}, Args: args(Scene{nil}, Vec3{1.5, 3.2, 4.1}), Value: v(math.Inf(1)), Grad: v(0, 0, 0), Rough: true},
	{Name: "placed twice", F: Scene.Nearest, D: Scene.NearestGrad, Wrt: []int{1}, Args: args(Scene{Placed{Vec3{1, 2, 3}, Placed{Vec3{X: 1}, sampleCapsule}}}, samplePoint)},
	{Name: "unknown", F: Scene.Nearest, D: Scene.NearestGrad, Wrt: []int{1}, Args: args(Scene{&sampleTorus}, samplePoint)},
	{Name: "far apart", F: SmoothMin, D: SmoothMinGrad, H: SmoothMinHVP, Args: args(3, 1, 0.5), Value: v(1), Grad: v(0, 1, 0)},
	{Name: "close", F: SmoothMin, D: SmoothMinGrad, H: SmoothMinHVP, Args: args(1, 1.5, 1), Value: v(1 - 0.0625), Grad: v(0.75, 0.25, -0.1875)},
	{Name: "below", F: Snowman, D: SnowmanGrad, Args: args(Vec3{0, 0, -3}, 1, 0.5, 0.1), Value: v(2), Grad: v(0, 0, -1, -1, 0, 0)},
	{Name: "above", F: Snowman, D: SnowmanGrad, Args: args(Vec3{0, 0, 4}, 1, 0.5, 0.1), Value: v(1.875)},
	{Name: "in the nose", F: Snowman, D: SnowmanGrad, Args: args(Vec3{0.22, 0.01, 1.88}, 1, 0.5, 0.1)},
	{Name: "a fillet", F: Snowman, D: SnowmanGrad, Args: args(Vec3{0.6, 0.05, 0.85}, 1, 0.5, 1)},
	{F: March, D: MarchGrad, Args: args(sampleTorus, sampleEye, sampleView), Grad: hit(), Rel: 1e-9},
	{Name: "along x", F: March, D: MarchGrad, Args: args(sampleTorus, Vec3{X: -5}, Vec3{X: 3}), Value: v(2.5), Grad: v(-1, -1, -1, 0, 0, 0, 0, 0)},
	{Name: "through the hole", F: March, D: MarchGrad, Args: args(sampleTorus, Vec3{Z: 5}, Vec3{Z: -1}), Value: v(math.Inf(1)), Rough: true},
	{F: Twisted[float64], D: TwistedGrad, Args: args(Vec2[float64]{-3, 2}, 5, 1, 0.2)},
	{Name: "a turn of 45°", F: Twisted[float64], D: TwistedGrad, Args: args(Vec2[float64]{1.2, 0.8}, 2, 0.5, math.Pi/8)},
	{F: Gyroid, D: GyroidGrad, H: GyroidHVP, HH: GyroidHess, Args: args(samplePoint, 2, 0.3)},
	{Name: "on it", F: Gyroid, D: GyroidGrad, H: GyroidHVP, HH: GyroidHess, Args: args(Vec3{0.5, 0, 0.5}, 2, 0.3), Value: v(0.85)},
}

// hit is the derivative of the implicit function: the distance from the torus
// is zero at the end of the ray.
func hit() []float64 {
	length := sampleView.Length()
	unit := sampleView.Mul(1 / length)
	t := March(sampleTorus, sampleEye, sampleView)
	p := sampleEye.Add(unit.Mul(t))
	ring := math.Hypot(p.X, p.Y)
	across := (ring - sampleTorus.Major) / math.Hypot(ring-sampleTorus.Major, p.Z)
	normal := Vec3{across * p.X / ring, across * p.Y / ring, p.Z / math.Hypot(ring-sampleTorus.Major, p.Z)}
	rate := normal.Dot(unit)
	aside := normal.Sub(unit.Mul(rate)).Mul(t / length / rate)
	return v(across/rate, 1/rate, -normal.X/rate, -normal.Y/rate, -normal.Z/rate, -aside.X, -aside.Y, -aside.Z)
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
