// Derivatives against differences, and against closed forms.

package robot

import (
	"math"
	"testing"

	"chainrule/generated/gofuncs/internal/derivtest"
)

var args = derivtest.Args

func v(x ...float64) []float64 { return x }

var cases = []derivtest.Case{
	{Name: "quarter", F: Tip, D: TipVJP, Args: args([]Link{{2, 0}, {1, math.Pi / 2}}, v(math.Pi/2, 0)), Value: v(-1, 2), Grad: v(
		0, -2, -1, 0, -2, 0,
		1, -1, 0, -1, -1, -1)},
	{F: Tip, D: TipVJP, Args: args(sampleLinks, sampleAngles)},
	{Name: "too few angles", F: Tip, D: TipVJP, Args: args(sampleLinks, v(1, 2))},
	{F: Inverse, D: InverseVJP, J: InverseJac, Args: args(0.9, 0.7, 0.8, 0.6)},
	{Name: "out of reach", F: Inverse, D: InverseVJP, J: InverseJac, Args: args(2, 0, 0.8, 0.6)},
	{F: (*Arm).Miss, D: (*Arm).MissGrad, H: (*Arm).MissHVP, Args: args(&sampleArm, samplePose, 0.9, 1.2)},
	{Name: "along y", F: (*Arm).Miss, D: (*Arm).MissGrad, H: (*Arm).MissHVP, Args: args(&Arm{Links: [3]float64{1, 2, 3}}, [3]float64{}, 6, 5), Value: v(5),
		Grad: v(0, -1, -6, 0, 0, 0, -6, -5, -3, 0, 1)},
	{F: Arm.Manipulability, D: Arm.ManipulabilityGrad, Args: args(sampleArm, samplePose)},
	{F: EndEffector, D: EndEffectorVJP, Args: args(sampleJoints, sampleTurns)},
	{Name: "one joint", F: EndEffector, D: EndEffectorVJP, Args: args([]Joint{{A: 2, D: 3}}, []Radians{math.Pi / 2}), Value: v(0, 2, 3), Grad: v(
		0, 0, 0, -2, -2,
		1, 0, 0, 0, 0,
		0, 1, 0, 0, 0)},
	{Name: "no joint", F: EndEffector, D: EndEffectorVJP, Args: args([]Joint{}, []Radians{}), Value: v(0, 0, 0), Grad: v()},
	{Name: "lengths differ", F: EndEffector, D: EndEffectorVJP, Args: args(sampleJoints, sampleTurns[:2])},
	{Name: "not yet", F: Trapezoid, D: TrapezoidGrad, Args: args(10, 2, 1, -1), Value: v(0), Grad: v(0, 0, 0, 0)},
	{Name: "speeding up", F: Trapezoid, D: TrapezoidGrad, Args: args(10, 2, 1, 1), Value: v(0.5), Grad: v(0, 0, 0.5, 1)},
	{Name: "at speed", F: Trapezoid, D: TrapezoidGrad, Args: args(10, 2, 1, 4), Value: v(6), Grad: v(0, 4-2, 2, 2)},
	{Name: "slowing down", F: Trapezoid, D: TrapezoidGrad, Args: args(10, 2, 1, 6.5), Value: v(9.875)},
	{Name: "there", F: Trapezoid, D: TrapezoidGrad, Args: args(10, 2, 1, 9), Value: v(10), Grad: v(1, 0, 0, 0)},
	{Name: "short, speeding up", F: Trapezoid, D: TrapezoidGrad, Args: args(1, 2, 1, 0.5), Value: v(0.125)},
	{Name: "short, slowing down", F: Trapezoid, D: TrapezoidGrad, Args: args(1, 2, 1, 1.5), Value: v(0.875)},
	{F: MoveTime, D: MoveTimeGrad, Args: args(samplePath, sampleRates), Value: v(0.65 + 0.7/1.5), Grad: v(
		0, 0, 0.5, -1/1.5, 0, -0.5, 1/1.5, 0, 0,
		-0.7/2.25, 0, -0.325)},
	{Name: "nowhere", F: MoveTime, D: MoveTimeGrad, Args: args([][]float64{{1, 2, 3}}, sampleRates), Value: v(0), Grad: make([]float64, 6)},
	{F: Drive, D: DriveVJP, Args: args(sampleProgram, 1, math.Pi/2), Value: v(3, 2), Allocates: true},
	{Name: "curve", F: Drive, D: DriveVJP, Args: args(sampleProgram, 0.7, 0.4), Allocates: true},
	{Name: "unknown", F: Drive, D: DriveVJP, Args: args("FX", 0.7, 0.4)},
	// The chair is nearest, 1.5 left and 1.8 above.
	{F: Clearance, D: ClearanceGrad, Args: args(-0.1, 0.8, sampleDiscs), Value: v(1.2), Grad: v(0.6, -0.8, -0.6, 0.8, -1, 0, 0, 0, 0, 0, 0), Allocates: true},
	{Name: "nothing there", F: Clearance, D: ClearanceGrad, Args: args(0.5, 0.2, map[string]Disc{}), Value: v(math.Inf(1)), Grad: v(0, 0), Rough: true},
}

func TestDerivatives(t *testing.T) { derivtest.Check(t, cases) }
