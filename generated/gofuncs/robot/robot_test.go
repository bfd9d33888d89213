// The functions at points with known values; the samples serve the gradients too.

package robot

import (
	"errors"
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/check"
)

var (
	sampleLinks  = []Link{{0.8, 0.1}, {0.6, -0.2}, {0.3, 0}}
	sampleAngles = []float64{0.4, 0.7, -0.5}
	sampleArm    = Arm{Mount: Mount{0.2, -0.1, 0.3}, Links: [3]float64{0.8, 0.6, 0.3}, Name: "left"}
	samplePose   = [3]float64{0.4, 0.7, -0.5}
	sampleJoints = []Joint{{0.1, 0.4, math.Pi / 2, 0}, {0.5, 0, 0.2, 0.1}, {0.3, 0.05, -0.4, 0}}
	sampleTurns  = []Radians{0.3, -0.6, 0.9}
	sampleDiscs  = map[string]Disc{"table": {2, 1, 0.5}, "chair": {-1, 2, 0.3}, "soft:curtain": {0.1, 0, 1}}
	samplePath   = [][]float64{{0, 0.5, 1}, {0.4, 0.2, -0.3}, {1.1, 0.3, -0.2}}
	sampleRates  = []float64{1.5, 0.8, 2}
)

const sampleProgram = "FFL F\tRRB LF"

func TestTip(t *testing.T) {
	x, y := Tip([]Link{{2, 0}, {1, math.Pi / 2}}, []float64{math.Pi / 2, 0})
	check.Near(t, "x", x, -1, 1e-15)
	check.Near(t, "y", y, 2, 1e-15)
}

func TestInverseUndoesTip(t *testing.T) {
	shoulder, elbow, err := Inverse(0.9, 0.7, 0.8, 0.6)
	if err != nil {
		t.Fatal(err)
	}
	x, y := Tip([]Link{{0.8, 0}, {0.6, 0}}, []float64{shoulder, elbow})
	check.Near(t, "x", x, 0.9, 1e-14)
	check.Near(t, "y", y, 0.7, 1e-14)
	if _, _, err := Inverse(2, 0, 0.8, 0.6); !errors.Is(err, ErrOutOfReach) {
		t.Errorf("a point two metres away gives %v", err)
	}
}

func TestMiss(t *testing.T) {
	a := sampleArm
	links := []Link{{0.8, a.Heading}, {0.6, 0}, {0.3, 0}}
	x, y := Tip(links, samplePose[:])
	check.Near(t, "miss at the tip", a.Miss(samplePose, a.X+x, a.Y+y), 0, 1e-15)
	check.Near(t, "miss", a.Miss(samplePose, a.X+x+3, a.Y+y-4), 5, 1e-14)
}

// A third link without length leaves the arm of two: l1 l2 |sin q2|.
func TestManipulability(t *testing.T) {
	a := sampleArm
	a.Links[2] = 0
	check.Near(t, "measure", a.Manipulability(samplePose), 0.8*0.6*math.Sin(0.7), 1e-14)
}

func TestEndEffector(t *testing.T) {
	p := EndEffector([]Joint{{A: 1, Alpha: math.Pi / 2}, {A: 2, D: 3}}, []Radians{0, math.Pi / 2})
	check.Slices(t, "point", []float64{p.X, p.Y, p.Z}, []float64{1, -3, 2}, 1e-15)
	p = EndEffector([]Joint{{A: 0.8}, {A: 0.6}}, []Radians{0.4, 0.7})
	x, y := Tip([]Link{{0.8, 0}, {0.6, 0}}, []float64{0.4, 0.7})
	check.Slices(t, "flat arm", []float64{p.X, p.Y, p.Z}, []float64{x, y, 0}, 1e-15)
	p = EndEffector(sampleJoints, sampleTurns)
	if reach := math.Hypot(math.Hypot(p.X, p.Y), p.Z); !(reach > 0 && reach < 1.35) {
		t.Errorf("the sample reaches %g m", reach)
	}
}

func TestTrapezoid(t *testing.T) {
	for _, c := range []struct{ distance, speed, accel, t, want float64 }{
		{10, 2, 1, -1, 0},
		{10, 2, 1, 1, 0.5},
		{10, 2, 1, 4, 6},
		{10, 2, 1, 6.5, 9.875},
		{10, 2, 1, 9, 10},
		{1, 2, 1, 0.5, 0.125},
		{1, 2, 1, 1.5, 0.875},
	} {
		check.Near(t, "position", Trapezoid(c.distance, c.speed, c.accel, c.t), c.want, 1e-15)
	}
}

func TestMoveTime(t *testing.T) {
	check.Near(t, "time", MoveTime(samplePath, sampleRates...), 0.65+0.7/1.5, 1e-15)
}

func TestDrive(t *testing.T) {
	x, y := Drive(sampleProgram, 1, math.Pi/2)
	check.Near(t, "x", x, 3, 1e-15)
	check.Near(t, "y", y, 2, 1e-15)
}

func TestClearance(t *testing.T) {
	check.Near(t, "clearance", Clearance(0.5, 0.2, sampleDiscs), 1.2, 1e-15)
}
