// The functions at points with known values; the samples serve the gradients too.

package shape

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleBox     = Box{Vec3{1, 2, 3}, 0.25}
	sampleTorus   = Torus{2, 0.5}
	sampleCapsule = Capsule{Vec3{0, 0, 1}, Vec3{0.5, 3, 2}, 0.4}
	sampleScene   = Scene{&sampleBox, Placed{Vec3{4, 0, 1}, sampleTorus}, nil, sampleCapsule}
	samplePoint   = Vec3{1.3, -2.4, 0.7}
	sampleEye     = Vec3{-5, 0.4, 0.3}
	sampleView    = Vec3{2, -0.1, -0.08}
)

func TestBox(t *testing.T) {
	b := Box{Vec3{1, 2, 3}, 0}
	check.Near(t, "corner", b.Distance(Vec3{2, -4, 5}), 3, 1e-15)
	check.Near(t, "face", b.Distance(Vec3{0, 2.5, 1}), 0.5, 1e-15)
	check.Near(t, "inside", b.Distance(Vec3{0.4, 0, 1}), -0.6, 1e-15)
	check.Near(t, "rounded", sampleBox.Distance(Vec3{1.75, 2.75, 0}), math.Sqrt2-0.25, 1e-15)
}

func TestTorus(t *testing.T) {
	check.Near(t, "centre", sampleTorus.Distance(Vec3{}), 1.5, 1e-15)
	check.Near(t, "above", sampleTorus.Distance(Vec3{3, 4, 4}), 4.5, 1e-15)
}

func TestCapsule(t *testing.T) {
	c := Capsule{Vec3{}, Vec3{Z: 2}, 0.5}
	for want, p := range map[float64]Vec3{4.5: {3, 4, 1}, 0.5: {0, 0, 3}, 1.5: {0, 2, 0}} {
		check.Near(t, "distance", c.Distance(p), want, 1e-15)
	}
}

func TestScene(t *testing.T) {
	check.Near(t, "box", sampleScene.Nearest(Vec3{-1.5, 0, 0}), 0.5, 1e-15)
	check.Near(t, "torus", sampleScene.Nearest(Vec3{7, 0, 1}), 0.5, 1e-15)
	check.Near(t, "nothing", Scene{}.Nearest(Vec3{}), math.Inf(1), 0)
}

func TestSmoothMin(t *testing.T) {
	check.Near(t, "far apart", SmoothMin(3, 1, 0.5), 1, 0)
	check.Near(t, "equal", SmoothMin(1, 1, 0.8), 0.8, 1e-15)
	check.Near(t, "close", SmoothMin(1, 1.5, 1), 1-0.0625, 1e-15)
}

// Balls of radius 1, 0.5, 0.25 stand at heights 0, 1.25 and 1.875.
func TestSnowman(t *testing.T) {
	check.Near(t, "below", Snowman(Vec3{Z: -3}, 1, 0.5, 0.1), 2, 1e-15)
	check.Near(t, "above", Snowman(Vec3{Z: 4}, 1, 0.5, 0.1), 1.875, 1e-15)
	check.Near(t, "in the nose", Snowman(Vec3{X: 0.25, Z: 1.875}, 1, 0.5, 0.1), 0.0625, 1e-15)
	check.Near(t, "a fillet", Snowman(Vec3{X: 0.6, Z: 0.8}, 1, 0.5, 1), -0.140625, 1e-14)
}

func TestMarch(t *testing.T) {
	check.Near(t, "from outside", March(sampleTorus, Vec3{X: -5}, Vec3{X: 3}), 2.5, 1e-14)
	s := March(sampleTorus, sampleEye, sampleView)
	hit := sampleEye.Add(sampleView.Mul(s / sampleView.Length()))
	check.Near(t, "distance of the hit", sampleTorus.Distance(hit), 0, 1e-11)
	check.Near(t, "through the hole", March(sampleTorus, Vec3{Z: 5}, Vec3{Z: -1}), math.Inf(1), 0)
}

func TestTwisted(t *testing.T) {
	check.Near(t, "straight", Twisted(Vec2[float64]{-3, 2}, 5, 1, 0), 2, 1e-15)
	check.Near(t, "a turn of 45°", Twisted(Vec2[float64]{1, 1}, 2, 0.5, math.Pi/8), math.Sqrt2-0.5, 1e-15)
	check.Near(t, "single", float64(Twisted(Vec2[float32]{1, 1}, 2, 0.5, math.Pi/8)), math.Sqrt2-0.5, 1e-6)
}

func TestGyroid(t *testing.T) {
	check.Near(t, "on it", Gyroid(Vec3{}, 2, 0.3), -0.15, 1e-15)
	check.Near(t, "off", Gyroid(Vec3{0.5, 0, 0.5}, 2, 0.3), 0.85, 1e-15)
}
